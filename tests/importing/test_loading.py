"""Loading a file: all or nothing, once, and a newer one beside what the register says by now."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.errors import FieldError, NotAllowedError, StaleError
from riskapp.domain.import_corrections import Corrections
from riskapp.domain.import_findings import foreseen, reconciled
from riskapp.domain.imports import Holds, ImportState, RowOutcome, UnknownNames
from riskapp.domain.permissions import Role
from riskapp.domain.printed_cells import CellFlag, cells_from_json
from riskapp.models import (
    History,
    ImportRow,
    Post,
    Risk,
    Unit,
)
from riskapp.queries.cases import get_case
from riskapp.queries.checks.everything import check_everything
from riskapp.services.importing.examining import check
from riskapp.services.importing.files import get_open_as_seen
from riskapp.services.importing.loading import load_rows
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_trust, a_unit
from tests.importing.files import PLAN, a_file, a_row, count, load, says, titles
from tests.importing.rows import ROWS, name


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
    assert twice.expected == "a reference that no other row has, where row 3 has it too"
    assert untitled.expected == "a title or a description, which says what the risk is"
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
        get_open_as_seen(session, trust.actor(), file.id, file.version + 1)
    with transaction(session):
        load_rows(session, trust.actor(), file, (a_row(2),))
    with pytest.raises(StaleError, match="loaded or thrown away already"):
        get_open_as_seen(session, trust.actor(), file.id, file.version)


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


def test_each_sheet_of_a_file_is_brought_in_by_itself(session: Session, trust: Trust) -> None:
    load(session, trust, (a_row(2, "Beds", "1"),), plan=replace(PLAN, sheet="Wards"))
    other = replace(PLAN, sheet="Clinics")
    _, done = load(session, trust, (a_row(2, "Chairs", "2"),), plan=other)
    assert (done.said, done.rows[0].outcome) == ("", RowOutcome.NEW)
    _, again = load(session, trust, (a_row(2, "Chairs", "2"),), plan=other)
    assert again.said


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
    assert "what was chosen is there no more" in found.problems[0].expected


def test_another_organisation_learns_nothing(session: Session, trust: Trust) -> None:
    other = a_trust(session, "other")
    load(session, other, (a_row(2, "Beds", "7"),))
    file, done = load(session, trust, (a_row(2, "Beds", "7"), a_row(3, "beds")))
    assert {row.outcome for row in done.rows} == {RowOutcome.NEW}
    assert not done.said
    with pytest.raises(Exception, match="no such file"):
        get_open_as_seen(session, other.actor(), file.id, 1)
    assert titles(session, trust) == {"7": "Beds", "": "beds"}
