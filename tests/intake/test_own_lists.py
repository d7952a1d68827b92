"""Lists that this register took out itself, proposed to be brought in again."""

from reports.problem_rows import ProblemRow, draw_problem_rows
from riskapp.domain.imports import Holds
from riskapp.intake.opening import open_book
from riskapp.intake.own_lists import WHAT_IS_WRONG, WORKED_OUT
from riskapp.intake.proposing import propose, reasons
from riskapp.takeouts.risks import SAID
from tests.intake.grids import a_book, a_sheet

LISTED = f"""
Reference|Printed reference|Title|{"|".join(sorted(WORKED_OUT))}|Current score
R-0001|2 0316|Loss of power|{"|".join("12" for _ in WORKED_OUT)}|12
R-0002|1 0316|Loss of water|{"|".join("9" for _ in WORKED_OUT)}|9
"""


def test_what_the_register_works_out_is_left_out_of_a_list_of_its_own() -> None:
    sheet = a_sheet(LISTED)
    plan = propose(a_book(sheet))
    left = {one.heading for one in plan.holding(Holds.NOTHING)}
    assert left == WORKED_OUT
    [why] = {reasons(sheet, plan)[one.index] for one in plan.holding(Holds.NOTHING)}
    assert why == "left out: this list is our own, and the register works it out anew"


def test_of_any_other_list_it_is_kept_as_printed() -> None:
    plan = propose(a_book(a_sheet(LISTED.replace("Printed reference", "Second reference"))))
    assert not plan.holding(Holds.NOTHING)


def test_what_was_wrong_with_rows_that_were_put_right_is_no_part_of_them() -> None:
    drawn = draw_problem_rows(
        "Risks", ["Ref", "Title"], [ProblemRow(["1", "Power"], frozenset(), "None")]
    )
    plan = propose(open_book(drawn))
    assert [one.heading for one in plan.holding(Holds.NOTHING)] == [WHAT_IS_WRONG]


def test_what_is_left_out_are_headings_of_our_own_lists() -> None:
    assert {one.column.heading for columns in SAID.values() for one in columns} >= WORKED_OUT
