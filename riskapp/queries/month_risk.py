"""One risk as a meeting goes through the month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.months import Listed, MonthState
from riskapp.domain.permissions import Actor, may
from riskapp.domain.reviews import DATE_CHANGED
from riskapp.domain.wording import month_words
from riskapp.models import MonthlyReview, Review
from riskapp.queries.assessments import list_assessments
from riskapp.queries.cases import Case, read_case
from riskapp.queries.decisions import list_decisions
from riskapp.queries.month_changes import list_changes
from riskapp.queries.month_listing import Asked, is_of_poor_quality
from riskapp.queries.month_order import list_entries
from riskapp.queries.month_outcomes import list_meetings, list_recorded
from riskapp.queries.months import get_review, get_since
from riskapp.queries.register_rows import read_rows
from riskapp.queries.scope import not_withdrawn
from riskapp.readmodels.month_risk import Entry, MonthRisk, Place, place_of


def get_month_risk(session: Session, actor: Actor, month: date, reference: str) -> MonthRisk:
    """Return a risk of a month with its place in it; NotFoundError where it is not on its list.

    As many statements for a month of a thousand risks as for one of ten.
    """
    review = get_review(session, actor, month)
    case = read_case(session, actor, reference)
    closed = get_since(session, review)
    asked = Asked(actor, month, closed)
    order = list_entries(session, review, asked)
    entry = next((one for one in order if one.risk_id == case.risk.id), None)
    if entry is None:
        entry = _of_poor_quality(session, asked, review, case)
        order = (*order, entry)
    return _put_together(session, actor, _Found(review, case, order, entry, closed))


def _of_poor_quality(session: Session, asked: Asked, review: MonthlyReview, case: Case) -> Entry:
    """Return the last place for a risk that its quality has put on the list since it was made."""
    is_open = review.state is MonthState.OPEN
    if not is_open or not is_of_poor_quality(session, asked, case.risk.id):
        raise NotFoundError(f"{case.reference} is not on the list of {month_words(asked.month)}.")
    return Entry(case.risk.id, case.reference, (Listed.QUALITY,), 0, is_decided=False)


def get_place(session: Session, actor: Actor, month: date, reference: str) -> Place:
    """Return where a risk stands in a month; NotFoundError where it is not on its list."""
    review = get_review(session, actor, month)
    order = list_entries(session, review, Asked(actor, month, get_since(session, review)))
    if not any(one.reference == reference for one in order):
        raise NotFoundError(f"{reference} is not on the list of {month_words(month)}.")
    return place_of(order, reference)


@dataclass(frozen=True, slots=True)
class _Found:
    """A risk of a month, the order of the month, and since when things are the month's."""

    review: MonthlyReview
    case: Case
    order: Sequence[Entry]
    entry: Entry
    closed: date


def _put_together(session: Session, actor: Actor, found: _Found) -> MonthRisk:
    case, review = found.case, found.review
    ids = [case.risk.id]
    looks = _looks(session, case)
    since = _since(found, looks)
    changes = list_changes(session, actor, case.risk.id, since)
    return MonthRisk(
        **_says(case),
        month=review.month,
        state=review.state,
        opened_on=review.opened_on,
        row=read_rows(session, actor, ids, None, case.matrix)[case.risk.id],
        listed=found.entry.listed,
        version=found.entry.version,
        place=place_of(found.order, case.reference),
        since=since,
        changes=changes.by_family,
        assessments=list_assessments(session, actor, ids).get(case.risk.id, ()),
        decisions=list_decisions(session, actor, ids).get(case.risk.id, ()),
        **_came_of(session, found),
        meetings=list_meetings(session, review),
        history=changes.latest if may(actor, Action.VIEW_HISTORY) else (),
        **_looked_at(looks),
    )


def _says(case: Case) -> Mapping[str, Any]:
    """Return the statement of the risk, where it was printed, and what it is a risk of."""
    says = case.says
    return {
        "risk_version": case.risk.version,
        "of_programme": says.programme_id is not None,
        "cause": says.cause,
        "event": says.event,
        "effect": says.effect,
        "printed_in": case.risk.printed_in,
    }


def _came_of(session: Session, found: _Found) -> Mapping[str, Any]:
    """Return what came of the risk, and what was recorded by mistake."""
    recorded = list_recorded(session, found.review, found.case.risk.id)
    return {
        "outcomes": tuple(one for one in recorded if one.withdrawn_on is None),
        "taken_back": tuple(one for one in recorded if one.withdrawn_on is not None),
    }


def _looked_at(looks: Sequence[Review]) -> Mapping[str, Any]:
    """Return when the risk was looked at last, and when it is to be next."""
    return {
        "last_reviewed": next((one.reviewed_on for one in looks if _is_look(one)), None),
        "next_review": looks[0].next_on if looks else None,
    }


def _looks(session: Session, case: Case) -> Sequence[Review]:
    """Return every look at the risk, the last first."""
    query = (
        select(Review)
        .where(
            col(Review.organisation_id) == case.risk.organisation_id,
            col(Review.risk_id) == case.risk.id,
            not_withdrawn(Review),
        )
        .order_by(col(Review.reviewed_on).desc(), col(Review.id).desc())
    )
    return session.exec(query).all()


def _is_look(review: Review) -> bool:
    return review.outcome != DATE_CHANGED


def _since(found: _Found, looks: Sequence[Review]) -> date:
    """Return since when what changed is told: since the last month closed, or the last look."""
    if found.closed != found.review.month:
        return found.closed
    before = (
        one.reviewed_on
        for one in looks
        if _is_look(one) and one.reviewed_on < found.review.opened_on
    )
    return next(before, found.closed)
