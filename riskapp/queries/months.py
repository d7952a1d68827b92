"""The monthly reviews: which there are, which is next, and one with its list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.errors import NotFoundError
from riskapp.domain.months import Before, Listed, MonthState, following, month_of
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import month_words
from riskapp.models import FinalContent, MonthlyItem, MonthlyReview, Person, Position
from riskapp.queries.joins import points_at
from riskapp.queries.matrices import get_matrix
from riskapp.queries.month_listing import Asked, list_reasons
from riskapp.queries.month_outcomes import list_meetings, list_outcomes
from riskapp.queries.register_rows import read_rows
from riskapp.queries.scope import still
from riskapp.readmodels.month_content import before_of
from riskapp.readmodels.months import (
    Month,
    MonthItem,
    MonthName,
    Months,
    OutcomeLine,
    figures_of,
    in_order,
)
from riskapp.readmodels.register import RegisterRow


def list_months(session: Session, actor: Actor) -> Months:
    """Return all months of the organisation, the newest first, and which is to be opened next."""
    query = (
        sa.select(
            *(col(MonthlyReview.month), col(MonthlyReview.state), col(MonthlyReview.opened_on)),
            *(col(MonthlyReview.closed_on), col(MonthlyReview.why)),
        )
        .where(col(MonthlyReview.organisation_id) == actor.organisation_id)
        .order_by(col(MonthlyReview.month).desc())
    )
    rows = tuple(MonthName(*row) for row in session.connection().execute(query))
    if any(row.state is MonthState.OPEN for row in rows):
        return Months(rows, None)
    return Months(rows, following(rows[0].month) if rows else month_of(actor.today))


def find_review(session: Session, actor: Actor, month: date) -> MonthlyReview | None:
    """Return the review of a month, or None where it was never opened."""
    query = select(MonthlyReview).where(
        col(MonthlyReview.organisation_id) == actor.organisation_id,
        col(MonthlyReview.month) == month,
    )
    return session.exec(query).one_or_none()


def get_review(session: Session, actor: Actor, month: date) -> MonthlyReview:
    """Return the review of a month; NotFoundError where it was never opened."""
    review = find_review(session, actor, month)
    if review is None:
        raise NotFoundError(f"The review of {month_words(month)} has not been opened.")
    return review


def get_month(session: Session, actor: Actor, month: date) -> Month:
    """Return the review of a month as it stands, with what the actor may know of.

    Risks that came up since it was opened are on its list too. NotFoundError where it was never
    opened. A closed one shows its risks as they are now: what became final of it is read with
    `get_month_content`.
    """
    return read_month(session, actor, get_review(session, actor, month))


def read_month(session: Session, actor: Actor, review: MonthlyReview) -> Month:
    """Return a review as it stands, held against the last month that was closed."""
    before = find_before(session, review)
    asked = Asked(actor, review.month, get_since(session, review))
    live = list_reasons(session, asked) if review.state is MonthState.OPEN else {}
    found = _Found(list_listed(session, review), live, list_outcomes(session, review), before)
    rows = read_rows(session, actor, sorted(found.ids_with_gone), None, get_matrix(session, actor))
    items = in_order(found.item(rows[risk_id]) for risk_id in found.ids if risk_id in rows)
    return _month(session, review, items, found.gone(rows, items))


def _month(
    session: Session,
    review: MonthlyReview,
    items: tuple[MonthItem, ...],
    compared: tuple[date, tuple[RegisterRow, ...]] | None,
) -> Month:
    """Put a month together; `compared` is the month before, and what has left the HLRR since."""
    opened_by, closed_by = _names(session, review)
    before, gone = compared or (None, ())
    return Month(
        id=review.id,
        month=review.month,
        state=review.state,
        opened_on=review.opened_on,
        opened_by=opened_by,
        version=review.version,
        items=items,
        figures=figures_of(items, len(gone) if before else None),
        meetings=list_meetings(session, review),
        gone=gone,
        before=before,
        closed_on=review.closed_on,
        closed_by=closed_by,
        why=review.why,
    )


def find_before(session: Session, review: MonthlyReview) -> Before | None:
    """Return how the risks stood in the last month that was closed, None where none was."""
    text = find_last_text(session, review)
    return None if text is None else before_of(text)


def find_last_text(session: Session, review: MonthlyReview) -> str | None:
    """Return the final content of the last month before a review, None where there is none."""
    query = (
        sa.select(col(FinalContent.content))
        .join(MonthlyReview, points_at(MonthlyReview.content_id, FinalContent))
        .where(
            col(FinalContent.organisation_id) == review.organisation_id,
            col(MonthlyReview.month) < review.month,
        )
        .order_by(col(MonthlyReview.month).desc())
        .limit(1)
    )
    return session.connection().execute(query).scalar_one_or_none()


def get_since(session: Session, review: MonthlyReview) -> date:
    """Return since when things are the month's: the day of the last closing, else its first."""
    query = (
        sa.select(col(MonthlyReview.closed_on))
        .where(
            col(MonthlyReview.organisation_id) == review.organisation_id,
            col(MonthlyReview.month) < review.month,
        )
        .order_by(col(MonthlyReview.month).desc())
        .limit(1)
    )
    return session.connection().execute(query).scalar_one_or_none() or review.month


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of a month's risks, by their ids."""

    stored: Mapping[UUID, Any]
    live: Mapping[UUID, frozenset[Listed]]
    outcomes: Mapping[UUID, tuple[OutcomeLine, ...]]
    before: Before | None

    @property
    def ids(self) -> set[UUID]:
        return {*self.stored, *self.live}

    @property
    def ids_with_gone(self) -> set[UUID]:
        return {*self.ids, *(self.before.on_hlrr if self.before else ())}

    def item(self, row: RegisterRow) -> MonthItem:
        """Return a risk of the list, with all the reasons there are or were."""
        held = self.stored.get(row.id)
        reasons = {*self.live.get(row.id, ()), *(map(Listed, held.listed.split()) if held else ())}
        bare = MonthItem(
            row,
            tuple(one for one in Listed if one in reasons),
            self.outcomes.get(row.id, ()),
            held.version if held else 0,
            held.listed_on if held else None,
            score_then=held.score_then if held else None,
        )
        return _compared(bare, self.before) if self.before else bare

    def gone(
        self, rows: Mapping[UUID, RegisterRow], items: Iterable[MonthItem]
    ) -> tuple[date, tuple[RegisterRow, ...]] | None:
        """Return the month before and what has left the HLRR since, None where there is none."""
        if self.before is None:
            return None
        still_on = {item.row.id for item in items if item.on_hlrr}
        left = (rows[one] for one in self.before.on_hlrr - still_on if one in rows)
        by_number = sorted(left, key=lambda row: (len(row.reference), row.reference))
        return self.before.month, tuple(by_number)


