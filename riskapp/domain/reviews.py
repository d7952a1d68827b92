"""When a risk is next to be looked at: the cadence that its band sets."""

from calendar import monthrange
from datetime import MAXYEAR, date

from riskapp.domain.matrix import Matrix

MONTHS = 12
NO_CHANGE = "no change"
"""The outcome of a review after which nothing was changed."""
DATE_CHANGED = "date changed"
"""The outcome of no look at all: only the day of the next review was moved."""
AS_PRINTED = "as printed"
"""The outcome of a review of which the old register says no more than its day."""


def review_months(matrix: Matrix, value: int) -> int:
    """Return how many months may pass between reviews of a risk with this score.

    A score that lies in no band has the cadence of the band below it; an unscored risk, whose
    band nobody knows, the shortest.
    """
    begun = [band.review_months for band in matrix.bands if band.lowest <= value]
    return begun[-1] if begun else min(band.review_months for band in matrix.bands)


def next_review(matrix: Matrix, value: int, last: date) -> date:
    """Return the day by which a risk reviewed on `last` is due again."""
    return months_after(last, review_months(matrix, value))


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last; the last day of all at most."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year = day.year + years
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
