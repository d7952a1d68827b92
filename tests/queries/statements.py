"""Counting the statements that a question takes."""

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
