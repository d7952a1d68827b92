"""Risks some hundreds at a time, so that a check needs the same memory however many there are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.references import risk_reference
from riskapp.models import Organisation, Risk

SIZE = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """A risk as checks name it."""

    id: UUID
    number: int
    opened_on: date
    code: str

    @property
    def name(self) -> str:
        """The organisation's code and the risk's reference."""
        return f"{self.code} {risk_reference(self.number)}"


@dataclass(frozen=True, slots=True)
class Batch:
    """Risks of one organisation that follow each other by key."""

    organisation_id: UUID
    risks: Sequence[Checked]

    def holds(self, table: type) -> sa.ColumnElement[bool]:
        """Keep a table's rows about these risks."""
        risk_id = table.risk_id  # type: ignore[attr-defined]
        return sa.and_(
            table.organisation_id == self.organisation_id,  # type: ignore[attr-defined]
            col(risk_id) >= self.risks[0].id,
            col(risk_id) <= self.risks[-1].id,
        )


def list_organisations(session: Session) -> list[tuple[UUID, str]]:
    """Return the key and code of every organisation, the installation among them."""
    query = sa.select(col(Organisation.id), col(Organisation.code)).order_by(col(Organisation.code))
    return [(row.id, row.code) for row in session.connection().execute(query)]


def list_batches(session: Session) -> Iterator[Batch]:
    """Yield all risks there are, organisation by organisation."""
    for organisation_id, code in list_organisations(session):
        last = UUID(int=0)
        while risks := _next(session, organisation_id, code, last):
            yield Batch(organisation_id, risks)
            last = risks[-1].id


def by_risk(session: Session, query: sa.Select[Any]) -> defaultdict[UUID, list[Any]]:
    """Return the rows of a query by the risk they are about, in the query's order."""
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in session.connection().execute(query):
        found[row.risk_id].append(row)
    return found


def _next(session: Session, organisation_id: UUID, code: str, last: UUID) -> list[Checked]:
    query = (
        sa.select(col(Risk.id), col(Risk.number), col(Risk.opened_on))
        .where(col(Risk.organisation_id) == organisation_id, col(Risk.id) > last)
        .order_by(col(Risk.id))
        .limit(SIZE)
    )
    rows = session.connection().execute(query)
    return [Checked(row.id, row.number, row.opened_on, code) for row in rows]
