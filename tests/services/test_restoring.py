"""Everything of an organisation, taken out and brought in again: nothing is lost or invented."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from jsonschema_rs import validate
from sqlmodel import Session, col

from riskapp.domain.errors import UnfitError
from riskapp.domain.filters import RegisterFilters
from riskapp.intake.everything_file import holds_everything
from riskapp.models import Organisation
from riskapp.models.database import open_session
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.everything import everything_schema
from riskapp.queries.register import list_register
from riskapp.services.organisations import NewOrganisation, create_organisation
from riskapp.services.transactions import transaction
from tests.everything import hang_everything
from tests.factories import Trust, a_risk, a_trust, an_objective
from tests.papers import a_pack
from tests.round_trip import brought_in, taken_out, whole_reader, without_code

HOSTILE = "=1+1 \u202e\U0001f9ef \u201cnull\u201d\n\tand \\ \"quoted\" 'null' " + "very long " * 20


@pytest.fixture(scope="module")
def trust(lasting_engine: sa.Engine) -> Trust:
    """A trust with a risk on which everything hangs, in hostile words, and an issued pack."""
    with open_session(lasting_engine) as session:
        trust = a_trust(session)
        objective = an_objective(session, trust)
        title = " ".join(HOSTILE.split())
        reference = a_risk(
            session, trust, title=title, consequence=4, likelihood=5, objective=objective
        )
        hang_everything(session, trust, reference)
        a_pack(session, trust)
        for row in (trust.organisation, trust.root, *trust.people.values()):
            session.refresh(row)  # to be looked at after this session has ended
    return trust


@pytest.fixture(scope="module")
def content(lasting_engine: sa.Engine, trust: Trust) -> bytes:
    """Everything of it."""
    with open_session(lasting_engine) as session:
        return taken_out(session, trust.actor())


@pytest.fixture
def here(lasting_engine: sa.Engine) -> Iterator[Session]:
    """A session where the trust is."""
    with open_session(lasting_engine) as session:
        yield session


def test_what_is_taken_out_and_brought_in_is_the_same(
    here: Session, trust: Trust, content: bytes
) -> None:
    assert holds_everything(content)
    validate(everything_schema(), json.loads(content))
    restored = brought_in(here, content)
    assert list(check_everything(here)) == []
    again = taken_out(here, whole_reader(here, "copy"))
    assert without_code(again) == without_code(content)
    assert "2 risks" in restored.sentence
    with pytest.raises(UnfitError, match="copy is not empty"):
        brought_in(here, content)


def test_the_search_of_a_copy_finds_its_own(here: Session, trust: Trust, content: bytes) -> None:
    brought_in(here, content, "found")
    asked = RegisterFilters(search="vacant")
    found = list_register(here, whole_reader(here, "found"), asked)
    assert found.total == list_register(here, trust.actor(), asked).total
    assert found.total > 0


KNOWN = {
    "postgresql": "SELECT reltuples FROM pg_class WHERE relname = 'history'",
    "sqlite": "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'history'",
}


def test_the_planner_knows_at_once_what_has_come_in(here: Session, content: bytes) -> None:
    brought_in(here, content, "counted")
    known = sa.text(KNOWN[here.connection().dialect.name])
    assert here.connection().execute(known).scalar_one() > 0


def test_nothing_that_opens_the_installation_is_taken_out(content: bytes) -> None:
    assert b"password" not in content
    assert b"api_token" not in content


def test_who_is_unknown_elsewhere_is_added_without_a_password(
    sqlite_session: Session, trust: Trust, content: bytes
) -> None:
    a_trust(sqlite_session)  # its people have the same e-mail addresses
    restored = brought_in(sqlite_session, content)
    assert "The risk-manager" in restored.renamed
    assert list(check_everything(sqlite_session)) == []
    again = without_code(taken_out(sqlite_session, whole_reader(sqlite_session, "copy")))
    was = without_code(content)
    assert [one["id"] for one in again.pop("people")] == [one["id"] for one in was.pop("people")]
    assert again == was


def test_an_organisation_that_was_only_set_up_takes_everything(
    here: Session, content: bytes
) -> None:
    with transaction(here):
        organisation, _ = create_organisation(here, NewOrganisation("set-up", "Set up"))
    assert brought_in(here, content, "set-up").organisation_id == organisation.id


@pytest.mark.parametrize("code", ["api", "Not this", "a" * 21, ""])
def test_a_code_that_no_organisation_may_have_is_refused(
    here: Session, content: bytes, code: str
) -> None:
    with pytest.raises(UnfitError, match="cannot be an organisation's"):
        brought_in(here, content, code)


Change = Callable[[dict[str, Any]], object]


def changed(content: bytes, change: Change) -> bytes:
    found = json.loads(content)
    change(found)
    return json.dumps(found).encode()


REFUSED: dict[str, tuple[Change, str]] = {
    "a later version": (lambda one: one.update(version=2), "later version of the register"),
    "a later schema": (lambda one: one.update(schema="9999"), "later version of the register"),
    "another file": (lambda one: one.update(format="other"), "not one that everything"),
    "a changed entry": (
        lambda one: one["rows"]["history"][3].update(entry_hash="0" * 64),
        "History of broken: entry 4 was changed",
    ),
    "a lost entry": (lambda one: one["rows"]["history"].pop(), "History of broken"),
    "other words": (
        lambda one: one["rows"]["history_text"][0].update(words="Other words"),
        "stands beside other words",
    ),
    "a risk without its unit": (lambda one: one["rows"]["unit"].clear(), "unit that is not in it"),
    "a changed score": (lambda one: one["rows"]["position"][0].update(score=3), "hang together"),
    "an unknown table": (lambda one: one["rows"].update(spell=[{}]), "rows of spell"),
    "an unknown column": (
        lambda one: one["rows"]["risk"][0].update(spell=1),
        "does not fit: spell",
    ),
    "a day that is none": (
        lambda one: one["rows"]["risk"][0].update(opened_on="2018-02-30"),
        "Row 1 of risk in the file does not fit: opened_on",
    ),
    "half a character": (
        lambda one: one["organisation"].update(name="\ud800"),
        "Rows of organisation in the file do not fit",
    ),
    "too large a number": (
        lambda one: one["rows"]["risk"][0].update(number=10**30),
        "Rows of risk in the file do not fit",
    ),
    "a person who is not named": (
        lambda one: one["rows"]["risk"][0].update(raised_by_id=str(UUID(int=1))),
        "Rows of risk in the file do not fit",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_does_not_hang_together_is_refused_whole(
    here: Session, content: bytes, what: str
) -> None:
    change, words = REFUSED[what]
    with pytest.raises(UnfitError, match=words):
        brought_in(here, changed(content, change), "broken")
    assert find_code(here, "broken") is None


@pytest.mark.parametrize("cut", [10, 400, 0.5, -3])
def test_a_file_that_is_cut_off_is_refused(here: Session, content: bytes, cut: float) -> None:
    at = int(cut * len(content)) if 0 < cut < 1 else int(cut)
    with pytest.raises(UnfitError, match="cut off"):
        brought_in(here, content[:at], "broken")


def find_code(session: Session, code: str) -> UUID | None:
    query = sa.select(col(Organisation.id)).where(col(Organisation.code) == code)
    found: UUID | None = session.connection().execute(query).scalar()
    return found
