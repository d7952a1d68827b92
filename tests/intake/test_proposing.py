"""What is proposed for the headings and cells of old registers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.assurance import Line
from riskapp.domain.import_plans import plan_from_json, plan_to_json
from riskapp.domain.imports import Holds, Point, Split
from riskapp.intake.book import Book, FileKind, Merge, Sheet
from riskapp.intake.header_rows import find_header
from riskapp.intake.headings import hear
from riskapp.intake.proposing import propose, reasons
from riskapp.intake.register_sheets import other_registers, remarks_on
from riskapp.intake.sheet_rows import sheet_rows
from tests.intake.grids import a_book, a_sheet

HEADINGS: list[tuple[str, Holds | None]] = [
    ("Ref", Holds.REFERENCE),
    ("Risk ID", Holds.REFERENCE),
    ("#", Holds.REFERENCE),
    ("RISK REF. NO.", Holds.REFERENCE),
    ("Title of the risk*", Holds.TITLE),
    ("Descripton of Risk(s)", Holds.DESCRIPTION),
    ("There is a risk that...", Holds.EVENT),
    ("Liklihood (initial)", Holds.LIKELIHOOD),
    ("Likelihood\n(1-5)", Holds.LIKELIHOOD),
    ("CxL = Score", Holds.SCORE),
    ("Existing controls in place", Holds.CONTROLS),
    ("Gaps in Key Control(s)", Holds.CONTROL_GAPS),
    ("Gaps in assurance", Holds.ASSURANCE_GAPS),
    ("Assurence", Holds.ASSURANCES),
    ("Exec Lead", Holds.EXECUTIVE),
    ("By when", Holds.ACTION_DUE),
    ("By whom", Holds.ACTION_OWNER),
    ("Date Entered / ReDefined", Holds.OPENED),
    ("Date of next review", Holds.NEXT_REVIEW),
    ("Lead Committee", Holds.COMMITTEE),
    ("Rating level", Holds.AS_PRINTED),
    ("Target score by March 2019", Holds.SCORE),
    ("Tgt score", Holds.SCORE),
    ("Linked risks", Holds.AS_PRINTED),
    ("Rationale for current score", Holds.AS_PRINTED),
    ("Controls and assurances", None),
    ("Gaps / actions", None),
    ("Date", None),
    ("", None),
    ("Something else", None),
]


@pytest.mark.parametrize(("heading", "holds"), HEADINGS)
def test_a_heading_is_heard_however_it_is_spelled(heading: str, holds: Holds | None) -> None:
    heard = hear(heading)
    assert (heard.holds if heard else None) is holds


def test_a_column_of_one_line_of_assurance_says_which() -> None:
    lines = [hear(words) for words in ("1st line", "Second line of defence", "External assurance")]
    assert [one and one.line for one in lines] == [Line.FIRST, Line.SECOND, Line.EXTERNAL]


def told(sheet: Sheet) -> list[str]:
    """What each column of a sheet is proposed to hold, shortly."""
    plan = propose(a_book(sheet))
    return [
        " ".join(
            filter(
                None,
                (
                    one.holds.value,
                    one.score.value if one.score else "",
                    one.point.value if one.point is not Point.NOW else "",
                ),
            )
        )
        for one in plan.columns
    ]


def test_titles_above_the_headings_are_not_headings() -> None:
    sheet = a_sheet(
        """
        Corporate Risk Register 2018/19 | | | |
        Wessex Vale NHS Trust | | | as at 31 March 2019 |
        | | | |
        Ref | Title | Consequence | Likelihood | Score
        1 | Loss of power | 4 | 3 | 12
        """
    )
    plan = propose(a_book(sheet))
    assert (plan.header_row, plan.header_rows) == (3, 1)
    assert [one.holds for one in plan.columns] == [
        Holds.REFERENCE,
        Holds.TITLE,
        Holds.CONSEQUENCE,
        Holds.LIKELIHOOD,
        Holds.TOTAL,
    ]
    assert str(plan.as_at) == "2019-03-31"


MERGED = (Merge(0, 2, 0, 4), Merge(0, 5, 0, 7), Merge(0, 0, 1, 0), Merge(0, 1, 1, 1))


@pytest.mark.parametrize("merges", [MERGED, ()])
def test_headings_in_two_rows_are_read_together(merges: tuple[Merge, ...]) -> None:
    sheet = a_sheet(
        """
        Ref | Risk | Initial risk | | | Target risk | | | Owner
        | | C | L | Score | C | L | Score |
        1 | Loss of power | 4 | 3 | 12 | 4 | 1 | 4 | Head of Estates
        2 | Loss of water | 5 | 2 | 10 | 5 | 1 | 5 | Head of Estates
        """,
        *merges,
    )
    assert propose(a_book(sheet)).header_rows == 2
    assert find_header(sheet).headings[3] == "Initial risk: L"
    assert told(sheet) == [
        "reference",
        "title",
        "consequence inherent",
        "likelihood inherent",
        "total inherent",
        "consequence target",
        "likelihood target",
        "total target",
        "owner",
    ]


def test_sets_of_scores_without_a_name_are_initial_current_and_target_from_left_to_right() -> None:
    sheet = a_sheet(
        """
        ID | Title | L | C | Rating | Controls | L | C | Rating | L | C | Rating
        1 | Loss of power | 4 | 3 | 12 | Generator | 3 | 3 | 9 | 1 | 3 | 3
        """
    )
    assert told(sheet)[2:5] == ["likelihood inherent", "consequence inherent", "total inherent"]
    assert told(sheet)[6:9] == ["likelihood current", "consequence current", "total current"]
    assert told(sheet)[9:] == ["likelihood target", "consequence target", "total target"]


def test_one_set_is_current_beside_scores_that_are_named() -> None:
    sheet = a_sheet(
        """
        ID | Title | Initial score | Impact | Likelihood | Score | Target risk
        1 | Loss of power | 4 x 4 | 3 | 4 | 12 | 6
        """
    )
    assert told(sheet)[2:] == [
        "score inherent",
        "consequence current",
        "likelihood current",
        "total current",
        "score target",
    ]


def test_quarters_are_scores_of_their_moment_and_may_name_their_own_months() -> None:
    sheet = a_sheet(
        """
        Ref | Risk | Opening position | Q1 (Apr-Jun) | Quarter Two | Q3 (Jan) | Target | Target date
        1 | Loss of power | 12 | 12 | 9 | 8 | 6 | 31/03/2019
        """
    )
    assert told(sheet)[2:] == [
        "score current opening",
        "score current q1",
        "score current q2",
        "as-printed",
        "score target",
        "target-on",
    ]


def test_a_heading_gives_way_to_what_the_cells_hold() -> None:
    sheet = a_sheet(
        """
        Ref | Title | Impact | Q1 | Likelihood
        1 | Loss of power | Theatres would stop, patients wait | Tested again | 3
        """
    )
    assert told(sheet)[2:] == ["effect", "as-printed", "likelihood current"]


def test_without_headings_the_cells_say_what_they_can() -> None:
    sheet = a_sheet(
        """
        R12 | Loss of power to theatres | 4 x 3 = 12 | Open
        R13 | Loss of water to wards | 5 x 2 = 10 | Closed
        """
    )
    plan = propose(a_book(sheet))
    assert plan.header_rows == 0
    assert [one.heading for one in plan.columns] == ["Column A", "Column B", "Column C", "Column D"]
    assert told(sheet) == ["reference", "title", "score current", "status"]
    assert reasons(sheet, plan)[3] == "by what it contains: 2 of 2 cells are words for a status"
    assert len(sheet_rows(sheet, plan).risks) == 2


def test_a_product_of_two_columns_without_headings_is_the_score() -> None:
    sheet = a_sheet("1 | Loss of power | 4 | 3 | 12\n2 | Loss of water | 3 | 3 | 9")
    assert told(sheet) == ["reference", "title", "as-printed", "as-printed", "score current"]


def test_an_empty_column_is_left_out_only_if_it_has_no_heading_either() -> None:
    sheet = a_sheet("Ref | Title | | Something | Date closed | End\n1 | Power | | | | x")
    assert told(sheet)[2:5] == ["nothing", "as-printed", "closed"]


def test_the_sheet_with_the_register_is_chosen() -> None:
    readme = a_sheet("Read me\nThis file has the risks of the trust", name="Read me")
    lookup = a_sheet("Status | Owner\nOpen | Director of Nursing", name="Lookups")
    hidden = a_sheet("Ref | Title | Score | Owner\n1 | Old | 12 | A", name="Old risks", hidden=True)
    one = a_sheet("Ref | Title | Score | Owner\n1 | Power | 12 | Head of Estates", name="Surgery")
    two = a_sheet("Ref | Title | Score | Owner\n2 | Water | 10 | Head of Estates", name="Medicine")
    book = a_book(readme, lookup, hidden, one, two)
    plan = propose(book)
    assert plan.sheet == "Surgery"
    assert other_registers(book, plan) == ("Medicine",)
    assert propose(book, "Medicine").sheet == "Medicine"
    registers, asides = remarks_on(book, plan)
    assert "“Medicine”" in registers
    assert "“Old risks”" in asides
    assert "Lookups" not in asides


def test_our_own_number_gives_way_to_the_old_reference() -> None:
    both = a_sheet("Reference | Printed reference | Title\nR-0042 | 2 0316 | Loss of power")
    ours = a_sheet("Reference | Title\nR-0042 | Loss of power")
    assert told(both)[:2] == ["as-printed", "reference"]
    assert told(ours)[:1] == ["reference"]


def test_lists_are_split_only_where_most_cells_show_it() -> None:
    sheet = a_sheet(
        """
        Ref | Title | Controls | Actions | Assurances
        1 | Power | • Generator\\n• Test monthly | Buy a second generator\\nTrain staff | one
        2 | Water | • Tank\\nwhich is\\n• Cleaned | Clean the tank | a sentence that goes\\non here
        """
    )
    splits = {one.holds: one.split for one in propose(a_book(sheet)).columns}
    assert splits[Holds.CONTROLS] is Split.BULLETS
    assert splits[Holds.ACTIONS] is Split.LINES
    assert splits[Holds.ASSURANCES] is Split.WHOLE


def test_a_list_of_one_is_one_where_every_cell_numbers_it() -> None:
    ours = a_sheet("Ref | Title | Controls\n1 | Power | 1. Generator\n2 | Water | 1. Tank")
    mixed = a_sheet("Ref | Title | Controls\n1 | Power | 1. Generator\n2 | Water | Tank")
    splits = [propose(a_book(one)).holding(Holds.CONTROLS)[0].split for one in (ours, mixed)]
    assert splits == [Split.BULLETS, Split.WHOLE]


WORDS = (
    ";Ref;Title;Score;C;L;Initial risk;Q1;Total;Key: red;4 x 3;12;31/03/2019;Controls;R-0042;0;"
    "Strategic objective 1: be safe;• a\n• b;Action;Due;Owner"
)
CELLS = st.sampled_from(WORDS.split(";")) | st.text(max_size=12)
GRIDS = st.lists(st.lists(CELLS, min_size=4, max_size=4).map(tuple), max_size=9).map(tuple)
MERGES = st.lists(st.builds(Merge, *[st.integers(0, 9)] * 4), max_size=3).map(tuple)


@given(GRIDS, MERGES)
def test_any_grid_is_read_and_every_row_told_once(
    rows: tuple[tuple[str, ...], ...], merges: tuple[Merge, ...]
) -> None:
    sheet = Sheet("Sheet1", rows, merges)
    plan = propose(Book(FileKind.XLSX, (sheet,)))
    again = propose(Book(FileKind.XLSX, (sheet,)), kept=plan)
    assert plan_from_json(plan_to_json(again)) == again
    assert again.columns == plan.columns
    told = sheet_rows(sheet, plan)
    numbers = [number for number, _ in (*told.risks, *told.passed)]
    assert sorted(numbers) == list(range(1, len(rows) + 1))
    assert set(reasons(sheet, plan)) == {one.index for one in plan.columns}
