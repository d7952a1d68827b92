"""Where a row was printed: the document and its lines."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from riskapp.models import Provenance


def source_of(table: Any) -> sa.ColumnElement[bool]:
    """Join the provenance of a row itself, not of what happened to it."""
    return sa.and_(
        col(Provenance.organisation_id) == col(table.organisation_id),
        col(Provenance.subject_id) == col(table.id),
        col(Provenance.subject_kind) == table.__tablename__,
    )


def source_words(document: str | None, lines: str | None) -> str:
    """Return where a row is printed: "plan.txt, lines 12, 13"; "" when it is not."""
    if not document:
        return ""
    if not lines:
        return document
    return f"{document}, {'line' if lines.isdigit() else 'lines'} {lines}"
