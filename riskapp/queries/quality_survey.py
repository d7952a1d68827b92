"""Looking at everything there is with the quality checks: risks, objectives and milestones."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.quality import MILESTONE_CHECKS, OBJECTIVE_CHECKS
from riskapp.domain.quality_facts import MilestoneFacts, ObjectiveFacts
from riskapp.domain.quality_verdict import Failed, Settings, Subject, in_use, judge
from riskapp.models import Milestone, MilestoneDue, RiskVersion
from riskapp.models.plan import ObjectiveLevel
from riskapp.queries.joins import points_at
from riskapp.queries.kept_counts import keep_long
from riskapp.queries.milestone_rows import serves_visible, shown
from riskapp.queries.milestone_statuses import statuses_then
from riskapp.queries.milestones import within_reach
from riskapp.queries.objectives import in_force, list_objectives
from riskapp.queries.quality import look_at_all
from riskapp.queries.quality_facts import ENDED
from riskapp.queries.quality_settings import list_settings
from riskapp.queries.register_columns import says_on
from riskapp.queries.scope import Condition, holds
from riskapp.queries.units import unit_and_below
from riskapp.readmodels.quality import SetSo


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, of which unit with all below it (None for all), and as at which day.

    `settings` is how the organisation had set its checks that day.
    """

    session: Session
    actor: Actor
    unit: UUID | None
    on: date | None
    settings: Mapping[str, SetSo]

    @property
    def day(self) -> date:
        """The day that is asked about."""
        return self.on or self.actor.today

    @property
    def severities(self) -> Settings:
        """How serious the checks that were set are."""
        return {key: one.severity for key, one in self.settings.items()}

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What there is to look at: an objective is of no unit, so not of a part of the whole."""
        narrow = self.actor.units is not None or self.actor.sees_own_only
        if self.unit is None and not narrow:
            return tuple(Subject)
        return Subject.RISK, Subject.MILESTONE


@dataclass(frozen=True, slots=True)
class Survey:
    """How many things were looked at, and which of them fail each check, by its key."""

    looked_at: int
    failing: Mapping[str, Sequence[UUID]]


def ask(
    session: Session, actor: Actor, *, unit: UUID | None = None, on: date | None = None
) -> Asked:
    """Return what is asked, with how the checks are set."""
    return Asked(session, actor, unit, on, list_settings(session, actor, on))


def survey(asked: Asked, subjects: Sequence[Subject]) -> Mapping[Subject, Survey]:
    """Look at everything of these kinds that the actor may know of and that is asked about.

    What was found is kept until something changes, for the pages of a list to be turned.
    """
    about = (asked.unit, asked.on, asked.actor.today)
    questions = {("quality", one, *about): partial(_look, asked, one) for one in subjects}
    found = keep_long(asked.session, asked.actor, questions)
    return dict(zip(subjects, found, strict=True))


def _look(asked: Asked, subject: Subject) -> Survey:
    failing: dict[str, list[UUID]] = defaultdict(list)
    total = 0
    for id_, failed in _LOOKING[subject](asked):
        total += 1
        for one in failed:
            failing[one.check.key].append(id_)
    return Survey(total, {key: tuple(ids) for key, ids in failing.items()})


Looking = Callable[[Asked], Iterable[tuple[UUID, Sequence[Failed]]]]


def _risks(asked: Asked) -> Iterable[tuple[UUID, Sequence[Failed]]]:
    """Look at the open and tolerated risks, the highest first."""
    which = _in_unit(asked, says_on(asked.on))
    looked = look_at_all(asked.session, asked.actor, which, asked.on)
    found = sorted(looked, key=lambda one: (-one.score, one.number))
    return ((one.id, one.failed) for one in found)


def _objectives(asked: Asked) -> Iterable[tuple[UUID, Sequence[Failed]]]:
    """Look at the objectives in force; the aims above them are none."""
    used = in_use(OBJECTIVE_CHECKS, asked.severities)
    return (
        (row.id, judge(used, ObjectiveFacts(row.risks)))
        for row in list_objectives(asked.session, asked.actor, asked.on)
        if row.level == ObjectiveLevel.OBJECTIVE and in_force(row, asked.day)
    )


def _milestones(asked: Asked) -> Iterable[tuple[UUID, Sequence[Failed]]]:
    """Look at the milestones that are neither done nor cancelled, in their order."""
    used, which = in_use(MILESTONE_CHECKS, asked.severities), _of_milestones(asked)
    earlier = statuses_then(asked.session, asked.actor, asked.day, which)
    for row in asked.session.connection().execute(_milestones_query(asked, which)):
        if earlier.get(row.id, row.status) not in ENDED:
            facts = MilestoneFacts(row.owner_post_id is not None, row.due_on is not None)
            yield row.id, judge(used, facts)


_LOOKING: Final[Mapping[Subject, Looking]] = MappingProxyType(
    {Subject.RISK: _risks, Subject.OBJECTIVE: _objectives, Subject.MILESTONE: _milestones}
)


def _in_unit(asked: Asked, says: Any) -> Condition:
    if asked.unit is None:
        return sa.true()
    return col(says.unit_id).in_(unit_and_below(asked.actor.organisation_id, asked.unit))


def _of_milestones(asked: Asked) -> Condition:
    """Keep what a narrow role has to do with, and what mitigates a risk of the unit asked about."""
    reached = within_reach(asked.actor, asked.day)
    if asked.unit is None:
        return reached
    serves = serves_visible(asked.actor, asked.day, _in_unit(asked, RiskVersion))
    return sa.and_(reached, serves)


def _milestones_query(asked: Asked, which: Condition) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            *(col(Milestone.id), col(Milestone.status), col(Milestone.owner_post_id)),
            col(MilestoneDue.due_on),
        )
        .select_from(Milestone)
        .join(MilestoneDue, points_at(MilestoneDue.milestone_id, Milestone))
        .where(which, shown(asked.actor, asked.day), holds(MilestoneDue, asked.on))
        .order_by(col(Milestone.number))
    )
