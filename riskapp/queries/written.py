"""Statements written once: writing the statement of a page takes longer than answering it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.permissions import Actor

MOST = 500
"""Statements that one function keeps in a process; the one longest unused goes first."""

Ids = Sequence[UUID] | sa.SelectBase
Write = Callable[[Actor, Any, date | None], Any]

written_once = lru_cache(maxsize=MOST)
"""Keep the statement that a function writes for the same reader, day and filters."""


def ask(session: Session, write: Write, actor: Actor, ids: Ids, on: date | None) -> sa.Result[Any]:
    """Put a question about these risks, for one reader on one day.

    `write` returns its statement, given a place for the ids or the statement that finds them.
    """
    connection = session.connection()
    if isinstance(ids, sa.SelectBase):
        return connection.execute(write(actor, ids, on))
    return connection.execute(_of_ids(write, actor, on), {"ids": list(ids)})


@written_once
def _of_ids(write: Write, actor: Actor, on: date | None) -> Any:
    return write(actor, sa.bindparam("ids", expanding=True), on)
