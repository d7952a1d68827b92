import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.due_periods import (
    START_NOT_STATED,
    DueNotUnderstood,
    DuePeriod,
    Precision,
    days_late,
    is_overdue,
    parse_due,
)
from riskapp.domain.errors import UnfitError

# The forms of the delivery plan 2018-20 of Hertfordshire Community NHS Trust: how many of its 97
# milestones print each, and the months they cover.
PLAN = [
    (8, "Apr 2018", "2018-04", "2018-04", Precision.MONTH),
    (1, "Apr 2018 onwards", "2018-04", None, Precision.ONGOING),
    (2, "Apr 2019", "2019-04", "2019-04", Precision.MONTH),
    (1, "Apr 2020", "2020-04", "2020-04", Precision.MONTH),
    (1, "April 2019", "2019-04", "2019-04", Precision.MONTH),
    (3, "Aug 2018", "2018-08", "2018-08", Precision.MONTH),
    (1, "Aug–Oct 2018", "2018-08", "2018-10", Precision.MONTH_RANGE),
    (8, "Dec 2018", "2018-12", "2018-12", Precision.MONTH),
    (3, "Dec 2019", "2019-12", "2019-12", Precision.MONTH),
    (4, "Jan 2019", "2019-01", "2019-01", Precision.MONTH),
    (1, "Jan 2020", "2020-01", "2020-01", Precision.MONTH),
    (5, "Jul 2018", "2018-07", "2018-07", Precision.MONTH),
    (3, "Jun 2018", "2018-06", "2018-06", Precision.MONTH),
    (3, "Jun 2019", "2019-06", "2019-06", Precision.MONTH),
    (1, "Jun 2020", "2020-06", "2020-06", Precision.MONTH),
    (1, "Mar 19", "2019-03", "2019-03", Precision.MONTH),
    (1, "Mar 2018", "2018-03", "2018-03", Precision.MONTH),
    (15, "Mar 2019", "2019-03", "2019-03", Precision.MONTH),
    (2, "Mar 2020", "2020-03", "2020-03", Precision.MONTH),
    (1, "March 2019", "2019-03", "2019-03", Precision.MONTH),
    (1, "May 2018 onwards", "2018-05", None, Precision.ONGOING),
    (3, "May 2018", "2018-05", "2018-05", Precision.MONTH),
    (1, "May 2019", "2019-05", "2019-05", Precision.MONTH),
    (1, "Nov 2018", "2018-11", "2018-11", Precision.MONTH),
    (1, "Oct 19", "2019-10", "2019-10", Precision.MONTH),
    (8, "Oct 2018", "2018-10", "2018-10", Precision.MONTH),
    (3, "Q1 2018/19", "2018-04", "2018-06", Precision.QUARTER),
    (1, "Q2-3 2018 / 19", "2018-07", "2018-12", Precision.QUARTER_RANGE),
    (1, "Q2-3 2018", "2018-07", "2018-12", Precision.QUARTER_RANGE),
    (1, "Q4 2018-19", "2019-01", "2019-03", Precision.QUARTER),
    (6, "Sep 2018", "2018-09", "2018-09", Precision.MONTH),
    (3, "Sept 2018", "2018-09", "2018-09", Precision.MONTH),
    (1, "Sept 2019", "2019-09", "2019-09", Precision.MONTH),
    (1, "2019-20", "2019-04", "2020-03", Precision.YEAR),
]

