"""What a row says once for the rows below it: an objective, a directorate, a service."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.intake.row_signs import says_objective, says_status

SECTION: Final = "Section row"
OBJECTIVE: Final = "Objective row"
STATUS: Final = "Status row"
SECTIONS: Final = (SECTION, OBJECTIVE, STATUS)
"""The headings of the columns that such rows fill; they stand right of all columns of the file."""


@dataclass(slots=True)
class Sections:
    """The sections of a sheet as it is read; `groups` are its own columns that group risks."""

    groups: Collection[int]
    said: list[tuple[int, str]] = field(default_factory=list)
    now: dict[str, str] = field(default_factory=dict)
    down: dict[int, str] = field(default_factory=dict)

    def begin(self, number: int, cells: Sequence[str]) -> None:
        """Begin a section: in its own column, or as an objective, or within one."""
        filled = {place: cell.strip() for place, cell in enumerate(cells) if cell.strip()}
        own = {place: cell for place, cell in filled.items() if place in self.groups}
        if own:
            self.down = {at: cell for at, cell in self.down.items() if at < min(own)} | own
            return
        words = "\n".join(dict.fromkeys(filled.values()))
        self.said.append((number, words))
        self.now = self._within(section_of(words)) | {section_of(words): words}
        self.down = {}

    def _within(self, heading: str) -> dict[str, str]:
        """Return the sections that a new one stands in: those that were begun before its like."""
        if heading == OBJECTIVE:
            return {}
        outer = list(self.now)
        return {one: self.now[one] for one in outer[: (*outer, heading).index(heading)]}

    def fill(self, cells: list[str], columns: Sequence[tuple[int, str]]) -> None:
        """Fill in the cells of a risk what its sections say of it."""
        for at, heading in columns:
            cells[at] = self.now.get(heading, "")
        for place, words in self.down.items():
            cells[place] = cells[place] if cells[place].strip() else words


def section_of(words: str) -> str:
    """Return the heading of the column that a row with these words fills."""
    if says_objective(words):
        return OBJECTIVE
    return STATUS if says_status(words) else SECTION


def section_columns(plan: FilePlan, width: int) -> tuple[tuple[int, str], ...]:
    """Return the columns of a plan that sections fill, which no cell of the file does."""
    return tuple(
        (one.index, one.heading)
        for one in plan.columns
        if one.index >= width and one.heading in SECTIONS
    )
