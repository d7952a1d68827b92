"""The days, the status and the listed words of a row."""

from datetime import date
from typing import Any

import pytest

from riskapp.domain.imports import Holds, Verdict
from riskapp.domain.lifecycle import Origin, RiskKind, RiskStatus, Treatment, Visibility
from riskapp.domain.printed_cells import CellFlag
from tests.intake.planned import TODAY, printed, titled

LAST = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("holds", "cell", "said"),
    [
        (Holds.OPENED, "31/03/2024", {"opened_on": LAST, "opened_printed": ""}),
        (Holds.OPENED, "45382", {"opened_on": LAST}),
        (Holds.OPENED, "Mar-24", {"opened_on": date(2024, 3, 1), "opened_printed": "Mar-24"}),
        (Holds.CLOSED, "Mar-24", {"closed_on": LAST, "status": RiskStatus.CLOSED}),
        (Holds.CLOSED, "2024/25", {"closed_on": TODAY}),
        (Holds.REVIEWED, "Q4 2023/24", {"reviewed_on": date(2024, 1, 1)}),
        (Holds.NEXT_REVIEW, "Mar-25", {"next_review_on": date(2025, 3, 31)}),
        (Holds.TARGET_ON, "Mar-25", {"target_on": date(2025, 3, 31)}),
    ],
)
def test_of_a_period_a_risk_was_there_from_the_first_day_and_the_rest_is_so_at_its_end(
    holds: Holds, cell: str, said: dict[str, Any]
) -> None:
    row = titled((holds, cell))
    assert {name: getattr(row, name) for name in said} == said
    assert len(row.remarks) == (cell != "31/03/2024")
    if cell not in {"31/03/2024", "45382"} and holds is not Holds.OPENED:
        assert printed(row) == [(cell, CellFlag.NONE)]


@pytest.mark.parametrize(
    ("cell", "verdict"),
    [
        ("31/03/3014", Verdict.REFUSED),
        ("31/02/2024", Verdict.REFUSED),
        ("11/12", Verdict.NEEDS_YOU),
        ("01/07/2024", Verdict.NEEDS_YOU),
    ],
)
def test_a_day_that_cannot_be_names_its_cell(cell: str, verdict: Verdict) -> None:
    [problem] = titled((Holds.OPENED, cell)).problems
    assert (problem.verdict, problem.index, problem.value) == (verdict, 1, cell)


@pytest.mark.parametrize("cell", ["TBC", "ongoing", "see action plan", "2024"])
def test_words_that_are_no_date_are_kept_as_printed(cell: str) -> None:
    for holds in (Holds.OPENED, Holds.CLOSED, Holds.NEXT_REVIEW, Holds.TARGET_ON):
        row = titled((holds, cell))
        assert (row.verdict, printed(row)) == (Verdict.READY, [(cell, CellFlag.NOT_A_DATE)])


@pytest.mark.parametrize(
    ("word", "status", "kept"),
    [
        ("Open", RiskStatus.OPEN, False),
        ("LIVE", RiskStatus.OPEN, False),
        ("Active risk", RiskStatus.OPEN, False),
        ("Closed", RiskStatus.CLOSED, False),
        ("Closed - 12/3/24", RiskStatus.CLOSED, True),
        ("Closed (merged with 12)", RiskStatus.CLOSED, True),
        ("Open, under review", RiskStatus.OPEN, True),
        ("Closed?", RiskStatus.OPEN, True),
        ("Archived", RiskStatus.CLOSED, True),
        ("Accepted", RiskStatus.OPEN, True),
        ("Draft", RiskStatus.DRAFT, False),
        ("Awaiting final approval", RiskStatus.DRAFT, True),
        ("Rejected", RiskStatus.REJECTED, False),
        ("Parked", RiskStatus.OPEN, True),
        ("(3) Closed", RiskStatus.CLOSED, False),
        ("3 - Closed", RiskStatus.CLOSED, False),
        ("1. Active", RiskStatus.OPEN, False),
        ("Closed by the committee", RiskStatus.CLOSED, True),
        ("In holding area", RiskStatus.DRAFT, True),
    ],
)
def test_a_status_is_read_and_a_word_that_only_comes_near_is_kept(
    word: str, status: RiskStatus, kept: bool
) -> None:
    row = titled((Holds.STATUS, word))
    assert (row.verdict, row.status) == (Verdict.READY, status)
    assert [cell.words for cell in row.cells] == ([word] if kept else [])
    assert bool(row.remarks) is (kept or status is RiskStatus.CLOSED)


