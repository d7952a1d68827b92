"""Accepting a risk as it stands: up to a score, until a day, on a condition; and how that ends."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.decisions import AcceptanceEnd, DecisionKind, DecisionState
from riskapp.domain.drafts import Decide
from riskapp.domain.errors import FieldError
from riskapp.domain.happenings import Happening
from riskapp.domain.life_drafts import ProposeAcceptance
from riskapp.domain.lifecycle import RiskStatus, Turn, status_after
from riskapp.domain.permissions import Actor, require
from riskapp.domain.scoring import PRODUCTS, ScoreKind
from riskapp.domain.wording import date_words
from riskapp.models import Decision, DecisionTerms
from riskapp.queries.cases import get_case_by_id, get_positions
from riskapp.queries.joins import points_at
from riskapp.queries.scope import was_agreed
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.proposals import (
    Terms,
    begin_agreeing,
    begin_proposal,
    close_decision,
    decline,
    get_terms,
    propose_terms,
    refuse_no_reason,
)
from riskapp.services.versions import take_turn

HIGHEST = max(PRODUCTS)


def propose_acceptance(
    session: Session, actor: Actor, reference: str, draft: ProposeAcceptance
) -> Decision:
    """Propose to live with the risk as it stands; somebody else agrees or declines."""
    deed = begin_proposal(session, actor, reference, DecisionKind.ACCEPT, draft.reason)
    _refuse_unfit(deed, draft)
    fields = {
        "up_to_score": draft.up_to_score,
        "expires_on": draft.expires_on,
        "condition": draft.condition.strip(),
    }
    terms = Terms(fields, _facts(draft.up_to_score, draft.expires_on))
    return propose_terms(deed, DecisionKind.ACCEPT, draft.reason, terms)


def decide_acceptance(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Accept the risk or decline to; it takes someone other than who proposed it."""
    kind = DecisionKind.ACCEPT
    deed, decision = begin_agreeing(session, actor, reference, decision_id, kind)
    terms = get_terms(deed, decision)
    facts = _facts(terms.up_to_score, terms.expires_on)
    if not draft.agree:
        decline(deed, decision, draft, Terms({}, facts))
        return
    status_after(deed.case.says.status, Turn.ACCEPT)
    _refuse_overtaken(deed, terms)
    mark_ended(deed, AcceptanceEnd.REPLACED)
    close_decision(deed, decision, DecisionState.AGREED, draft)
    told = Happening.ACCEPTED
    take_turn(deed, Turn.ACCEPT, told, draft.reason, facts=facts)
    session.flush()


def end_acceptance(session: Session, actor: Actor, reference: str, reason: str) -> None:
    """Take the risk out of acceptance: from today it is treated again, whatever its score."""
    deed = begin_deed(session, actor, reference, Action.PROPOSE_ACCEPTANCE)
    refuse_no_reason(reason)
    _end(deed, AcceptanceEnd.DECIDED, "it was decided so", reason)
    session.flush()


def end_exceeded_acceptance(deed: Deed, score: int) -> None:
    """End the acceptance of a risk whose current score has risen above what was accepted."""
    if deed.case.says.status is not RiskStatus.TOLERATED:
        return
    terms = find_acceptance(deed)
    accepted = terms.up_to_score if terms else None
    if accepted is not None and score > accepted:
        why = f"the score rose to {score}, above the {accepted} that was accepted"
        _end(deed, AcceptanceEnd.SCORE_ROSE, why)


def end_expired_acceptances(session: Session, actor: Actor) -> int:
    """End every acceptance of the organisation whose last day is past; return how many."""
    require(actor, Action.PROPOSE_ACCEPTANCE)
    query = (
        select(col(Decision.risk_id))
        .join(DecisionTerms, points_at(DecisionTerms.decision_id, Decision))
        .where(
            col(Decision.organisation_id) == actor.organisation_id,
            *_in_force(),
            col(DecisionTerms.expires_on) < actor.today,
        )
        .order_by(col(Decision.risk_id))
    )
    return sum(_end_expired(session, actor, risk_id) for risk_id in session.exec(query).all())


def find_acceptance(deed: Deed) -> DecisionTerms | None:
    """Return the terms on which the risk is accepted, None where it is not."""
    query = (
        select(DecisionTerms)
        .join(Decision, points_at(DecisionTerms.decision_id, Decision))
        .where(
            col(Decision.organisation_id) == deed.case.risk.organisation_id,
            col(Decision.risk_id) == deed.case.risk.id,
            *_in_force(),
        )
    )
    return deed.session.exec(query).one_or_none()


def mark_ended(deed: Deed, by: AcceptanceEnd) -> None:
    """Keep with the terms, where the risk is accepted, that they hold no longer."""
    if deed.case.says.status is not RiskStatus.TOLERATED:
        return
    terms = find_acceptance(deed)
    if terms is not None:
        terms.ended_on, terms.ended_by = deed.actor.today, by


def _in_force() -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(Decision.kind) == DecisionKind.ACCEPT,
        was_agreed(),
        col(DecisionTerms.ended_on).is_(None),
    )


def _end_expired(session: Session, actor: Actor, risk_id: UUID) -> bool:
    """End one acceptance, unless somebody has just renewed it."""
    deed = Deed(session, actor, get_case_by_id(session, actor, risk_id))
    terms = find_acceptance(deed)
    if terms is None or terms.expires_on is None or terms.expires_on >= actor.today:
        return False
    _end(deed, AcceptanceEnd.EXPIRED, f"it held until {date_words(terms.expires_on)}")
    session.flush()
    return True


def _end(deed: Deed, by: AcceptanceEnd, why: str, reason: str = "") -> None:
    mark_ended(deed, by)
    told = Happening.ACCEPTANCE_ENDED
    take_turn(deed, Turn.END_ACCEPTANCE, told, reason, facts={"why": why})


def _facts(up_to_score: int | None, expires_on: date | None) -> Mapping[str, object]:
    until = date_words(expires_on) if expires_on else "it is decided again"
    return {"score": up_to_score, "until": until}


def _refuse_unfit(deed: Deed, draft: ProposeAcceptance) -> None:
    score = _current_score(deed)
    if not score or score > HIGHEST:
        raise FieldError("up_to_score", "Score the risk first: it is accepted up to a score.")
    if not score <= draft.up_to_score <= HIGHEST:
        message = f"The score is {score} now: give a score from {score} to {HIGHEST}."
        raise FieldError("up_to_score", message)
    if draft.expires_on <= deed.actor.today:
        raise FieldError("expires_on", "Give a day that is still to come.")
    if not draft.condition.strip():
        raise FieldError("condition", "Say on what condition it is accepted.")


def _refuse_overtaken(deed: Deed, terms: DecisionTerms) -> None:
    """Refuse to agree to terms that the score or the calendar has overtaken."""
    score, accepted = _current_score(deed), terms.up_to_score or 0
    if score > accepted:
        message = f"The score is {score} now, above the {accepted} that was to be accepted:"
        raise FieldError("agree", f"{message} decline, and it can be proposed again.")
    if terms.expires_on and terms.expires_on < deed.actor.today:
        passed = f"{date_words(terms.expires_on)}, until which it was to hold, has passed:"
        raise FieldError("agree", f"{passed} decline, and it can be proposed again.")


def _current_score(deed: Deed) -> int:
    position = get_positions(deed.session, deed.case).get(ScoreKind.CURRENT)
    return position.score if position else 0
