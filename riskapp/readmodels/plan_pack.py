"""The Milestones pack: programmes, what they mitigate, and what slipped, as one frozen value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from riskapp.domain.milestones import StandingKind
from riskapp.readmodels.pack_changes import Changes
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.plan import GapToClose, MilestoneCounts, MilestoneRow, ProgrammeRow

ENDED = frozenset({StandingKind.DONE, StandingKind.CANCELLED})


@dataclass(frozen=True, slots=True)
class PlanPack:
    """The milestones of all programmes and of risks, as at a day.

    `actions` are those of risks that belong to no programme; `gaps` are the open gaps that each is
    to close; `next_until` is the last day of those that are said to be due next.
    """

    frame: PackFrame
    programmes: tuple[ProgrammeRow, ...]
    actions: tuple[MilestoneRow, ...]
    counts: MilestoneCounts
    changes: Changes
    next_until: date
    gaps: Mapping[UUID, tuple[GapToClose, ...]] = field(default_factory=dict)
    left_out: int = 0

    def each(self) -> Iterator[MilestoneRow]:
        """Yield every milestone: programme by programme, then the actions of risks."""
        for programme in self.programmes:
            yield from programme.milestones
        yield from self.actions

    @property
    def late(self) -> tuple[MilestoneRow, ...]:
        """The milestones that are late, the latest first."""
        found = (one for one in self.each() if one.standing.kind is StandingKind.LATE)
        return tuple(sorted(found, key=_by_day))

    @property
    def next(self) -> tuple[MilestoneRow, ...]:
        """The open milestones that are due from the pack's day on, until `next_until`."""
        found = (
            one
            for one in self.still_open
            if one.due.due_on and self.frame.as_at <= one.due.due_on <= self.next_until
        )
        return tuple(sorted(found, key=_by_day))

    @property
    def still_open(self) -> tuple[MilestoneRow, ...]:
        """The milestones that are neither done nor cancelled."""
        return tuple(one for one in self.each() if one.standing.kind not in ENDED)

    @property
    def mitigating(self) -> tuple[MilestoneRow, ...]:
        """The open milestones that mitigate a risk or are to close a gap."""
        return tuple(one for one in self.still_open if one.risks or self.gaps.get(one.id))


def _by_day(one: MilestoneRow) -> tuple[date, str]:
    return one.due.due_on or date.max, one.reference
