import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.due_periods import START_NOT_STATED, DuePeriod, Precision
from riskapp.domain.printed_dates import DateProblem, ReadDate, read_date

LAST_OF_MARCH = date(2024, 3, 31)

DAYS = [
    "31/03/2024",
    "31/3/24",
    "31.03.2024",
    "31-03-2024",
    "31 - 03 - 2024",
    "2024-03-31",
    "2024-03-31 00:00:00",
    "2024-03-31T00:00:00.000",
    "31/03/2024 14:30",
    "31/03/2024 2:30 PM",
    "31 March 2024",
    "31st Mar 2024",
    " 31‑Mar‑24\n",  # noqa: RUF001 - the dash that does not break a line
    "Sun 31 March 2024",
    "Sunday, 31/03/2024",
    "45382",
    "45382.0",
    "45382.604",
    "20240331",
    "31.03.2024.",
    "by 31/03/24",
    "no later than 31 March 2024",
]

PERIODS = [
    ("Mar-24", Precision.MONTH, date(2024, 3, 1), LAST_OF_MARCH),
    ("March 24", Precision.MONTH, date(2024, 3, 1), LAST_OF_MARCH),
    ("03/2024", Precision.MONTH, date(2024, 3, 1), LAST_OF_MARCH),
    ("Q2 2018/19", Precision.QUARTER, date(2018, 7, 1), date(2018, 9, 30)),
    ("Q4 2023-24", Precision.QUARTER, date(2024, 1, 1), LAST_OF_MARCH),
    ("2023/24", Precision.YEAR, date(2023, 4, 1), LAST_OF_MARCH),
    ("18/19", Precision.YEAR, date(2018, 4, 1), date(2019, 3, 31)),
    ("2018-19", Precision.YEAR, date(2018, 4, 1), date(2019, 3, 31)),
    ("Aug–Oct 2018", Precision.MONTH_RANGE, date(2018, 8, 1), date(2018, 10, 31)),
    ("Apr 2018 onwards", Precision.ONGOING, date(2018, 4, 1), None),
    ("On-going", Precision.ONGOING, START_NOT_STATED, None),
    ("Mar/24", Precision.MONTH, date(2024, 3, 1), LAST_OF_MARCH),
    ("Feb/March 2024", Precision.MONTH_RANGE, date(2024, 2, 1), LAST_OF_MARCH),
    ("w/c 25.3.24", Precision.DAY, date(2024, 3, 25), LAST_OF_MARCH),
    ("Week commencing: 25th March 2024", Precision.DAY, date(2024, 3, 25), LAST_OF_MARCH),
    ("w/e 31 March 2024", Precision.DAY, date(2024, 3, 25), LAST_OF_MARCH),
    ("week ending 31/03/24", Precision.DAY, date(2024, 3, 25), LAST_OF_MARCH),
    ("by end of March 2024", Precision.MONTH, LAST_OF_MARCH, LAST_OF_MARCH),
    ("end Q4 23/24", Precision.QUARTER, LAST_OF_MARCH, LAST_OF_MARCH),
    ("early March 2024", Precision.MONTH, date(2024, 3, 1), LAST_OF_MARCH),
    ("mid-Mar 24", Precision.MONTH, date(2024, 3, 1), LAST_OF_MARCH),
    ("Late Q4 2023/24", Precision.QUARTER, date(2024, 1, 1), LAST_OF_MARCH),
]

REFUSED = [
    *((printed, DateProblem.NO_SUCH_DAY) for printed in ("31/02/2024", "03/31/2024", "13/2024")),
    *((printed, DateProblem.NO_SUCH_DAY) for printed in ("2024-02-31", "30 Feb 2024", "32-1-24")),
    *((printed, DateProblem.YEAR) for printed in ("31/03/3014", "3014-03-31 00:00:00")),
    *((printed, DateProblem.YEAR) for printed in ("Mar 3014", "01/01/1900", "20000", "99999")),
    *((printed, DateProblem.TWO_READINGS) for printed in ("11/12", "03-04", "12/13", "2011-12")),
    *((printed, DateProblem.NOT_READ) for printed in ("TBC", "2024", "10:30", "٣١/٠٣/٢٠٢٤")),
    *((printed, DateProblem.NOT_READ) for printed in ("31/03/2024 and 30/06/2024", "453", "1e5")),
    *((printed, DateProblem.NOT_READ) for printed in ("asap", "Q3", "30/9", "end of 2024", "w/c")),
    *((printed, DateProblem.NOT_READ) for printed in ("w/c March 2024", "before 31/3/24", "early")),
    *((printed, DateProblem.NOT_READ) for printed in ("Spring 2024", "Dec/Jan 2025", "20241331")),
]


