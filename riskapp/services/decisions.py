"""Deciding: confirming scores, answering the objective question, leaving and entering registers."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.answers import answer_words
from riskapp.domain.decisions import RIGHT_TO_DECIDE, DecisionKind, DecisionState
from riskapp.domain.drafts import AnswerObjective, Decide, PlaceOnBaf
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.escalation import REGISTER_NAMES, Entered, ObjectiveAnswer, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import ON_REGISTER, Turn, status_after
from riskapp.domain.permissions import Actor, require, require_second_person
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Assessment, Decision, Placement
from riskapp.queries.cases import Standing
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.escalation import Judged, enter, follow_rule, get_standing
from riskapp.services.links import expose, link
from riskapp.services.versions import take_turn

GONE = "This has been decided or overtaken since you looked at it."


def validate_score(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Confirm the score that awaits validation; it takes someone other than the scorer."""
    deed, decision = _begin(session, actor, reference, decision_id, DecisionKind.VALIDATE)
    require_second_person(actor, decision.opened_by_id, "confirm a score that you gave")
    _close(deed, decision, DecisionState.AGREED, draft)
    facts = {"score": decision.to_score}
    deed.note(Happening.VALIDATED, decision.id, facts=facts, words={"reason": draft.reason})
    standing = get_standing(deed)
    for placement in standing.placements.values():
        placement.awaiting_validation = False
    follow_rule(
        deed, standing, _judged_now(deed, standing), affects_objective=deed.case.affects_objective
    )
    session.flush()


def answer_objective(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: AnswerObjective
) -> None:
    """Answer whether the risk affects delivery of a strategic objective, and act on it."""
    deed, decision = _begin(session, actor, reference, decision_id, DecisionKind.ANSWER_OBJECTIVE)
    _refuse_half_an_answer(draft)
    decision.answer = draft.answer
    decision.baf_risk_id = draft.baf_risk_id
    _close(deed, decision, DecisionState.AGREED, Decide(agree=True, reason=draft.reason))
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
        expose(deed, draft.baf_risk_id)
    session.flush()


