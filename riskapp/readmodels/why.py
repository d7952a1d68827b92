"""Why a figure is what it is, as a page answers it."""

from dataclasses import dataclass

from riskapp.readmodels.history import HistoryLine


@dataclass(frozen=True, slots=True)
class Why:
    """The question, its answer, the number of the entry that made it so, and all that bear on it.

    `made_by` is None where no entry did: the figure is not there.
    """

    question: str
    answer: str
    made_by: int | None
    lines: tuple[HistoryLine, ...]
