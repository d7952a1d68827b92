"""Sending a draft for approval; approving it, sending it back, or rejecting it."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import Decide
from riskapp.domain.happenings import Happening
from riskapp.domain.life_drafts import JudgeDraft, Verdict
from riskapp.domain.lifecycle import Turn
from riskapp.domain.permissions import Actor, require_second_person
from riskapp.models import Decision
from riskapp.services.deeds import begin_deed
from riskapp.services.proposals import begin_decision, close_decision, leave_for_good
from riskapp.services.risks import follow_standing
from riskapp.services.versions import take_turn


class _Said(NamedTuple):
    """What a verdict does to the risk, how the history tells it, and how the decision ends."""

    turn: Turn
    told: Happening
    state: DecisionState


_SAID: Mapping[Verdict, _Said] = {
    Verdict.APPROVE: _Said(Turn.APPROVE, Happening.APPROVED, DecisionState.AGREED),
    Verdict.SEND_BACK: _Said(Turn.SEND_BACK, Happening.SENT_BACK, DecisionState.SENT_BACK),
    Verdict.REJECT: _Said(Turn.REJECT, Happening.REJECTED, DecisionState.DECLINED),
}


def ask_approval(session: Session, actor: Actor, reference: str, reason: str = "") -> Decision:
    """Send a draft for approval; somebody else approves it, sends it back or rejects it."""
    deed = begin_deed(session, actor, reference, Action.ASK_APPROVAL)
    asked = deed.open_decision(DecisionKind.APPROVE, opened_why=reason.strip() or None)
    told = Happening.APPROVAL_ASKED
    take_turn(deed, Turn.ASK_APPROVAL, told, reason, subject_id=asked.id)
    session.flush()
    return asked


def decide_approval(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: JudgeDraft
) -> None:
    """Say what becomes of a draft; neither who raised it nor who sent it may."""
    kind = DecisionKind.APPROVE
    deed, decision = begin_decision(session, actor, reference, decision_id, kind)
    for first in (decision.opened_by_id, deed.case.risk.raised_by_id):
        require_second_person(actor, first, "decide about a draft that you raised or sent")
    said = _SAID[draft.verdict]
    agreed = draft.verdict is Verdict.APPROVE
    close_decision(deed, decision, said.state, Decide(agreed, draft.reason, draft.committee_id))
    if draft.verdict is Verdict.REJECT:
        leave_for_good(deed, decision, "The risk was rejected.")
    take_turn(deed, said.turn, said.told, draft.reason)
    if agreed:
        follow_standing(deed)
    session.flush()
