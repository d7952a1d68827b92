"""Files of old registers as people see them: in a list, and each on its own page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from riskapp.domain.import_corrections import Corrections
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import ImportState, RowOutcome
from riskapp.domain.wording import counted

SHORT: Final = 12
"""Digits of a SHA-256 that a list shows."""
STATE_WORDS: Final[Mapping[ImportState, str]] = {
    ImportState.OPEN: "not loaded yet",
    ImportState.LOADED: "loaded",
    ImportState.THROWN_AWAY: "thrown away",
    ImportState.REVERSED: "taken back",
}
OUTCOME_WORDS: Final[Mapping[RowOutcome, str]] = {
    RowOutcome.NEW: "New in the register",
    RowOutcome.UPDATED: "Updated a risk that was there",
    RowOutcome.UNCHANGED: "Changed nothing in the register",
    RowOutcome.LEFT_OUT: "Left out by you",
}

WOULD_WORDS: Final[Mapping[RowOutcome, str]] = {
    RowOutcome.NEW: "Will be a new risk.",
    RowOutcome.UPDATED: "Updates a risk that is there:",
    RowOutcome.UNCHANGED: "Changes nothing in the register.",
    RowOutcome.LEFT_OUT: "Is left out.",
}


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A file in the list of what was brought in: what became of its rows, once it was loaded."""

    id: UUID
    name: str
    kind: str
    size: int
    sha256: str
    state: ImportState
    by: str
    recorded_at: datetime
    source: str
    rows_in_file: int
    counts: Mapping[RowOutcome, int]
    loaded_by: str
    loaded_at: datetime | None
    reversed_by: str
    reversed_on: date | None
    reversed_why: str
    version: int

    @property
    def is_open(self) -> bool:
        """Tell whether it waits to be loaded."""
        return self.state is ImportState.OPEN

    @property
    def was_loaded(self) -> bool:
        """Tell whether its rows came into the register, taken back since or not."""
        return self.state in {ImportState.LOADED, ImportState.REVERSED}

    @property
    def sum(self) -> str:
        """What became of the rows of a file that was loaded, in a sentence."""
        merged = self.counts[RowOutcome.UPDATED] + self.counts[RowOutcome.UNCHANGED]
        return (
            f"{counted(self.rows_in_file, 'row')} in file: {self.counts[RowOutcome.NEW]} loaded,"
            f" {merged} merged with existing, {self.counts[RowOutcome.LEFT_OUT]} left out by you."
        )

    @property
    def short_sha256(self) -> str:
        """The first digits of the file's SHA-256."""
        return self.sha256[:SHORT]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """A file with how it is read, what was put right in it, and what a dry run found, as kept."""

    line: ImportLine
    plan: FilePlan
    corrections: Corrections
    findings: str
    earlier: tuple[ImportLine, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedRow:
    """What became of a row, and the risk that it is now."""

    number: int
    outcome: RowOutcome
    reference: str
    title: str
