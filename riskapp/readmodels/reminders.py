"""What is due for a person, as pages and mails tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from riskapp.domain.permissions import GRANTS, Role
from riskapp.domain.reminders import Choice, DueKind, Way, ways_for
from riskapp.domain.wording import counted


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something due on a day: of which risk or milestone, and what it says of itself.

    `line` marks what is not the reader's own but long overdue in their area; `restricted` what is
    named by its reference alone in a mail.
    """

    kind: DueKind
    on: date
    name: str
    words: str
    restricted: bool = False
    line: bool = False

    def said(self, *, in_mail: bool = False) -> str:
        """Say what is due: "Review of R-0001 Too few nurses"."""
        if self.kind is DueKind.MONTH:
            return f"Monthly review of {self.words}"
        words = "(restricted: sign in to see it)" if in_mail and self.restricted else self.words
        return f"{_WHAT[self.kind]} {self.name} {words}"


_WHAT = {
    DueKind.REVIEW: "Review of",
    DueKind.MILESTONE: "Milestone",
    DueKind.ACCEPTANCE: "Acceptance of",
    DueKind.ASSURANCE: "Assurance of",
}


@dataclass(frozen=True, slots=True)
class DueDay:
    """What is due on one day; `late` by how many days, 0 for none."""

    on: date
    late: int
    lines: tuple[DueLine, ...]

    @property
    def late_words(self) -> str:
        """Say how late it is, nothing for what is still to come."""
        return f"{counted(self.late, 'day')} overdue" if self.late else ""


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything due for one person on one day, the longest overdue first.

    `more` is how many there are beyond those listed.
    """

    organisation: str
    organisation_code: str
    role: Role
    today: date
    own: tuple[DueLine, ...]
    area: tuple[DueLine, ...]
    more: int = 0

    @property
    def total(self) -> int:
        """How many things it tells of, listed or not."""
        return len(self.own) + len(self.area) + self.more

    def ways(self, line: DueLine) -> tuple[Way, ...]:
        """Return the ways to put a line right that its reader may go."""
        return ways_for(line.kind, line.name, GRANTS[self.role])

    def days(self, lines: tuple[DueLine, ...]) -> Iterator[DueDay]:
        """Yield lines by their day."""
        for on, group in groupby(lines, key=lambda line: line.on):
            yield DueDay(on, max(0, (self.today - on).days), tuple(group))


@dataclass(frozen=True, slots=True)
class RemindersPage:
    """The page of reminders: what is due, how often the reader is told, when the line is."""

    digest: Digest
    choice: Choice
    line_days: int
    line_version: int
    email: str
