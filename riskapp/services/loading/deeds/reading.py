"""Taking the fields of an event, and noting which records it names and which it makes."""

from dataclasses import dataclass, field

from riskapp.services.loading.fields import KEY, Fields
from riskapp.services.loading.kinds import Kind

Named = tuple[str, Kind, str]


@dataclass(slots=True)
class EventFields(Fields):
    """The fields of an event: `named` are the records it names, `made` those it makes."""

    named: list[Named] = field(default_factory=list)
    made: list[tuple[Kind, str]] = field(default_factory=list)

    def reason(self) -> str:
        """Take why it was done."""
        return self.text("reason")

    def key(self, name: str, kind: Kind) -> str:
        """Take the key of another record, which must be there."""
        return self._named(name, kind, self.text(name, KEY))

    def maybe_key(self, name: str, kind: Kind) -> str:
        """Take the key of another record, empty where it is left out."""
        return self._named(name, kind, self.maybe_text(name, KEY))

    def keys_of(self, name: str, kind: Kind) -> tuple[str, ...]:
        """Take the keys of other records, none where they are left out."""
        return tuple(self._named(name, kind, key) for key in self.keys(name))

    def makes(self, kind: Kind) -> str:
        """Take the key under which later events name what this one makes."""
        key = self.text("key", KEY)
        self.made.append((kind, key))
        return key

    def _named(self, name: str, kind: Kind, key: str) -> str:
        self.named.append((name, kind, key))
        return key
