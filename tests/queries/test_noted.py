"""An entry that was noted: found again, and found out where the whole chain was written anew."""

import json

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.chain import canonical, code_of, entry_hash, read_code
from riskapp.domain.errors import NotFoundError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.models.database import is_sqlite
from riskapp.queries.checks.history import (
    find_broken_chain,
    find_broken_chains,
    find_head,
    find_unlike_noted,
)
from riskapp.queries.proving import find_noted, get_proof
from tests.factories import Trust, a_risk, a_score, a_trust


@pytest.fixture
def trust(session: Session) -> Trust:
    """A trust with a risk that was scored, and so with five entries."""
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    a_score(session, trust.actor(Role.EXECUTIVE), "R-0001", 3, 3)
    return trust


def forge(session: Session) -> None:
    """Raise a score in the history, and write every hash after it anew, as an insider could."""
    for trigger in ("unchanged", "undeleted"):
        where = "" if is_sqlite(session) else " ON history"
        session.exec(sa.text(f"DROP TRIGGER history_{trigger}{where}"))
    head = ""
    rows = session.connection().exec_driver_sql("SELECT number, entry FROM history ORDER BY number")
    for number, text in rows.all():
        entry = json.loads(text) | {"previous": head}
        if entry["kind"] == "scored":
            entry["facts"]["score"] = "25"
        written = canonical(entry)
        head = entry_hash(written)
        change = sa.text("UPDATE history SET entry = :entry, entry_hash = :hash WHERE number = :at")
        session.exec(change.bindparams(entry=written, hash=head, at=number))
    moved = sa.text("UPDATE counter SET head_hash = :hash WHERE history_number > 0")
    session.exec(moved.bindparams(hash=head))
    session.commit()


def test_a_chain_written_anew_holds_but_is_not_the_one_that_was_noted(
    session: Session, trust: Trust
) -> None:
    organisation_id = trust.organisation.id
    noted = read_code(code_of(*find_head(session, organisation_id)))
    assert noted is not None
    assert list(find_unlike_noted(session, organisation_id, noted)) == []
    a_risk(session, trust)
    assert list(find_unlike_noted(session, organisation_id, noted)) == []
    forge(session)
    assert list(find_broken_chains(session)) == []
    found = list(find_unlike_noted(session, organisation_id, noted))
    assert len(found) == 1
    assert found[0].startswith(f"Entry {noted.number} is not the one that was noted: ")


def test_a_history_cut_short_lacks_what_was_noted(session: Session, trust: Trust) -> None:
    noted = read_code("99:0123456789ab")
    assert noted is not None
    assert list(find_unlike_noted(session, trust.organisation.id, noted)) == [
        "There is no entry 99: what was noted is missing."
    ]


def test_one_chain_is_proved_without_the_others(session: Session, trust: Trust) -> None:
    other = a_trust(session, "other")
    a_risk(session, other)
    session.exec(sa.text("UPDATE counter SET head_hash = 'x'"))
    session.commit()
    assert list(find_broken_chain(session, other.organisation.id, "other")) == [
        "History of other: entry 1 is not the one written last."
    ]


def test_an_entry_is_proved_by_itself_and_by_the_one_before_it(
    session: Session, trust: Trust
) -> None:
    session.rollback()
    first, second = (get_proof(session, trust.actor(), number) for number in (1, 2))
    assert (first.own, first.follows, first.before, first.after) == (True, True, None, 2)
    assert (second.own, second.follows, second.before, second.after) == (True, True, 1, 3)


def test_a_changed_entry_is_shown_not_to_hold(session: Session, trust: Trust) -> None:
    for trigger in ("unchanged", "undeleted"):
        where = "" if is_sqlite(session) else " ON history"
        session.exec(sa.text(f"DROP TRIGGER history_{trigger}{where}"))
    changed = "UPDATE history SET entry = replace(entry, 'scored', 'placed') WHERE number = 2"
    session.exec(sa.text(changed))
    session.exec(sa.text("UPDATE history SET entry_hash = 'x' WHERE number = 3"))
    session.commit()
    assert not get_proof(session, trust.actor(), 2).own
    assert not get_proof(session, trust.actor(), 4).follows


def test_what_is_beside_an_entry_is_what_the_reader_may_see(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    a_risk(session, trust)
    session.rollback()
    seen = get_proof(session, trust.actor(Role.SECRETARY), 1)
    assert (seen.after, get_proof(session, trust.actor(), 1).after) == (3, 2)
    assert get_proof(session, trust.actor(Role.SECRETARY), 3).follows
    with pytest.raises(NotFoundError):
        get_proof(session, trust.actor(Role.SECRETARY), 2)


def test_a_noted_entry_is_found_by_those_who_may_see_it(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    noted = read_code(code_of(*find_head(session, trust.organisation.id)))
    assert noted is not None
    session.rollback()
    one, same = find_noted(session, trust.actor(), noted)
    assert one is not None
    assert same
    assert find_noted(session, trust.actor(Role.SECRETARY), noted) == (None, False)
