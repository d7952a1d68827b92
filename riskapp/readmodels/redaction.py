"""Redactions of a risk, as its page and those who decide see them."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from riskapp.domain.decisions import DecisionState


@dataclass(frozen=True, slots=True)
class RedactionLine:
    """Words proposed for redaction, and what became of it.

    `phrase` is told only to those who may decide, and to nobody once it is decided.
    """

    id: UUID
    state: DecisionState
    opened_on: date
    opened_by: str
    opened_why: str
    decided_on: date | None = None
    decided_by: str = ""
    decided_why: str = ""
    places: int = 0
    phrase: str | None = field(default=None, repr=False)
    own: bool = False
    """Whether the reader proposed it, and so cannot decide it."""

    @property
    def open(self) -> bool:
        """Tell whether it is still to be decided."""
        return self.state is DecisionState.OPEN
