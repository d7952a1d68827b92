"""Where an event is done: who acts, on what, and how things stand on its day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.errors import UnfitError
from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Assurance, Control, Decision, Milestone, Position, Post, Risk
from riskapp.queries.scope import still, still_open
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.files import Raw
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.ledger import Ledger

Versioned = TypeVar("Versioned", Assurance, Control, Milestone, Post)


@dataclass(frozen=True, slots=True)
class Scene:
    """One event: who acts, on which risk, milestone, post or, where it has none, organisation."""

    session: Session
    ledger: Ledger
    actor: Actor
    raw: Raw
    subject_id: UUID

    @property
    def reference(self) -> str:
        """The reference of the event's risk."""
        return self.reference_of(self.subject_id)

    def reference_of(self, risk_id: UUID) -> str:
        """Return the reference of a risk."""
        key = self.actor.organisation_id, risk_id
        return risk_reference(self.session.get_one(Risk, key).number)

    def version_of(self, kind: type[Versioned], row: UUID) -> int:
        """Return the version at which a row stands."""
        return self.session.get_one(kind, (self.actor.organisation_id, row)).version

    def find(self, kind: Kind, key: str) -> UUID | None:
        """Return the row of a key, None for an empty one."""
        return self.ledger.find(kind, key)

    def get(self, kind: Kind, key: str) -> UUID:
        """Return the row of a key that is there."""
        return self.ledger.get(kind, key)

    def keep(self, kind: Kind, key: str, row: UUID) -> None:
        """Let later events name what this one made."""
        self.ledger.keep_made(kind, key, self.raw, row)

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


Act = Callable[[Scene], None]
"""Does what an event tells."""
Reader = Callable[[EventFields], Act]
"""Takes the fields of a deed, and returns what does it."""


@dataclass(frozen=True, slots=True)
class EventDeed:
    """Something that can be done in an event, and to what; None for the organisation itself."""

    read: Reader
    to: Kind | None = Kind.RISK


def to(kind: Kind | None, readers: Mapping[str, Reader]) -> dict[str, EventDeed]:
    """Return deeds that are all done to one kind of record."""
    return {name: EventDeed(read, kind) for name, read in readers.items()}
