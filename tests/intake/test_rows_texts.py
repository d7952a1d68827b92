"""The texts, the names and the records of a row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.assurance import AssuranceResult, Line
from riskapp.domain.controls import GapKind
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.imports import Holds, Split, Verdict
from riskapp.domain.printed_cells import CellFlag
from riskapp.intake.row_lists import parts_of
from tests.intake.planned import a_plan, printed, read, titled

DESCRIPTION = CellFlag.DESCRIPTION


def test_the_first_sentence_of_a_description_is_the_title_and_the_whole_is_kept() -> None:
    whole = "Because of e.g. sickness there is a risk of delay. It leads to harm.\nAnd more."
    row = read(a_plan(Holds.DESCRIPTION), whole)
    assert row.title == "Because of e.g. sickness there is a risk of delay"
    assert (printed(row), row.remarks, row.event) == ([(whole, DESCRIPTION)], (), "")


def test_a_long_title_is_cut_at_a_word_and_kept_whole() -> None:
    whole = "word " * 80
    row = read(a_plan(Holds.TITLE, Holds.DESCRIPTION), whole, "Described.")
    assert len(row.title) <= 300
    assert row.title.endswith(" word…")
    assert printed(row) == [(whole, DESCRIPTION), ("Described.", DESCRIPTION)]


def test_a_blank_title_is_remarked_on_where_the_file_has_titles() -> None:
    row = read(a_plan(Holds.TITLE, Holds.DESCRIPTION, Holds.EVENT), "-", "", "Flood of the\nlab")
    assert (row.title, row.event, len(row.remarks)) == ("Flood of the lab", "Flood of the\nlab", 1)


def test_a_row_without_a_title_or_a_description_is_refused() -> None:
    row = read(a_plan(Holds.TITLE, Holds.DESCRIPTION, Holds.EFFECT), "", "n/a", "Harm")
    assert (row.verdict, row.problems[0].index) == (Verdict.REFUSED, None)


def test_a_cell_that_no_spreadsheet_could_hold_is_refused_and_unseen_signs_are_left_out() -> None:
    row = titled((Holds.NOTE, "n" * 32_768))
    assert (row.verdict, row.notes) == (Verdict.REFUSED, ())
    row = titled((Holds.AS_PRINTED, "a\0b\x07c\td"))
    assert (printed(row), len(row.remarks)) == ([("abc\td", CellFlag.NONE)], 1)


def test_what_a_failed_formula_prints_is_blank_with_a_remark() -> None:
    row = titled((Holds.OWNER, "#REF!"), (Holds.OPENED, "#N/A"))
    assert (row.names, row.opened_on, len(row.remarks)) == ((), None, 2)


@pytest.mark.parametrize(
    ("holds", "cell", "name", "several"),
    [
        (Holds.OWNER, "Director of Nursing and Quality", "Director of Nursing and Quality", False),
        (Holds.OWNER, "Director of Nursing &\nQuality", "Director of Nursing & Quality", False),
        (Holds.EXECUTIVE, "DoW / COO", "DoW", True),
        (Holds.EXECUTIVE, "COO & CNO", "COO", True),
        (Holds.HANDLER, "A Shah; B Jones", "A Shah", True),
        (Holds.COMMITTEE, "Quality Committee\nFinance Committee", "Quality Committee", True),
        (Holds.UNIT, "Obstetrics / Gynaecology", "Obstetrics / Gynaecology", False),
        (Holds.UNIT, "Accident & Emergency", "Accident & Emergency", False),
        (Holds.PROGRAMME, "People and Culture", "People and Culture", False),
    ],
)
def test_a_name_is_as_printed_and_of_several_the_first(
    holds: Holds, cell: str, name: str, several: bool
) -> None:
    row = titled((holds, cell))
    assert [(one.holds, one.index, one.name) for one in row.names] == [(holds, 1, name)]
    assert [kept.words for kept in row.cells] == ([cell] if several else [])
    assert bool(row.remarks) is several


@pytest.mark.parametrize("cell", ["TBC", "vacant", "To be confirmed."])
def test_what_stands_where_a_name_will_is_no_name(cell: str) -> None:
    for holds in (Holds.OWNER, Holds.UNIT):
        row = titled((holds, cell))
        assert (row.names, printed(row), row.remarks) == ((), [(cell, CellFlag.NONE)], ())
    row = acted(f"COO\n{cell}")
    assert ([one.owner for one in row.actions], len(row.names)) == (["COO", ""], 1)
    assert printed(row) == [(f"COO\n{cell}", CellFlag.NONE)]


def test_a_cell_whose_meaning_was_said_is_one_name() -> None:
    row = titled((Holds.OWNER, "DoW / COO"), names={Holds.OWNER: {"DoW / COO": "keep"}})
    assert ([one.name for one in row.names], row.cells) == (["DoW / COO"], ())


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("4138 4141 4142", ["4138", "4141", "4142"]),
        ("1.2, 3.4 and 5", ["1.2", "3.4", "5"]),
        ("SO1/SO2", ["SO1", "SO2"]),
        ("Objective 1, Strategic aim 2b and Aim 3", ["Objective 1", "Strategic aim 2b", "Aim 3"]),
        ("Safe, effective care; Our people", ["Safe, effective care", "Our people"]),
    ],
)
def test_objectives_are_all_named(cell: str, names: list[str]) -> None:
    row = titled((Holds.OBJECTIVES, cell))
    assert ([one.name for one in row.names], row.cells) == (names, ())


BULLETS = "Before:\n• Weekly audit\n  of wards\n- Training\n1. Policy 1.5\n(a) Rota\niv) On call"
PARTS = ("Before:", "Weekly audit\n  of wards", "Training", "Policy 1.5", "Rota", "On call")


@pytest.mark.parametrize(
    ("split", "cell", "parts"),
    [
        (Split.BULLETS, BULLETS, PARTS),
        (Split.BULLETS, "• One • Two", ("One", "Two")),
        (Split.BULLETS, "-5 degrees\n1.5 WTE", ("-5 degrees\n1.5 WTE",)),
        (Split.BULLETS, "1. - 5 beds • 2 wards\n2. 2. b", ("- 5 beds • 2 wards", "2. b")),
        (Split.BULLETS, "1. One", ("One",)),
        (Split.BULLETS, "2. One\nmore\n3. Two", ("One\nmore", "Two")),
        (Split.LINES, "One\n\n2) Two\r\n", ("One", "Two")),
        (Split.WHOLE, " • One\n• Two ", ("• One\n• Two",)),
    ],
)
def test_a_cell_is_split_as_the_plan_says(split: Split, cell: str, parts: tuple[str, ...]) -> None:
    assert parts_of(cell, split) == parts
    assert titled(((Holds.CONTROLS, {"split": split}), cell)).controls == parts


BEGUN = st.tuples(
    st.sampled_from(["• ", "•", "- ", "-", "– ", "1. ", "12)", "(b) ", "ii) ", "* ", "o ", ""]),
    st.from_regex("[A-Z][a-z0-9.,() –-]*", fullmatch=True),
)


@given(st.lists(BEGUN), st.sampled_from([Split.LINES, Split.BULLETS]))
def test_nothing_of_a_split_cell_is_lost_but_bullets(
    lines: list[tuple[str, str]], split: Split
) -> None:
    parts = parts_of("\n".join(map("".join, lines)), split)
    assert "".join("".join(parts).split()) == "".join("".join(w for _, w in lines).split())


@given(st.text())
def test_of_any_line_a_record_is_the_end(cell: str) -> None:
    lines = [line.strip() for line in cell.splitlines()]
    for part in parts_of(cell, Split.LINES):
        assert any(line.endswith(part) and len(line) - len(part) < 9 for line in lines)
    assert "".join(parts_of(cell, Split.WHOLE)) == cell.strip()


def test_gaps_and_assurances_become_records_only_as_far_as_the_plan_says() -> None:
    told = {"split": Split.LINES, "line": Line.SECOND, "result": AssuranceResult.POSITIVE}
    row = titled(
        ((Holds.CONTROL_GAPS, {"split": Split.LINES}), "No rota\nNo cover"),
        (Holds.ASSURANCE_GAPS, "No audit"),
        ((Holds.ASSURANCES, told), "Audit report\nDashboard"),
        (Holds.ASSURANCES, "Board report"),
    )
    control = (GapKind.CONTROL, "No rota"), (GapKind.CONTROL, "No cover")
    assert row.gaps == (*control, (GapKind.ASSURANCE, "No audit"))
    assert [(one.words, one.line) for one in row.assurances] == [
        ("Audit report", Line.SECOND),
        ("Dashboard", Line.SECOND),
    ]
    assert printed(row) == [("Board report", CellFlag.NONE)]


@pytest.mark.parametrize("cell", ["None", "N/A", "nil.", "No gaps identified", "TBC"])
def test_none_is_no_record_and_is_kept(cell: str) -> None:
    for holds in (Holds.CONTROLS, Holds.CONTROL_GAPS, Holds.ACTIONS):
        row = titled((holds, cell))
        assert (row.controls, row.gaps, row.actions) == ((), (), ())
        assert printed(row) == [(cell, CellFlag.NONE)]


def acted(owner: str = "", due: str = "", done: str = "", progress: str = "") -> ReadRow:
    """A row with two actions, and what stands beside them."""
    return titled(
        ((Holds.ACTIONS, {"split": Split.LINES}), "1. Recruit\n2. Train"),
        (Holds.ACTION_OWNER, owner),
        (Holds.ACTION_DUE, due),
        (Holds.ACTION_DONE, done),
        (Holds.PROGRESS, progress),
    )


@pytest.mark.parametrize(
    ("due", "taken"),
    [
        ("w/c 25.3.24", "31 March 2024"),
        ("by end of March 2024", "31 March 2024"),
        ("On-going", "ongoing"),
    ],
)
def test_an_odd_due_date_is_put_as_plans_put_it_and_kept_as_printed(due: str, taken: str) -> None:
    row = acted(due=due)
    assert {one.due and one.due.printed for one in row.actions} == {taken}
    assert printed(row) == [(due, CellFlag.NONE)]


def test_actions_have_beside_them_what_stands_line_by_line_or_once_for_all() -> None:
    row = acted("COO\nDoW", "Mar-25\nongoing", "\n31/03/2024", "1. Begun\n2. Done")
    recruit, train = row.actions
    assert (recruit.words, recruit.owner, recruit.progress) == ("Recruit", "COO", "Begun")
    assert recruit.due is not None
    assert (recruit.due.due_on, recruit.due.printed) == (date(2025, 3, 31), "Mar-25")
    assert train.due is not None
    assert (train.due.due_on, train.owner, train.done_on) == (None, "DoW", date(2024, 3, 31))
    assert [name.name for name in row.names] == ["COO", "DoW"]
    assert (row.verdict, row.cells) == (Verdict.READY, ())
    assert [action.owner for action in acted("Head of HR").actions] == ["Head of HR"] * 2
    assert [action.owner for action in acted("1: COO\n2: DoW").actions] == ["COO", "DoW"]


def test_the_only_action_has_its_progress_whole_and_without_the_number_of_its_line() -> None:
    for progress, said in (("1. Begun", "Begun"), ("- Begun\n- Late", "- Begun\n- Late")):
        (action,) = titled((Holds.ACTIONS, "Recruit"), (Holds.PROGRESS, progress)).actions
        assert action.progress == said


def test_what_does_not_stand_line_by_line_is_kept_whole() -> None:
    cells = ("A\nB\nC", "31/03/2024\n01/04/2024\n02/04/2024", "", "One\nTwo\nThree")
    row = acted(*cells)
    assert [cell.words for cell in row.cells] == [words for words in cells if words]
    assert [(one.owner, one.due, one.progress) for one in row.actions] == [("", None, "")] * 2
    assert (row.verdict, len(row.remarks)) == (Verdict.READY, 3)


def test_days_of_actions_are_as_strict_as_others() -> None:
    assert acted(due="31/03/3014").verdict is Verdict.REFUSED
    assert acted(done="01/07/2024").verdict is Verdict.NEEDS_YOU
    row = acted(due="12. March 2024\nTBC", done="Complete")
    assert printed(row) == [
        ("12. March 2024\nTBC", CellFlag.NOT_A_DATE),
        ("Complete", CellFlag.NOT_A_DATE),
    ]
    assert titled((Holds.ACTION_OWNER, "COO")).cells[0].words == "COO"
