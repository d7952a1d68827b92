"""Replaying what people did, through the deeds that the pages use."""

from riskapp.services.loading.deeds.scene import Scene
from riskapp.services.loading.event_records import EventRecord
from riskapp.services.loading.stage import Stage, located


def replay(stage: Stage, key: str, event: EventRecord) -> None:
    """Do what an event tells, as the role in `by`, on its day."""
    subject_id = stage.ledger.get(*event.subject) if event.subject else stage.organisation.id
    with located(event.raw):
        actor = stage.player(event.by, event.on)
        event.act(Scene(stage.session, stage.ledger, actor, event.raw, subject_id))
    stage.ledger.keep_event(key, event.raw, subject_id)
