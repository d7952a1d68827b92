"""Appetite in an event: the scale set, and appetite stated for objectives and domains or ended."""

from collections.abc import Callable
from uuid import UUID

from riskapp.domain.appetite import READY, Scale
from riskapp.domain.appetite_drafts import EndAppetite, SetScale, StateAppetite, Subject
from riskapp.domain.domains import Domain
from riskapp.domain.errors import UnfitError
from riskapp.queries.appetite import get_appetite
from riskapp.readmodels.appetite import Appetite
from riskapp.services.appetite import end_appetite, set_scale, state_appetite
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind

NAME = 100


def _set_scale(fields: EventFields) -> Act:
    reason, scale = fields.reason(), _scale(fields)

    def act(scene: Scene) -> None:
        held = get_appetite(scene.session, scene.actor).scale
        draft = SetScale(scale, reason, held.id if held else None)
        set_scale(scene.session, scene.actor, draft)

    return act


def _scale(fields: EventFields) -> Scale:
    name = fields.text("scale", NAME)
    if name not in READY:
        raise fields.refuse("scale", f"expected one of {', '.join(READY)}, found {name}")
    return READY[name]


def _state(fields: EventFields) -> Act:
    subject, level = _subject(fields), fields.text("level", NAME)
    words = fields.text("text")

    def act(scene: Scene) -> None:
        held, about = get_appetite(scene.session, scene.actor), subject(scene)
        scale_id, position = _level(held, level)
        seen = _stated(held, about)
        draft = StateAppetite(about, scale_id, position, words, seen)
        state_appetite(scene.session, scene.actor, draft)

    return act


def _end(fields: EventFields) -> Act:
    subject, reason = _subject(fields), fields.reason()

    def act(scene: Scene) -> None:
        about = subject(scene)
        seen = _stated(get_appetite(scene.session, scene.actor), about)
        if seen is None:
            raise UnfitError("no appetite is stated for this on that day")
        end_appetite(scene.session, scene.actor, EndAppetite(about, reason, seen))

    return act


def _subject(fields: EventFields) -> Callable[[Scene], Subject]:
    """Take what appetite is stated for: an objective or a domain."""
    objective = fields.maybe_key("objective", Kind.OBJECTIVE)
    domain = fields.maybe_choice("domain", Domain)
    if bool(objective) is (domain is not None):
        raise fields.refuse("objective", "expected an objective or a domain, and not both")
    return lambda scene: Subject(scene.find(Kind.OBJECTIVE, objective), domain)


def _level(held: Appetite, name: str) -> tuple[UUID, int]:
    """Return the scale that holds and which of its levels has that name."""
    names = [level.name.casefold() for level in held.scale.levels] if held.scale else []
    if held.scale is None or name.casefold() not in names:
        known = ", ".join(names) or "no scale"
        raise UnfitError(f"expected a level of the scale that holds ({known}), found {name}")
    return held.scale.id, names.index(name.casefold()) + 1


def _stated(held: Appetite, about: Subject) -> UUID | None:
    line = held.line(about)
    return line.id if line else None


DEEDS = to(
    None,
    {"set-appetite-scale": _set_scale, "state-appetite": _state, "end-appetite": _end},
)
