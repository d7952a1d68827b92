"""A waiver of a warning as its page lists it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.pack_gate import title_of


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A warning that holds no pack up, or did, from one day until another."""

    id: UUID
    check_key: str
    from_on: date
    until_on: date
    why: str
    by: str
    ended_on: date | None
    ended_by: str | None
    today: date

    @property
    def title(self) -> str:
        """What the check is called."""
        return title_of(self.check_key)

    @property
    def holds(self) -> bool:
        """Tell whether it holds today."""
        return self.ended_on is None and self.until_on >= self.today
