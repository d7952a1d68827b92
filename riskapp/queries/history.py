"""What happened to risks, in sentences."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor, may
from riskapp.models import History
from riskapp.queries.history_lines import COLUMNS, NAMES_ANOTHER, read_lines, with_words
from riskapp.queries.scope import number_if_known
from riskapp.readmodels.history import HistoryLine

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page of a history, newest first; `total` counts all its entries."""

    lines: tuple[HistoryLine, ...]
    total: int
    page: int
    pages: int


def get_history_page(session: Session, actor: Actor, risk_id: UUID, page: int = 1) -> HistoryPage:
    """Return a page of one risk's history; past the last page there are no lines.

    The caller has made sure that the actor may know of the risk.
    """
    wanted = _of_risks(actor, [risk_id], FOREVER)
    count = sa.select(sa.func.count()).select_from(History).where(*wanted)
    total = session.connection().execute(count).scalar_one()
    newest = _numbered(wanted)
    first = (page - 1) * PAGE_SIZE
    some = sa.and_(newest.c.place > first, newest.c.place <= first + PAGE_SIZE)
    lines = _lines(session, actor, newest, some).get(risk_id, ())
    return HistoryPage(lines, total, page, max(1, -(-total // PAGE_SIZE)))


def list_last_entries(
    session: Session,
    actor: Actor,
    risk_ids: Sequence[UUID],
    on: date | None = None,
    *,
    most: int = 5,
) -> Mapping[UUID, tuple[HistoryLine, ...]]:
    """Return the last few entries about each of these risks by that day, newest first.

    The caller has made sure that the actor may know of the risks.
    """
    newest = _numbered(_of_risks(actor, risk_ids, on or FOREVER))
    return _lines(session, actor, newest, newest.c.place <= most)


def find_last_told(session: Session, actor: Actor, subject_id: UUID) -> HistoryLine | None:
    """Return the last entry about one thing itself; None for whoever may not read the history.

    The caller has made sure that the actor may know of the thing.
    """
    if not may(actor, Action.VIEW_HISTORY):
        return None
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*COLUMNS, sa.null().label("linked"))
        .select_from(History)
        .where(
            col(History.organisation_id) == actor.organisation_id,
            col(History.number) == _last_number(actor, subject_id),
        )
    )
    return next((line for _, line in read_lines(session, with_words(query))), None)


def _last_number(actor: Actor, subject_id: UUID) -> sa.ScalarSelect[int]:
    """Return the number of the last entry about a thing, but for what names it beside another."""
    return (
        sa.select(sa.func.max(col(History.number)))
        .where(
            col(History.organisation_id) == actor.organisation_id,
            col(History.subject_id) == subject_id,
            col(History.kind).not_in(tuple(NAMES_ANOTHER)),
        )
        .scalar_subquery()
    )


def _of_risks(
    actor: Actor, risk_ids: Sequence[UUID], on: date
) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(History.organisation_id) == actor.organisation_id,
        col(History.risk_id).in_(risk_ids),
        col(History.entered_on) <= on,
    )


def _numbered(wanted: Iterable[sa.ColumnElement[bool]]) -> sa.Subquery:
    """Number the entries of each risk from its newest."""
    place = sa.func.row_number().over(
        partition_by=col(History.risk_id), order_by=col(History.number).desc()
    )
    return sa.select(col(History.number), place.label("place")).where(*wanted).subquery()


def _lines(
    session: Session, actor: Actor, newest: sa.Subquery, some: sa.ColumnElement[bool]
) -> Mapping[UUID, tuple[HistoryLine, ...]]:
    """Return the lines of the entries picked, by risk, newest first."""
    query = (
        sa.select(*COLUMNS, number_if_known(actor, col(History.subject_id)).label("linked"))
        .select_from(newest)
        .join(History, col(History.number) == newest.c.number)
        .where(col(History.organisation_id) == actor.organisation_id, some)
    )
    lines: dict[UUID, list[HistoryLine]] = defaultdict(list)
    for row, line in read_lines(session, with_words(query)):
        lines[row.risk_id].append(line)
    return {risk_id: tuple(found) for risk_id, found in lines.items()}
