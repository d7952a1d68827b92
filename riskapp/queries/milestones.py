"""Milestones as readers see them: in lists, under the risks they mitigate, and one on its own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.errors import NotFoundError
from riskapp.domain.milestones import StandingKind
from riskapp.domain.permissions import Actor
from riskapp.domain.references import milestone_number
from riskapp.models import Milestone, Risk
from riskapp.queries.milestone_rows import Brief, list_briefs, list_rows, serves_visible
from riskapp.queries.scope import Condition
from riskapp.readmodels.plan import MilestoneCounts, MilestoneRow

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class MilestoneFilters:
    """Which milestones are asked for; `search` finds words and references."""

    programme_id: UUID | None = None
    standing: StandingKind | None = None
    risk_number: int | None = None
    search: str = ""
    within_reach: bool = False


@dataclass(frozen=True, slots=True)
class MilestonePage:
    """One page of milestones; `total` and `counts` are of all that the filters let through."""

    rows: tuple[MilestoneRow, ...]
    total: int
    page: int
    pages: int
    counts: MilestoneCounts


def get_milestone_page(
    session: Session,
    actor: Actor,
    filters: MilestoneFilters,
    on: date | None = None,
    *,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> MilestonePage:
    """Return one page of the milestones as they stood that day, the most overdue first."""
    found = list_found(session, actor, filters, on)
    ids = [one.id for one in found[(page - 1) * size : page * size]]
    rows = list_milestones(session, actor, ids, on)
    pages = max(1, -(-len(found) // size))
    return MilestonePage(rows, len(found), page, pages, _counts(found))


def list_found(
    session: Session, actor: Actor, filters: MilestoneFilters, on: date | None = None
) -> list[Brief]:
    """Return all that the filters let through as it stood that day, the most overdue first."""
    day = on or actor.today
    briefs = list_briefs(session, actor, day, _which(actor, filters, day))
    return [one for one in briefs if filters.standing in {None, one.standing.kind}]


def list_milestones(
    session: Session, actor: Actor, ids: Sequence[UUID], on: date | None = None
) -> tuple[MilestoneRow, ...]:
    """Return those of these milestones that the actor may know of, the most overdue first."""
    which = col(Milestone.id).in_(ids)
    return list_rows(session, actor, on or actor.today, which) if ids else ()


def list_milestones_of_risks(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> dict[UUID, tuple[MilestoneRow, ...]]:
    """Return the milestones of each of these risks as they stood that day, the most overdue first.

    A risk that the actor may not know of has none.
    """
    day = on or actor.today
    asked = col(Risk.id).in_(risk_ids)
    serves = serves_visible(actor, day, asked)
    rows: dict[UUID, list[MilestoneRow]] = defaultdict(list)
    for row in list_rows(session, actor, day, serves, asked) if risk_ids else ():
        for risk in row.risks:
            rows[risk.id].append(row)
    return {risk_id: tuple(rows[risk_id]) for risk_id in risk_ids}


def get_milestone(
    session: Session, actor: Actor, reference: str, on: date | None = None
) -> MilestoneRow:
    """Return the milestone of that reference; NotFoundError if the actor may not know of it."""
    number = milestone_number(reference)
    day = on or actor.today
    rows = list_rows(session, actor, day, col(Milestone.number) == number) if number else ()
    if not rows:
        raise NotFoundError(f"There is no milestone {reference} in this organisation.")
    return rows[0]


def count_standings(rows: Iterable[MilestoneRow]) -> MilestoneCounts:
    """Return how many of these milestones there are, and how they stand."""
    return _counts(list(rows))


def refuse_hidden(session: Session, actor: Actor, milestone: Milestone) -> None:
    """Refuse a milestone that serves only risks the actor may not know of.

    A programme's milestones are the organisation's; an action of a risk is seen with the risk.
    """
    if milestone.programme_id is not None:
        return
    query = sa.select(col(Milestone.id)).where(
        col(Milestone.organisation_id) == actor.organisation_id,
        col(Milestone.id) == milestone.id,
        serves_visible(actor, actor.today),
    )
    if session.connection().execute(query).first() is None:
        raise NotFoundError("There is no such milestone in this organisation.")


def within_reach(actor: Actor, on: date) -> Condition:
    """Keep those that somebody with a narrow role has to do with: of their risks or their posts."""
    if actor.units is None and not actor.sees_own_only:
        return sa.true()
    return sa.or_(serves_visible(actor, on), col(Milestone.owner_post_id).in_(sorted(actor.posts)))


def _which(actor: Actor, filters: MilestoneFilters, on: date) -> Condition:
    lets: list[Condition] = [sa.true()]
    if filters.programme_id is not None:
        lets.append(col(Milestone.programme_id) == filters.programme_id)
    if filters.risk_number is not None:
        lets.append(serves_visible(actor, on, col(Risk.number) == filters.risk_number))
    if filters.search:
        lets.append(_says(filters.search))
    if filters.within_reach:
        lets.append(within_reach(actor, on))
    return sa.and_(*lets)


def _says(search: str) -> Condition:
    """Find the words anywhere in what is to be done, or the milestone of that reference."""
    number = milestone_number(search)
    if number is not None:
        return col(Milestone.number) == number
    return col(Milestone.words).icontains(search, autoescape=True)


def _counts(found: Sequence[Brief | MilestoneRow]) -> MilestoneCounts:
    kinds = [one.standing.kind for one in found]
    return MilestoneCounts(
        total=len(kinds),
        done=kinds.count(StandingKind.DONE),
        late=kinds.count(StandingKind.LATE),
        at_risk=kinds.count(StandingKind.AT_RISK),
        only_start=kinds.count(StandingKind.ONLY_STARTS),
    )
