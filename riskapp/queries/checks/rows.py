"""Rows about risks, each with what names the risk."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.references import risk_reference
from riskapp.models import Organisation, Risk


def rows_of(session: Session, query: sa.Select[Any]) -> Iterator[Any]:
    """Yield the rows that a check asks for."""
    yield from session.connection().execute(query)


def name_of(row: Any) -> str:
    """Return the organisation's code and the risk's reference."""
    return f"{row.code} {risk_reference(row.number)}"


def about(table: type, column: Any) -> sa.Select[Any]:
    """Select the organisation's code, the risk's number and one column of rows about risks."""
    risk_id, organisation_id = table.risk_id, table.organisation_id  # type: ignore[attr-defined]
    return (
        sa.select(col(Organisation.code), col(Risk.number), column.label("about"))
        .select_from(table)
        .join(
            Risk,
            sa.and_(
                col(Risk.organisation_id) == col(organisation_id), col(Risk.id) == col(risk_id)
            ),
        )
        .join(Organisation, col(Organisation.id) == col(organisation_id))
        .order_by(col(Organisation.code), col(Risk.number))
    )
