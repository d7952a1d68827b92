from datetime import date
from uuid import uuid4

from riskapp.analysis.trends import Stay, Stood, band_counts, month_ends
from riskapp.domain.intervals import FOREVER
from riskapp.domain.matrix import Matrix

A, B = uuid4(), uuid4()
APRIL, MAY, JUNE = date(2018, 4, 30), date(2018, 5, 31), date(2018, 6, 30)


def test_month_ends_lead_up_to_the_day_asked_for() -> None:
    assert month_ends(JUNE, 3) == (APRIL, MAY, JUNE)
    assert month_ends(date(2018, 6, 14), 3) == (APRIL, MAY, date(2018, 6, 14))
    assert month_ends(date(2018, 3, 1), 2) == (date(2018, 2, 28), date(2018, 3, 1))


def test_each_month_counts_what_stood_on_its_last_day() -> None:
    stays = [Stay(A, date(2018, 4, 10), FOREVER), Stay(B, date(2018, 5, 1), date(2018, 6, 30))]
    scores = [
        Stood(A, date(2018, 1, 1), date(2018, 5, 31), 16),
        Stood(A, date(2018, 5, 31), FOREVER, 9),
        Stood(B, date(2018, 1, 1), FOREVER, 14),
    ]
    trend = band_counts(stays, scores, (APRIL, MAY, JUNE), Matrix())
    assert [(month.on, month.counts) for month in trend] == [
        (APRIL, (0, 0, 0, 1, 0)),
        (MAY, (0, 0, 1, 0, 1)),
        (JUNE, (0, 0, 1, 0, 0)),
    ]


def test_months_before_the_first_risk_are_left_out() -> None:
    trend = band_counts(
        [Stay(A, MAY, FOREVER)], [Stood(A, APRIL, FOREVER, 9)], (APRIL, MAY), Matrix()
    )
    assert [month.on for month in trend] == [MAY]


def test_an_empty_register_has_no_trend() -> None:
    assert band_counts([], [], (JUNE,), Matrix()) == ()
