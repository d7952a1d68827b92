"""Merging a risk into another, which carries on and takes over what the first was linked to."""

from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.decisions import AcceptanceEnd, DecisionKind, DecisionState
from riskapp.domain.drafts import Decide
from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.happenings import Happening
from riskapp.domain.life_drafts import ProposeMerge
from riskapp.domain.lifecycle import ON_REGISTER, Turn, Visibility, status_words
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Decision, DecisionTerms, Risk, RiskMerge
from riskapp.queries.cases import Case, get_case_by_id, lock_risks, read_case
from riskapp.queries.joins import points_at
from riskapp.services.acceptances import mark_ended
from riskapp.services.carrying import carry_over
from riskapp.services.deeds import Deed
from riskapp.services.proposals import (
    Terms,
    begin_agreeing,
    begin_proposal,
    close_decision,
    decline,
    leave_for_good,
    propose_terms,
    rule_now,
)
from riskapp.services.versions import take_turn


def propose_merge(session: Session, actor: Actor, reference: str, draft: ProposeMerge) -> Decision:
    """Propose that the risk go into another; somebody else agrees or declines."""
    kind = DecisionKind.MERGE
    deed = begin_proposal(session, actor, reference, kind, draft.reason)
    into = _find_other(deed, draft.into)
    _refuse_unfit(deed.case, into, "into")
    terms = Terms({"into_risk_id": into.risk.id}, {"into": into.reference}, into.risk.id)
    return propose_terms(deed, kind, draft.reason, terms)


def decide_merge(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Merge the two risks or decline to: the first leaves its registers, the other carries on."""
    into_id = _lock_both(session, actor, decision_id)
    deed, decision = begin_agreeing(session, actor, reference, decision_id, DecisionKind.MERGE)
    into = risk_reference(session.get_one(Risk, (actor.organisation_id, into_id)).number)
    if not draft.agree:
        decline(deed, decision, draft, Terms({}, {"into": into}, into_id))
        return
    other = Deed(session, actor, get_case_by_id(session, actor, into_id))
    _refuse_unfit(deed.case, other.case, "agree")
    close_decision(deed, decision, DecisionState.AGREED, draft)
    leave_for_good(deed, decision, "The risk was merged into another.")
    mark_ended(deed, AcceptanceEnd.RISK_OVER)
    _merge(deed, other, decision, draft.reason)
    session.flush()


def _lock_both(session: Session, actor: Actor, decision_id: UUID) -> UUID:
    """Lock both risks before either is read, since two merges could meet; return which goes on."""
    query = (
        select(col(Decision.risk_id), col(DecisionTerms.into_risk_id))
        .join(DecisionTerms, points_at(DecisionTerms.decision_id, Decision))
        .where(
            col(Decision.organisation_id) == actor.organisation_id,
            col(Decision.id) == decision_id,
            col(DecisionTerms.into_risk_id).is_not(None),
        )
    )
    risk_id, into_id = session.exec(query).one_or_none() or (None, None)
    if risk_id is None or into_id is None:
        raise NotFoundError("There is no such decision on this risk.")
    lock_risks(session, actor, (risk_id, into_id))
    return into_id


def _merge(deed: Deed, other: Deed, decision: Decision, reason: str) -> None:
    session, actor = deed.session, deed.actor
    mine, theirs = deed.case.reference, other.case.reference
    session.add(
        RiskMerge(
            organisation_id=decision.organisation_id,
            risk_id=deed.case.risk.id,
            into_id=other.case.risk.id,
            decision_id=decision.id,
            from_on=actor.today,
        )
    )
    carried = carry_over(deed, other)
    facts, into_id = {"into": theirs}, other.case.risk.id
    take_turn(deed, Turn.MERGE, Happening.MERGED, reason, facts=facts, subject_id=into_id)
    told = {"other": mine, "links": carried.words}
    other.note(Happening.TOOK_IN, deed.case.risk.id, facts=told, words={"reason": reason})
    fresh = Deed(session, actor, get_case_by_id(session, actor, into_id))
    rule_now(fresh, affects_objective=fresh.case.affects_objective)


def _find_other(deed: Deed, reference: str) -> Case:
    try:
        return read_case(deed.session, deed.actor, reference)
    except NotFoundError as missing:
        raise FieldError("into", f"{missing} Write a reference such as R-0042.") from None


def _refuse_unfit(case: Case, into: Case, field: str) -> None:
    """Refuse two risks that cannot become one."""
    if into.risk.id == case.risk.id:
        raise FieldError(field, "A risk cannot be merged into itself: name another.")
    status = into.says.status
    if status not in ON_REGISTER:
        words = f"{into.reference} is {status_words(status)}, so nothing can be merged into it."
        raise FieldError(field, words)
    hidden = Visibility.RESTRICTED
    if case.says.visibility is hidden and into.says.visibility is not hidden:
        words = f"This risk is restricted and {into.reference} is not: restrict that one first."
        raise FieldError(field, words)
