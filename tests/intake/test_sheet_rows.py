"""Which rows of a sheet are risks."""

from dataclasses import replace

from riskapp.domain.import_plans import ColumnPlan
from riskapp.domain.imports import Holds
from riskapp.intake.asking import open_questions
from riskapp.intake.book import Merge, Sheet
from riskapp.intake.proposing import propose
from riskapp.intake.sheet_rows import sheet_rows
from tests.intake.grids import a_book, a_sheet


def rows_and_others(sheet: Sheet) -> tuple[dict[int, tuple[str, ...]], dict[int, str]]:
    """The risks of a sheet and what else is in it, by the numbers of their rows."""
    plan = propose(a_book(sheet))
    told = sheet_rows(sheet, plan)
    return dict(told.risks), dict(told.passed)


PRINTED = """
Risk register | | |
Ref | Title | Score | Owner
1 | Loss of power | 12 | Head of Estates
| | |
Risk register | | |
Ref | Title | Score | Owner
2 | Total loss of water | 10 | Head of Estates
3 | | |
Total risks: 2 | | |
| | 22 |
Key: red is 15 and above | | |
Page 1 of 1 | | |
"""


def test_totals_notes_blank_rows_and_headings_again_are_passed_over_and_said() -> None:
    risks, others = rows_and_others(a_sheet(PRINTED))
    assert list(risks) == [3, 7]
    assert others == {
        1: "above the headings",
        2: "headings",
        4: "blank",
        5: "headings or title again",
        6: "headings or title again",
        8: "only a reference, and nothing about a risk",
        9: "a total, or nothing but numbers",
        10: "a total, or nothing but numbers",
        11: "a note",
        12: "a note",
    }


def test_a_risk_goes_on_in_rows_that_have_only_more_actions() -> None:
    risks, others = rows_and_others(
        a_sheet(
            """
            Ref | Title | Controls | Action | Lead for action | Due
            1 | Loss of power | Generator | Buy a second | | Jun 2018
            | | | Train staff | Matron | Jul 2018
            | | Monthly test | | |
            2 | Loss of water | Tank | Clean it | Matron | Aug 2018
            """
        )
    )
    assert risks[2][2] == "Generator\nMonthly test"
    assert risks[2][3:] == ("Buy a second\nTrain staff", "-\nMatron", "Jun 2018\nJul 2018")
    assert others[3] == others[4] == "goes on with the risk in row 2"
    assert list(risks) == [2, 5]


def test_what_is_merged_downwards_is_said_in_each_row() -> None:
    risks, _ = rows_and_others(
        a_sheet(
            """
            Objective | Ref | Title | Score
            Be safe | 1 | Loss of power | 12
            | 2 | Loss of water | 10
            | | |
            Be kind | 3 | Loss of trust | 9
            """,
            Merge(1, 0, 2, 0),
        )
    )
    assert [cells[0] for cells in risks.values()] == ["Be safe", "Be safe", "Be kind"]


def test_a_merged_reference_keeps_its_rows_together() -> None:
    risks, others = rows_and_others(
        a_sheet(
            """
            Ref | Title | Owner | Score
            1 | Loss of power | Head of Estates | 12
            | | Chief Nurse | 10
            2 | Loss of water | Head of Estates | 10
            """,
            Merge(1, 0, 2, 0),
            Merge(1, 1, 2, 1),
        )
    )
    assert risks[2] == ("1", "Loss of power", "Head of Estates\nChief Nurse", "12\n10")
    assert others[3] == "goes on with the risk in row 2"


def test_a_row_of_a_group_is_said_in_each_row_below_it() -> None:
    sheet = a_sheet(
        """
        Ref | Title | Score
        Strategic objective 1: be safe | |
        1 | Loss of power | 12
        Strategic objective 2: be kind | |
        2 | Loss of trust | 9
        Strategic objective 3: be thrifty | |
        """
    )
    plan = propose(a_book(sheet))
    assert [one.holds for one in plan.columns][3:] == [Holds.OBJECTIVES]
    risks, others = rows_and_others(sheet)
    assert risks[3][3] == "Strategic objective 1: be safe"
    assert risks[5][3] == "Strategic objective 2: be kind"
    assert (others[2], others[6]) == ("says what the rows below it belong to", "a note")


def test_a_directorate_within_an_objective_leaves_the_objective_said() -> None:
    risks, _ = rows_and_others(
        a_sheet(
            """
            Ref | Title | Score
            Objective 1: be safe | |
            Surgery Division | |
            1 | Loss of power | 12
            Medicine Division | |
            2 | Loss of trust | 9
            """
        )
    )
    assert [cells[3:] for cells in risks.values()] == [
        ("Objective 1: be safe", "Surgery Division"),
        ("Objective 1: be safe", "Medicine Division"),
    ]


def test_a_group_in_its_own_column_fills_that_column() -> None:
    risks, _ = rows_and_others(
        a_sheet(
            """
            Directorate | Ref | Title
            Surgery | |
            | 1 | Loss of power
            Medicine | |
            | 2 | Loss of trust
            """
        )
    )
    assert [cells[0] for cells in risks.values()] == ["Surgery", "Medicine"]


def test_a_row_with_a_title_alone_stays_a_risk() -> None:
    risks, _ = rows_and_others(
        a_sheet(
            "Ref | Title | Score\n1 | Loss of power | 12\n | Loss of water |\n | Loss of air | 9"
        )
    )
    assert list(risks) == [2, 3, 4]


def test_a_plan_with_more_columns_than_the_file_finds_them_blank() -> None:
    sheet = a_sheet("Ref | Title | Action\n1 | Loss of power | Buy\n | | Test")
    plan = propose(a_book(sheet))
    wide = replace(plan, columns=(*plan.columns, ColumnPlan(9, "Due", Holds.ACTION_DUE)))
    assert sheet_rows(sheet, wide).risks == ((2, ("1", "Loss of power", "Buy\nTest", *[""] * 7)),)
    assert open_questions(sheet, wide) == ()


def test_a_blank_row_within_a_merged_risk_does_not_end_it() -> None:
    sheet = a_sheet(
        "Ref | Title | Controls\n1 | Loss of power | Generator\n | | \n | | Fuel",
        Merge(1, 0, 3, 0),
    )
    rows, others = rows_and_others(sheet)
    assert rows == {2: ("1", "Loss of power", "Generator\nFuel")}
    assert others == {1: "headings", 3: "blank", 4: "goes on with the risk in row 2"}


def test_below_a_matrix_only_what_names_a_risk_is_one() -> None:
    sheet = a_sheet(
        "Ref | Title | Score | Owner\n1 | Loss of power | 12 | Estates\nScoring matrix | | |\n"
        "Certain | 5 | 10 | 15\nLikely | 4 | 8 | 12\n2 | Loss of water | 9 | Estates"
    )
    rows, others = rows_and_others(sheet)
    assert [*rows] == [2, 6]
    assert {others[number] for number in (3, 4, 5)} == {"a note"}
