"""How the framework stood at the end of each month, counted by band."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile
from typing import cast
from uuid import UUID

import pandas as pd

from riskapp.domain.matrix import Matrix
from riskapp.readmodels.board_pack import MonthEnd


@dataclass(frozen=True, slots=True)
class Stay:
    """A risk on a register from one day until another."""

    risk_id: UUID
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Stood:
    """A score a risk had from one day until another."""

    risk_id: UUID
    from_on: date
    until_on: date
    score: int


def band_counts(
    stays: Sequence[Stay], scores: Sequence[Stood], ends: Sequence[date], matrix: Matrix
) -> tuple[MonthEnd, ...]:
    """Return the risks on the register on each of these days by band, lowest first.

    The last count is of those in no band: unscored, or with a printed score between two. Days
    before the first risk was there are left out: nothing is known of them.
    """
    if not stays or not scores:
        return ()
    both = _days(pd.DataFrame(stays)).merge(
        _days(pd.DataFrame(scores)), on="risk_id", suffixes=("_stay", "_score")
    )
    both["band"] = both["score"].map(lambda score: _place(matrix, score))
    months = (MonthEnd(end, _counts(both, end, len(matrix.bands))) for end in ends)
    return tuple(dropwhile(lambda month: not any(month.counts), months))


def month_ends(last: date, months: int) -> tuple[date, ...]:
    """Return the last days of the months before a day, and the day itself, oldest first."""
    ends = pd.date_range(end=pd.Timestamp(last), periods=months, freq="ME")
    before = [end.date() for end in ends if end.date() < last]
    return (*before[-(months - 1) :], last)


def _days(frame: pd.DataFrame) -> pd.DataFrame:
    """Count days as whole numbers: pandas' own dates end before 9999."""
    for column in ("from_on", "until_on"):
        frame[column] = frame[column].map(date.toordinal)
    return frame


def _place(matrix: Matrix, score: int) -> int:
    band = matrix.band(score)
    return len(matrix.bands) if band is None else matrix.bands.index(band)


def _counts(both: pd.DataFrame, end: date, bands: int) -> tuple[int, ...]:
    day = end.toordinal()
    held = both[
        (both["from_on_stay"] <= day)
        & (both["until_on_stay"] > day)
        & (both["from_on_score"] <= day)
        & (both["until_on_score"] > day)
    ]
    counts = held["band"].value_counts().reindex(range(bands + 1), fill_value=0)
    return tuple(cast("list[int]", counts.tolist()))
