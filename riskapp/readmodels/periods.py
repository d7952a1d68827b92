"""Periods of the BAF as readers see them: what is prepared or was decided for each risk."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from riskapp.domain.periods import FATE_WORDS, GOES_ON, Fate, NewWords, PeriodState
from riskapp.readmodels.register import ObjectiveName, RegisterRow


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period in a list, with how many risks went on, came and left."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date
    state: PeriodState
    opened_on: date | None
    approved: str
    why: str
    version: int

    @property
    def is_open(self) -> bool:
        """Tell whether the Board approved it, so that it changes no more."""
        return self.state is PeriodState.OPEN

    @property
    def day_before(self) -> date | None:
        """The last day of the period before, as the register kept it."""
        return self.opened_on - timedelta(days=1) if self.opened_on else None


@dataclass(frozen=True, slots=True)
class PeriodEntry:
    """What becomes of one risk: what is missing before the period can be opened, if anything.

    `closing` is where it stood at the end of the period before, `opening` where it stands in this
    one; while it is prepared, both are where it stands now.
    """

    row: RegisterRow
    fate: Fate | None
    reason: str
    reference: str
    words: NewWords
    into: str
    objectives: tuple[ObjectiveName, ...]
    ending: tuple[ObjectiveName, ...]
    gap: str
    closing: int | None
    opening: int | None
    missing: str
    version: int

    @property
    def fate_words(self) -> str:
        """What becomes of it, in words."""
        return FATE_WORDS[self.fate] if self.fate else "Not decided yet"

    @property
    def goes_on(self) -> bool:
        """Tell whether it is on the BAF in the period."""
        return self.fate in GOES_ON


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """A period with its entries, those that are not ready first, and its objectives.

    `seen` changes whenever anything prepared does; `left_out` counts risks not shown to the reader.
    """

    row: PeriodRow
    entries: tuple[PeriodEntry, ...]
    objectives: tuple[ObjectiveName, ...]
    continuing: frozenset[UUID]
    seen: int
    left_out: int

    @property
    def unready(self) -> tuple[PeriodEntry, ...]:
        """The entries that lack something before the period can be opened."""
        return tuple(entry for entry in self.entries if entry.missing)

    def entry(self, reference: str) -> PeriodEntry | None:
        """Return what is prepared for a risk, or None."""
        return next((one for one in self.entries if one.row.reference == reference), None)

    def of(self, fate: Fate) -> tuple[PeriodEntry, ...]:
        """Return the entries of which this becomes."""
        return tuple(entry for entry in self.entries if entry.fate is fate)