def test_an_accepted_risk_is_open_and_to_be_tolerated() -> None:
    assert titled((Holds.STATUS, "Tolerated")).treatment is Treatment.TOLERATE
    both = titled((Holds.STATUS, "Accepted"), (Holds.TREATMENT, "Treat"))
    assert both.treatment is Treatment.TREAT


def test_a_closed_risk_without_a_day_was_closed_by_the_day_the_file_is_of() -> None:
    row = titled((Holds.STATUS, "Closed"), (Holds.CLOSED, ""), as_at=LAST)
    assert (row.closed_on, len(row.remarks)) == (LAST, 1)


def test_a_row_that_says_open_and_when_it_was_closed_needs_somebody() -> None:
    row = titled((Holds.STATUS, "Open"), (Holds.CLOSED, "31/03/2024"))
    assert (row.verdict, row.problems[0].index) == (Verdict.NEEDS_YOU, 2)


def test_a_risk_may_be_closed_on_the_day_on_which_it_is_opened() -> None:
    row = titled((Holds.OPENED, "31/03/2024"), (Holds.CLOSED, "31/03/2024"))
    assert (row.opened_on, row.closed_on, row.problems) == (LAST, LAST, ())


def test_a_period_that_begins_on_the_day_the_file_is_of_has_come() -> None:
    row = titled((Holds.CLOSED, "March 2024"), as_at=date(2024, 3, 1))
    assert (row.closed_on, row.problems) == (date(2024, 3, 1), ())


def test_a_risk_is_not_closed_before_it_is_opened() -> None:
    row = titled((Holds.OPENED, "01/04/2024"), (Holds.CLOSED, "31/03/2024"))
    assert (row.verdict, row.problems[0].value) == (Verdict.NEEDS_YOU, "31/03/2024")


@pytest.mark.parametrize(
    ("holds", "word", "said"),
    [
        (Holds.KIND, "Strategic Risk", RiskKind.STRATEGIC),
        (Holds.ORIGIN, "Risk assessment", Origin.RISK_ASSESSMENT),
        (Holds.ORIGIN, "Complaints", Origin.COMPLAINT),
        (Holds.TREATMENT, "Terminate", Treatment.TERMINATE),
        (Holds.TREATMENT, "avoid", Treatment.TERMINATE),
        (Holds.VISIBILITY, "Restricted", Visibility.RESTRICTED),
        (Holds.VISIBILITY, "Public", Visibility.PUBLIC),
    ],
)
def test_listed_words_are_read(holds: Holds, word: str, said: object) -> None:
    row = titled((holds, word))
    assert (getattr(row, holds.value), row.cells, row.remarks) == (said, (), ())


def test_who_may_see_a_risk_is_not_guessed() -> None:
    row = titled((Holds.VISIBILITY, "Board only"))
    assert (row.verdict, row.problems[0].value) == (Verdict.NEEDS_YOU, "Board only")
    assert titled((Holds.VISIBILITY, "")).visibility is Visibility.INTERNAL


def test_a_word_that_is_not_listed_is_kept_with_a_remark() -> None:
    for holds in (Holds.KIND, Holds.ORIGIN, Holds.TREATMENT):
        row = titled((holds, "Clinical"))
        assert (row.verdict, row.cells[0].words, len(row.remarks)) == (Verdict.READY, "Clinical", 1)


def test_day_nought_of_a_spreadsheet_is_no_day() -> None:
    row = titled((Holds.CLOSED, "00:00:00"), (Holds.STATUS, "Open"))
    assert (row.closed_on, row.cells, row.verdict) == (None, (), Verdict.READY)
