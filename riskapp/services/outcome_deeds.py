"""Doing what a meeting decided about a risk: for each decision the deed under it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import AddMilestone, Decide, PlaceOnBaf
from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.escalation import ObjectiveAnswer
from riskapp.domain.life_drafts import HandOn, ProposeAcceptance
from riskapp.domain.meetings import MeetingState
from riskapp.domain.month_drafts import (
    AnswerOpen,
    AskAction,
    CloseRisk,
    DecideOpen,
    Defer,
    NoChange,
    NoteScore,
)
from riskapp.domain.months import Outcome
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import date_words
from riskapp.models import Assessment, Decision, Meeting
from riskapp.queries.cases import Case
from riskapp.services.acceptances import decide_acceptance, propose_acceptance
from riskapp.services.decisions import (
    answer_objective,
    decide_closing,
    decide_removal,
    place_on_baf,
    propose_closing,
    validate_score,
)
from riskapp.services.deeds import Deed
from riskapp.services.handing_on import hand_on
from riskapp.services.merges import decide_merge
from riskapp.services.milestones import add_milestone
from riskapp.services.proposals import find_decision, refuse_no_reason
from riskapp.services.reviews import review_risk
from riskapp.services.transfers import decide_transfer


class Doing(NamedTuple):
    """A risk about which a meeting decides, and who records for the meeting."""

    session: Session
    actor: Actor
    case: Case
    held: Meeting


class Done(NamedTuple):
    """What came of it, and what it made or decided."""

    outcome: Outcome
    subject_id: UUID | None = None
    deferred_to: Meeting | None = None


class Judging(NamedTuple):
    """The deed for something that awaits a decision, and what it comes to either way."""

    deed: Callable[[Session, Actor, str, UUID, Decide], None]
    agreed: Outcome
    declined: Outcome


JUDGING: Mapping[DecisionKind, Judging] = {
    DecisionKind.VALIDATE: Judging(
        validate_score, Outcome.SCORE_CONFIRMED, Outcome.SCORE_CONFIRMED
    ),
    DecisionKind.REMOVE: Judging(decide_removal, Outcome.REMOVED, Outcome.KEPT_ON),
    DecisionKind.ACCEPT: Judging(decide_acceptance, Outcome.ACCEPTED, Outcome.DECLINED),
    DecisionKind.CLOSE: Judging(decide_closing, Outcome.CLOSED, Outcome.DECLINED),
    DecisionKind.MERGE: Judging(decide_merge, Outcome.AGREED, Outcome.DECLINED),
    DecisionKind.TRANSFER: Judging(decide_transfer, Outcome.AGREED, Outcome.DECLINED),
}
"""What a meeting may decide of what awaits a decision, but for the objective question."""


def do_decided(doing: Doing, decided: Any) -> Done:
    """Do what the meeting decided; FieldError where that cannot be done."""
    return _DEEDS[type(decided)](doing, decided)


def _review(doing: Doing, draft: NoChange) -> Done:
    review = review_risk(doing.session, doing.actor, doing.case.reference, draft.reason)
    return Done(Outcome.NO_CHANGE, review.id)


def _note_score(doing: Doing, draft: NoteScore) -> Done:
    refuse_no_reason(draft.reason)
    given = doing.session.get(Assessment, (doing.actor.organisation_id, draft.assessment_id))
    of_it = given is not None and given.risk_id == doing.case.risk.id
    if given is None or not of_it or given.kind is not ScoreKind.CURRENT:
        raise NotFoundError("There is no such score of this risk.")
    return Done(Outcome.SCORED, given.id)


def _decide(doing: Doing, draft: DecideOpen) -> Done:
    session, actor, case, _ = doing
    judging = JUDGING[_open_kind(doing, draft.decision_id)]
    judging.deed(session, actor, case.reference, draft.decision_id, draft.draft)
    came = judging.agreed if draft.draft.agree else judging.declined
    return Done(came, draft.decision_id)


def _open_kind(doing: Doing, decision_id: UUID) -> DecisionKind:
    """Return what is to be decided; its deed says whether it still is."""
    decision = find_decision(Deed(doing.session, doing.actor, doing.case), decision_id)
    if decision is None or decision.kind not in JUDGING:
        raise NotFoundError("There is no such decision on this risk.")
    return decision.kind


def _answer(doing: Doing, draft: AnswerOpen) -> Done:
    session, actor, case, _ = doing
    answer_objective(session, actor, case.reference, draft.decision_id, draft.draft)
    neither = draft.draft.answer is ObjectiveAnswer.NEITHER
    return Done(Outcome.NOT_ESCALATED if neither else Outcome.ESCALATED, draft.decision_id)


def _place(doing: Doing, draft: PlaceOnBaf) -> Done:
    by_committee = replace(draft, committee_id=doing.held.committee_id)
    decision = place_on_baf(doing.session, doing.actor, doing.case.reference, by_committee)
    return Done(Outcome.ESCALATED, decision.id)


def _accept(doing: Doing, draft: ProposeAcceptance) -> Done:
    session, actor, case, _ = doing
    put = propose_acceptance(session, actor, case.reference, draft)
    return _agree(doing, decide_acceptance, put, Outcome.ACCEPTED)


def _close(doing: Doing, draft: CloseRisk) -> Done:
    put = propose_closing(doing.session, doing.actor, doing.case.reference, draft.reason)
    return _agree(doing, decide_closing, put, Outcome.CLOSED)


def _agree(doing: Doing, deed: Callable[..., None], put: Decision, came: Outcome) -> Done:
    """Let the meeting agree at once to what has just been put to it."""
    yes = Decide(agree=True, reason=put.opened_why or "")
    deed(doing.session, doing.actor, doing.case.reference, put.id, yes)
    return Done(came, put.id)


def _ask_action(doing: Doing, draft: AskAction) -> Done:
    refuse_no_reason(draft.reason)
    Deed(doing.session, doing.actor, doing.case).refuse_closed("words")
    risk_ids = (doing.case.risk.id,)
    asked = AddMilestone(
        draft.words, draft.due, owner_post_id=draft.owner_post_id, risk_ids=risk_ids
    )
    return Done(Outcome.ACTION_ASKED, add_milestone(doing.session, doing.actor, asked).id)


def _defer(doing: Doing, draft: Defer) -> Done:
    refuse_no_reason(draft.reason)
    later = doing.session.get(Meeting, (doing.actor.organisation_id, draft.meeting_id))
    if later is None or later.state is not MeetingState.PLANNED:
        raise FieldError("later", "Choose a meeting that is planned.")
    if later.held_on <= doing.held.held_on:
        day = date_words(doing.held.held_on)
        raise FieldError("later", f"Choose a meeting after the one of {day}.")
    return Done(Outcome.DEFERRED, deferred_to=later)


def _hand_on(doing: Doing, draft: HandOn) -> Done:
    decision = hand_on(doing.session, doing.actor, doing.case.reference, draft)
    return Done(Outcome.HANDED_ON, decision.id)


_DEEDS: Mapping[type, Callable[[Doing, Any], Done]] = {
    NoChange: _review,
    NoteScore: _note_score,
    DecideOpen: _decide,
    AnswerOpen: _answer,
    PlaceOnBaf: _place,
    ProposeAcceptance: _accept,
    CloseRisk: _close,
    AskAction: _ask_action,
    Defer: _defer,
    HandOn: _hand_on,
}
