"""Recording what a meeting decides about the risks of a month: once, and never over another's."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError, UnfitError
from riskapp.domain.happenings import Happening
from riskapp.domain.meetings import meeting_words
from riskapp.domain.month_drafts import NoChange, RecordOutcome
from riskapp.domain.months import OUTCOME_WORDS, MonthState
from riskapp.domain.permissions import Actor, require
from riskapp.domain.wording import NO_POST, month_words
from riskapp.models import (
    Committee,
    Meeting,
    MonthlyItem,
    MonthlyOutcome,
    MonthlyReview,
    Post,
)
from riskapp.queries.cases import Case, read_case
from riskapp.queries.scope import not_withdrawn
from riskapp.services.deeds import Deed
from riskapp.services.months import list_item
from riskapp.services.outcome_deeds import Doing, Done, do_decided
from riskapp.services.sitting import sit

RECORDED = "Somebody else has recorded something about this risk since you looked at it."


def record_outcome(
    session: Session, actor: Actor, reference: str, asked: RecordOutcome
) -> MonthlyOutcome:
    """Record what a meeting of an open month decided about a risk on its list, and do it.

    What is sent twice is recorded once; StaleError where somebody else recorded something
    meanwhile, so that nobody decides over what they have not seen.
    """
    require(actor, Action.RECORD_FOR_MEETING)
    review = hold_review(session, actor, asked.month)
    case = read_case(session, actor, reference)
    item = lock_item(session, actor, review, case)
    already = _find_recorded(session, review, case, asked.form_id)
    if already is not None and already.withdrawn_on is None:
        return already
    refuse_final(review)
    if item.version != asked.seen_version:
        raise StaleError(RECORDED)
    doing = _sit(session, actor, case, review, asked)
    done = do_decided(doing, asked.decided)
    item.version += 1
    outcome = _keep(doing, review, asked, done)
    _tell(doing, outcome, done)
    session.flush()
    return outcome


def hold_review(session: Session, actor: Actor, month: date) -> MonthlyReview:
    """Return the month's review, which nobody closes until this transaction ends."""
    query = (
        select(MonthlyReview)
        .where(
            col(MonthlyReview.organisation_id) == actor.organisation_id,
            col(MonthlyReview.month) == month,
        )
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )
    review = session.exec(query).one_or_none()
    if review is None:
        raise NotFoundError(f"There is no review of {month_words(month)}.")
    return review


def refuse_final(review: MonthlyReview) -> None:
    """Refuse to record anything of a month that is final."""
    if review.state is not MonthState.OPEN:
        month = month_words(review.month)
        raise UnfitError(f"The review of {month} is final: what is decided now is the next one's.")


def lock_item(session: Session, actor: Actor, review: MonthlyReview, case: Case) -> MonthlyItem:
    """Return the month's entry for the risk, locked: what is recorded about it, is in turn."""
    query = (
        select(MonthlyItem)
        .where(
            col(MonthlyItem.organisation_id) == review.organisation_id,
            col(MonthlyItem.monthly_review_id) == review.id,
            col(MonthlyItem.risk_id) == case.risk.id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    item = session.exec(query).one_or_none()
    return item or list_item(session, actor, review, case.risk.id)


def _find_recorded(
    session: Session, review: MonthlyReview, case: Case, form_id: UUID
) -> MonthlyOutcome | None:
    """Return what this very form has recorded before, or None."""
    query = select(MonthlyOutcome).where(
        col(MonthlyOutcome.organisation_id) == review.organisation_id,
        col(MonthlyOutcome.form_id) == form_id,
    )
    recorded = session.exec(query).one_or_none()
    if recorded is None:
        return None
    if (recorded.monthly_review_id, recorded.risk_id) != (review.id, case.risk.id):
        raise UnfitError("This form was for another risk or month. Open the page again.")
    return recorded


def _sit(
    session: Session, actor: Actor, case: Case, review: MonthlyReview, asked: RecordOutcome
) -> Doing:
    """Return who records, as one who records for that meeting of the month."""
    proposer = asked.proposed_by_post_id
    sitting = sit(session, actor, asked.meeting_id, proposed_by_post_id=proposer)
    held = session.get_one(Meeting, (actor.organisation_id, asked.meeting_id))
    if held.monthly_review_id != review.id:
        month = month_words(review.month)
        raise FieldError("meeting", f"That meeting is not one of the review of {month}.")
    if isinstance(asked.decided, NoChange) and _has_outcome(session, review, case):
        raise FieldError("", "Something has been decided about it this month already.")
    return Doing(session, sitting, case, held)


def _has_outcome(session: Session, review: MonthlyReview, case: Case) -> bool:
    query = select(col(MonthlyOutcome.id)).where(
        col(MonthlyOutcome.organisation_id) == review.organisation_id,
        col(MonthlyOutcome.monthly_review_id) == review.id,
        col(MonthlyOutcome.risk_id) == case.risk.id,
        not_withdrawn(MonthlyOutcome),
    )
    return session.exec(query.limit(1)).first() is not None


def _keep(doing: Doing, review: MonthlyReview, asked: RecordOutcome, done: Done) -> MonthlyOutcome:
    outcome = MonthlyOutcome(
        organisation_id=review.organisation_id,
        form_id=asked.form_id,
        monthly_review_id=review.id,
        risk_id=doing.case.risk.id,
        outcome=done.outcome,
        reason=asked.reason,
        meeting_id=doing.held.id,
        proposed_by_post_id=asked.proposed_by_post_id,
        deferred_to_id=done.deferred_to.id if done.deferred_to else None,
        subject_id=done.subject_id,
        decided_on=doing.held.held_on,
        recorded_by_id=doing.actor.person_id,
    )
    doing.session.add(outcome)
    return outcome


def _tell(doing: Doing, outcome: MonthlyOutcome, done: Done) -> None:
    """Note it in the history of the risk, beside what the deed itself has noted."""
    facts = {"meeting": name_meeting(doing.session, doing.held)}
    words = {"reason": outcome.reason}
    deed = Deed(doing.session, doing.actor, doing.case)
    if done.deferred_to is not None:
        facts["later"] = name_meeting(doing.session, done.deferred_to)
        deed.note(Happening.DEFERRED, outcome.id, facts=facts, words=words)
        return
    facts["outcome"] = OUTCOME_WORDS[outcome.outcome].lower()
    facts["proposer"] = _proposer(doing, outcome.proposed_by_post_id)
    deed.note(Happening.DECIDED_AT_MEETING, outcome.id, facts=facts, words=words)


def name_meeting(session: Session, meeting: Meeting) -> str:
    """Return a meeting as the history names it, without its title: that is typed."""
    committee = session.get_one(Committee, (meeting.organisation_id, meeting.committee_id))
    return meeting_words(committee.name, meeting.held_on)


def _proposer(doing: Doing, post_id: UUID | None) -> str:
    """Return who proposed it in words; FieldError where the organisation has no such post."""
    if post_id is None:
        return "the meeting itself"
    post = doing.session.get(Post, (doing.case.risk.organisation_id, post_id))
    if post is None:
        raise FieldError("proposed_by", "Choose one of those listed.")
    return post.title or NO_POST
