"""A plan that was kept of the last file of a source, carried over to the next one."""

from dataclasses import replace

from riskapp.domain.import_plans import plan_from_json, plan_to_json
from riskapp.domain.imports import Holds
from riskapp.intake.proposing import propose, propose_under
from tests.intake.grids import a_book, a_sheet


def test_a_kept_plan_of_which_hardly_a_heading_is_left_moves_no_headings() -> None:
    kept = propose(a_book(a_sheet("Ref | Title | Area | Score\n1 | Power | Estates | 12")))
    new = a_sheet("Area | | \n | | \nNumber | Name | Rating\n1 | Power | 9")
    assert propose(a_book(new), kept=kept).header_row == 2


def test_a_kept_plan_finds_its_columns_wherever_they_moved() -> None:
    old = a_sheet("Ref | Title | Area | Score\n1 | Power | Estates | 12")
    new = a_sheet("New list\nScore | Ref | Handler | Title\n9 | 1 | HE | Power")
    kept = propose(a_book(old))
    events = [
        replace(one, holds=Holds.EVENT) if one.holds is Holds.TITLE else one for one in kept.columns
    ]
    kept = replace(kept, columns=tuple(events), names={Holds.OWNER: {"HE": "keep"}})
    plan = propose(a_book(new), kept=plan_from_json(plan_to_json(kept)))
    assert plan.header_row == 1
    assert [(one.heading, one.holds) for one in plan.columns] == [
        ("Score", Holds.SCORE),
        ("Ref", Holds.REFERENCE),
        ("Handler", Holds.HANDLER),
        ("Title", Holds.EVENT),
    ]
    assert plan.names == kept.names
    assert propose_under(new, 1, 1).columns[3].holds is Holds.TITLE