def _compared(item: MonthItem, before: Before) -> MonthItem:
    movement = before.movement(item.row.id, item.score, on_hlrr=item.on_hlrr)
    return replace(item, before=before.scores.get(item.row.id), movement=movement)


def list_listed(session: Session, review: MonthlyReview) -> Mapping[UUID, Any]:
    """Return what is kept of each risk on a month's list: why, since when, and its version."""
    query = sa.select(
        *(col(MonthlyItem.risk_id), col(MonthlyItem.listed), col(MonthlyItem.listed_on)),
        *(col(MonthlyItem.version), col(MonthlyItem.score_then)),
    ).where(
        col(MonthlyItem.organisation_id) == review.organisation_id,
        col(MonthlyItem.monthly_review_id) == review.id,
    )
    return {row.risk_id: row for row in session.connection().execute(query)}


def list_scores(session: Session, actor: Actor, ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """Return the current score of each of these risks."""
    query = sa.select(col(Position.risk_id), col(Position.score)).where(
        col(Position.organisation_id) == actor.organisation_id,
        col(Position.risk_id).in_(sorted(ids)),
        col(Position.kind) == ScoreKind.CURRENT,
        still(Position),
    )
    return {row.risk_id: row.score for row in session.connection().execute(query)}


def _names(session: Session, review: MonthlyReview) -> tuple[str, str]:
    """Return who opened a month, and who closed it."""
    query = sa.select(col(Person.id), col(Person.name)).where(
        col(Person.id).in_([review.opened_by_id, review.closed_by_id])
    )
    names = {row.id: row.name for row in session.connection().execute(query)}
    return names[review.opened_by_id], names.get(review.closed_by_id, "")
