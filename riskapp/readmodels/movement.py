"""What changed between two days, as pages, packs and meetings show it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from riskapp.domain.escalation import Register
from riskapp.domain.movement import MOVE_WORDS, Crossing, MoveKind, Period
from riskapp.domain.wording import counted, register_short
from riskapp.readmodels.plan import RiskName


@dataclass(frozen=True, slots=True)
class MilestoneName:
    """A milestone as other pages name it."""

    id: UUID
    reference: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a score or a target: who made it and why (None where it was redacted)."""

    on: date
    entered_on: date
    before: str
    after: str
    by: str
    why: str | None
    crossing: Crossing | None = None

    @property
    def entered_later(self) -> date | None:
        """Return the day on which it was entered, where that is after the day it holds from."""
        return self.entered_on if self.entered_on > self.on else None


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that changed; `risks` are the one it is of, or those that a milestone mitigates.

    A change of score or target is the net one, and `steps` are all that led to it; of any other
    `by` and `why` tell who made it and why (None where it was redacted).
    """

    kind: MoveKind
    on: date
    entered_on: date
    risks: tuple[RiskName, ...]
    before: str = ""
    after: str = ""
    by: str = ""
    why: str | None = ""
    register: Register | None = None
    milestone: MilestoneName | None = None
    scores: tuple[int | None, int] | None = None
    steps: tuple[Step, ...] = ()

    @property
    def words(self) -> str:
        """Say what changed: "Score up from 12 to 16"."""
        register = register_short(self.register) if self.register else ""
        return MOVE_WORDS[self.kind].format(before=self.before, after=self.after, register=register)

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """Return every crossing of a band or of the threshold on the way."""
        return tuple(step.crossing for step in self.steps if step.crossing)

    @property
    def entered_later(self) -> date | None:
        """Return the day on which it was entered, where that is after the day it holds from."""
        if self.takes_steps or self.entered_on <= self.on:
            return None
        return self.entered_on

    def entered_after(self, day: date) -> Iterator["Moved"]:
        """Yield what of it was entered after a day, each step of a score or target by itself."""
        if not self.steps:
            if self.entered_on > day:
                yield self
            return
        for step in self.steps:
            if step.entered_on > day:
                yield self._of_step(step)

    def _of_step(self, step: Step) -> "Moved":
        return replace(
            self,
            kind=_kind_of(self.kind, step),
            on=step.on,
            entered_on=step.entered_on,
            before=step.before,
            after=step.after,
            by=step.by,
            why=step.why,
            steps=(step,),
        )

    @property
    def takes_steps(self) -> bool:
        """Tell whether there was more than one change on the way."""
        return len(self.steps) > 1


def _kind_of(net: MoveKind, step: Step) -> MoveKind:
    """Return what one step of a net change is: a score may rise on its way down."""
    if net is MoveKind.TARGET:
        return net
    return MoveKind.UP if int(step.after) > int(step.before) else MoveKind.DOWN


@dataclass(frozen=True, slots=True)
class Movement:
    """All that changed between two days, by kind; `known_on` is the day by which it was recorded.

    Without it all is told that is known now.
    """

    period: Period
    moves: tuple[Moved, ...]
    known_on: date | None = None

    @property
    def counts(self) -> Mapping[MoveKind, int]:
        """Return how many changes there are of each kind that has any, in the order told."""
        kinds = [move.kind for move in self.moves]
        return {kind: kinds.count(kind) for kind in MoveKind if kind in kinds}

    @property
    def total(self) -> str:
        """Say how many changes there are."""
        return counted(len(self.moves), "change")

    def of_kind(self, kind: MoveKind) -> tuple[Moved, ...]:
        """Return the changes of one kind."""
        return tuple(move for move in self.moves if move.kind is kind)

    def of_risk(self, risk_id: UUID) -> tuple[Moved, ...]:
        """Return what changed of one risk, its milestones among it."""
        return tuple(move for move in self.moves if any(r.id == risk_id for r in move.risks))
