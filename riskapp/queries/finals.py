"""What has become final, with the words of it that are left."""

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.models import FinalContent, FinalWords


def get_final(session: Session, organisation_id: UUID, content_id: UUID) -> FinalContent:
    """Return what became final under an id."""
    return session.get_one(FinalContent, (organisation_id, content_id))


def list_words(
    session: Session, organisation_id: UUID, content_id: UUID
) -> Mapping[int, str | None]:
    """Return the typed words of final content by their numbers; None where they were redacted."""
    query = sa.select(col(FinalWords.number), col(FinalWords.words)).where(
        col(FinalWords.organisation_id) == organisation_id,
        col(FinalWords.content_id) == content_id,
    )
    return {row.number: row.words for row in session.connection().execute(query)}
