"""What has become final: unchanged, and beside it the words that were typed."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.chain import entry_hash
from riskapp.domain.months import MonthState
from riskapp.domain.wording import month_words
from riskapp.models import FinalContent, FinalWords, MonthlyReview, Organisation
from riskapp.queries.joins import points_at
from riskapp.readmodels.finals import Kept, find_false_words


def find_false_finals(session: Session) -> Iterator[str]:
    """Name each final content that does not give its digest, or whose words are not its own."""
    for organisation_id, code, content_id, kind in session.connection().execute(_all()):
        final = session.get_one(FinalContent, (organisation_id, content_id))
        for wrong in _wrong(session, final):
            yield f"Final {kind} {content_id} of {code} {wrong}."
        session.expunge(final)
    for code, month in session.connection().execute(_without()):
        yield f"The review of {month_words(month)} of {code} is closed without final content."


def _all() -> Any:
    return (
        sa.select(
            col(FinalContent.organisation_id),
            col(Organisation.code),
            col(FinalContent.id),
            col(FinalContent.kind),
        )
        .join(Organisation, col(Organisation.id) == col(FinalContent.organisation_id))
        .order_by(col(Organisation.code), col(FinalContent.id))
    )


def _without() -> Any:
    """Select the months that are closed and have nothing final."""
    return (
        sa.select(col(Organisation.code), col(MonthlyReview.month))
        .join(Organisation, col(Organisation.id) == col(MonthlyReview.organisation_id))
        .outerjoin(FinalContent, points_at(MonthlyReview.content_id, FinalContent))
        .where(col(MonthlyReview.state) != MonthState.OPEN, col(FinalContent.id).is_(None))
        .order_by(col(Organisation.code), col(MonthlyReview.month))
    )


def _wrong(session: Session, final: FinalContent) -> Iterator[str]:
    if entry_hash(final.content) != final.digest:
        yield "was changed: it does not give its own digest"
        return
    yield from find_false_words(final.content, _kept(session, final.organisation_id, final.id))


def _kept(session: Session, organisation_id: UUID, content_id: UUID) -> Mapping[int, Kept]:
    query = sa.select(
        *(col(FinalWords.number), col(FinalWords.risk_id), col(FinalWords.salt)),
        col(FinalWords.words),
    ).where(
        col(FinalWords.organisation_id) == organisation_id,
        col(FinalWords.content_id) == content_id,
    )
    return {row.number: Kept(*row) for row in session.connection().execute(query)}
