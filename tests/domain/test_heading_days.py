"""What day or month a heading names: one of them, or none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.heading_days import lacks_year, period_named, period_of, split_at_day
from riskapp.domain.import_plans import ColumnPlan
from riskapp.domain.imports import Holds, Point


@pytest.mark.parametrize(
    ("heading", "begins", "ends"),
    [
        ("Mar-18", date(2018, 3, 1), date(2018, 3, 31)),
        ("Score (March 2018)", date(2018, 3, 1), date(2018, 3, 31)),
        ("Rating at 31/03/2018", date(2018, 3, 31), date(2018, 3, 31)),
        ("2018-03-01", date(2018, 3, 1), date(2018, 3, 1)),
        ("30th June 2018", date(2018, 6, 30), date(2018, 6, 30)),
        ("Jan", date(2019, 1, 1), date(2019, 1, 31)),
        ("Apr 2018/19", date(2018, 4, 1), date(2018, 4, 30)),
    ],
)
def test_a_day_or_a_month_is_read_out_of_a_heading(heading: str, begins: date, ends: date) -> None:
    period = period_named(heading, 2018)
    assert period
    assert (period.starts_on, period.due_on) == (begins, ends)


@pytest.mark.parametrize(
    "heading", ["", "Marginal", "Jan to Mar 2018", "30 Feb 2018", "3014-03-01", "Q1", "1st June"]
)
def test_what_names_none_or_two_gives_none(heading: str) -> None:
    assert period_named(heading, 2018) is None


def test_only_a_month_without_a_year_waits_for_one() -> None:
    points = {"Mar": True, "Mar-18": False, "Mar 18/19": False}
    for heading, lacks in points.items():
        assert lacks_year(ColumnPlan(0, heading, Holds.SCORE, point=Point.HEADED)) is lacks
        assert not lacks_year(ColumnPlan(0, heading, Holds.SCORE))


def test_a_day_may_stand_for_its_month() -> None:
    column = ColumnPlan(0, "2018-02-01", Holds.SCORE, point=Point.MONTH)
    period = period_of(column, None)
    assert period
    assert (period.printed, period.due_on) == ("February 2018", date(2018, 2, 28))


@given(st.text() | st.sampled_from(["Mar", "31/03/18", " at ", "2018"]), st.none() | st.just(2018))
def test_no_heading_is_too_odd_to_look_at(heading: str, year: int | None) -> None:
    period_named(heading, year)
    named = split_at_day(heading)
    assert named is None or named[0] in heading
