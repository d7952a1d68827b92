"""Rows as a whole: what is never lost, what is never invented, what only the file can tell."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.assurance import AssuranceResult, Line
from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.imports import Holds, Point, Split, Verdict
from riskapp.domain.lifecycle import RiskKind, RiskStatus
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.domain.scoring import ScoreKind
from riskapp.intake import row_reader
from riskapp.intake.row_reader import steps_of
from riskapp.intake.rows import read_rows
from tests.intake.planned import TODAY, a_plan, read_row

COLUMNS = st.builds(
    ColumnPlan,
    index=st.integers(-1, 8),
    heading=st.sampled_from(["", "Owner", "Risk\nscore"]),
    holds=st.sampled_from(Holds),
    score=st.none() | st.sampled_from(ScoreKind),
    point=st.sampled_from(Point),
    split=st.sampled_from(Split),
    line=st.none() | st.sampled_from(Line),
    result=st.none() | st.sampled_from(AssuranceResult),
)
PLANS = st.builds(
    FilePlan,
    columns=st.lists(COLUMNS, max_size=9, unique_by=lambda c: c.index).map(
        lambda columns: (*columns, ColumnPlan(10, "Title", Holds.TITLE))
    ),
    order=st.sampled_from(ScoreOrder),
    five_by_five=st.booleans(),
    as_at=st.none() | st.dates(),
    year=st.just(2022) | st.none() | st.integers(-9, 10_000),
)
WORDS = st.sampled_from(
    [
        *("4 x 5 = 20", "4x3", "3", "5 - Very Likely", "HIGH", "18", "C4 L3 16", "6", "12/25"),
        *("31/03/2024", "Mar-24", "11/12", "31/03/3014", "ongoing", "TBC", "45382", "31/02/24"),
        *("Open", "Closed", "Accepted", "Rejected", "Strategic", "Audit", "terminate", "Parked"),
        *("COO / DoW", "A\nB", "4138 4141", "1. One\n2. Two\n• Three", "Because of it. Then."),
        *("Mon 1 April 2024\n2 May 2024", "COO\nDoW", "Done\n31/03/2024", "t " * 200, "~"),
    ]
)
CELLS = st.lists(WORDS | st.text(), max_size=9).map(
    lambda cells: (*cells, *("" for _ in range(10 - len(cells))), "A title")
)
BLANK = {"", "n/a", "na", "none", "nil", "n/k", "null", "not applicable", "n.a"}


def said(value: object) -> Iterator[str]:
    """Every word that a row holds, wherever it holds it."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from said(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from said(one)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield squeezed(value)


def squeezed(words: str) -> str:
    """Words without what only spaces them, and without signs that no screen shows."""
    return "".join(sign for sign in words if sign.isprintable() and not sign.isspace())


def is_found(words: str, holds: Holds, row: ReadRow) -> bool:
    """Whether the words of a cell are somewhere in the row, or its value is."""
    if any(squeezed(words) in held for held in said(row)):
        return True
    days = (row.opened_on, row.closed_on, row.reviewed_on, row.next_review_on, row.target_on)
    if holds.value in {"opened", "closed", "reviewed", "next-review", "target-on", "scored-on"}:
        return any([*days, *(score.on for score in row.scores)])
    if holds in {Holds.STATUS, Holds.KIND, Holds.ORIGIN, Holds.TREATMENT, Holds.VISIBILITY}:
        told = (row.status.value, row.kind.value, row.origin, row.treatment, row.visibility)
        return any(words.strip().lower().startswith(str(one)[:5]) for one in told if one)
    if holds is Holds.OBJECTIVES:
        named = {name.name for name in row.names}
        return all(
            any(w in name for name in named) for w in re.findall(r"\w+", words) if w != "and"
        )
    records = set(said(row)) | {str(action.done_on) for action in row.actions}
    return all(part_is_in(part, records) for part in words.splitlines() if part.strip())


def part_is_in(part: str, records: set[str]) -> bool:
    """Whether a line is a record, but for the bullet or number that begins it."""
    bare = squeezed(part)
    return any(held and held in bare and len(bare) - len(held) < 6 for held in records) or (
        bare == "31/03/2024" and "2024-03-31" in records
    )


