"""Loading a file: all or nothing, once, and a newer one beside what the register says by now."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.drafts import EditRisk, RiskDetails, Statement
from riskapp.domain.errors import FieldError, NotAllowedError, StaleError
from riskapp.domain.escalation import Register
from riskapp.domain.import_corrections import Corrections, Side
from riskapp.domain.import_findings import foreseen, reconciled
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.imports import Holds, ImportState, RowOutcome, UnknownNames, Verdict
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Role
from riskapp.domain.printed_cells import CellFlag, PrintedCell, cells_from_json
from riskapp.models import (
    Control,
    Decision,
    History,
    ImportRow,
    Placement,
    Post,
    Risk,
    RiskVersion,
    Unit,
)
from riskapp.queries.cases import get_case
from riskapp.queries.checks.everything import check_everything
from riskapp.services.importing.examining import SAME_RISK, check
from riskapp.services.importing.loading import find_open_file, load_rows
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_trust, a_unit
from tests.importing.files import PLAN, a_file, load, titles
from tests.importing.rows import FULL, ROWS, day, name, pair


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def a_row(number: int, title: str = "", reference: str = "", **said: object) -> ReadRow:
    called = title or f"Risk of row {number}"
    return replace(ReadRow(number, reference=reference, title=called), **said)  # type: ignore[arg-type]


def count(session: Session, trust: Trust, table: type, *which: sa.ColumnElement[bool]) -> int:
    ours = table.organisation_id == trust.organisation.id  # type: ignore[attr-defined]
    query = sa.select(sa.func.count()).select_from(table).where(ours, *which)
    return int(session.connection().execute(query).scalar_one())


def says(session: Session, trust: Trust, reference: str = "R-0001") -> RiskVersion:
    return get_case(session, trust.actor(), reference).says


def edited(session: Session, trust: Trust, title: str, reference: str = "R-0001") -> None:
    case = get_case(session, trust.actor(), reference)
    details = RiskDetails(Statement(title), kind=case.says.kind, unit_id=case.says.unit_id)
    draft = EditRisk(details, "It was unclear.", case.risk.version)
    with transaction(session):
        edit_risk(session, trust.actor(), reference, draft)


def test_a_file_is_loaded_whole_and_reconciled(session: Session, trust: Trust) -> None:
    file, done = load(session, trust, ROWS)
    assert (
        reconciled(done) == "9 rows in file: 9 loaded, 0 merged with existing, 0 left out by you."
    )
    assert [row.reference for row in done.rows] == [f"R-{n:04}" for n in range(1, 10)]
    assert (file.state, file.content, file.rows_new) == (ImportState.LOADED, None, 9)
    assert (file.loaded_on, file.loaded_by_id) == (TODAY, trust.actor().person_id)
    last = session.exec(select(sa.func.max(History.number)).where(
        col(History.organisation_id) == trust.organisation.id)).one()  # fmt: skip
    assert file.last_entry == last
    assert count(session, trust, ImportRow, col(ImportRow.outcome) == RowOutcome.NEW) == 9
    assert list(check_everything(session)) == []


def test_nothing_is_loaded_while_a_row_holds_it_up(session: Session, trust: Trust) -> None:
    rows = (a_row(2), a_row(3, reference="7"), a_row(4, reference="7"), replace(a_row(5), title=""))
    file = a_file(session, trust.actor())
    found = check(session, trust.actor(), file, rows)
    assert foreseen(found) == "4 rows: 2 ready, 2 need you"
    twice, untitled = found.rows[2].problems[0], found.rows[3].problems[0]
    assert (twice.column, twice.value) == ("Reference in the old register", "7")
    assert twice.expected == "a reference of its own: row 3 has this one too"
    assert untitled.expected == "a title or a description"
    with pytest.raises(FieldError, match="Nothing was loaded: rows 4 and 5 hold it up"):
        load(session, trust, rows, "again")
    assert count(session, trust, Risk) == count(session, trust, ImportRow) == 0
    made = Corrections(left_out=frozenset({4, 5}))
    _, done = load(session, trust, rows, "left", made=made)
    assert (
        reconciled(done) == "4 rows in file: 2 loaded, 0 merged with existing, 2 left out by you."
    )
    assert count(session, trust, ImportRow, col(ImportRow.risk_id).is_(None)) == 2


def test_it_takes_the_right_and_a_file_as_it_was_seen(session: Session, trust: Trust) -> None:
    file = a_file(session, trust.actor())
    with pytest.raises(NotAllowedError, match="It takes a risk manager"):
        check(session, trust.actor(Role.RISK_LEAD), file, ())
    with pytest.raises(StaleError, match="Somebody else has changed how this file is read"):
        find_open_file(session, trust.actor(), file.id, file.version + 1)
    with transaction(session):
        load_rows(session, trust.actor(), file, (a_row(2),))
    with pytest.raises(StaleError, match="loaded or thrown away already"):
        find_open_file(session, trust.actor(), file.id, file.version)


def test_the_same_file_again_changes_nothing(session: Session, trust: Trust) -> None:
    load(session, trust, ROWS[:3])
    before = count(session, trust, History)
    file, done = load(session, trust, ROWS[:3])
    assert done.said == (
        "This file was loaded on 30 June 2018 by The risk-manager, so loading it again changes"
        " nothing."
    )
    assert {row.outcome for row in done.rows} == {RowOutcome.UNCHANGED}
    assert [row.reference for row in done.rows] == ["R-0001", "R-0002", "R-0003"]
    assert file.state is ImportState.THROWN_AWAY
    assert count(session, trust, History) == before


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
    assert found.missing == ("R-0002, Staff",)
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


def test_names_that_the_register_does_not_have_are_kept_or_added(
    session: Session, trust: Trust
) -> None:
    named = (name(Holds.UNIT, "Ward 3"), name(Holds.OWNER, "Matron"), name(Holds.OBJECTIVES, "9"))
    _, kept = load(session, trust, (a_row(2, reference="7", names=named),))
    cells = cells_from_json(get_case(session, trust.actor(), "R-0001").risk.printed_cells)
    assert [(cell.words, cell.flag) for cell in cells] == [
        (one, CellFlag.UNKNOWN_NAME) for one in ("Ward 3", "Matron", "9")
    ]
    assert says(session, trust).unit_id == trust.root.id
    assert len(kept.rows[0].remarks) == 3
    adding = replace(PLAN, unknown=UnknownNames.ADD)
    _, added = load(session, trust, (a_row(2, reference="7", names=named),), "2", plan=adding)
    assert {one.field for one in added.rows[0].changes} == {"Unit", "Owner", "As printed"}
    now = says(session, trust)
    assert session.get_one(Unit, (now.organisation_id, now.unit_id)).parent_id == trust.root.id
    assert session.get_one(Post, (now.organisation_id, now.owner_post_id)).title == "Matron"
    assert list(check_everything(session)) == []


def test_a_name_of_two_things_is_for_a_person_to_settle(session: Session, trust: Trust) -> None:
    a_unit(session, trust, "Ward 3")
    second = a_unit(session, trust, "ward  3")
    row = a_row(2, names=(name(Holds.UNIT, "WARD 3"),))
    actor = trust.actor()
    [found] = check(session, actor, a_file(session, actor), (row,)).rows
    assert "one of the several units of that name" in found.problems[0].expected
    plan = replace(PLAN, names={Holds.UNIT: {"WARD 3": str(second.id)}})
    load(session, trust, (row,), "chosen", plan=plan)
    assert says(session, trust).unit_id == second.id
    gone = replace(PLAN, names={Holds.UNIT: {"WARD 3": str(actor.person_id)}})
    [found] = check(
        session, actor, a_file(session, actor, "3", plan=gone), (a_row(9, names=row.names),)
    ).rows
    assert "what was chosen is not there" in found.problems[0].expected


def test_another_organisation_learns_nothing(session: Session, trust: Trust) -> None:
    other = a_trust(session, "other")
    load(session, other, (a_row(2, "Beds", "7"),))
    file, done = load(session, trust, (a_row(2, "Beds", "7"), a_row(3, "beds")))
    assert {row.outcome for row in done.rows} == {RowOutcome.NEW}
    assert not done.said
    with pytest.raises(Exception, match="no such file"):
        find_open_file(session, other.actor(), file.id, 1)
    assert titles(session, trust) == {"7": "Beds", "": "beds"}
