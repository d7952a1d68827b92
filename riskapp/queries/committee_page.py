"""The page of a committee: its risks, what is due to it, what waits for it, its meetings."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.permissions import Actor, may
from riskapp.models import (
    History,
    Meeting,
    Position,
    Risk,
)
from riskapp.queries.committee_work import list_due, list_open
from riskapp.queries.committees import get_committee, list_below, list_committees
from riskapp.queries.decided import list_decided
from riskapp.queries.history_lines import COLUMNS, read_lines, with_words
from riskapp.queries.meetings import list_meetings
from riskapp.queries.movement import get_movement
from riskapp.queries.oversight import is_queued, live_risks, overseer
from riskapp.queries.register import list_register_rows
from riskapp.queries.register_columns import says_on
from riskapp.readmodels.committees import CommitteePage, CommitteeRow, HeldMeeting
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.movement import Movement

MOST_RISKS, MOST_BELOW = 50, 10
"""Risks of its own that the page lists, and of those under it."""
MOST_MEETINGS = 24


def get_committee_page(
    session: Session, actor: Actor, committee_id: UUID, on: date | None = None
) -> CommitteePage:
    """Return a committee as at a day; NotFoundError if it is not the organisation's.

    The number of statements is the same however many risks and meetings it has.
    """
    tree = list_committees(session, actor, on)
    row = get_committee(tree, committee_id)
    below = list_below(tree, row)
    found = session.connection().execute(_ids(actor, row.id, [one.id for one in below], on)).all()
    rows = list_register_rows(session, actor, [one.id for one in found], on)
    own = {one.id for one in found if one.overseer == row.id}
    return CommitteePage(
        row=row,
        below=below,
        risks=tuple(one for one in rows if one.id in own),
        risks_below=tuple(one for one in rows if one.id not in own),
        queue=frozenset(_queued(row, found)),
        due=list_due(session, actor, row.id, on),
        open=list_open(session, actor, row.id, on),
        meetings=_meetings(session, actor, row.id, on),
        history=_history(session, actor, row.id, on) if may(actor, Action.VIEW_HISTORY) else (),
        movement=_movement(session, actor, row, on),
    )


def _queued(row: CommitteeRow, found: Iterable[Any]) -> set[UUID]:
    """Return the programme risks that the committee, if it takes them first, has not handed on."""
    if not row.takes_programme_risks:
        return set()
    return {one.id for one in found if one.queued and one.overseer == row.id}


def _movement(
    session: Session, actor: Actor, row: CommitteeRow, on: date | None
) -> Movement | None:
    """Return what changed in the committee's risks since it last met, if it has."""
    day = on or actor.today
    if row.last_on is None or row.last_on >= day:
        return None
    return get_movement(session, actor, row.last_on, day, risks=overseen_ids(actor, row.id, on))


def overseen_ids(actor: Actor, committee_id: UUID, on: date | None = None) -> sa.Select[Any]:
    """Return the statement that finds the risks that a committee oversees."""
    query = live_risks(sa.select(col(Risk.id)).select_from(Risk), actor, on)
    return query.where(overseer(says_on(on)) == committee_id)  # type: ignore[no-any-return]


def _ids(actor: Actor, committee_id: UUID, below: Sequence[UUID], on: date | None) -> Any:
    """Return the statement for the risks of a committee and of those under it.

    Each of the two lists has the highest scores first, and only so many.
    """
    says = says_on(on)
    by, score = overseer(says), col(Position.score)
    own = sa.case((by == committee_id, 0), else_=1)
    place = sa.func.row_number().over(partition_by=own, order_by=(score.desc(), col(Risk.number)))
    query = sa.select(
        *(col(Risk.id), by.label("overseer"), is_queued(says).label("queued")),
        *(own.label("own"), place.label("place")),
    ).select_from(Risk)
    some = live_risks(query, actor, on).where(by.in_([committee_id, *below])).subquery()
    return (
        sa.select(some)
        .where(some.c.place <= sa.case((some.c.own == 0, MOST_RISKS), else_=MOST_BELOW))
        .order_by(some.c.own, some.c.place)
    )


def _meetings(
    session: Session, actor: Actor, committee_id: UUID, on: date | None
) -> tuple[HeldMeeting, ...]:
    which = col(Meeting.committee_id) == committee_id
    if on is not None:
        which = sa.and_(which, col(Meeting.held_on) <= on)
    rows = list_meetings(session, actor, which, most=MOST_MEETINGS)
    decided = list_decided(session, actor, [row.id for row in rows])
    return tuple(HeldMeeting(row, decided.get(row.id, ())) for row in rows)


def _history(
    session: Session, actor: Actor, committee_id: UUID, on: date | None
) -> tuple[HistoryLine, ...]:
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*COLUMNS)
        .select_from(History)
        .where(
            col(History.organisation_id) == actor.organisation_id,
            col(History.subject_id) == committee_id,
            col(History.risk_id).is_(None),
            col(History.entered_on) <= (on or actor.today),
        )
    )
    return tuple(line for _, line in read_lines(session, with_words(query)))
