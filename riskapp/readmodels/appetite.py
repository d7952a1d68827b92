"""The appetite of an organisation: its scale, and what is stated for objectives and domains."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.appetite import Level, Stated
from riskapp.domain.appetite_drafts import Subject


@dataclass(frozen=True, slots=True)
class ScaleShown:
    """A scale with its levels, the least appetite first, and who set it when."""

    id: UUID
    name: str
    levels: tuple[Level, ...]
    since: date
    by: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What is stated for one objective or domain; `stated` is None where nothing is.

    `scale` names the scale it was stated on where another holds by now.
    """

    subject: Subject
    name: str
    stated: Stated | None = None
    id: UUID | None = None
    words: str = ""
    since: date | None = None
    by: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Appetite:
    """The scale that holds, None for none yet, and a line for every objective and every domain."""

    scale: ScaleShown | None
    objectives: tuple[StatementLine, ...]
    domains: tuple[StatementLine, ...]

    def line(self, subject: Subject) -> StatementLine | None:
        """Return the line of an objective or domain, None where there is no such objective."""
        lines = (*self.objectives, *self.domains)
        return next((line for line in lines if line.subject == subject), None)
