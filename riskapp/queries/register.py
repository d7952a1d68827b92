"""The register: the risks that a reader may know of, filtered, in order and by pages."""

from collections.abc import Sequence
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
from riskapp.queries.register_filters import Asked, count_query, pick_query
from riskapp.queries.register_rows import read_rows
from riskapp.readmodels.register import RegisterPage, RegisterRow

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
    matrix = matrix or get_matrix(session, actor.organisation_id)
    ids, total = _pick(Asked(session, actor, filters, on, matrix))
    pages = max(1, ceil(total / PAGE_SIZE))
    if filters.page > pages:
        raise FieldError("page", f"There is no page {filters.page}: the last page is {pages}.")
    rows = read_rows(session, actor, ids, on, matrix)
    shown = tuple(rows[risk_id] for risk_id in ids if risk_id in rows)
    return RegisterPage(shown, total, filters.page, pages, PAGE_SIZE)


def _pick(asked: Asked) -> tuple[Sequence[UUID], int]:
    """Return the ids of the page asked for, and how many risks fit in all.

    A search finds both at once, for finding is what takes its time; elsewhere the number tells how
    best to find the page.
    """
    connection = asked.session.connection()
    if asked.filters.search:
        found = connection.execute(pick_query(asked, sa.func.count().over())).all()
        if found:
            return [row[0] for row in found], found[0][1]
    total = _total(asked)
    if not total:
        return [], 0
    walked = replace(asked, many=total > MANY)
    return connection.execute(pick_query(walked)).scalars().all(), total


def _total(asked: Asked) -> int:
    """Return how many risks fit, on whichever page and in whatever order they are read."""
    question = (replace(asked.filters, page=1, sort=Sort.SCORE), asked.on, asked.matrix)
    query = count_query(asked)
    connection = asked.session.connection()
    return keep(
        asked.session, asked.actor, question, lambda: int(connection.execute(query).scalar_one())
    )


def list_register_rows(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> tuple[RegisterRow, ...]:
    """Return those of these risks that the actor may know of, in the order given."""
    rows = read_rows(session, actor, risk_ids, on, get_matrix(session, actor.organisation_id))
    return tuple(rows[risk_id] for risk_id in risk_ids if risk_id in rows)
