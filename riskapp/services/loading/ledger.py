"""What of a folder is loaded already: known by key and digest, so that nothing is loaded twice."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.clock import uuid7
from riskapp.domain.chain import canonical
from riskapp.models import Provenance
from riskapp.services.loading.fields import Source
from riskapp.services.loading.files import Raw
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.records import Record

AnyRecord = TypeVar("AnyRecord", bound=Record)

RECORDS_OF_THEIR_OWN = frozenset({"workstreams"})
"""Fields whose records are known by keys of their own."""


@dataclass(slots=True)
class Ledger:
    """The rows that records became, by kind and key; what is new is counted."""

    session: Session
    organisation_id: UUID
    rows: dict[tuple[Kind, str], UUID] = field(default_factory=dict)
    digests: dict[tuple[Kind, str], str] = field(default_factory=dict)
    added: Counter[Kind] = field(default_factory=Counter)
    left: int = 0

    def find(self, kind: Kind, key: str) -> UUID | None:
        """Return the row of that key, None for an empty key."""
        return self.rows[kind, key] if key else None

    def get(self, kind: Kind, key: str) -> UUID:
        """Return the row of a key that is there."""
        return self.rows[kind, key]

    def new(self, kind: Kind, records: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
        """Yield the records that are not loaded yet, and give each the key of its row."""
        fresh = [record for record in records if self.is_new(kind, record.key, record.raw)]
        for record in fresh:
            self.keep(kind, record, uuid7())
        yield from fresh

    def is_new(self, kind: Kind, key: str, raw: Raw) -> bool:
        """Tell whether a record is not loaded yet; LoadError where it has changed since."""
        known = self.digests.get((kind, key))
        if known is None:
            return True
        if known != _digest(raw):
            message = f"{kind} {key} was loaded before and has changed since; change it in the"
            raise raw.refuse_changed(f"{message} register instead, where its history is kept")
        self.left += 1
        return False

    def keep(self, kind: Kind, record: Record, row: UUID) -> None:
        """Write down which row a record became and where it is printed."""
        self._keep(kind, record.key, record.raw, row, record.source)

    def keep_event(self, key: str, raw: Raw, row: UUID) -> None:
        """Write down that an event was replayed."""
        self._keep(Kind.EVENT, key, raw, row, Source())

    def keep_made(self, kind: Kind, key: str, raw: Raw, row: UUID) -> None:
        """Write down which row an event made; it counts with the event, not by itself."""
        self._write(kind, key, raw, row, Source())

    def _keep(self, kind: Kind, key: str, raw: Raw, row: UUID, source: Source) -> None:
        self.added[kind] += 1
        self._write(kind, key, raw, row, source)

    def _write(self, kind: Kind, key: str, raw: Raw, row: UUID, source: Source) -> None:
        self.rows[kind, key] = row
        self.session.add(
            Provenance(
                organisation_id=self.organisation_id,
                subject_kind=kind.value,
                subject_id=row,
                record_key=key,
                document=source.document,
                lines=source.lines,
                record_digest=_digest(raw),
            )
        )


def open_ledger(session: Session, organisation_id: UUID) -> Ledger:
    """Return what is known of an organisation's loaded records."""
    ledger = Ledger(session, organisation_id)
    query = select(Provenance).where(col(Provenance.organisation_id) == organisation_id)
    for known in session.exec(query):
        place = Kind(known.subject_kind), known.record_key
        ledger.rows[place] = known.subject_id
        ledger.digests[place] = known.record_digest
    return ledger


def _digest(raw: Raw) -> str:
    """Return the SHA-256 of what a record says, but not of the records within it."""
    says: dict[str, Any] = {
        name: value for name, value in raw.values.items() if name not in RECORDS_OF_THEIR_OWN
    }
    return sha256(canonical(says).encode()).hexdigest()
