"""What people ask for about appetite."""

from dataclasses import dataclass
from uuid import UUID

from riskapp.domain.appetite import Scale
from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError


@dataclass(frozen=True, slots=True)
class Subject:
    """What appetite is stated for: an objective or a consequence domain, and never both."""

    objective_id: UUID | None = None
    domain: Domain | None = None

    def __post_init__(self) -> None:
        """Refuse both, and neither."""
        if (self.objective_id is None) is (self.domain is None):
            raise FieldError("", "Appetite is stated for an objective or for a domain.")


@dataclass(frozen=True, slots=True)
class SetScale:
    """A scale to hold from today; `seen` is the one that held when the page was opened, if any."""

    scale: Scale
    reason: str
    seen: UUID | None = None


@dataclass(frozen=True, slots=True)
class StateAppetite:
    """The level to hold from today for a subject, counted from 1, the lowest appetite.

    `scale_id` is the scale that it was chosen from, and `seen` the statement that held when the
    page was opened, None for none.
    """

    subject: Subject
    scale_id: UUID
    level: int
    words: str
    seen: UUID | None = None


@dataclass(frozen=True, slots=True)
class EndAppetite:
    """The end of what is stated for a subject, with the reason; `seen` is the statement seen."""

    subject: Subject
    reason: str
    seen: UUID
