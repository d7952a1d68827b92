from datetime import date

import pytest

from riskapp.domain.matrix import Matrix
from riskapp.domain.reviews import months_after, next_review


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2018, 6, 30), 1, date(2018, 7, 30)),
        (date(2018, 1, 31), 1, date(2018, 2, 28)),
        (date(2018, 12, 5), 1, date(2019, 1, 5)),
        (date(2018, 6, 30), 12, date(2019, 6, 30)),
        (date(9999, 12, 5), 1, date.max),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


@pytest.mark.parametrize(
    ("value", "due"),
    [
        (16, date(2018, 7, 30)),
        (12, date(2018, 9, 30)),
        (13, date(2018, 9, 30)),  # in no band: that of the band below
        (4, date(2018, 12, 30)),
        (1, date(2019, 6, 30)),
        (0, date(2018, 7, 30)),  # unscored: the shortest
    ],
)
def test_the_band_sets_the_cadence(value: int, due: date) -> None:
    assert next_review(Matrix(), value, date(2018, 6, 30)) == due
