"""The floors: what the database itself takes for the bare question, through its own driver."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

QUESTIONS: Final[Mapping[str, str]] = {
    "register": "SELECT risk_id, score FROM position WHERE organisation_id = {}"
    " AND kind = 'current' AND until_on = '9999-12-31' ORDER BY score DESC, risk_id LIMIT 50",
    "heat map": "SELECT consequence, likelihood, count(*) FROM position WHERE organisation_id = {}"
    " AND kind = 'current' AND until_on = '9999-12-31' GROUP BY consequence, likelihood",
    "BAF": "SELECT risk_id, from_on FROM placement WHERE organisation_id = {}"
    " AND register_kind = 'baf' AND until_on = '9999-12-31'",
    "assurance map": "SELECT risk_id, line, result, received_on FROM assurance"
    " WHERE organisation_id = {} AND risk_id IN (SELECT risk_id FROM placement"
    " WHERE register_kind = 'baf' AND until_on = '9999-12-31')",
    "quality": "SELECT count(*) FROM position WHERE organisation_id = {}"
    " AND kind = 'current' AND until_on = '9999-12-31' AND score >= 15",
    "risk": "SELECT * FROM risk WHERE organisation_id = {} AND number = 7",
}
SEARCH: Final = "SELECT risk_id FROM risk_search WHERE organisation_id = {} AND "
SEARCHES: Final[Mapping[str, str]] = {
    "sqlite": "words MATCH {} LIMIT 50",
    "postgresql": "lexemes @@ plainto_tsquery('english', {}) LIMIT 50",
}


@contextmanager
def bare_question(
    engine: sa.Engine, organisation_id: UUID, page: str, words: str = ""
) -> Iterator[Callable[[], Any]]:
    """Give a call that asks the question of a page, and fetches its rows, without the register."""
    dialect = engine.dialect.name
    place, key = ("?", organisation_id.hex) if dialect == "sqlite" else ("%s", organisation_id)
    question, values = QUESTIONS.get(page, SEARCH), [key]
    if page not in QUESTIONS:
        question += SEARCHES[dialect]
        values.append(words)
    statement = question.replace("{}", place)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        yield lambda: cursor.execute(statement, values) and cursor.fetchall()
    finally:
        connection.close()


@contextmanager
def bare_commit(engine: sa.Engine) -> Iterator[Callable[[], Any]]:
    """Give a call that writes one short row and commits it, as durably as the register does."""
    pooled = engine.raw_connection()
    connection: Any = pooled.driver_connection
    cursor = connection.cursor()

    def save() -> None:
        cursor.execute("INSERT INTO benchmark_floor VALUES ('a row')")
        connection.commit()

    cursor.execute("CREATE TABLE benchmark_floor (words text)")
    connection.commit()
    try:
        yield save
    finally:
        cursor.execute("DROP TABLE benchmark_floor")
        connection.commit()
        pooled.close()
