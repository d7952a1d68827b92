from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.engines import _first_that_starts, new_database


def test_postgresql_answers(postgresql_database: str) -> None:
    engine = sa.create_engine(postgresql_database)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("select 1")) == 1
    engine.dispose()


def test_databases_are_apart_and_may_be_copied(postgresql_url: str) -> None:
    with new_database(postgresql_url) as original:
        engine = sa.create_engine(original, poolclass=sa.NullPool)
        with engine.begin() as connection:
            connection.execute(sa.text("create table risk (title text)"))
        name = sa.make_url(original).database
        assert name is not None
        with new_database(postgresql_url, template=name) as copy:
            assert sa.inspect(sa.create_engine(copy, poolclass=sa.NullPool)).has_table("risk")
        with new_database(postgresql_url) as empty:
            assert not sa.inspect(sa.create_engine(empty, poolclass=sa.NullPool)).has_table("risk")


@pytest.mark.parametrize(
    ("required", "outcome"),
    [("", pytest.skip.Exception), ("browser,postgresql", pytest.fail.Exception)],
)
def test_a_missing_server_skips_or_fails_as_the_run_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, required: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("RISKAPP_TEST_REQUIRE", required)
    with pytest.raises(outcome, match="postgresql"):
        _first_that_starts([tmp_path]).__enter__()