def decide_removal(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Take the risk off a register, or keep it on; not by the one who made the score."""
    deed, decision = _begin(session, actor, reference, decision_id, DecisionKind.REMOVE)
    _refuse_the_scorer(deed, decision)
    register = decision.register_kind or Register.HLRR
    state = DecisionState.AGREED if draft.agree else DecisionState.DECLINED
    _close(deed, decision, state, draft)
    happening = Happening.TAKEN_OFF if draft.agree else Happening.KEPT_ON
    facts = {"register": REGISTER_NAMES[register]}
    deed.note(happening, decision.id, facts=facts, words={"reason": draft.reason})
    placement = get_standing(deed).placements.get(register)
    if draft.agree and placement is not None:
        _leave(deed, placement, decision)
    session.flush()


def place_on_baf(session: Session, actor: Actor, reference: str, draft: PlaceOnBaf) -> None:
    """Hold a risk on the framework by the board's own decision, whatever its score."""
    deed = begin_deed(session, actor, reference, Action.PLACE_ON_BAF)
    deed.refuse_closed()
    _refuse_no_reason(draft.reason)
    if deed.case.says.status not in ON_REGISTER:
        raise FieldError("", "A draft is on no register: it has to be opened first.")
    standing = get_standing(deed)
    if Register.BAF in standing.placements:
        raise FieldError("reason", "This risk is on the BAF already.")
    decision = deed.open_decision(
        DecisionKind.PLACE, register_kind=Register.BAF, committee_id=draft.committee_id
    )
    deed.decide(decision, DecisionState.AGREED, draft.reason)
    enter(deed, Register.BAF, Entered.BOARD_DECISION, _judged_now(deed, standing))
    session.flush()


def propose_closing(session: Session, actor: Actor, reference: str, reason: str) -> None:
    """Propose that the risk be closed; somebody else agrees or declines."""
    deed = begin_deed(session, actor, reference, Action.PROPOSE_CLOSING)
    _refuse_no_reason(reason)
    if get_standing(deed).open(DecisionKind.CLOSE) is not None:
        raise FieldError("reason", "Closing this risk has been proposed already.")
    status_after(deed.case.says.status, Turn.CLOSE)
    proposal = deed.open_decision(DecisionKind.CLOSE, opened_why=reason)
    deed.note(Happening.CLOSING_PROPOSED, proposal.id, words={"reason": reason})
    session.flush()


def decide_closing(
    session: Session, actor: Actor, reference: str, decision_id: UUID, draft: Decide
) -> None:
    """Agree or decline to close the risk; it takes someone other than who proposed it."""
    deed, decision = _begin(session, actor, reference, decision_id, DecisionKind.CLOSE)
    require_second_person(
        actor, decision.opened_by_id, "agree to closing a risk that you proposed to close"
    )
    if not draft.agree:
        _close(deed, decision, DecisionState.DECLINED, draft)
        deed.note(Happening.CLOSING_DECLINED, decision.id, words={"reason": draft.reason})
        session.flush()
        return
    _close(deed, decision, DecisionState.AGREED, draft)
    standing = get_standing(deed)
    for placement in standing.placements.values():
        _leave(deed, placement, decision)
    for other in standing.decisions:
        if other.state is DecisionState.OPEN and other.id != decision.id:
            deed.decide(other, DecisionState.SUPERSEDED, "The risk was closed.")
    take_turn(deed, Turn.CLOSE, Happening.RISK_CLOSED, draft.reason)
    session.flush()


def rule_now(deed: Deed, *, affects_objective: bool) -> None:
    """Let the escalation rule look at the risk as it stands."""
    standing = get_standing(deed)
    judged = _judged_now(deed, standing)
    if judged.value:
        follow_rule(deed, standing, judged, affects_objective=affects_objective)


def _begin(
    session: Session, actor: Actor, reference: str, decision_id: UUID, kind: DecisionKind
) -> tuple[Deed, Decision]:
    """Fetch the risk and the open decision, both locked; StaleError if it is no longer open."""
    require(actor, RIGHT_TO_DECIDE[kind])
    deed = begin_deed(session, actor, reference, RIGHT_TO_DECIDE[kind])
    query = select(Decision).where(
        col(Decision.organisation_id) == actor.organisation_id,
        col(Decision.id) == decision_id,
        col(Decision.risk_id) == deed.case.risk.id,
        col(Decision.kind) == kind,
    )
    decision = session.exec(query).one_or_none()
    if decision is None:
        raise NotFoundError("There is no such decision on this risk.")
    if decision.state is not DecisionState.OPEN:
        raise StaleError(GONE)
    return deed, decision


def _close(deed: Deed, decision: Decision, state: DecisionState, draft: Decide) -> None:
    _refuse_no_reason(draft.reason)
    deed.decide(decision, state, draft.reason.strip())
    decision.committee_id = draft.committee_id
    deed.session.flush()


def _leave(deed: Deed, placement: Placement, decision: Decision) -> None:
    """End a stay on a register today; one that began today counts as a day."""
    placement.until_on = max(deed.actor.today, placement.from_on + timedelta(days=1))
    placement.left_by_id = decision.id
    placement.awaiting_validation = False


def _judged_now(deed: Deed, standing: Standing) -> Judged:
    """Return the risk's current score as the rule takes it."""
    position = standing.positions.get(ScoreKind.CURRENT)
    score = position.score if position else 0
    waiting = standing.open(DecisionKind.VALIDATE) is not None
    assessment_id = position.assessment_id if position else None
    return Judged(score, deed.actor.today, waiting, assessment_id=assessment_id)


def _refuse_the_scorer(deed: Deed, decision: Decision) -> None:
    """Refuse a removal by the person whose score led to it."""
    if decision.assessment_id is None:
        return
    key = (decision.organisation_id, decision.assessment_id)
    led_to_it = deed.session.get_one(Assessment, key)
    require_second_person(
        deed.actor, led_to_it.by_id, "decide on a removal that your own score led to"
    )


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the decision.")


def _refuse_half_an_answer(draft: AnswerObjective) -> None:
    _refuse_no_reason(draft.reason)
    if draft.answer is ObjectiveAnswer.OWN_ENTRY and not draft.objective_ids:
        raise FieldError("objectives", "Choose the objective or objectives it affects.")
    if draft.answer is ObjectiveAnswer.EXPOSURE and draft.baf_risk_id is None:
        raise FieldError("baf_risk", "Choose the risk on the BAF that it is exposure under.")
