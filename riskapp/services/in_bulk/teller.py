"""One risk's voice within a batch: what it leaves in tables and in the history bears its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from riskapp.clock import uuid7
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Table
from riskapp.services.history import noted_by
from riskapp.services.in_bulk.ledger import Ledger, Row, begins_with


@dataclass(frozen=True, slots=True)
class Teller:
    """Keeps one risk's rows and notes what happens to it."""

    ledger: Ledger
    organisation_id: UUID
    risk_id: UUID
    number: int

    def keep(self, table: type[Table], **columns: Any) -> Row:
        """Keep a row that belongs to the risk."""
        row = {
            **begins_with(table),
            "organisation_id": self.organisation_id,
            "risk_id": self.risk_id,
            **columns,
        }
        self.ledger.rows[table].append(row)
        return row

    def note(
        self,
        actor: Actor,
        kind: Happening,
        subject_id: UUID,
        facts: Mapping[str, object] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Note what the actor did to the risk, whose reference every entry carries."""
        named = {"risk": risk_reference(self.number), **(facts or {})}
        noted = noted_by(
            actor, kind, risk_id=self.risk_id, subject_id=subject_id, facts=named, words=words
        )
        self.ledger.noted.append(noted)

    def entered(self, actor: Actor) -> Row:
        """Return the columns of what the actor enters on their day: its key, the day, by whom."""
        by = {"entered_on": actor.today, "by_id": actor.person_id}
        return {"id": uuid7(), "recorded_at": self.ledger.at, **by}