OTHERS = [
    ("30 June 2018", date(2018, 6, 30), date(2018, 6, 30), Precision.DAY),
    ("30/06/2018", date(2018, 6, 30), date(2018, 6, 30), Precision.DAY),
    ("30.6.18", date(2018, 6, 30), date(2018, 6, 30), Precision.DAY),
    ("2018-06-30", date(2018, 6, 30), date(2018, 6, 30), Precision.DAY),
    ("1st Sept 2018", date(2018, 9, 1), date(2018, 9, 1), Precision.DAY),
    ("30-Jun-18", date(2018, 6, 30), date(2018, 6, 30), Precision.DAY),
    ("29 February 2020", date(2020, 2, 29), date(2020, 2, 29), Precision.DAY),
    ("Jun-18", date(2018, 6, 1), date(2018, 6, 30), Precision.MONTH),
    ("Feb 2020", date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
    ("  JUNE   2018 ", date(2018, 6, 1), date(2018, 6, 30), Precision.MONTH),
    ("Nov 2018 - Feb 2019", date(2018, 11, 1), date(2019, 2, 28), Precision.MONTH_RANGE),
    ("Q4 2018/19", date(2019, 1, 1), date(2019, 3, 31), Precision.QUARTER),
    ("18/19 Q4", date(2019, 1, 1), date(2019, 3, 31), Precision.QUARTER),
    ("Q1-Q4 2018/2019", date(2018, 4, 1), date(2019, 3, 31), Precision.QUARTER_RANGE),
    ("2018/19", date(2018, 4, 1), date(2019, 3, 31), Precision.YEAR),
    ("FY 2018/19", date(2018, 4, 1), date(2019, 3, 31), Precision.YEAR),
    ("2099/2100", date(2099, 4, 1), date(2100, 3, 31), Precision.YEAR),
    ("1999/00", date(1999, 4, 1), date(2000, 3, 31), Precision.YEAR),
    ("Mar 95", date(1995, 3, 1), date(1995, 3, 31), Precision.MONTH),
    ("2018/19 onwards", date(2018, 4, 1), None, Precision.ONGOING),
    ("ongoing", START_NOT_STATED, None, Precision.ONGOING),
    ("Ongoing", START_NOT_STATED, None, Precision.ONGOING),
]

REFUSED = [
    "",
    "   ",
    "soon",
    "TBC",
    "2018",
    "June",
    "31 June 2018",
    "29 February 2019",
    "0 June 2018",
    "06/30/2018",
    "2018-13-01",
    "Q5 2018/19",
    "Q0 2018/19",
    "Q3-2 2018/19",
    "2018/20",
    "2018-12",
    "Q1 2018/20",
    "Oct-Aug 2018",
    "Mar 1989",
    "Mar 2101",
    "2100/01",
    "Q4 2100",
    "Mar 018",
    "Octember 2018",
    "onwards",
    "ongoing onwards",
    "Apr 2018 onwards onwards",
    "Apr 2018; DROP TABLE risk",
    "<b>Apr 2018</b>",
    "=Apr 2018",
    "Apr 2018\x00",
    "Apr ٢٠١٨",
    "Sep 2018 " * 1_000,
]


def last_day(month: str) -> date:
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


@pytest.mark.parametrize(("printed", "first", "last", "precision"), [row[1:] for row in PLAN])
def test_every_form_of_the_plan_covers_the_months_it_means(
    printed: str, first: str, last: str | None, precision: Precision
) -> None:
    due = last_day(last) if last else None
    assert parse_due(printed) == DuePeriod(
        printed, precision, date.fromisoformat(f"{first}-01"), due
    )


def test_the_97_milestones_of_the_plan_fall_due_55_34_and_6_and_two_only_start() -> None:
    years: dict[int | None, int] = {}
    for count, printed, *_ in PLAN:
        due = parse_due(printed).due_on
        year = due.year if due else None
        years[year] = years.get(year, 0) + count
    assert years == {2018: 55, 2019: 34, 2020: 6, None: 2}


@pytest.mark.parametrize(("printed", "first", "last", "precision"), OTHERS)
def test_forms_that_people_write_are_understood(
    printed: str, first: date, last: date | None, precision: Precision
) -> None:
    assert parse_due(printed) == DuePeriod(printed, precision, first, last)


@pytest.mark.parametrize("printed", REFUSED)
def test_what_is_no_date_is_refused_with_the_forms_that_are(printed: str) -> None:
    with pytest.raises(DueNotUnderstood, match=r"Apr 2018 onwards.*1990 to 2100"):
        parse_due(printed)


def test_the_refusal_is_fit_to_show() -> None:
    assert issubclass(DueNotUnderstood, UnfitError)


PIECES = ["Q", "1", "2-3", "4", " ", "-", "–", "/", "2018", "19", "30", "Sept", "march", "onwards"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_any_text_is_either_understood_or_refused(printed: str) -> None:
    try:
        period = parse_due(printed)
    except DueNotUnderstood:
        return
    assert period.printed == printed
    assert date(1990, 1, 1) <= period.starts_on
    assert period.due_on is None or period.starts_on <= period.due_on <= date(2100, 12, 31)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_reads_back_from_every_way_of_writing_it(day: date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y"):
        period = parse_due(day.strftime(form))
        assert (period.starts_on, period.due_on, period.precision) == (day, day, Precision.DAY)


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
@given(year=st.integers(1990, 2099))
def test_the_four_quarters_fill_the_financial_year(quarter: int, year: int) -> None:
    whole = parse_due(f"{year}/{(year + 1) % 100:02}")
    period = parse_due(f"Q{quarter} {year}")
    assert period.due_on is not None
    assert whole.due_on is not None
    assert whole.starts_on <= period.starts_on < period.due_on <= whole.due_on
    assert (period.due_on.year - year, period.due_on.month) == (quarter // 4, quarter * 3 % 12 + 3)


@pytest.mark.parametrize(
    ("due", "done", "today", "late"),
    [
        (date(2018, 6, 30), False, date(2018, 6, 30), 0),
        (date(2018, 6, 30), False, date(2018, 7, 1), 1),
        (date(2018, 5, 31), False, date(2018, 6, 30), 30),
        (date(2018, 5, 31), True, date(2018, 6, 30), 0),
        (date(2018, 12, 31), False, date(2018, 6, 30), 0),
        (None, False, date(2018, 6, 30), 0),
    ],
)
def test_lateness_counts_days_after_the_last_day_of_open_work(
    *, due: date | None, done: bool, today: date, late: int
) -> None:
    assert days_late(due, done=done, today=today) == late
    assert is_overdue(due, done=done, today=today) is (late > 0)
