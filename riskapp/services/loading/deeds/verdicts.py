"""What a second person decides in an event, about whatever waits to be decided."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide
from riskapp.domain.permissions import Actor
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene
from riskapp.services.loading.kinds import Kind

Decider = Callable[[Session, Actor, str, UUID, Decide], None]


def decided(kind: DecisionKind, decide: Decider, fields: EventFields, *, agree: bool) -> Act:
    """Read that somebody agrees to what waits, or declines it, alone or as a committee."""
    reason = fields.reason()
    committee = fields.maybe_key("committee", Kind.COMMITTEE)

    def act(scene: Scene) -> None:
        draft = Decide(agree, reason, scene.find(Kind.COMMITTEE, committee))
        decide(scene.session, scene.actor, scene.reference, scene.waiting(kind), draft)

    return act
