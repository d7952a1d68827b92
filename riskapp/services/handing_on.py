"""Handing a programme risk on: the committee that oversaw it first lets another lead on it."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.life_drafts import HandOn
from riskapp.domain.meetings import committee_words
from riskapp.domain.permissions import Actor
from riskapp.models import Committee, Decision, DecisionTerms, RiskVersion
from riskapp.queries.oversight import overseer
from riskapp.queries.scope import still
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.proposals import refuse_no_reason
from riskapp.services.versions import rewrite

NOT_OF_A_PROGRAMME = "Only the risk of a programme is handed on: change its lead committee instead."


def hand_on(session: Session, actor: Actor, reference: str, draft: HandOn) -> Decision:
    """Let another committee lead on a programme risk from today, as a decision with its reason."""
    deed = begin_deed(session, actor, reference, Action.HAND_ON)
    deed.refuse_closed()
    if deed.case.risk.version != draft.seen_version:
        raise StaleError("Someone else changed this risk while you were looking at it.")
    if deed.case.says.programme_id is None:
        raise FieldError("", NOT_OF_A_PROGRAMME)
    refuse_no_reason(draft.reason)
    before, after = _find_overseer(deed), _get_committee(deed, draft.to_committee_id)
    if before is not None and before.id == after.id:
        raise FieldError("to_committee", f"{after.name} oversees this risk already.")
    _refuse_another_meeting(deed, before)
    decision = _decide(deed, after, draft.reason.strip())
    first = committee_words(before.name) if before else "no committee"
    facts = {"from": first, "to": committee_words(after.name)}
    changes, told = {"lead_committee_id": after.id}, Happening.HANDED_ON
    rewrite(deed, changes, told, draft.reason, facts=facts, subject_id=decision.id)
    session.flush()
    return decision


def _decide(deed: Deed, after: Committee, reason: str) -> Decision:
    decision = deed.open_decision(DecisionKind.HAND_ON)
    deed.decide(decision, DecisionState.AGREED, reason)
    if deed.actor.sitting is not None:
        decision.committee_id = deed.actor.sitting.committee_id
    deed.session.add(
        DecisionTerms(
            organisation_id=decision.organisation_id,
            decision_id=decision.id,
            to_committee_id=after.id,
        )
    )
    return decision


def _find_overseer(deed: Deed) -> Committee | None:
    """Return the committee that oversees the risk, or None."""
    here, says = deed.case.risk.organisation_id, deed.case.says
    by = (
        sa.select(overseer(RiskVersion))
        .where(
            col(RiskVersion.organisation_id) == here,
            col(RiskVersion.risk_id) == says.risk_id,
            still(RiskVersion),
        )
        .scalar_subquery()
    )
    query = select(Committee).where(col(Committee.organisation_id) == here, col(Committee.id) == by)
    return deed.session.exec(query).one_or_none()


def _get_committee(deed: Deed, committee_id: UUID) -> Committee:
    found = deed.session.get(Committee, (deed.case.risk.organisation_id, committee_id))
    if found is None:
        raise FieldError("to_committee", "Choose one of those listed.")
    return found


def _refuse_another_meeting(deed: Deed, before: Committee | None) -> None:
    """Refuse a meeting of a committee that neither oversees the risk nor stands above who does."""
    sitting = deed.actor.sitting
    if sitting is None or before is None:
        return
    if sitting.committee_id not in {before.id, before.parent_id}:
        who = committee_words(before.name)
        message = (
            f"It takes a meeting of {who}, which oversees this risk, or of what stands above it."
        )
        raise FieldError("meeting", message)
