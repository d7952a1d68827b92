"""What SQLite's planner is told, and that it heeds it."""

import sqlalchemy as sa

from riskapp.models.statistics import tell_planner


def figures(engine: sa.Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {
            row.idx: row.stat
            for row in connection.exec_driver_sql("SELECT idx, stat FROM sqlite_stat1")
        }


def test_every_index_of_a_migrated_database_has_its_figures(sqlite_engine: sa.Engine) -> None:
    with sqlite_engine.connect() as connection:
        query = "SELECT name FROM sqlite_schema WHERE type = 'index'"
        named = set(connection.exec_driver_sql(query).scalars())
    ours = {name for name in named if "alembic" not in name and "risk_search" not in name}
    assert ours - figures(sqlite_engine).keys() == set()


def test_a_column_narrows_what_the_one_before_left(sqlite_engine: sa.Engine) -> None:
    told = figures(sqlite_engine)
    assert told["ix_position_by_score"] == "100000 100000 100000 100000 6666 1"
    assert told["sqlite_autoindex_risk_1"] == "100000 100000 1"


def test_telling_twice_changes_nothing(sqlite_engine: sa.Engine) -> None:
    before = figures(sqlite_engine)
    with sqlite_engine.begin() as connection:
        tell_planner(connection)
    assert figures(sqlite_engine) == before


def test_postgresql_counts_for_itself(postgresql_engine: sa.Engine) -> None:
    with postgresql_engine.begin() as connection:
        tell_planner(connection)
        assert "sqlite_stat1" not in sa.inspect(connection).get_table_names()
