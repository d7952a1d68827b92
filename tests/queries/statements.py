"""The statements that a question takes, and the steps by which SQLite answers them."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlmodel import Session


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """Collect every statement sent to the database within."""
    sent: list[str] = []
    engine = session.get_bind()

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


@contextmanager
def planned(session: Session) -> Iterator[list[str]]:
    """Yield the steps by which SQLite answers what is asked meanwhile."""
    steps: list[str] = []
    engine = session.get_bind()

    def explain(c: sa.Connection, _cursor: object, sent: str, values: object, *_r: object) -> None:
        if sent.startswith(("SELECT", "WITH")):
            raw = c.connection.dbapi_connection
            assert raw is not None
            steps.extend(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sent}", values))

    sa.event.listen(engine, "before_cursor_execute", explain)
    try:
        yield steps
    finally:
        sa.event.remove(engine, "before_cursor_execute", explain)
