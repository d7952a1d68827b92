"""Issued packs: each with its content, under the code that this gives, and with the file issued."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.packs import code_of
from riskapp.models import FinalContent, Organisation, Pack, PackFile
from riskapp.queries.joins import points_at


def find_false_packs(session: Session) -> Iterator[str]:
    """Name each issued pack whose content, code or file is not the one that was issued."""
    for row in session.connection().execute(_all()):
        for wrong in _wrong(session, row):
            yield f"Pack {row.number} of {row.organisation} {wrong}."


def _all() -> Any:
    return (
        sa.select(
            *(col(Pack.organisation_id), col(Pack.id), col(Pack.number), col(Pack.code)),
            *(col(Pack.file_digest), col(Pack.withdrawn_at), col(FinalContent.digest)),
            col(Organisation.code).label("organisation"),
        )
        .join(Organisation, col(Organisation.id) == col(Pack.organisation_id))
        .outerjoin(FinalContent, points_at(Pack.content_id, FinalContent))
        .order_by(col(Organisation.code), col(Pack.number))
    )


def _wrong(session: Session, row: Any) -> Iterator[str]:
    if row.digest is None:
        yield "has no final content"
    elif code_of(row.digest) != row.code:
        yield "bears another code than its content gives"
    file = session.get(PackFile, (row.organisation_id, row.id))
    if file is None or (file.content is None and row.withdrawn_at is None):
        yield "has lost its file"
    elif file.content is not None and sha256(file.content).hexdigest() != row.file_digest:
        yield "has another file than was issued"
    if file is not None:
        session.expunge(file)
