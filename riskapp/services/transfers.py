"""Handing a risk to another unit, agreed by somebody whose role reaches that unit."""

from uuid import UUID

from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import Decide
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.happenings import Happening
from riskapp.domain.life_drafts import ProposeTransfer
from riskapp.domain.lifecycle import Turn, status_after
from riskapp.domain.permissions import Actor, reaches
from riskapp.models import Decision, Unit
from riskapp.services.deeds import Deed
from riskapp.services.proposals import (
    Terms,
    begin_agreeing,
    begin_proposal,
    close_decision,
    decline,
    get_terms,
    propose_terms,
)
from riskapp.services.versions import rewrite


def propose_transfer(
    session: Session, actor: Actor, reference: str, draft: ProposeTransfer
) -> Decision:
    """Propose to hand the risk to another unit; somebody who reaches it agrees or declines."""
    kind = DecisionKind.TRANSFER
    deed = begin_proposal(session, actor, reference, kind, draft.reason)
    unit = _get_unit(deed, draft.unit_id)
    if unit.id == deed.case.says.unit_id:
        raise FieldError("to_unit", f"{unit.name} has this risk already.")
    terms = Terms({"unit_id": unit.id}, {"unit": unit.name})
    return propose_terms(deed, kind, draft.reason, terms)


def decide_transfer(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Take the risk over for the other unit or decline to; not by who proposed it."""
    kind = DecisionKind.TRANSFER
    deed, decision = begin_agreeing(session, actor, reference, decision_id, kind)
    unit_id = get_terms(deed, decision).unit_id
    unit = _get_unit(deed, unit_id or deed.case.says.unit_id)
    _refuse_out_of_reach(actor, unit)
    facts = {"unit": unit.name}
    if not draft.agree:
        decline(deed, decision, draft, Terms({}, facts))
        return
    status_after(deed.case.says.status, Turn.TRANSFER)
    close_decision(deed, decision, DecisionState.AGREED, draft)
    changes, told = {"unit_id": unit.id}, Happening.TRANSFERRED
    rewrite(deed, changes, told, draft.reason, facts=facts)
    session.flush()


def _refuse_out_of_reach(actor: Actor, unit: Unit) -> None:
    if not reaches(actor, unit.id):
        message = f"Your role does not reach {unit.name}, which would take the risk over."
        who = "It takes somebody whose role does, or who acts for the whole organisation."
        raise NotAllowedError(f"{message} {who}")


def _get_unit(deed: Deed, unit_id: UUID) -> Unit:
    unit = deed.session.get(Unit, (deed.case.risk.organisation_id, unit_id))
    if unit is None:
        raise NotFoundError("There is no such unit in this organisation.")
    return unit
