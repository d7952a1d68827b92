"""Taking back what was recorded of a meeting by mistake, as long as the month is open."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.months import OUTCOME_WORDS, Outcome
from riskapp.domain.permissions import Actor, require
from riskapp.domain.taking_back import UNDONE, TakeBack, may_take_back
from riskapp.domain.wording import date_words
from riskapp.models import Meeting, MonthlyOutcome, Review
from riskapp.queries.cases import Case, read_case
from riskapp.queries.scope import not_withdrawn
from riskapp.services.deeds import Deed
from riskapp.services.outcomes import RECORDED, hold_review, lock_item, name_meeting, refuse_final

ALREADY = "Somebody else has taken it back since you looked at it."
WHY = "Say what the mistake was: it is kept with what was recorded."


def take_back(session: Session, actor: Actor, reference: str, draft: TakeBack) -> None:
    """Take back an outcome that is only a record, and the review that it recorded with it.

    Both stay, marked as withdrawn, and count no more: the risk is to be looked at again. FieldError
    for a decision, which is undone elsewhere; StaleError where somebody else was first; UnfitError
    once the month is final.
    """
    require(actor, Action.RECORD_FOR_MEETING)
    review = hold_review(session, actor, draft.month)
    deed = Deed(session, actor, read_case(session, actor, reference))
    item = lock_item(session, actor, review, deed.case)
    refuse_final(review)
    outcome = _find(deed, draft)
    if outcome is None or outcome.monthly_review_id != review.id:
        raise NotFoundError("Nothing of the kind was recorded about this risk.")
    if outcome.withdrawn_on is not None:
        raise StaleError(ALREADY)
    if item.version != draft.seen_version:
        raise StaleError(RECORDED)
    _refuse_unfit(outcome, draft)
    item.version += 1
    _withdraw(deed, outcome, draft.reason.strip())
    session.flush()


def _find(deed: Deed, draft: TakeBack) -> MonthlyOutcome | None:
    query = (
        select(MonthlyOutcome)
        .where(
            col(MonthlyOutcome.organisation_id) == deed.actor.organisation_id,
            col(MonthlyOutcome.risk_id) == deed.case.risk.id,
            col(MonthlyOutcome.id) == draft.outcome_id,
        )
        .execution_options(populate_existing=True)
    )
    return deed.session.exec(query).one_or_none()


def _refuse_unfit(outcome: MonthlyOutcome, draft: TakeBack) -> None:
    if not may_take_back(outcome.outcome):
        raise FieldError("", UNDONE[outcome.outcome])
    if not draft.reason.strip():
        raise FieldError("reason", WHY)


def _withdraw(deed: Deed, outcome: MonthlyOutcome, reason: str) -> None:
    """Mark an outcome and the review that it recorded, and tell of both."""
    actor = deed.actor
    outcome.withdrawn_on, outcome.withdrawn_by_id = actor.today, actor.person_id
    outcome.withdrawn_why = reason
    facts = {
        "meeting": _name(deed, outcome),
        "outcome": OUTCOME_WORDS[outcome.outcome].lower(),
    }
    told = Happening.OUTCOME_TAKEN_BACK
    deed.note(told, outcome.id, facts=facts, words={"reason": reason})
    if outcome.outcome is Outcome.NO_CHANGE and outcome.subject_id is not None:
        key = (outcome.organisation_id, outcome.subject_id)
        review = deed.session.get_one(Review, key, populate_existing=True)
        review.withdrawn_on, review.withdrawn_by_id = actor.today, actor.person_id
        deed.note(Happening.REVIEW_TAKEN_BACK, review.id, facts=_due_again(deed, review))


def _due_again(deed: Deed, review: Review) -> Mapping[str, str]:
    """Return when the review was, and when the next is due now that it does not count."""
    return {"on": date_words(review.reviewed_on), "next": _next_review(deed.session, deed.case)}


def _next_review(session: Session, case: Case) -> str:
    session.flush()
    query = (
        select(col(Review.next_on))
        .where(
            col(Review.organisation_id) == case.risk.organisation_id,
            col(Review.risk_id) == case.risk.id,
            not_withdrawn(Review),
        )
        .order_by(col(Review.reviewed_on).desc(), col(Review.id).desc())
    )
    due = session.exec(query.limit(1)).first()
    return date_words(due) if due else "not set"


def _name(deed: Deed, outcome: MonthlyOutcome) -> str:
    """Return the meeting of which it was recorded."""
    if outcome.meeting_id is None:
        return "the month"
    key = (outcome.organisation_id, outcome.meeting_id)
    return name_meeting(deed.session, deed.session.get_one(Meeting, key))
