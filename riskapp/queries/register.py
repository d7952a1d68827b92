"""The register: the risks that a reader may know of, filtered, in order and by pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import ceil
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.errors import FieldError
from riskapp.domain.filters import PAGE_SIZE, RegisterFilters, Sort
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.queries.kept_counts import keep
from riskapp.queries.matrices import get_matrix
from riskapp.queries.register_asked import Asked
from riskapp.queries.register_filters import count_query, pick_all_query, pick_query
from riskapp.queries.register_finding import ask_register
from riskapp.queries.register_rows import read_rows
from riskapp.queries.written import written_once
from riskapp.readmodels.register import RegisterPage, RegisterRow

AT_ONCE = 500
"""Risks that are read at once where all that fit are asked for."""
MANY = 1_000
"""From so many risks on, walking them in order finds a page sooner than gathering them all."""


def list_register(
    session: Session,
    actor: Actor,
    filters: RegisterFilters,
    *,
    on: date | None = None,
    matrix: Matrix | None = None,
) -> RegisterPage:
    """Return a page of the risks that fit, as at a day or as they are now, PAGE_SIZE to a page.

    `matrix` is the organisation's own, if the caller has it. FieldError for a page beyond the
    last and for a band that the matrix does not have.
    """
    matrix = matrix or get_matrix(session, actor, on)
    ids, total = _pick(session, ask_register(session, actor, filters, on, matrix))
    pages = max(1, ceil(total / PAGE_SIZE))
    if filters.page > pages:
        raise FieldError("page", f"There is no page {filters.page}: the last page is {pages}.")
    rows = read_rows(session, actor, ids, on, matrix)
    shown = tuple(rows[risk_id] for risk_id in ids if risk_id in rows)
    return RegisterPage(shown, total, filters.page, pages, PAGE_SIZE)


def _pick(session: Session, asked: Asked) -> tuple[Sequence[UUID], int]:
    """Return the ids of the page asked for, and how many risks fit in all.

    A search, like the quality checks, finds both at once, for finding is what takes its time;
    elsewhere the number tells how best to find the page.
    """
    if asked.found or asked.failures is not None:
        return _search(session, asked)
    total = count_fitting(session, asked)
    if not total:
        return [], 0
    walked = replace(asked, many=total > MANY)
    return session.connection().execute(_page_query(walked)).scalars().all(), total


_page_query = written_once(pick_query)


def _search(session: Session, asked: Asked) -> tuple[Sequence[UUID], int]:
    """Find a page of what is searched for; there is nothing on a page beyond the last."""
    query = pick_query(asked, sa.func.count().over())
    found = session.connection().execute(query).all()
    if not found:
        return [], count_fitting(session, asked)
    return [row[0] for row in found], found[0][1]


def count_fitting(session: Session, asked: Asked) -> int:
    """Return how many risks fit, on whichever page and in whatever order they are read.

    Words that are searched for are never kept: they may be a name. Who holds a post may change
    with the day alone.
    """

    def count() -> int:
        return int(session.connection().execute(count_query(asked)).scalar_one())

    if asked.filters.search:
        return count()
    day = asked.actor.today if asked.filters.hangs_on_day else None
    filters = replace(asked.filters, page=1, sort=Sort.SCORE, backwards=False)
    question = (filters, asked.on, asked.matrix, day)
    return keep(session, asked.actor, question, count)


def list_whole_register(
    session: Session, actor: Actor, on: date | None = None
) -> Iterator[RegisterRow]:
    """Yield every live risk as at a day or as it is now, the highest score first."""
    for rows in list_fitting(session, actor, RegisterFilters(), on=on):
        yield from rows


def list_fitting(
    session: Session,
    actor: Actor,
    filters: RegisterFilters,
    *,
    on: date | None = None,
    matrix: Matrix | None = None,
) -> Iterator[tuple[RegisterRow, ...]]:
    """Return all risks that fit, on whichever page, some hundreds at a time.

    FieldError, at once, for a band that the matrix does not have.
    """
    ids = list_fitting_ids(session, actor, filters, on, matrix or get_matrix(session, actor, on))
    return (
        list_register_rows(session, actor, ids[first : first + AT_ONCE], on)
        for first in range(0, len(ids), AT_ONCE)
    )


def list_fitting_ids(
    session: Session, actor: Actor, filters: RegisterFilters, on: date | None, matrix: Matrix
) -> Sequence[UUID]:
    """Return the ids of all risks that fit, in order, on whichever page."""
    query = pick_all_query(ask_register(session, actor, filters, on, matrix))
    return session.connection().execute(query).scalars().all()


def list_register_rows(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> tuple[RegisterRow, ...]:
    """Return those of these risks that the actor may know of, in the order given."""
    rows = read_rows(session, actor, risk_ids, on, get_matrix(session, actor, on))
    return tuple(rows[risk_id] for risk_id in risk_ids if risk_id in rows)