@given(PLANS, CELLS)
def test_nothing_is_lost_of_a_row_that_is_brought_in(
    plan: FilePlan, cells: tuple[str, ...]
) -> None:
    row = read_row(plan, 1, cells, TODAY)
    for column in plan.columns:
        words = cells[column.index] if 0 <= column.index < len(cells) else ""
        folded = " ".join(words.lower().split()).rstrip(".")
        dashes = not squeezed(words).strip("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
        if column.holds is Holds.NOTHING or folded in BLANK or dashes or row.problems:
            continue
        assert is_found(words, column.holds, row), (column.holds, words, row)


@given(PLANS, CELLS)
def test_no_level_score_or_day_is_invented(plan: FilePlan, cells: tuple[str, ...]) -> None:
    row = read_row(plan, 1, cells, TODAY)
    everything = " ".join(cells)
    for score in row.scores:
        for number in (score.consequence, score.likelihood, score.printed):
            assert number is None or str(int(number)) in score.as_printed
        assert score.as_printed in everything or len(score.as_printed.split(": ")) > 1
        assert (score.consequence is None) is (score.likelihood is None)
        assert (score.printed is None) is not (score.consequence is None)
        assert score.on is None or score.on <= TODAY
    for cell in row.cells:
        assert squeezed(cell.words) in squeezed(everything)
    assert len(row.title) <= 300
    assert row.verdict is Verdict.REFUSED or row.title


def test_a_plan_of_nothing_gives_nothing_but_that_a_title_is_wanting() -> None:
    row = read_row(a_plan(Holds.NOTHING, Holds.AS_PRINTED), 3, ("dropped", "-"), TODAY)
    assert (row.number, row.status, row.kind) == (3, RiskStatus.OPEN, RiskKind.OPERATIONAL)
    assert [cell.words for cell in row.cells] == ["-"]
    assert [problem.verdict for problem in row.problems] == [Verdict.REFUSED]


def test_the_same_reference_twice_is_refused_with_both_rows_named() -> None:
    plan = a_plan(Holds.REFERENCE, Holds.TITLE)
    cells = [(5, ("2 0316", "A")), (6, ("R7", "B")), (9, ("0316 2", "C"))]
    first, other, last = read_rows(plan, cells, TODAY)
    assert other.verdict is Verdict.READY
    assert [problem.expected for problem in (*first.problems, *last.problems)] == [
        "a reference that no other row has, where row 9 has it too",
        "a reference that no other row has, where row 5 has it too",
    ]
    assert {first.verdict, last.verdict} == {Verdict.REFUSED}
    many = read_rows(plan, [(number, ("R7", "B")) for number in range(1, 10)], TODAY)
    assert "rows 2, 3, 4, 5, 6 and 3 more have it too" in many[0].problems[0].expected


def test_a_reference_of_its_own_that_stands_among_several_too_is_remarked_on() -> None:
    plan = a_plan(Holds.REFERENCE, Holds.TITLE)
    rows = read_rows(plan, [(2, ("901, 902", "Lifts")), (3, ("902", "Doors"))], TODAY)
    assert [row.verdict for row in rows] == [Verdict.READY] * 2
    assert rows[1].remarks[0].words.startswith("Row 2 has it among others (“901, 902”)")


def test_titles_alike_without_a_reference_are_remarked_on() -> None:
    plan = a_plan(Holds.REFERENCE, Holds.TITLE)
    rows = read_rows(plan, [(2, ("", "Flood")), (3, ("", "flood")), (4, ("R1", "Flood"))], TODAY)
    assert [(row.verdict, len(row.remarks)) for row in rows] == [
        (Verdict.READY, 1),
        (Verdict.READY, 1),
        (Verdict.READY, 0),
    ]
    assert rows[0].remarks[0].words.startswith("Row 3 has this title")


@pytest.mark.parametrize("cell", ["R" * 41, "A reference as long as a sentence is none at all"])
def test_a_reference_that_is_too_long_is_kept_as_printed(cell: str) -> None:
    row = read_row(a_plan(Holds.REFERENCE, Holds.TITLE), 1, (cell, "A"), TODAY)
    assert (row.reference, row.cells[0].words, row.verdict) == ("", cell, Verdict.READY)


@pytest.mark.parametrize(
    ("cell", "reference", "remarks"),
    [
        ("101, 102", "101, 102", 1),
        ("R1\nR2", "R1 R2", 1),
        ("1,204", "1,204", 0),
        ("A & E", "A & E", 0),
    ],
)
def test_several_references_in_a_cell_are_kept_together_and_said_to_be(
    cell: str, reference: str, remarks: int
) -> None:
    row = read_row(a_plan(Holds.REFERENCE, Holds.TITLE), 1, (cell, "A"), TODAY)
    assert (row.reference, len(row.remarks)) == (reference, remarks)


def test_a_column_without_a_heading_is_called_by_its_letter() -> None:
    plan = FilePlan(columns=(ColumnPlan(28, ""), ColumnPlan(0, "Title", Holds.TITLE)))
    row = read_row(plan, 1, ("A", *("" for _ in range(27)), "kept"), date(2024, 1, 1))
    assert row.cells[0].heading == "Column AC"


def test_what_cells_said_is_remembered_of_so_many_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(row_reader, "MOST_REMEMBERED", 2)
    [step] = steps_of(a_plan(Holds.TITLE), TODAY)
    said = [step.say((words,)).fields["title"] for words in ("Beds", "Roof", "Beds", "Fuel")]
    assert said == ["Beds", "Roof", "Beds", "Fuel"]
    assert len(step.remembered) <= 2
