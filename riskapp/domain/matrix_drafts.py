"""What people ask for about the matrix, and what a new version of it must satisfy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from riskapp.domain.errors import FieldError
from riskapp.domain.matrix import Band, Matrix
from riskapp.domain.scoring import PRODUCTS
from riskapp.domain.wording import date_words

HIGHEST_SCORE: Final = 25
LONGEST_CADENCE: Final = 24
FEWEST_BANDS: Final = 2
FURTHEST: Final = timedelta(days=366)
KEY: Final = re.compile("[a-z0-9][a-z0-9-]{0,19}")


@dataclass(frozen=True, slots=True)
class ChangeMatrix:
    """A new version of the matrix, to hold from a day.

    `matrix` has all that it says (its number is given when it is kept); `seen` is the latest
    version that there was when the page was opened.
    """

    matrix: Matrix
    from_on: date
    reason: str
    seen: UUID


def refuse_unfit(matrix: Matrix) -> None:
    """Refuse a version by which some score could not be judged, or bands not be told apart."""
    _refuse_bands(matrix)
    if not 1 <= matrix.threshold <= HIGHEST_SCORE:
        raise FieldError("threshold", f"The threshold is a score from 1 to {HIGHEST_SCORE}.")
    bare = [str(value) for value in sorted(PRODUCTS) if matrix.band(value) is None]
    if bare:
        listed = ", ".join(bare)
        raise FieldError("bands", f"Every score needs a band, and these have none: {listed}.")


def refuse_day(from_on: date, *, latest: date, today: date) -> None:
    """Refuse a day that has passed, one that is far off, and one the latest version reaches."""
    if from_on < today:
        raise FieldError("from_on", "A version holds from today or from a later day.")
    if from_on - today > FURTHEST:
        raise FieldError("from_on", "A version holds from a day within a year.")
    if from_on <= latest:
        raise FieldError("from_on", _taken(latest, today))


def _taken(latest: date, today: date) -> str:
    """Say that the latest version has that day, and what can be done about it."""
    if latest > today:
        to_come = f"There is a version to come already, from {date_words(latest)}"
        return f"{to_come}: give a later day, or withdraw that one first."
    since = "today" if latest == today else date_words(latest)
    return f"The latest version holds from {since}, and a day has one: give a later day."


def _refuse_bands(matrix: Matrix) -> None:
    for sound, message in _demands(matrix.bands):
        if not sound:
            raise FieldError("bands", message)


def _demands(bands: tuple[Band, ...]) -> Iterator[tuple[bool, str]]:
    """Yield what must hold of bands, and what to say when it does not."""
    keys, names = {band.key for band in bands}, {band.name.casefold() for band in bands}
    cadences = {band.review_months for band in bands}
    yield len(bands) >= FEWEST_BANDS, f"There are at least {FEWEST_BANDS} bands."
    within = bands[0].lowest >= 1 and bands[-1].highest <= HIGHEST_SCORE
    yield within, f"Bands lie between 1 and {HIGHEST_SCORE}."
    yield len(names) == len(bands), "Give each band a name of its own."
    yield len(keys) == len(bands), "Two bands have one key. Open this page again."
    yield all(map(KEY.fullmatch, keys)), "A band has a key that no address can hold."
    months = all(1 <= each <= LONGEST_CADENCE for each in cadences)
    yield months, f"Risks are reviewed every 1 to {LONGEST_CADENCE} months."
