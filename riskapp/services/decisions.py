"""Deciding: confirming scores, answering the objective question, leaving and entering registers."""

from uuid import UUID

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.answers import answer_words
from riskapp.domain.decisions import AcceptanceEnd, DecisionKind, DecisionState
from riskapp.domain.drafts import AnswerObjective, Decide, PlaceOnBaf
from riskapp.domain.errors import FieldError
from riskapp.domain.escalation import REGISTER_NAMES, Entered, ObjectiveAnswer, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import ON_REGISTER, Turn
from riskapp.domain.permissions import Actor, require_second_person
from riskapp.models import Assessment, Decision
from riskapp.services.acceptances import mark_ended
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.escalation import enter, follow_rule, get_standing
from riskapp.services.exposure import expose
from riskapp.services.links import link
from riskapp.services.proposals import (
    begin_agreeing,
    begin_decision,
    begin_proposal,
    close_decision,
    decline,
    judged_now,
    leave,
    leave_for_good,
    propose,
    refuse_no_reason,
    rule_now,
)
from riskapp.services.versions import take_turn


def validate_score(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Confirm the score that awaits validation; it takes someone other than the scorer."""
    deed, decision = begin_decision(session, actor, reference, decision_id, DecisionKind.VALIDATE)
    require_second_person(actor, decision.opened_by_id, "confirm a score that you gave")
    close_decision(deed, decision, DecisionState.AGREED, draft)
    facts = {"score": decision.to_score}
    deed.note(Happening.VALIDATED, decision.id, facts=facts, words={"reason": draft.reason})
    standing = get_standing(deed)
    follow_rule(
        deed, standing, judged_now(deed, standing), affects_objective=deed.case.affects_objective
    )
    session.flush()


def answer_objective(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: AnswerObjective
) -> None:
    """Answer whether the risk affects delivery of a strategic objective, and act on it."""
    deed, decision = begin_decision(
        session, actor, reference, decision_id, DecisionKind.ANSWER_OBJECTIVE
    )
    _refuse_half_an_answer(draft)
    decision.answer = draft.answer
    decision.baf_risk_id = draft.baf_risk_id
    close_decision(deed, decision, DecisionState.AGREED, Decide(agree=True, reason=draft.reason))
    deed.note(
        Happening.OBJECTIVE_ANSWERED,
        decision.id,
        facts={"answer": answer_words(draft.answer)},
        words={"reason": draft.reason},
    )
    if draft.answer is ObjectiveAnswer.OWN_ENTRY:
        for objective_id in draft.objective_ids:
            link(deed, objective_id)
        rule_now(deed, affects_objective=True)
    elif draft.answer is ObjectiveAnswer.EXPOSURE and draft.baf_risk_id is not None:
        expose(deed, draft.baf_risk_id, draft.reason)
    session.flush()


def decide_removal(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Take the risk off a register, or keep it on; not by the one who made the score."""
    deed, decision = begin_decision(session, actor, reference, decision_id, DecisionKind.REMOVE)
    _refuse_the_scorer(deed, decision)
    register = decision.register_kind or Register.HLRR
    state = DecisionState.AGREED if draft.agree else DecisionState.DECLINED
    close_decision(deed, decision, state, draft)
    happening = Happening.TAKEN_OFF if draft.agree else Happening.KEPT_ON
    facts = {"register": REGISTER_NAMES[register]}
    deed.note(happening, decision.id, facts=facts, words={"reason": draft.reason})
    placement = get_standing(deed).placements.get(register)
    if draft.agree and placement is not None:
        leave(deed, placement, decision)
    session.flush()


def place_on_baf(session: Session, actor: Actor, reference: str, draft: PlaceOnBaf) -> Decision:
    """Hold a risk on the framework by the board's own decision, whatever its score."""
    deed = begin_deed(session, actor, reference, Action.PLACE_ON_BAF)
    deed.refuse_closed()
    refuse_no_reason(draft.reason)
    if deed.case.says.status not in ON_REGISTER:
        raise FieldError("", "A draft is on no register: it has to be opened first.")
    standing = get_standing(deed)
    if Register.BAF in standing.placements:
        raise FieldError("reason", "This risk is on the BAF already.")
    decision = deed.open_decision(
        DecisionKind.PLACE, register_kind=Register.BAF, committee_id=draft.committee_id
    )
    deed.decide(decision, DecisionState.AGREED, draft.reason)
    judged, why = judged_now(deed, standing), draft.reason.strip()
    enter(deed, Register.BAF, Entered.BOARD_DECISION, judged, why=why)
    session.flush()
    return decision


def propose_closing(session: Session, actor: Actor, reference: str, reason: str) -> Decision:
    """Propose that the risk be closed; somebody else agrees or declines."""
    kind = DecisionKind.CLOSE
    return propose(begin_proposal(session, actor, reference, kind, reason), kind, reason)


def decide_closing(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Agree or decline to close the risk; it takes someone other than who proposed it."""
    kind = DecisionKind.CLOSE
    deed, decision = begin_agreeing(session, actor, reference, decision_id, kind)
    if not draft.agree:
        decline(deed, decision, draft)
        return
    close_decision(deed, decision, DecisionState.AGREED, draft)
    leave_for_good(deed, decision, "The risk was closed.")
    mark_ended(deed, AcceptanceEnd.RISK_OVER)
    take_turn(deed, Turn.CLOSE, Happening.RISK_CLOSED, draft.reason)
    session.flush()


def _refuse_the_scorer(deed: Deed, decision: Decision) -> None:
    """Refuse a removal by the person whose score, or without one whose deed, led to it."""
    if decision.assessment_id is None:
        deed_of_theirs = "decide on a removal that you brought about"
        require_second_person(deed.actor, decision.opened_by_id, deed_of_theirs)
        return
    key = (decision.organisation_id, decision.assessment_id)
    led_to_it = deed.session.get_one(Assessment, key)
    require_second_person(
        deed.actor, led_to_it.by_id, "decide on a removal that your own score led to"
    )


def _refuse_half_an_answer(draft: AnswerObjective) -> None:
    refuse_no_reason(draft.reason)
    if draft.answer is ObjectiveAnswer.OWN_ENTRY and not draft.objective_ids:
        raise FieldError("objectives", "Choose the objective or objectives it affects.")
    if draft.answer is ObjectiveAnswer.EXPOSURE and draft.baf_risk_id is None:
        raise FieldError("baf_risk", "Choose the risk on the BAF that it is exposure under.")