@pytest.mark.parametrize("printed", DAYS)
def test_a_day_is_read_from_every_form_that_a_file_has(printed: str) -> None:
    period = DuePeriod(printed, Precision.DAY, LAST_OF_MARCH, LAST_OF_MARCH)
    assert read_date(printed) == ReadDate(printed, period)


@pytest.mark.parametrize(("printed", "precision", "first", "last"), PERIODS)
def test_a_period_is_read_as_a_plan_prints_it(
    printed: str, precision: Precision, first: date, last: date | None
) -> None:
    assert read_date(printed) == ReadDate(printed, DuePeriod(printed, precision, first, last))


def test_days_come_before_months() -> None:
    period = read_date("04/03/2024").period
    assert period is not None
    assert period.starts_on == date(2024, 3, 4)


@pytest.mark.parametrize("printed", ["", "  \n", "-", "–"])
def test_a_blank_cell_has_no_date_and_no_problem(printed: str) -> None:
    assert read_date(printed) == ReadDate(printed)
    assert read_date(printed).refusal("Cell F12") is None


@pytest.mark.parametrize(("printed", "problem"), REFUSED)
def test_what_is_no_date_for_certain_is_kept_and_refused(
    printed: str, problem: DateProblem
) -> None:
    assert read_date(printed) == ReadDate(printed, problem=problem)


def test_a_refusal_names_the_cell_what_it_says_and_what_was_expected() -> None:
    refusal = read_date("31/03/3014").refusal("Cell F12")
    assert refusal is not None
    assert refusal == (
        "Cell F12 says “31/03/3014”."
        " Expected: a date with a year from 1990 to 2100, like 31 March 2024."
    )
    assert "one way only" in (read_date("11/12").refusal("Cell F12") or "")
    assert len(read_date("soon " * 1_000).refusal("Cell F12") or "") < 500


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_reads_back_from_a_spreadsheets_number(day: date) -> None:
    number = (day - date(2024, 3, 31)) // timedelta(days=1) + 45382
    for printed in (f"{number}", f"{number}.0", f"{number}.5"):
        period = read_date(printed).period
        assert period is not None
        assert (period.starts_on, period.due_on) == (day, day)


PIECES = [
    *("Q", "1", "2-3", "4", " ", "-", "–", "/", "2018", "19", "30", "3014", "Sept", "march", "."),
    *("w/c ", "w/e ", "early ", "mid-", "end of ", "20240331"),
    *("onwards", "45382", " 00:00:00", "T10:30", "12", "03", "½", "٣", "\n", "ongoing", "fy"),
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_any_text_is_kept_exactly_and_no_year_is_invented(printed: str) -> None:
    read = read_date(printed)
    assert read.as_printed == printed
    assert read.period is None or read.problem is None
    assert (read.refusal("Cell A1") is None) is (read.problem is None)
    if read.period is None:
        return
    assert read.period.printed == printed
    serial = re.fullmatch(r"\s*[0-9]{5}(\.[0-9]+)?(\s+[0-9:]+|T[0-9:]+)?\s*", printed)
    if serial or printed.split() == ["ongoing"]:
        return
    years = {int(figure) % 100 for figure in re.findall("[0-9]{4}|[0-9]{2}", printed)}
    starts, ends = read.period.starts_on.year, (read.period.due_on or read.period.starts_on).year
    assert {starts % 100, (starts - 1) % 100, ends % 100} & years


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2019-09-30T23:00:00Z", date(2019, 10, 1)),
        ("2019-03-31T23:00:00.000Z", date(2019, 4, 1)),
        ("2019-10-26T23:30:00Z", date(2019, 10, 27)),
        ("2019-03-30T23:00:00Z", date(2019, 3, 30)),
        ("2019-10-27T23:00:00Z", date(2019, 10, 27)),
        ("2019-06-30T22:59:59Z", date(2019, 6, 30)),
        ("2019-06-30T23:00:00", date(2019, 6, 30)),
    ],
)
def test_an_hour_of_universal_time_is_of_the_day_that_it_was_in_the_uk(
    printed: str, day: date
) -> None:
    period = read_date(printed).period
    assert period is not None
    assert period.due_on == day
