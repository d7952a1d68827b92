"""Replaying what people did, through the deeds that the pages use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import (
    AnswerObjective,
    Decide,
    EditRisk,
    MoveMilestone,
    PlaceOnBaf,
    RiskDetails,
    ScoreRisk,
    SetMilestone,
    Statement,
)
from riskapp.domain.errors import UnfitError
from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Decision, Milestone, Position, Risk, RiskVersion
from riskapp.queries.cases import get_case
from riskapp.queries.scope import still, still_open
from riskapp.services.decisions import (
    answer_objective,
    decide_closing,
    decide_removal,
    place_on_baf,
    propose_closing,
    validate_score,
)
from riskapp.services.links import link_objective, unlink_objective
from riskapp.services.loading.event_records import (
    ON_MILESTONES,
    AnswerEvent,
    EditEvent,
    EventDeed,
    EventRecord,
    MoveEvent,
    ObjectiveEvent,
    PlaceEvent,
    RemovalEvent,
    ScoreEvent,
    StatusEvent,
)
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.ledger import Ledger
from riskapp.services.loading.stage import Stage, located
from riskapp.services.milestones import move_milestone, set_milestone
from riskapp.services.reviews import review_risk
from riskapp.services.risks import edit_risk
from riskapp.services.scores import score_risk


@dataclass(frozen=True, slots=True)
class Scene:
    """One event: who acts, on which risk or milestone."""

    session: Session
    ledger: Ledger
    actor: Actor
    subject_id: UUID

    @property
    def reference(self) -> str:
        """The reference of the event's risk."""
        key = self.actor.organisation_id, self.subject_id
        return risk_reference(self.session.get_one(Risk, key).number)

    @property
    def seen_version(self) -> int:
        """The version of the event's milestone."""
        key = self.actor.organisation_id, self.subject_id
        return self.session.get_one(Milestone, key).version

    def standing(self, kind: ScoreKind) -> UUID | None:
        """Return the assessment of a kind that holds for the event's risk, if any does."""
        query = select(Position.assessment_id).where(
            col(Position.organisation_id) == self.actor.organisation_id,
            col(Position.risk_id) == self.subject_id,
            col(Position.kind) == kind,
            still(Position),
        )
        return self.session.exec(query).one_or_none()

    def waiting(self, kind: DecisionKind, register: Register | None = None) -> UUID:
        """Return what waits to be decided on the event's risk; UnfitError where nothing does."""
        query = select(Decision.id).where(
            col(Decision.organisation_id) == self.actor.organisation_id,
            col(Decision.risk_id) == self.subject_id,
            col(Decision.kind) == kind,
            still_open(),
        )
        if register is not None:
            query = query.where(col(Decision.register_kind) == register)
        found = self.session.exec(query).first()
        if found is None:
            raise UnfitError(f"nothing waits for this decision on {self.reference} on that day")
        return found


def replay(stage: Stage, key: str, event: EventRecord) -> None:
    """Do what an event tells, as the role in `by`, on its day."""
    kind = Kind.MILESTONE if event.deed in ON_MILESTONES else Kind.RISK
    subject_id = stage.ledger.get(kind, event.subject)
    with located(event.raw):
        actor = stage.player(event.by, event.on)
        DEEDS[event.deed](Scene(stage.session, stage.ledger, actor, subject_id), event)
    stage.ledger.keep_event(key, event, subject_id)


def _score(scene: Scene, event: ScoreEvent) -> None:
    draft = ScoreRisk(
        event.kind,
        event.consequences,
        event.likelihood,
        event.reason,
        seen=scene.standing(event.kind),
        target_on=event.target_date,
    )
    score_risk(scene.session, scene.actor, scene.reference, draft)


def _moderate(scene: Scene, event: ScoreEvent) -> None:
    scene.waiting(DecisionKind.VALIDATE)
    _score(scene, event)


def _answer(scene: Scene, event: AnswerEvent) -> None:
    find = scene.ledger.find
    draft = AnswerObjective(
        event.answer,
        event.reason,
        tuple(scene.ledger.get(Kind.OBJECTIVE, key) for key in event.objectives),
        find(Kind.RISK, event.baf_risk),
    )
    waiting = scene.waiting(DecisionKind.ANSWER_OBJECTIVE)
    answer_objective(scene.session, scene.actor, scene.reference, waiting, draft)


