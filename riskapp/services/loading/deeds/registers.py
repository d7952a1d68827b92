"""Registers and objectives in an event: the question, links, placements, removals, exposure."""

from functools import partial

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import AnswerObjective, Decide, PlaceOnBaf
from riskapp.domain.escalation import ObjectiveAnswer, Register
from riskapp.domain.exposure import EndExposure, LinkExposure
from riskapp.services.decisions import answer_objective, decide_removal, place_on_baf
from riskapp.services.exposure import end_exposure, link_exposure
from riskapp.services.links import link_objective, unlink_objective
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind


def _answer(fields: EventFields) -> Act:
    reason, answer = fields.reason(), fields.choice("answer", ObjectiveAnswer)
    objectives = fields.keys_of("objectives", Kind.OBJECTIVE)
    baf_risk = fields.maybe_key("baf_risk", Kind.RISK)

    def act(scene: Scene) -> None:
        rows = tuple(scene.get(Kind.OBJECTIVE, key) for key in objectives)
        draft = AnswerObjective(answer, reason, rows, scene.find(Kind.RISK, baf_risk))
        waiting = scene.waiting(DecisionKind.ANSWER_OBJECTIVE)
        answer_objective(scene.session, scene.actor, scene.reference, waiting, draft)

    return act


def _link(fields: EventFields) -> Act:
    reason, key = fields.reason(), fields.key("objective", Kind.OBJECTIVE)

    def act(scene: Scene) -> None:
        objective = scene.get(Kind.OBJECTIVE, key)
        link_objective(scene.session, scene.actor, scene.reference, objective, reason)

    return act


def _unlink(fields: EventFields) -> Act:
    reason, key = fields.reason(), fields.key("objective", Kind.OBJECTIVE)

    def act(scene: Scene) -> None:
        objective = scene.get(Kind.OBJECTIVE, key)
        unlink_objective(scene.session, scene.actor, scene.reference, objective, reason)

    return act


def _place(fields: EventFields) -> Act:
    reason, committee = fields.reason(), fields.maybe_key("committee", Kind.COMMITTEE)

    def act(scene: Scene) -> None:
        draft = PlaceOnBaf(reason, scene.find(Kind.COMMITTEE, committee))
        place_on_baf(scene.session, scene.actor, scene.reference, draft)

    return act


def _remove(fields: EventFields, *, agree: bool) -> Act:
    draft = Decide(agree=agree, reason=fields.reason())
    register = fields.choice("register", Register)

    def act(scene: Scene) -> None:
        waiting = scene.waiting(DecisionKind.REMOVE, register)
        decide_removal(scene.session, scene.actor, scene.reference, waiting, draft)

    return act


def _expose(fields: EventFields) -> Act:
    reason, above = fields.reason(), fields.key("baf_risk", Kind.RISK)

    def act(scene: Scene) -> None:
        strategic = scene.reference_of(scene.get(Kind.RISK, above))
        draft = LinkExposure(scene.reference, reason)
        link_exposure(scene.session, scene.actor, strategic, draft)

    return act


def _end_exposure(fields: EventFields) -> Act:
    reason, above = fields.reason(), fields.key("baf_risk", Kind.RISK)

    def act(scene: Scene) -> None:
        strategic = scene.reference_of(scene.get(Kind.RISK, above))
        end_exposure(scene.session, scene.actor, strategic, EndExposure(scene.reference, reason))

    return act


DEEDS = to(
    Kind.RISK,
    {
        "answer-objective-question": _answer,
        "link-objective": _link,
        "unlink-objective": _unlink,
        "place-on-baf": _place,
        "remove-from-register": partial(_remove, agree=True),
        "keep-on-register": partial(_remove, agree=False),
        "link-exposure": _expose,
        "end-exposure": _end_exposure,
    },
)
