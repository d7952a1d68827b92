"""A newer file of a register beside what an earlier one said and what the register says by now."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import FieldError
from riskapp.domain.escalation import Register
from riskapp.domain.import_corrections import Corrections, Side
from riskapp.domain.import_findings import SAME_RISK, SHARED, reconciled
from riskapp.domain.import_rows import RowAction
from riskapp.domain.imports import Holds, RowOutcome, Verdict
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.printed_cells import CellFlag, PrintedCell, cells_from_json
from riskapp.models import (
    Control,
    Decision,
    History,
    Milestone,
    MilestoneNote,
    Placement,
    Risk,
)
from riskapp.queries.cases import get_case
from riskapp.queries.checks.everything import check_everything
from riskapp.services.importing.examining import check
from riskapp.services.importing.loading import HeldUpError
from tests.factories import Trust, a_risk
from tests.importing.files import PLAN, a_file, a_row, count, edited, load, says, titles
from tests.importing.rows import FULL, ROWS, day, pair


def test_a_newer_export_that_says_the_same_changes_nothing(session: Session, trust: Trust) -> None:
    referenced = tuple(replace(row, reference=f"A{row.number}") for row in ROWS)
    load(session, trust, referenced)
    before = count(session, trust, History)
    _, done = load(session, trust, referenced, "newer")
    assert [row for row in done.rows if row.outcome is not RowOutcome.UNCHANGED] == []
    assert count(session, trust, History) == before + 1
    assert (
        reconciled(done) == "9 rows in file: 0 loaded, 9 merged with existing, 0 left out by you."
    )


def test_a_newer_export_updates_what_it_changes(session: Session, trust: Trust) -> None:
    first = a_row(2, "Beds", "7", controls=("A rota",), scores=(pair(2, 3, on=day(1)),))
    load(session, trust, (first, a_row(3, "Staff", "8")))
    newer = replace(
        first, title="Beds and chairs", controls=("A rota", "A pool"),
        scores=(pair(2, 3, on=day(1)), pair(4, 4, on=day(5))), notes=("Looked at.",),
        cells=(PrintedCell("Colour", "red"),),
    )  # fmt: skip
    file = a_file(session, trust.actor(), "newer")
    found = check(session, trust.actor(), file, (newer,))
    assert [(one.field, one.before, one.after) for one in found.rows[0].changes] == [
        ("Title", "Beds", "Beds and chairs"),
        ("Current score", "2 x 3 = 6", "4 x 4 = 16"),
        ("As printed", "nothing", "Colour: red"),
        ("Controls", "nothing", "A pool"),
        ("Notes", "nothing", "Looked at."),
    ]
    _, done = load(session, trust, (newer,), "newer")
    assert (done.rows[0].outcome, done.rows[0].reference) == (RowOutcome.UPDATED, "R-0001")
    assert says(session, trust).title == "Beds and chairs"
    assert count(session, trust, Control) == 2
    [placed] = session.exec(select(Placement))
    assert (placed.register_kind, placed.from_on) == (Register.HLRR, day(5))
    assert says(session, trust, "R-0002").status is RiskStatus.OPEN
    assert list(check_everything(session)) == []


def test_what_the_register_changed_stays_where_the_file_says_the_same(
    session: Session, trust: Trust
) -> None:
    row = a_row(2, "Beds", "7", cause="Too few")
    load(session, trust, (row,))
    edited(session, trust, "Beds of ward 3")
    _, done = load(session, trust, (replace(row, effect="Harm"),), "newer")
    assert [one.field for one in done.rows[0].changes] == ["Effect"]
    now = says(session, trust)
    assert (now.title, now.cause, now.effect) == ("Beds of ward 3", "", "Harm")


@pytest.mark.parametrize(
    ("side", "outcome", "title"),
    [
        (Side.FILE, RowOutcome.UPDATED, "Beds, all wards"),
        (Side.REGISTER, RowOutcome.UNCHANGED, "Beds of ward 3"),
    ],
)
def test_what_both_changed_is_for_a_person_to_choose(
    session: Session, trust: Trust, side: Side, outcome: RowOutcome, title: str
) -> None:
    row = a_row(2, "Beds", "7")
    load(session, trust, (row,))
    edited(session, trust, "Beds of ward 3")
    newer = (replace(row, title="Beds, all wards"),)
    found = check(session, trust.actor(), a_file(session, trust.actor(), "newer"), newer)
    [problem], [change] = found.rows[0].problems, found.rows[0].changes
    assert (problem.column, problem.value) == ("Title", "Beds, all wards")
    assert "it says “Beds of ward 3”" in problem.expected
    assert change.to_choose
    with pytest.raises(FieldError, match="row 2 hold"):
        load(session, trust, newer, "newer")
    made = Corrections(sides={2: {change.field: side}})
    _, done = load(session, trust, newer, "newer", made=made)
    assert done.rows[0].outcome is outcome
    assert says(session, trust).title == title
    _, once_more = load(session, trust, newer, "newest")
    assert once_more.rows[0].outcome is RowOutcome.UNCHANGED
    assert says(session, trust).title == title


def test_a_risk_that_came_otherwise_is_laid_beside_the_file(session: Session, trust: Trust) -> None:
    own = a_risk(session, trust, title="Beds")
    _, done = load(session, trust, (a_row(2, "Beds", own, treatment=FULL.treatment),))
    assert [one.field for one in done.rows[0].changes] == ["Treatment"]
    assert says(session, trust).effect == "harm to patients"
    _, other = load(session, trust, (a_row(2, "Something else", own),), "of another register")
    assert other.rows[0].outcome is RowOutcome.NEW


@pytest.mark.parametrize(
    ("side", "outcome", "risks"),
    [(Side.FILE, RowOutcome.NEW, 2), (Side.REGISTER, RowOutcome.UNCHANGED, 1)],
)
def test_a_row_without_a_reference_may_be_a_risk_of_the_same_title(
    session: Session, trust: Trust, side: Side, outcome: RowOutcome, risks: int
) -> None:
    a_risk(session, trust, title="Too few  BEDS")
    row = a_row(2, "Too few beds")
    found = check(session, trust.actor(), a_file(session, trust.actor()), (row,))
    assert found.rows[0].verdict is Verdict.NEEDS_YOU
    assert "R-0001 has the same title" in found.rows[0].problems[0].expected
    made = Corrections(sides={2: {SAME_RISK: side}})
    _, done = load(session, trust, (row,), made=made)
    assert done.rows[0].outcome is outcome
    assert count(session, trust, Risk) == risks


def test_a_newer_export_never_closes_by_itself(session: Session, trust: Trust) -> None:
    row = a_row(2, "Beds", "7")
    load(session, trust, (row, a_row(3, "Done", "8", status=RiskStatus.CLOSED, closed_on=day(2))))
    closed = replace(row, status=RiskStatus.CLOSED, closed_on=day(5))
    reopened = a_row(3, "Done again", "8")
    _, done = load(session, trust, (closed, reopened), "newer")
    assert [one.words for one in done.rows[0].remarks] == [
        "Closing is proposed: it takes a second person."
    ]
    assert says(session, trust).status is RiskStatus.OPEN
    assert count(session, trust, Decision) == 1
    assert done.rows[1].outcome is RowOutcome.UNCHANGED
    assert "The risk is closed in this register" in done.rows[1].remarks[0].words
    assert list(check_everything(session)) == []


def test_what_a_newer_export_lacks_is_named_and_stays(session: Session, trust: Trust) -> None:
    rows = (a_row(2, "Beds", "7"), a_row(3, "Staff", "8"))
    load(session, trust, rows)
    a_risk(session, trust, title="Not of the file")
    _, done = load(session, trust, rows[:1], "newer")
    assert done.missing == ("R-0002, Staff",)
    assert says(session, trust, "R-0002").status is RiskStatus.OPEN


def test_what_a_newer_export_says_of_an_action_is_taken(session: Session, trust: Trust) -> None:
    action = RowAction("Recruit six nurses", due=parse_due("Sep 2018"), progress="Advertised.")
    row = a_row(2, "Beds", "7", actions=(action,))
    load(session, trust, (row,))
    later = replace(action, due=parse_due("Nov 2018"), done_on=day(6, 29), progress="Appointed.")
    changed = (replace(row, actions=(later,)),)
    _, done = load(session, trust, changed, "newer")
    assert [(one.field, one.before, one.after) for one in done.rows[0].changes] == [
        ("Actions due: Recruit six nurses", "Sep 2018", "Nov 2018"),
        ("Actions done: Recruit six nurses", "nothing", "29 June 2018"),
        ("Progress of the actions", "nothing", "Recruit six nurses: Appointed."),
    ]
    [milestone] = session.exec(select(Milestone))
    session.refresh(milestone)
    assert (milestone.status, milestone.done_on) == (MilestoneStatus.DONE, day(6, 29))
    assert set(session.exec(select(MilestoneNote.words))) == {"Advertised.", "Appointed."}
    _, again = load(session, trust, changed, "newest")
    assert again.rows[0].outcome is RowOutcome.UNCHANGED
    assert list(check_everything(session)) == []


@pytest.mark.parametrize(
    ("made", "outcome", "title"),
    [
        (Corrections(sides={2: {SAME_RISK: Side.FILE}}), RowOutcome.UPDATED, "Drains block"),
        (Corrections(sides={2: {SAME_RISK: Side.REGISTER}}), RowOutcome.UNCHANGED, "Roof leaks"),
    ],
)
def test_a_reference_that_another_risk_has_overwrites_none_unasked(
    session: Session, trust: Trust, made: Corrections, outcome: RowOutcome, title: str
) -> None:
    load(session, trust, (a_row(2, "Roof leaks", "1"),), "estates")
    row = a_row(2, "Drains block", "1")
    found = check(session, trust.actor(), a_file(session, trust.actor(), "works"), (row,)).rows[0]
    assert found.verdict is Verdict.NEEDS_YOU
    assert "R-0001 “Roof leaks”, or another reference" in found.problems[0].expected
    assert [(one.field, one.before, one.to_choose) for one in found.changes] == [
        (SAME_RISK, "R-0001, Roof leaks", True)
    ]
    _, done = load(session, trust, (row,), "works", made=made)
    assert (done.rows[0].outcome, says(session, trust).title) == (outcome, title)
    assert list(check_everything(session)) == []


def test_one_of_several_references_finds_the_risk_that_is_called_alike(
    session: Session, trust: Trust
) -> None:
    load(session, trust, (a_row(2, "Too few nurses", "901, 902"), a_row(3, "Beds", "77")))
    rows = (a_row(2, "Too few nurses at night", "902"), a_row(3, "Beds", "77 and 78"))
    _, done = load(session, trust, rows, "newer")
    assert [(one.outcome, one.reference) for one in done.rows] == [
        (RowOutcome.UPDATED, "R-0001"),
        (RowOutcome.UNCHANGED, "R-0002"),
    ]
    assert "Taken for R-0001, which has “901, 902” here" in done.rows[0].remarks[0].words
    assert titles(session, trust) == {"901, 902": "Too few nurses at night", "77": "Beds"}


@pytest.mark.parametrize(
    ("made", "called"),
    [
        (
            {2: {SHARED: Side.REGISTER}, 3: {SHARED: Side.FILE}},
            {"901, 902": "Lift fails", "902": "Doors stick"},
        ),
        ({2: {SHARED: Side.REGISTER}, 3: {SHARED: Side.REGISTER}}, None),
    ],
)
def test_several_references_that_were_parted_are_asked_about_each(
    session: Session, trust: Trust, made: dict[int, dict[str, Side]], called: dict[str, str] | None
) -> None:
    load(session, trust, (a_row(2, "Lifts", "901, 902"),))
    rows = (a_row(2, "Lift fails", "901"), a_row(3, "Doors stick", "902"))
    found = check(session, trust.actor(), a_file(session, trust.actor(), "newer"), rows)
    assert [one.verdict for one in found.rows] == [Verdict.NEEDS_YOU] * 2
    assert found.rows[0].problems[0].expected == (
        "a choice, where R-0001 has the reference “901, 902” here and this row “901”: one risk,"
        " or two"
    )
    corrections = Corrections(sides=made)
    if called is None:
        with pytest.raises(HeldUpError, match="row 3 holds it up"):
            load(session, trust, rows, "newest", made=corrections)
    else:
        load(session, trust, rows, "newest", made=corrections)
        assert titles(session, trust) == called
    assert list(check_everything(session)) == []


def test_a_reference_in_other_capitals_finds_its_risk(session: Session, trust: Trust) -> None:
    load(session, trust, (a_row(2, "Too few beds", "CR-7"),))
    _, done = load(session, trust, (a_row(2, "Too few beds", "cr - 7"),), "newer")
    assert (done.rows[0].outcome, done.rows[0].reference) == (RowOutcome.UNCHANGED, "R-0001")
    assert titles(session, trust) == {"CR-7": "Too few beds"}


def test_what_is_printed_in_columns_that_a_newer_file_lacks_stays(
    session: Session, trust: Trust
) -> None:
    told, dropped, red = (
        PrintedCell("Full story", "All of it", CellFlag.DESCRIPTION),
        PrintedCell("note", "Old"),
        PrintedCell("Colour", "red"),
    )
    row = a_row(2, "Beds", "7", cells=(told, red, dropped))
    load(session, trust, (row,))
    columns = tuple(one for one in PLAN.columns if one.holds is not Holds.DESCRIPTION)
    fewer = replace(PLAN, columns=columns)
    _, same = load(session, trust, (replace(row, cells=(dropped,)),), "same", plan=fewer)
    assert same.rows[0].outcome is RowOutcome.UNCHANGED
    newer = (replace(row, cells=(PrintedCell("Colours", "blue"),)),)
    load(session, trust, newer, "newer", plan=fewer)
    kept = cells_from_json(get_case(session, trust.actor(), "R-0001").risk.printed_cells)
    assert kept == (PrintedCell("Colours", "blue"), told, red)
    _, described = load(session, trust, newer, "newest")
    assert described.rows[0].outcome is RowOutcome.UPDATED
    kept = cells_from_json(get_case(session, trust.actor(), "R-0001").risk.printed_cells)
    assert kept == (PrintedCell("Colours", "blue"), red)
