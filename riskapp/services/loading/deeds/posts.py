"""Posts in an event: handed over on a day, and left vacant."""

from riskapp.domain.permissions import Role
from riskapp.domain.posts import HandOver, Vacate
from riskapp.models import Post
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.records import NAME
from riskapp.services.people import demonstration_person
from riskapp.services.posts import hand_over_post, vacate_post


def _hand_over(fields: EventFields) -> Act:
    reason, name = fields.reason(), fields.maybe_text("holder", NAME)
    role, from_on = fields.maybe_choice("holder_role", Role), fields.maybe_day("from")
    if bool(name) is bool(role):
        raise fields.refuse("holder", "expected a name, or holder_role, and not both")

    def act(scene: Scene) -> None:
        seen = scene.version_of(Post, scene.subject_id)
        person = demonstration_person(scene.session, scene.actor, role) if role else None
        draft = HandOver(
            from_on or scene.actor.today,
            reason,
            seen,
            person_id=person.id if person else None,
            name=name,
        )
        hand_over_post(scene.session, scene.actor, scene.subject_id, draft)

    return act


def _vacate(fields: EventFields) -> Act:
    reason, from_on = fields.reason(), fields.maybe_day("from")

    def act(scene: Scene) -> None:
        seen = scene.version_of(Post, scene.subject_id)
        draft = Vacate(from_on or scene.actor.today, reason, seen)
        vacate_post(scene.session, scene.actor, scene.subject_id, draft)

    return act


DEEDS = to(Kind.POST, {"hand-over-post": _hand_over, "vacate-post": _vacate})
