"""When a risk is next to be looked at: the cadence that its band sets."""

from calendar import monthrange
from datetime import date

from riskapp.domain.matrix import Matrix

MONTHS = 12


def review_months(matrix: Matrix, value: int) -> int:
    """Return how many months may pass between reviews of a risk with this score.

    A score that lies in no band has the cadence of the band below it; an unscored risk, whose
    band nobody knows, the shortest.
    """
    begun = [band.review_months for band in matrix.bands if band.lowest <= value]
    return begun[-1] if begun else min(band.review_months for band in matrix.bands)


def next_review(matrix: Matrix, value: int, last: date) -> date:
    """Return the day by which a risk reviewed on `last` is due again."""
    years, month = divmod(last.month - 1 + review_months(matrix, value), MONTHS)
    year = last.year + years
    return date(year, month + 1, min(last.day, monthrange(year, month + 1)[1]))