def _link(scene: Scene, event: ObjectiveEvent) -> None:
    objective = scene.ledger.get(Kind.OBJECTIVE, event.objective)
    link_objective(scene.session, scene.actor, scene.reference, objective, event.reason)


def _unlink(scene: Scene, event: ObjectiveEvent) -> None:
    objective = scene.ledger.get(Kind.OBJECTIVE, event.objective)
    unlink_objective(scene.session, scene.actor, scene.reference, objective, event.reason)


def _place(scene: Scene, event: PlaceEvent) -> None:
    draft = PlaceOnBaf(event.reason, scene.ledger.find(Kind.COMMITTEE, event.committee))
    place_on_baf(scene.session, scene.actor, scene.reference, draft)


def _validate(scene: Scene, event: EventRecord) -> None:
    waiting = scene.waiting(DecisionKind.VALIDATE)
    draft = Decide(agree=True, reason=event.reason)
    validate_score(scene.session, scene.actor, scene.reference, waiting, draft)


def _decide_removal(scene: Scene, event: RemovalEvent) -> None:
    waiting = scene.waiting(DecisionKind.REMOVE, event.register)
    draft = Decide(agree=event.deed is EventDeed.REMOVE, reason=event.reason)
    decide_removal(scene.session, scene.actor, scene.reference, waiting, draft)


def _edit(scene: Scene, event: EditEvent) -> None:
    case = get_case(scene.session, scene.actor, scene.reference)
    draft = EditRisk(_edited(scene.ledger, case.says, event), event.reason, case.risk.version)
    edit_risk(scene.session, scene.actor, scene.reference, draft)


def _edited(ledger: Ledger, says: RiskVersion, event: EditEvent) -> RiskDetails:
    """Return what a risk says, but for what an event changes."""
    words = {name: getattr(says, name) for name in ("title", "cause", "event", "effect")}
    rows = {f"{name}_id": _row(ledger, name, key) for name, key in event.places.items()}
    kept = {name: getattr(says, name) for name in RiskDetails.__slots__ if name != "statement"}
    changes = kept | rows | ({"treatment": event.treatment} if event.treatment else {})
    return RiskDetails(Statement(**(words | dict(event.words))), **changes)


def _row(ledger: Ledger, name: str, key: str) -> UUID | None:
    return ledger.find(Kind.COMMITTEE if name == "lead_committee" else Kind.POST, key)


def _move(scene: Scene, event: MoveEvent) -> None:
    draft = MoveMilestone(event.due, event.reason, scene.seen_version)
    move_milestone(scene.session, scene.actor, scene.subject_id, draft)


def _set(scene: Scene, event: StatusEvent) -> None:
    draft = SetMilestone(event.status, event.reason, scene.seen_version)
    set_milestone(scene.session, scene.actor, scene.subject_id, draft)


def _propose_close(scene: Scene, event: EventRecord) -> None:
    propose_closing(scene.session, scene.actor, scene.reference, event.reason)


def _agree_close(scene: Scene, event: EventRecord) -> None:
    waiting = scene.waiting(DecisionKind.CLOSE)
    draft = Decide(agree=True, reason=event.reason)
    decide_closing(scene.session, scene.actor, scene.reference, waiting, draft)


def _review(scene: Scene, event: EventRecord) -> None:
    review_risk(scene.session, scene.actor, scene.reference, event.reason)


DEEDS: Mapping[EventDeed, Callable[[Scene, Any], None]] = {
    EventDeed.SCORE: _score,
    EventDeed.MODERATE: _moderate,
    EventDeed.ANSWER: _answer,
    EventDeed.LINK_OBJECTIVE: _link,
    EventDeed.UNLINK_OBJECTIVE: _unlink,
    EventDeed.PLACE_ON_BAF: _place,
    EventDeed.VALIDATE: _validate,
    EventDeed.REMOVE: _decide_removal,
    EventDeed.KEEP: _decide_removal,
    EventDeed.EDIT: _edit,
    EventDeed.MOVE_MILESTONE: _move,
    EventDeed.SET_MILESTONE: _set,
    EventDeed.PROPOSE_CLOSE: _propose_close,
    EventDeed.AGREE_CLOSE: _agree_close,
    EventDeed.REVIEW: _review,
}
