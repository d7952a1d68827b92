"""The record of what somebody did: who, on which day, to what, and how it is done again."""

from dataclasses import dataclass
from datetime import date

from riskapp.domain.permissions import Role
from riskapp.services.loading.deeds.reading import EventFields, Named
from riskapp.services.loading.deeds.registry import DEEDS
from riskapp.services.loading.deeds.scene import Act
from riskapp.services.loading.files import Raw
from riskapp.services.loading.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """An event: `subject` is what it is done to, None for the organisation itself.

    `names` are the records it names, that one included, and `makes` those that later events name.
    """

    raw: Raw
    on: date
    by: Role
    subject: tuple[Kind, str] | None
    names: tuple[Named, ...]
    makes: tuple[tuple[Kind, str], ...]
    act: Act


def read_event(raw: Raw) -> EventRecord:
    """Read an event."""
    fields = EventFields(raw, raw.values)
    name = fields.text("deed")
    deed = DEEDS.get(name)
    if deed is None:
        raise fields.refuse("deed", f"expected one of {', '.join(DEEDS)}, found {name}")
    on, by = fields.day("on"), fields.choice("by", Role)
    subject = (deed.to, fields.key(deed.to, deed.to)) if deed.to else None
    act = deed.read(fields)
    fields.all_taken()
    return EventRecord(
        raw=raw,
        on=on,
        by=by,
        subject=subject,
        names=tuple(fields.named),
        makes=tuple(fields.made),
        act=act,
    )
