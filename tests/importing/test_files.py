"""Handing in an old register and deciding how it is read, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from riskapp.clock import utc_now
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.import_corrections import Corrections, Side, corrections_from_json
from riskapp.domain.import_drafts import HandIn, PutRight, SayNames, SetPlan
from riskapp.domain.import_plans import FilePlan, plan_from_json
from riskapp.domain.imports import Holds, ImportState
from riskapp.domain.permissions import Role
from riskapp.models import ImportFile, ImportSource
from riskapp.queries.imports import find_kept_plan, get_content, get_import, list_imports
from riskapp.services.importing.files import (
    KEPT_FOR,
    put_right,
    read_anew,
    say_names,
    set_plan,
    throw_away,
    throw_old_away,
)
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_trust
from tests.imports import REGISTER, handed_in


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def file(session: Session, trust: Trust) -> ImportFile:
    return handed_in(session, trust.actor(), source="Datix")


def plan_of(file: ImportFile) -> FilePlan:
    return plan_from_json(file.plan)


def test_a_file_is_kept_with_how_it_is_proposed_to_be_read(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    page = get_import(session, trust.actor(), file.id)
    assert page.line.source == "Datix"
    assert page.line.short_sha256 == file.sha256[:12]
    assert [column.holds for column in page.plan.columns][:3] == [
        Holds.REFERENCE,
        Holds.TITLE,
        Holds.DESCRIPTION,
    ]
    assert get_content(session, trust.actor(), file.id) == REGISTER.encode()


def test_how_a_file_is_read_is_kept_for_the_next_of_its_source(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    decided = replace(plan_of(file), five_by_five=False)
    with transaction(session):
        set_plan(session, trust.actor(), file.id, SetPlan(decided, file.version))
    assert plan_of(file) == decided
    assert find_kept_plan(session, trust.actor(), HandIn("", b"", file.source_id)) == decided
    assert find_kept_plan(session, trust.actor(), HandIn("", b"", new_source="DATIX")) == decided


def test_a_source_that_is_named_again_is_the_same(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    again = handed_in(session, trust.actor(), source=" datix ")
    assert again.source_id == file.source_id
    assert len(session.exec(select(ImportSource)).all()) == 1


def test_a_plan_without_anything_to_call_a_risk_by_is_refused(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    nameless = tuple(replace(one, holds=Holds.NOTE) for one in plan_of(file).columns)
    asked = SetPlan(replace(plan_of(file), columns=nameless), file.version)
    with pytest.raises(FieldError, match="a risk is called by it"), transaction(session):
        set_plan(session, trust.actor(), file.id, asked)
    assert plan_of(file).holding(Holds.TITLE)


def test_what_is_put_right_adds_up_and_a_row_is_taken_in_again(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    def put(**asked: object) -> None:
        with transaction(session):
            draft = PutRight(file.version, frozenset({2, 3}), **asked)  # type: ignore[arg-type]
            put_right(session, trust.actor(), file.id, draft)

    put(cells={2: {3: "1 April 2018"}}, left_out=frozenset({3}))
    put(cells={2: {1: "Far too few nurses"}}, sides={2: {"Title": Side.FILE}})
    assert corrections_from_json(file.corrections) == Corrections(
        {2: {1: "Far too few nurses", 3: "1 April 2018"}}, frozenset(), {2: {"Title": Side.FILE}}
    )


def test_reading_another_sheet_drops_what_was_put_right(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    with transaction(session):
        draft = PutRight(file.version, frozenset({2}), {2: {1: "Other"}})
        put_right(session, trust.actor(), file.id, draft)
    with transaction(session):
        read_anew(session, trust.actor(), file.id, SetPlan(plan_of(file), file.version))
    assert corrections_from_json(file.corrections) == Corrections()


def test_names_are_said_one_after_the_other(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    for names in ({Holds.UNIT: {"Ward 4": "add"}}, {Holds.UNIT: {"Ward 5": "keep"}}):
        with transaction(session):
            say_names(session, trust.actor(), file.id, SayNames(names, file.version))
    assert plan_of(file).names == {Holds.UNIT: {"Ward 4": "add", "Ward 5": "keep"}}


def test_who_comes_late_changes_nothing(session: Session, trust: Trust, file: ImportFile) -> None:
    late = file.version
    with transaction(session):
        set_plan(session, trust.actor(), file.id, SetPlan(plan_of(file), late))
    with pytest.raises(StaleError), transaction(session):
        put_right(session, trust.actor(), file.id, PutRight(late, frozenset({2})))
    with pytest.raises(StaleError), transaction(session):
        say_names(session, trust.actor(), file.id, SayNames({}, late))


def test_what_is_thrown_away_says_nothing_any_more(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    with transaction(session):
        throw_away(session, trust.actor(), file.id)
    assert (file.state, file.content) == (ImportState.THROWN_AWAY, None)
    with pytest.raises(NotFoundError):
        get_content(session, trust.actor(), file.id)
    with pytest.raises(StaleError), transaction(session):
        throw_away(session, trust.actor(), file.id)


def test_a_file_that_nobody_loads_is_thrown_away_in_time(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    young = handed_in(session, trust.actor(), b"Ref,Title\n1,A\n")
    with transaction(session):
        file.recorded_at = utc_now() - KEPT_FOR - timedelta(hours=1)
        session.add(file)
    with transaction(session):
        assert throw_old_away(session, trust.actor()) == 1
    assert (file.content, young.state) == (None, ImportState.OPEN)


def test_only_who_may_bring_in_does_and_nobody_sees_another_trusts(
    session: Session, trust: Trust, file: ImportFile
) -> None:
    asked = SetPlan(plan_of(file), file.version)
    with pytest.raises(NotAllowedError), transaction(session):
        set_plan(session, trust.actor(Role.RISK_LEAD), file.id, asked)
    other = a_trust(session, "other").actor()
    with pytest.raises(NotFoundError), transaction(session):
        set_plan(session, other, file.id, asked)
    assert list_imports(session, other) == ()
