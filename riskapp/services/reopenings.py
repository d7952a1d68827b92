"""Opening a closed or rejected risk again, under the reference that it had."""

from uuid import UUID

from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import Decide
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import Turn
from riskapp.domain.permissions import Actor
from riskapp.models import Decision
from riskapp.services.proposals import (
    begin_agreeing,
    begin_proposal,
    close_decision,
    decline,
    propose,
)
from riskapp.services.risks import follow_standing
from riskapp.services.versions import take_turn


def propose_reopening(session: Session, actor: Actor, reference: str, reason: str) -> Decision:
    """Propose that the risk be opened again; somebody else agrees or declines."""
    kind = DecisionKind.REOPEN
    return propose(begin_proposal(session, actor, reference, kind, reason), kind, reason)


def decide_reopening(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Open the risk again or decline to; the escalation rule then looks at its score anew."""
    kind = DecisionKind.REOPEN
    deed, decision = begin_agreeing(session, actor, reference, decision_id, kind)
    if not draft.agree:
        decline(deed, decision, draft)
        return
    close_decision(deed, decision, DecisionState.AGREED, draft)
    take_turn(deed, Turn.REOPEN, Happening.REOPENED, draft.reason)
    follow_standing(deed)
    session.flush()
