"""Reviewing a risk: that somebody looked, what came of it, and when the next look is due."""

from datetime import date

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor
from riskapp.domain.reviews import NO_CHANGE, next_review
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import date_words
from riskapp.models import Review
from riskapp.queries.cases import get_positions
from riskapp.services.deeds import Deed, begin_deed


def review_risk(session: Session, actor: Actor, reference: str, note: str) -> Review:
    """Keep that the risk was looked at today; its band says when the next look is due.

    A review that changes something is followed by that change, which tells of itself. A meeting
    need not say what it found.
    """
    deed = begin_deed(session, actor, reference, Action.REVIEW_RISK)
    if not note.strip() and actor.sitting is None:
        raise FieldError("reason", "Say what the review found, even if nothing changed.")
    deed.refuse_closed("reason")
    position = get_positions(session, deed.case).get(ScoreKind.CURRENT)
    due = next_review(deed.case.matrix, position.score if position else 0, actor.today)
    review = _review(deed, note.strip(), due)
    session.add(review)
    facts = {"outcome": NO_CHANGE, "next": date_words(due)}
    deed.note(Happening.RISK_REVIEWED, review.id, facts=facts, words={"reason": note})
    session.flush()
    return review


def _review(deed: Deed, note: str, due: date) -> Review:
    sitting = deed.actor.sitting
    return Review(
        organisation_id=deed.actor.organisation_id,
        risk_id=deed.case.risk.id,
        reviewed_on=deed.actor.today,
        next_on=due,
        outcome=NO_CHANGE,
        note=note,
        by_id=deed.actor.person_id,
        meeting_id=sitting.meeting_id if sitting else None,
    )
