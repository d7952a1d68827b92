"""The looks at a risk as lists show them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A look at a risk: what came of it, and when the next was due; a note is None once redacted.

    One that was withdrawn was recorded by mistake, so it never counted.
    """

    id: UUID
    reviewed_on: date
    next_on: date | None
    outcome: str
    note: str | None
    by: str
    meeting: str
    withdrawn_on: date | None
