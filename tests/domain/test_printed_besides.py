"""What stands beside a printed score or date changes nothing of what it says, nor is it lost."""

from datetime import date

import pytest

from riskapp.domain.import_names import name_key
from riskapp.domain.printed_dates import read_date
from riskapp.domain.printed_scores import ScoreFlag, ScoreOrder, read_score
from riskapp.domain.references import printed_key


@pytest.mark.parametrize(
    ("printed", "more"),
    [
        ("16 \u2191", True),
        ("16 (\u2194)", True),
        ("\u2b07\ufe0f16", True),
        ("\U0001f534 16", True),
        ("16 red", True),
        ("16 by March 25", True),
        ("16 by 31/03/2025", True),
        ("\u200b16\u200e", False),
        ("4 - Major x 4 - Likely = 16", False),
        ("16", False),
    ],
)
def test_marks_colours_and_dates_beside_a_score_leave_it_as_it_is(
    printed: str, *, more: bool
) -> None:
    read = read_score(printed)
    assert (read.total, read.flags, read.more) == (16, frozenset(), more)


@pytest.mark.parametrize("printed", ["6 by 4/25", "16*", "3 by 4/24"])
def test_what_may_be_another_score_is_no_mark_beside_one(printed: str) -> None:
    assert ScoreFlag.NOT_READ in read_score(printed).flags


@pytest.mark.parametrize("printed", ["Cons: 4 Like: 3", "Sev 4 Prob 3", "Effaith 4 Tebygolrwydd 3"])
def test_short_and_welsh_names_of_the_axes_outdo_the_order(printed: str) -> None:
    read = read_score(printed, ScoreOrder.LIKELIHOOD_FIRST)
    assert (read.consequence, read.likelihood) == (4, 3)


@pytest.mark.parametrize(
    "printed",
    [
        "2024/03/31",
        "March 31, 2024",
        "31 March, 2024",
        "the 31st of March 2024",
        "by 31/03/2024",
        "31\u200b/03/2024",
        "2024-03-31T00:00:00+00:00",
        "end of March 2024",
        "End Mar '24",
        "end of Q4 2023/24",
    ],
)
def test_a_day_is_the_same_however_it_is_spelled(printed: str) -> None:
    period = read_date(printed).period
    assert period is not None
    assert (period.starts_on, period.due_on) == (date(2024, 3, 31), date(2024, 3, 31))


@pytest.mark.parametrize("printed", ["end of 31 March 2024", "end of ongoing", "by the end"])
def test_the_end_of_what_is_no_period_is_no_day(printed: str) -> None:
    assert read_date(printed).period is None


def test_two_figures_of_a_month_and_year_have_two_readings_only_where_they_follow() -> None:
    assert read_date("2024-03").period is not None
    assert read_date("2011-12").period is None


def test_signs_that_nobody_sees_make_no_other_reference_or_name() -> None:
    assert printed_key("\u200b0316\u00a002") == "0316-02"
    assert name_key("Nursing & Quality\u200e") == name_key("nursing  and quality")
