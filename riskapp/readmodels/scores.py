"""A score as a reader sees it."""

from dataclasses import dataclass
from datetime import date

from riskapp.domain.level_words import PUBLISHED, LevelWords
from riskapp.domain.matrix import Band


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A score with all that may be said beside it.

    Without consequence and likelihood it is the score in the old register; `is_product` is false
    where no consequence times likelihood gives it. `band` is None for "no band"; `words` name the
    levels.
    """

    value: int
    band: Band | None
    consequence: int | None = None
    likelihood: int | None = None
    is_product: bool = True
    on: date | None = None
    basis: str = ""
    target_on: date | None = None
    awaiting_validation: bool = False
    words: LevelWords = PUBLISHED

    @property
    def is_printed(self) -> bool:
        """Tell whether this is the score in the old register."""
        return self.consequence is None
