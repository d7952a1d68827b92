"""The monthly review from opening to closing: one month after another, one open at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.happenings import Happening
from riskapp.domain.months import Listed, MonthState, closed_words, why_not_to_open
from riskapp.domain.permissions import Actor, Role, require
from riskapp.domain.wording import month_words
from riskapp.models import MonthlyItem, MonthlyReview, Risk
from riskapp.models.database import is_sqlite
from riskapp.queries.month_listing import Asked, list_reasons
from riskapp.queries.months import find_review, get_since, list_scores
from riskapp.services.history import note
from riskapp.services.transactions import hold_settings


def open_month(session: Session, actor: Actor, month: date) -> MonthlyReview:
    """Open the review of a month with the risks that belong on its list; harmless if it is open.

    FieldError for a month that is closed, does not follow the last, or has not begun.
    """
    require(actor, Action.OPEN_MONTH)
    hold_settings(session, actor.organisation_id)
    held = find_review(session, actor, month)
    if held is not None and held.state is MonthState.OPEN:
        return held
    _refuse_to_open(session, actor, month, held)
    review = MonthlyReview(
        organisation_id=actor.organisation_id,
        month=month,
        opened_on=actor.today,
        opened_by_id=actor.person_id,
    )
    session.add(review)
    reader = whole(actor)
    reasons = list_reasons(session, Asked(reader, month, get_since(session, review)))
    list_risks(session, actor, review, reasons)
    session.flush()
    note(session, actor, Happening.MONTH_OPENED, subject_id=review.id, facts=facts_of(review))
    return review


def refuse_closed(review: MonthlyReview) -> None:
    """Refuse to change anything about a month that is final."""
    if review.state is not MonthState.OPEN:
        raise FieldError("", closed_words(review.month))


def list_item(session: Session, actor: Actor, review: MonthlyReview, risk_id: UUID) -> MonthlyItem:
    """Return a risk of the month, put on its list if it came up since it was opened.

    What was just put there has version 0. NotFoundError for one that does not belong on it.
    """
    hold_risks(session, actor, [risk_id], alone=True)
    key = (review.organisation_id, review.id, risk_id)
    held = session.get(MonthlyItem, key, populate_existing=True)
    if held is not None:
        return held
    asked = Asked(whole(actor), review.month, get_since(session, review))
    reasons = list_reasons(session, asked).get(risk_id)
    if reasons is None:
        raise NotFoundError(f"That risk is not on the list of {month_words(review.month)}.")
    return list_risks(session, actor, review, {risk_id: reasons}, version=0)[0]


def list_risks(
    session: Session,
    actor: Actor,
    review: MonthlyReview,
    reasons: Mapping[UUID, Iterable[Listed]],
    *,
    version: int = 1,
) -> list[MonthlyItem]:
    """Put risks on a month's list, each with the reasons why and its score."""
    hold_risks(session, actor, reasons)
    scores = list_scores(session, actor, reasons)
    of_review = {"organisation_id": review.organisation_id, "monthly_review_id": review.id}
    items = [
        MonthlyItem(
            **of_review,
            risk_id=risk_id,
            listed=" ".join(sorted(because)),
            listed_on=actor.today,
            score_then=scores.get(risk_id, 0),
            version=version,
        )
        for risk_id, because in sorted(reasons.items())
    ]
    session.add_all(items)
    return items


def whole(actor: Actor) -> Actor:
    """Return the actor as one from whom nothing is hidden: what becomes final holds all of it."""
    return replace(actor, role=Role.RISK_MANAGER, units=None, sitting=None)


def facts_of(review: MonthlyReview) -> Mapping[str, str]:
    """Return what the history says of a month."""
    return {"month": month_words(review.month)}


def _refuse_to_open(
    session: Session, actor: Actor, month: date, held: MonthlyReview | None
) -> None:
    if held is not None:
        refuse_closed(held)
    query = (
        select(MonthlyReview)
        .where(col(MonthlyReview.organisation_id) == actor.organisation_id)
        .order_by(col(MonthlyReview.month).desc())
    )
    last = session.exec(query).first()
    if last is not None and last.state is MonthState.OPEN:
        words = month_words(last.month)
        raise FieldError("month", f"The review of {words} is still open: close it first.")
    why_not = why_not_to_open(month, last.month if last else None, actor.today)
    if why_not:
        raise FieldError("month", why_not)


def hold_risks(session: Session, actor: Actor, ids: Iterable[UUID], *, alone: bool = False) -> None:
    """Let nobody who changes one of these risks wait for us while we wait for them.

    `alone` keeps out whoever would put the same risk on a list at once.
    """
    if not is_sqlite(session):
        which = col(Risk.organisation_id) == actor.organisation_id, col(Risk.id).in_(sorted(ids))
        query = sa.select(col(Risk.id)).where(*which).order_by(col(Risk.id))
        held = query.with_for_update(read=not alone, key_share=True)
        session.connection().execute(held).all()
