"""Migrations up and down with data in between, and the schema they make beside the models'."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide
from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Role
from riskapp.models import Placement, Table
from riskapp.models.database import open_database, open_session
from riskapp.models.migrating import is_current, is_known, migrate
from riskapp.models.triggers import find_triggers, trigger_names
from riskapp.queries.checks.everything import check_everything
from riskapp.services.decisions import decide_removal
from riskapp.services.transactions import transaction
from tests.factories import a_risk, a_score, a_trust
from tests.folders import HCT, load
from tests.services.looks import the_open

# SQLite's index over an expression cannot be reflected: `shape` compares statements instead.
pytestmark = pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")

INDEXES = {
    "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''",
    "postgresql": "SELECT tablename, indexname, indexdef FROM pg_indexes",
}

Shape = dict[str, dict[str, str]]
"""By table: each constraint and index by name, as the database says it."""


@pytest.fixture(params=["sqlite", "postgresql"])
def beside(request: pytest.FixtureRequest, tmp_path: Path) -> sa.Engine:
    """An empty database on the engine of the test."""
    if request.param == "sqlite":
        return open_database(f"sqlite:///{tmp_path / 'beside.sqlite3'}")
    return open_database(request.getfixturevalue("postgresql_database"))


STAYS = select(Placement.from_on, Placement.until_on).order_by(col(Placement.id))


def a_stay_of_no_day(session: Session) -> None:
    """Let a risk go on the HLRR and off it within one day."""
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=4, likelihood=4)
    a_score(session, trust.actor(), risk, 2, 2)
    proposal = the_open(session, DecisionKind.REMOVE, Register.HLRR)
    with transaction(session):
        executive, yes = trust.actor(Role.EXECUTIVE), Decide(agree=True, reason="Agreed.")
        decide_removal(session, executive, risk, proposal.id, yes)


def shape(engine: sa.Engine) -> Shape:
    """Return what every table of ours demands and is indexed by."""
    seen = sa.inspect(engine)
    found = {table: table_shape(seen, table) for table in Table.metadata.tables}
    with engine.connect() as connection:
        for table, name, statement in connection.exec_driver_sql(INDEXES[engine.dialect.name]):
            if table in found:
                found[table][f"index {name}"] = " ".join(statement.split())
    return found


def table_shape(seen: sa.Inspector, table: str) -> dict[str, str]:
    columns = [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)]
    kept = {
        "check": {one["name"]: one["sqltext"] for one in seen.get_check_constraints(table)},
        "unique": {u["name"]: str(u["column_names"]) for u in seen.get_unique_constraints(table)},
        "key": {k["name"]: str(k) for k in seen.get_foreign_keys(table)},
    }
    named = {f"{kind} {name}": says for kind, all_ in kept.items() for name, says in all_.items()}
    return named | {"primary": str(seen.get_pk_constraint(table)), "columns": str(columns)}


def test_a_migrated_database_has_the_shape_of_the_models(beside: sa.Engine) -> None:
    migrate(beside)
    migrated = shape(beside)
    with beside.connect() as connection:
        assert find_triggers(connection) >= trigger_names()
        assert is_current(connection)
    migrate(beside, "base")
    assert set(sa.inspect(beside).get_table_names()) == {"alembic_version"}
    Table.metadata.create_all(beside)
    made = shape(beside)
    beside.dispose()
    assert migrated == made


def test_alembic_finds_nothing_to_add(postgresql_engine: sa.Engine) -> None:
    # On SQLite alembic takes an index that runs downwards for another one; `shape` does not.
    with postgresql_engine.connect() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name in OURS}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Table.metadata) == []


OURS = frozenset(Table.metadata.tables)


def test_down_and_up_again_with_a_register_in_it(engine: sa.Engine) -> None:
    with open_session(engine) as session:
        load(session, HCT)
    migrate(engine, "base")
    assert not OURS & set(sa.inspect(engine).get_table_names())
    with engine.connect() as connection:
        assert not is_current(connection)
    migrate(engine)
    with open_session(engine) as session:
        assert list(check_everything(session)) == []
        assert "97 milestones" in load(session, HCT).sentence
        assert list(check_everything(session)) == []


def test_a_step_down_and_up_keeps_the_register(engine: sa.Engine) -> None:
    before = shape(engine)
    with open_session(engine) as session:
        load(session, HCT)
        a_stay_of_no_day(session)
        stays = session.exec(STAYS).all()
    migrate(engine, "0001")
    assert "control" not in sa.inspect(engine).get_table_names()
    with engine.connect() as connection:
        awaiting = "SELECT count(*) FROM placement WHERE awaiting_validation"
        assert connection.exec_driver_sql(awaiting).scalar_one() == 2
    migrate(engine)
    assert shape(engine) == before
    with open_session(engine) as session:
        assert list(check_everything(session)) == []
        assert session.exec(STAYS).all() == stays
        assert "nothing new" in load(session, HCT).sentence
        colours = session.connection().exec_driver_sql("SELECT DISTINCT colour FROM matrix_band")
        assert set(colours.scalars()) == {"green", "yellow", "orange", "red"}


def test_migrating_twice_changes_nothing(engine: sa.Engine) -> None:
    before = shape(engine)
    with open_session(engine) as session:
        load(session, HCT)
    migrate(engine)
    assert shape(engine) == before
    with open_session(engine) as session:
        assert "nothing new" in load(session, HCT).sentence


def test_only_this_and_earlier_schemas_are_known() -> None:
    assert is_known("0001")
    assert not is_known("9999")
