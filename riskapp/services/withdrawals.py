"""Withdrawing what one has proposed, as long as nobody has decided about it."""

from uuid import UUID

from sqlmodel import Session

from riskapp.domain.decisions import PROPOSES, DecisionKind, DecisionState, right_to_propose
from riskapp.domain.errors import NotAllowedError, NotFoundError
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import Turn
from riskapp.domain.permissions import Actor, require
from riskapp.domain.wording import decision_words
from riskapp.queries.cases import get_case
from riskapp.services.deeds import Deed
from riskapp.services.proposals import find_decision, refuse_decided
from riskapp.services.versions import take_turn


def withdraw_proposal(session: Session, actor: Actor, reference: str, decision_id: UUID) -> None:
    """Withdraw one's own proposal; a draft that was sent for approval is a draft again."""
    deed = Deed(session, actor, get_case(session, actor, reference))
    decision = find_decision(deed, decision_id)
    if decision is None or decision.kind not in PROPOSES:
        raise NotFoundError("There is no such proposal on this risk.")
    require(actor, right_to_propose(decision.kind))
    if decision.opened_by_id != actor.person_id:
        raise NotAllowedError("Only who proposed it may withdraw it; whoever decides may decline.")
    refuse_decided(decision)
    deed.decide(decision, DecisionState.WITHDRAWN)
    facts = {"kind": decision_words(decision.kind).lower()}
    told = Happening.PROPOSAL_WITHDRAWN
    if decision.kind is DecisionKind.APPROVE:
        take_turn(deed, Turn.TAKE_BACK, told, facts=facts)
    else:
        deed.note(told, decision.id, facts=facts)
    session.flush()
