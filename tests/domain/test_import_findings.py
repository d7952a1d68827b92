"""What a dry run finds: kept and read back the same, and every row once in its report."""

from hypothesis import given, settings
from hypothesis import strategies as st

from riskapp.domain.import_findings import (
    FieldChange,
    Findings,
    PassedOver,
    RowFinding,
    findings_from_json,
    findings_to_json,
    foreseen,
    numbers_of,
    reconciled,
    with_references,
)
from riskapp.domain.import_reports import report_of
from riskapp.domain.import_rows import Problem, Remark
from riskapp.domain.imports import RowOutcome, Verdict
from riskapp.domain.spreadsheets import cell_name

WORDS = st.text(max_size=8)
PROBLEMS = st.builds(
    Problem, st.sampled_from(Verdict), st.none() | st.integers(0, 60), WORDS, WORDS, WORDS
)
ROWS = st.builds(
    RowFinding,
    st.integers(1, 10_000),
    st.sampled_from(Verdict),
    st.sampled_from(RowOutcome),
    WORDS,
    WORDS,
    st.lists(PROBLEMS, max_size=2).map(tuple),
    st.lists(st.builds(Remark, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    st.lists(st.builds(FieldChange, WORDS, WORDS, WORDS, st.booleans()), max_size=2).map(tuple),
    WORDS,
)
FOUND = st.lists(ROWS, max_size=6, unique_by=lambda row: row.number).map(
    lambda rows: Findings(len(rows), tuple(rows), (PassedOver(1, "heading"),), "a.csv", "ab")
)
LISTS = ("ready", "needs_you", "refused", "loaded")


@settings(max_examples=40)
@given(FOUND)
def test_findings_are_read_back_as_they_were_kept(found: Findings) -> None:
    assert findings_from_json(findings_to_json(found)) == found


@settings(max_examples=40)
@given(FOUND, st.booleans())
def test_every_row_stands_once_in_the_report(found: Findings, loaded: bool) -> None:
    report = report_of(found, loaded=loaded)
    told = [entry["row"] for name in LISTS for entry in report[name]]
    assert sorted(told) == sorted(row.number for row in found.rows)
    assert {name: report["counts"][name] for name in LISTS} == {
        name: len(report[name]) for name in LISTS
    }
    assert loaded or not report["loaded"]


def test_an_entry_says_what_is_expected_of_which_cell() -> None:
    problem = Problem(Verdict.NEEDS_YOU, 27, "Opened", "31/02/2024", "a day that there is")
    row = RowFinding(12, Verdict.NEEDS_YOU, RowOutcome.NEW, title="Beds", problems=(problem,))
    [entry] = report_of(Findings(1, (row,)), loaded=False)["needs_you"]
    said = {"column": "Opened", "value": "31/02/2024", "expected": "a day that there is"}
    assert entry.items() >= ({"row": 12, "cell": "AB12", "reference": None} | said).items()
    assert entry["problems"] == [{"row": 12, "cell": "AB12", **said}]


def test_what_was_left_out_is_not_loaded_and_holds_nothing_up() -> None:
    kept = RowFinding(2, Verdict.READY, RowOutcome.NEW)
    left = RowFinding(3, Verdict.REFUSED, RowOutcome.LEFT_OUT)
    same = RowFinding(4, Verdict.READY, RowOutcome.UNCHANGED, "R-0003")
    found = with_references(Findings(3, (kept, left, same)), {2: "R-0009"})
    assert not found.holding_up
    report = report_of(found, loaded=True)
    assert [one["reference"] for one in report["loaded"]] == ["R-0009", "R-0003"]
    assert [one["row"] for one in report["refused"]] == report["left_out"] == [3]
    assert reconciled(found) == (
        "3 rows in file: 1 loaded, 1 merged with existing, 1 left out by you."
    )
    assert foreseen(found) == "3 rows: 2 ready, 1 left out"


def test_rows_that_hold_it_up_are_named_and_counted() -> None:
    rows = tuple(RowFinding(number, Verdict.NEEDS_YOU, RowOutcome.NEW) for number in range(1, 15))
    assert foreseen(Findings(14, rows)) == "14 rows: 0 ready, 14 need you"
    assert numbers_of(rows[:1]) == "row 1"
    assert numbers_of(rows[:3]) == "rows 1, 2 and 3"
    assert numbers_of(rows) == "rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 4 more"


def test_a_cell_is_named_as_a_spreadsheet_names_it() -> None:
    assert [cell_name(index, 3) for index in (0, 25, 26, 701, 702)] == [
        "A3", "Z3", "AA3", "ZZ3", "AAA3",
    ]  # fmt: skip
    assert cell_name(None, 3) is None
