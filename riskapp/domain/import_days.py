"""The days of a row of an old register: when its risk was opened, and since when each score holds.

No day is invented: what stands for one that is not printed says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from riskapp.domain.import_rows import ReadRow, RowScore
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.printed_drafts import PrintedAs
from riskapp.domain.scoring import PrintedScore, Score, ScoreKind
from riskapp.domain.wording import date_words

NOT_PRINTED: Final = "dated by the day of the file"
EARLIEST: Final = "the earliest day printed of it"
OPENED: Final = "the day the risk was opened, since none is printed"
_ORDER: Final = {ScoreKind.INHERENT: 0, ScoreKind.CURRENT: 1, ScoreKind.TARGET: 2}


@dataclass(frozen=True, slots=True)
class Days:
    """When a risk was opened and why it is that day, when it was closed, and the file's day."""

    opened_on: date
    opened_basis: str
    closed_on: date | None
    file_day: date

    @property
    def last(self) -> date:
        """The last day of which the row can tell: what is said without a day is said of it."""
        return min(self.file_day, self.closed_on or self.file_day)


def days_of(row: ReadRow, file_day: date) -> Days:
    """Return the days of a row; a risk cannot have been opened after anything printed of it."""
    closed_on = (row.closed_on or file_day) if row.status is RiskStatus.CLOSED else None
    others = [day for day in _printed(row) if day is not None]
    if row.opened_on is not None and row.opened_on <= min(others, default=row.opened_on):
        return Days(row.opened_on, "", closed_on, file_day)
    if not others:
        return Days(file_day, NOT_PRINTED, closed_on, file_day)
    basis = EARLIEST
    if row.opened_on is not None:
        basis = f"{EARLIEST}; opened is printed as {date_words(row.opened_on)}"
    return Days(min(others), basis, closed_on, file_day)


def days_ahead(row: ReadRow, today: date) -> Iterator[date]:
    """Yield the days of what a row says is done that have not come."""
    for day in (row.opened_on, *_printed(row), *(one.done_on for one in row.actions)):
        if day is not None and day > today:
            yield day


def scores_of(row: ReadRow, days: Days, reason: str) -> tuple[PrintedAs, ...]:
    """Return the scores of a row in the order in which they are entered, each from its day.

    The last current score of a risk that is not over is the one that the rule sees.
    """
    dated = [
        (*_held_from(score, days), score, found)
        for score in row.scores
        if (found := score_in(score)) is not None
    ]
    dated.sort(key=lambda one: (_ORDER[one[2].kind], one[0]))
    current = [place for place, one in enumerate(dated) if one[2].kind is ScoreKind.CURRENT]
    seen = current[-1] if current and is_live(row) else None
    targets = {ScoreKind.TARGET: row.target_on}
    return tuple(
        PrintedAs(
            found, on, basis, reason, score.kind, targets.get(score.kind),
            past=place != seen, entered_basis=basis,
        )
        for place, (on, basis, score, found) in enumerate(dated)
    )  # fmt: skip


def score_in(score: RowScore) -> Score | PrintedScore | None:
    """Return what was read of a score: a consequence with a likelihood, or the number alone."""
    if score.consequence is not None and score.likelihood is not None:
        return Score(score.consequence, score.likelihood)
    return PrintedScore(score.printed) if score.printed else None


def is_live(row: ReadRow) -> bool:
    """Tell whether the rule applies to the risk of a row: it is neither a draft nor over."""
    return row.status is RiskStatus.OPEN


def _printed(row: ReadRow) -> Iterator[date | None]:
    yield row.closed_on if row.status is RiskStatus.CLOSED else None
    yield row.reviewed_on
    yield from (score.on for score in row.scores)


def _held_from(score: RowScore, days: Days) -> tuple[date, str]:
    """Return since when a score holds, and why that day; nothing where its day is printed."""
    if score.on is not None:
        return score.on, score.basis
    if score.kind is ScoreKind.INHERENT:
        return days.opened_on, OPENED
    return max(days.last, days.opened_on), NOT_PRINTED
