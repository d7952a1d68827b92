"""Gaps in an event: raised, given milestones that are to close them, and closed."""

from riskapp.domain.controls import CloseGap, GapKind, NameMilestones, RaiseGap
from riskapp.services.gaps import close_gap, name_milestones, raise_gap
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind


def _raise(fields: EventFields) -> Act:
    key, kind = fields.makes(Kind.GAP), fields.choice("kind", GapKind)
    words = fields.text("text")
    control = fields.maybe_key("control", Kind.CONTROL)
    milestones = fields.keys_of("milestones", Kind.MILESTONE)

    def act(scene: Scene) -> None:
        closing = tuple(scene.get(Kind.MILESTONE, one) for one in milestones)
        draft = RaiseGap(kind, words, scene.find(Kind.CONTROL, control), closing)
        made = raise_gap(scene.session, scene.actor, scene.reference, draft)
        scene.keep(Kind.GAP, key, made.id)

    return act


def _name(fields: EventFields) -> Act:
    key = fields.key("gap", Kind.GAP)
    milestones = fields.keys_of("milestones", Kind.MILESTONE)

    def act(scene: Scene) -> None:
        draft = NameMilestones(tuple(scene.get(Kind.MILESTONE, one) for one in milestones))
        row = scene.get(Kind.GAP, key)
        name_milestones(scene.session, scene.actor, scene.reference, row, draft)

    return act


def _close(fields: EventFields) -> Act:
    key, reason = fields.key("gap", Kind.GAP), fields.maybe_text("reason")
    milestone = fields.maybe_key("milestone", Kind.MILESTONE)

    def act(scene: Scene) -> None:
        draft = CloseGap(reason, scene.find(Kind.MILESTONE, milestone))
        close_gap(scene.session, scene.actor, scene.reference, scene.get(Kind.GAP, key), draft)

    return act


DEEDS = to(Kind.RISK, {"raise-gap": _raise, "name-milestones": _name, "close-gap": _close})
