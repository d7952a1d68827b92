"""Many rows brought in at once leave what deeds leave that are done one after another."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.escalation import Register
from riskapp.domain.import_meanings import Meanings, Meant
from riskapp.domain.import_plans import FilePlan
from riskapp.models import Committee, Table
from riskapp.models.database import open_session
from riskapp.models.organisation import CommitteeKind
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.import_names import read_names
from riskapp.services.importing.new_risks import Source, bring_in
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_post, a_trust, a_unit, an_objective
from tests.importing.by_deeds import bring_in_by_deeds
from tests.importing.rows import ROWS

FILE = "Risk register.xlsx"
PLAN = FilePlan(as_at=date(2018, 6, 15))
CLOCKS = frozenset({"recorded_at", "at", "salt", "entry_hash", "head_hash", "previous"})
SKIPPED = frozenset({"organisation", "person", "membership", "unit", "post", "committee"})


def a_house(session: Session, code: str) -> Trust:
    trust = a_trust(session, code)
    a_unit(session, trust, "Adult services")
    a_post(session, trust, "Director of Nursing")
    an_objective(session, trust)
    with transaction(session):
        session.add(
            Committee(
                organisation_id=trust.organisation.id,
                name="Quality committee",
                kind=CommitteeKind.COMMITTEE,
            )
        )
    return trust


def meant_by(session: Session, trust: Trust, plan: FilePlan = PLAN) -> list[Meant]:
    meanings = Meanings(plan, read_names(session, trust.actor()), TODAY)
    return [meanings.of(row) for row in ROWS]


@pytest.fixture(scope="module", params=[None, Register.BAF, Register.HLRR])
def both(
    request: pytest.FixtureRequest, lasting_engine: sa.Engine
) -> Iterator[tuple[Session, Trust, Trust]]:
    """One organisation that was filled in bulk, and one that was filled by deeds."""
    register: Register | None = request.param
    with open_session(lasting_engine) as session:
        bulk, deeds = (a_house(session, f"{how}-{register or 'no'}") for how in ("bulk", "deeds"))
        with transaction(session):
            bring_in(session, bulk.actor(), Source(FILE, register), meant_by(session, bulk))
        for meant in meant_by(session, deeds):
            with transaction(session):
                bring_in_by_deeds(session, deeds.actor(), FILE, register, meant)
        session.expire_all()
        yield session, bulk, deeds


def test_the_tables_are_the_same(both: tuple[Session, Trust, Trust]) -> None:
    session, bulk, deeds = both
    for table in tables():
        made, wanted = (rows_of(session, table, trust) for trust in (bulk, deeds))
        assert made == wanted, table.name
        assert table.name not in FILLED or made


FILLED = {
    *("risk", "risk_version", "assessment", "position", "placement", "decision", "control"),
    *("control_version", "gap", "assurance", "milestone", "milestone_due", "risk_milestone"),
    *("milestone_note", "review", "risk_note", "risk_objective", "history", "history_text"),
}


def test_nothing_is_wrong_with_either(both: tuple[Session, Trust, Trust]) -> None:
    assert list(check_everything(both[0])) == []


def tables() -> list[sa.Table]:
    found = Table.metadata.sorted_tables
    return [one for one in found if "organisation_id" in one.columns and one.name not in SKIPPED]


def rows_of(session: Session, table: sa.Table, trust: Trust) -> Counter[str]:
    """Return the rows of an organisation, its keys called by what they are the key of."""
    called = _called(session, trust)
    ours = sa.select(table).where(table.c.organisation_id == trust.organisation.id)
    rows = session.connection().execute(ours).mappings()
    return Counter(json.dumps(_plain(dict(row), called), sort_keys=True) for row in rows)


def _plain(row: dict[str, Any], called: dict[UUID, str]) -> dict[str, str]:
    return {name: _said(value, called) for name, value in row.items() if name not in CLOCKS}


def _said(value: Any, called: dict[UUID, str]) -> str:
    if isinstance(value, UUID):
        return called.get(value, "a key")
    if isinstance(value, str) and value.startswith("{"):
        return json.dumps(_entry(json.loads(value), called), sort_keys=True)
    return str(value)


def _entry(entry: dict[str, Any], called: dict[UUID, str]) -> Any:
    kept = {name: value for name, value in entry.items() if name not in CLOCKS}
    facts = {name: _key(value, called) for name, value in entry.get("facts", {}).items()}
    named = {name: _key(kept.get(name), called) for name in ("by", "risk", "subject")}
    return kept | named | {"facts": facts, "words": sorted(entry.get("words", {}))}


def _key(value: Any, called: dict[UUID, str]) -> str:
    try:
        return called.get(UUID(value), "a key")
    except (ValueError, TypeError, AttributeError):
        return str(value)


def _called(session: Session, trust: Trust) -> dict[UUID, str]:
    """Return a name for each key that both organisations have: of risks, people, posts, units."""
    called = {trust.organisation.id: "ours"}
    called |= {person.id: str(role) for role, person in trust.people.items()}
    for table, column in (
        ("risk", "number"), ("milestone", "number"), ("unit", "parent_id"), ("post", "title"),
        ("committee", "name"), ("objective", "number"),
    ):  # fmt: skip
        rows = Table.metadata.tables[table]
        query = sa.select(rows.c.id, rows.c[column]).where(
            rows.c.organisation_id == trust.organisation.id
        )
        named = session.connection().execute(query)
        called |= {
            row.id: f"{table} {bool(row[1]) if column == 'parent_id' else row[1]}" for row in named
        }
    return called
