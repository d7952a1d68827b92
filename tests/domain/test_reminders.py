"""When a digest is due, when the line is told, and where each thing is put right."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.reminders import (
    DAYS,
    SOON,
    WAYS,
    Choice,
    DueKind,
    HowOften,
    digest_day,
    reviewed_by,
)

SATURDAY = date(2018, 6, 30)


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        (Choice(HowOften.DAILY), SATURDAY),
        (Choice(HowOften.OFF), None),
        (Choice(HowOften.WEEKLY, 5), SATURDAY),
        (Choice(HowOften.WEEKLY, 4), SATURDAY - timedelta(days=1)),
        (Choice(HowOften.WEEKLY, 3), SATURDAY - timedelta(days=2)),
        (Choice(HowOften.WEEKLY, 2), None),
        (Choice(HowOften.WEEKLY, 6), None),
    ],
)
def test_a_digest_has_its_day_and_is_sent_up_to_two_days_late(
    choice: Choice, day: date | None
) -> None:
    assert digest_day(choice, SATURDAY) == day


@given(st.integers(0, 6), st.dates(date(2018, 1, 1), date(2030, 1, 1)))
def test_a_week_has_one_digest(weekday: int, monday: date) -> None:
    choice = Choice(HowOften.WEEKLY, weekday)
    days = {digest_day(choice, monday + timedelta(days=n)) for n in range(7)} - {None}
    assert len(days) <= 2
    assert all(day and day.weekday() == weekday for day in days)
    again = {digest_day(choice, day) for day in days if day}
    assert again == days


@pytest.mark.parametrize(
    ("today", "by"),
    [
        (date(2018, 5, 25), date(2018, 6, 1)),
        (date(2018, 6, 1), date(2018, 6, 1)),
        (date(2018, 6, 30), date(2018, 6, 30)),
        (date(2018, 8, 2), date(2018, 7, 1)),
    ],
)
def test_a_month_can_be_reviewed_on_any_of_its_days(today: date, by: date) -> None:
    assert reviewed_by(date(2018, 6, 1), today) == by


def test_everything_due_has_its_ways_and_its_warning() -> None:
    assert set(WAYS) == set(SOON) == set(DueKind)
    assert Choice().words == "once a week, on Monday"
    assert len(DAYS) == 7
