"""What every deed on a risk carries: who does it, in which session, to which risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.errors import FieldError
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import OVER, why_over
from riskapp.domain.permissions import Actor, require
from riskapp.models import Decision
from riskapp.queries.cases import Case, get_case
from riskapp.services.history import note


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody doing something to one risk, within one transaction."""

    session: Session
    actor: Actor
    case: Case

    def refuse_closed(self, field: str = "") -> None:
        """Refuse to change anything about a risk that is closed, merged or rejected."""
        status = self.case.says.status
        if status in OVER:
            raise FieldError(field, why_over(status))

    def note(
        self,
        kind: Happening,
        subject_id: UUID | None = None,
        *,
        facts: Mapping[str, object] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Note it in the history of the risk, whose reference every entry carries."""
        note(
            self.session,
            self.actor,
            kind,
            risk_id=self.case.risk.id,
            subject_id=subject_id,
            facts={"risk": self.case.reference, **(facts or {})},
            words=words,
        )

    def open_decision(self, kind: DecisionKind, **fields: Any) -> Decision:
        """Put something to be decided about the risk."""
        sitting = self.actor.sitting
        decision = Decision(
            organisation_id=self.case.risk.organisation_id,
            risk_id=self.case.risk.id,
            kind=kind,
            opened_on=self.actor.today,
            proposed_in_id=sitting.meeting_id if sitting else None,
            proposed_by_post_id=sitting.proposed_by_post_id if sitting else None,
            **{"opened_by_id": self.actor.person_id, **fields},
        )
        self.session.add(decision)
        return decision

    def decide(self, decision: Decision, state: DecisionState, why: str = "") -> None:
        """Close a decision as the actor's, or as the meeting's for which the actor records."""
        sitting = self.actor.sitting
        decision.state = state
        decision.decided_in_id = sitting.meeting_id if sitting else None
        if sitting is not None and decision.proposed_by_post_id is None:
            decision.proposed_by_post_id = sitting.proposed_by_post_id
        decision.decided_on = self.actor.today
        decision.decided_by_id = self.actor.person_id
        decision.decided_why = why or None


def begin_deed(session: Session, actor: Actor, reference: str, action: Action) -> Deed:
    """Fetch and lock the risk for a deed; NotAllowedError or NotFoundError if it may not be."""
    require(actor, action)
    return Deed(session, actor, get_case(session, actor, reference))
