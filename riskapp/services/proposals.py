"""What every decision begins and ends with: put by one person, decided by another, with reasons."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.decisions import (
    PROPOSES,
    RIGHT_TO_DECIDE,
    DecisionKind,
    DecisionState,
    right_to_propose,
)
from riskapp.domain.drafts import Decide
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import status_after
from riskapp.domain.permissions import Actor, require_second_person
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import decision_words
from riskapp.models import Decision, DecisionTerms, Placement
from riskapp.queries.cases import Standing
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.escalation import Judged, follow_rule, get_standing

GONE = "This has been decided or overtaken since you looked at it."


class Told(NamedTuple):
    """How the history tells that something was proposed and declined, and whose case it is."""

    proposed: Happening
    declined: Happening
    own_case: str


TOLD: Mapping[DecisionKind, Told] = {
    DecisionKind.CLOSE: Told(
        Happening.CLOSING_PROPOSED,
        Happening.CLOSING_DECLINED,
        "agree to closing a risk that you proposed to close",
    ),
    DecisionKind.ACCEPT: Told(
        Happening.ACCEPTANCE_PROPOSED,
        Happening.ACCEPTANCE_DECLINED,
        "accept a risk that you proposed to accept",
    ),
    DecisionKind.REOPEN: Told(
        Happening.REOPENING_PROPOSED,
        Happening.REOPENING_DECLINED,
        "open a risk again that you proposed to open",
    ),
    DecisionKind.MERGE: Told(
        Happening.MERGE_PROPOSED,
        Happening.MERGE_DECLINED,
        "agree to a merge that you proposed",
    ),
    DecisionKind.TRANSFER: Told(
        Happening.TRANSFER_PROPOSED,
        Happening.TRANSFER_DECLINED,
        "agree to handing over a risk that you proposed to hand over",
    ),
}


class Terms(NamedTuple):
    """What a proposal would mean, how the history tells it, and which other risk it is about."""

    fields: Mapping[str, Any]
    facts: Mapping[str, object]
    about_id: UUID | None = None


def begin_proposal(
    session: Session, actor: Actor, reference: str, kind: DecisionKind, reason: str
) -> Deed:
    """Fetch and lock the risk to propose something; FieldError where that cannot be proposed."""
    deed = begin_deed(session, actor, reference, right_to_propose(kind))
    refuse_no_reason(reason)
    status_after(deed.case.says.status, PROPOSES[kind])
    if get_standing(deed).open(kind) is not None:
        what = decision_words(kind)
        raise FieldError("reason", f"This has been proposed already: {what[0].lower()}{what[1:]}.")
    return deed


def propose(deed: Deed, kind: DecisionKind, reason: str) -> Decision:
    """Put a proposal that says all by itself; somebody else agrees or declines."""
    decision = deed.open_decision(kind, opened_why=reason)
    deed.note(TOLD[kind].proposed, decision.id, words={"reason": reason})
    deed.session.flush()
    return decision


def propose_terms(deed: Deed, kind: DecisionKind, reason: str, terms: Terms) -> Decision:
    """Put a proposal with its terms; somebody else agrees or declines."""
    decision = deed.open_decision(kind, opened_why=reason)
    key = {"organisation_id": decision.organisation_id, "decision_id": decision.id}
    deed.session.add(DecisionTerms(**{**key, **terms.fields}))
    words = {"reason": reason, "condition": terms.fields.get("condition", "")}
    deed.note(TOLD[kind].proposed, terms.about_id or decision.id, facts=terms.facts, words=words)
    deed.session.flush()
    return decision


def begin_decision(
    session: Session, actor: Actor, reference: str, decision_id: UUID, kind: DecisionKind
) -> tuple[Deed, Decision]:
    """Fetch the risk and the open decision, both locked; StaleError if it is no longer open."""
    deed = begin_deed(session, actor, reference, RIGHT_TO_DECIDE[kind])
    decision = find_decision(deed, decision_id)
    if decision is None or decision.kind is not kind:
        raise NotFoundError("There is no such decision on this risk.")
    refuse_decided(decision)
    return deed, decision


def find_decision(deed: Deed, decision_id: UUID) -> Decision | None:
    """Return a decision about this risk, or None."""
    query = select(Decision).where(
        col(Decision.organisation_id) == deed.case.risk.organisation_id,
        col(Decision.id) == decision_id,
        col(Decision.risk_id) == deed.case.risk.id,
    )
    return deed.session.exec(query).one_or_none()


def refuse_decided(decision: Decision) -> None:
    """Refuse to decide what is no longer open."""
    if decision.state is not DecisionState.OPEN:
        raise StaleError(GONE)


def begin_agreeing(
    session: Session, actor: Actor, reference: str, decision_id: UUID, kind: DecisionKind
) -> tuple[Deed, Decision]:
    """Fetch what was proposed for its second person to decide."""
    deed, decision = begin_decision(session, actor, reference, decision_id, kind)
    if not _is_of_this_meeting(actor, decision):
        require_second_person(actor, decision.opened_by_id, TOLD[kind].own_case)
    return deed, decision


def _is_of_this_meeting(actor: Actor, decision: Decision) -> bool:
    """Tell whether the meeting now decides what was put to it: a committee is a second person."""
    return actor.sitting is not None and decision.proposed_in_id == actor.sitting.meeting_id


def decline(deed: Deed, decision: Decision, draft: Decide, terms: Terms | None = None) -> None:
    """Decline what was proposed: the risk stays as it is."""
    close_decision(deed, decision, DecisionState.DECLINED, draft)
    told = TOLD[decision.kind].declined
    about = terms.about_id if terms else None
    facts = terms.facts if terms else {}
    deed.note(told, about or decision.id, facts=facts, words={"reason": draft.reason})
    deed.session.flush()


def close_decision(deed: Deed, decision: Decision, state: DecisionState, draft: Decide) -> None:
    """Close a decision with its reason and the committee that took it."""
    refuse_no_reason(draft.reason)
    deed.decide(decision, state, draft.reason.strip())
    sitting = deed.actor.sitting
    decision.committee_id = sitting.committee_id if sitting else draft.committee_id
    deed.session.flush()


def get_terms(deed: Deed, decision: Decision) -> DecisionTerms:
    """Return what a proposal would mean."""
    return deed.session.get_one(DecisionTerms, (decision.organisation_id, decision.id))


def leave_for_good(deed: Deed, decision: Decision, why: str) -> None:
    """Take a risk whose life is over off its registers, and overtake what is open about it."""
    standing = get_standing(deed)
    for placement in standing.placements.values():
        leave(deed, placement, decision)
    for other in standing.decisions:
        if other.state is DecisionState.OPEN and other.id != decision.id:
            deed.decide(other, DecisionState.SUPERSEDED, why)


def leave(deed: Deed, placement: Placement, decision: Decision) -> None:
    """End a stay on a register today; one that began today was on it at no day's end."""
    placement.until_on = deed.actor.today
    placement.left_by_id = decision.id


def rule_now(deed: Deed, *, affects_objective: bool) -> None:
    """Let the escalation rule look at the risk as it stands."""
    standing = get_standing(deed)
    judged = judged_now(deed, standing)
    if judged.value:
        follow_rule(deed, standing, judged, affects_objective=affects_objective)


def judged_now(deed: Deed, standing: Standing) -> Judged:
    """Return the risk's current score as the rule takes it."""
    position = standing.positions.get(ScoreKind.CURRENT)
    score = position.score if position else 0
    waiting = standing.open(DecisionKind.VALIDATE) is not None
    assessment_id = position.assessment_id if position else None
    return Judged(score, deed.actor.today, waiting, assessment_id=assessment_id)


def refuse_no_reason(reason: str) -> None:
    """Refuse what gives no reason."""
    if not reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the decision.")
