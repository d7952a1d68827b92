"""What a risk is found by, alike on both engines: what it says, its controls, its milestones."""

from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.controls import ChangeControl, ControlDetails, RetireControl
from riskapp.domain.drafts import RaiseRisk
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.printed_cells import PrintedCell
from riskapp.domain.references import printed_key
from riskapp.models import Control
from riskapp.queries.checks.search import find_unsearchable
from riskapp.queries.register import list_register
from riskapp.services.controls import add_control, change_control, retire_control
from riskapp.services.links import link_milestone
from riskapp.services.risks import Printed, raise_risk
from riskapp.services.search_index import reindex_everything
from riskapp.services.transactions import transaction
from tests.factories import (
    Trust,
    a_milestone,
    a_programme,
    a_risk,
    a_trust,
    print_cells,
    some_details,
)
from tests.queries.statements import counted


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def found(session: Session, actor: Actor, typed: str) -> list[str]:
    filters = RegisterFilters(search=typed)
    return [row.title for row in list_register(session, actor, filters).rows]


def a_control(session: Session, trust: Trust, reference: str, words: str) -> Control:
    with transaction(session):
        return add_control(session, trust.actor(), reference, ControlDetails(words))


def a_printed_risk(session: Session, trust: Trust, printed: str) -> UUID:
    draft = RaiseRisk(some_details("Printed", None, Visibility.INTERNAL), as_draft=False)
    with transaction(session):
        deed = raise_risk(session, trust.actor(), draft, Printed(printed))
    return deed.case.risk.id


def test_a_risk_is_found_by_the_words_of_its_controls_while_they_hold(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(session, trust, title="Ours")
    control = a_control(session, trust, reference, "Twice-daily huddle")
    assert found(session, trust.actor(), "huddle") == ["Ours"]
    assert found(session, trust.actor(), "twice daily nurses") == []
    assert found(session, trust.actor(), "twice daily ours") == ["Ours"]
    changed = ChangeControl(ControlDetails("Weekly rota"), "It moved.", control.version)
    with transaction(session):
        change_control(session, trust.actor(), reference, control.id, changed)
    assert found(session, trust.actor(), "huddle") == []
    assert found(session, trust.actor(), "rota") == ["Ours"]
    with transaction(session):
        retired = RetireControl("It ended.", control.version)
        retire_control(session, trust.actor(), reference, control.id, retired)
    assert found(session, trust.actor(), "rota") == []
    assert list(find_unsearchable(session)) == []


def test_a_risk_is_found_by_the_words_of_its_milestones(session: Session, trust: Trust) -> None:
    reference = a_risk(session, trust, title="Ours")
    a_risk(session, trust, title="Another")
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    assert found(session, trust.actor(), "recruit six") == []
    with transaction(session):
        link_milestone(session, trust.actor(), reference, milestone)
    assert found(session, trust.actor(), "recruit six") == ["Ours"]
    assert list(find_unsearchable(session)) == []


PRINTED = ("11 0316", "0316 11", "Ref 11 0316", "0316-11", "0316 1", "printed 0316 11", "R 0001")


@pytest.mark.parametrize("printed", ["11 0316", "0316 11"])
@pytest.mark.parametrize("typed", PRINTED)
def test_a_printed_reference_is_found_in_any_order(
    session: Session, trust: Trust, printed: str, typed: str
) -> None:
    a_printed_risk(session, trust, printed)
    words = typed.replace("Ref ", "") if printed_key(typed) != "0316-11" else typed
    assert found(session, trust.actor(), words) == ["Printed"]


@pytest.mark.parametrize("typed", ["2 0316", "0316 2", "0316 02", "0316 2 posts", "posts 02 0316"])
def test_a_short_number_is_found_with_and_without_its_nought(
    session: Session, trust: Trust, typed: str
) -> None:
    a_printed_risk(session, trust, "2 0316")
    assert found(session, trust.actor(), typed) == ["Printed"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Café closes", "cafe"),
        ("Cafe closes", "café"),
        ("ward/theatre plan.doc", "theatre"),
        ("ward/theatre plan.doc", "plan"),
        ("see www.example.org/rota", "rota"),
        ("minus -42 degrees", "42 degrees"),
        ("snake_case words", "case"),
        ("O'Neill pump", "neill"),
    ],
)
def test_words_are_cut_alike_on_both_engines(
    session: Session, trust: Trust, written: str, typed: str
) -> None:
    a_risk(session, trust, title=written)
    assert found(session, trust.actor(), typed) == [written]


def test_nobody_finds_by_a_control_what_they_may_not_know_of(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(
        session, trust, title="Hidden", visibility=Visibility.RESTRICTED, by=trust.actor()
    )
    a_control(session, trust, reference, "Locked cabinet")
    assert found(session, trust.actor(Role.VIEWER), "cabinet") == []
    assert found(session, a_trust(session, "other").actor(), "cabinet") == []
    assert found(session, trust.actor(), "cabinet") == ["Hidden"]


def test_an_index_of_an_earlier_version_is_written_anew(session: Session, trust: Trust) -> None:
    reference = a_risk(session, trust, title="Ours")
    a_control(session, trust, reference, "Twice-daily huddle")
    with transaction(session):
        session.connection().execute(sa.text("UPDATE risk_search SET words = 'Ours'"))
    assert len(list(find_unsearchable(session))) == 1
    with transaction(session):
        reindex_everything(session)
    assert list(find_unsearchable(session)) == []


def test_searching_takes_as_many_statements_however_much_is_found(
    session: Session, trust: Trust
) -> None:
    taken = []
    for _ in range(2):
        for number in range(5):
            reference = a_risk(session, trust, title=f"Risk {number}")
            a_control(session, trust, reference, "Twice-daily huddle")
        with counted(session) as sent:
            found(session, trust.actor(), "huddle")
        taken.append(len(sent))
    assert taken[0] == taken[1]


def test_a_risk_is_found_by_what_the_old_register_prints_of_it_but_not_by_headings(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(session, trust, title="Ours")
    print_cells(session, trust, reference, PrintedCell("Specialty", "Podiatry, wound clinic"))
    assert found(session, trust.actor(), "podiatry clinic") == ["Ours"]
    assert found(session, trust.actor(), "specialty") == []
    assert list(find_unsearchable(session)) == []
