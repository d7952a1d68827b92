"""One entry of the history with what proves it: its own hash, and the one before it."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.chain import Noted, entry_hash
from riskapp.domain.errors import NotFoundError
from riskapp.domain.permissions import Actor
from riskapp.models import History
from riskapp.queries.organisation_history import get_entry, known
from riskapp.readmodels.history import ChainedLine, Proof


def get_proof(session: Session, actor: Actor, number: int) -> Proof:
    """Return an entry and whether it holds; NotFoundError if the actor may not know of it."""
    one = get_entry(session, actor, number)
    row = session.connection().execute(_beside(actor, number)).one()
    entry: str = row.entry
    return Proof(
        one,
        own=entry_hash(entry) == one.entry_hash,
        follows=f'"previous":"{row.previous or ""}"' in entry,
        before=row.before,
        after=row.after,
    )


def find_noted(session: Session, actor: Actor, noted: Noted) -> tuple[ChainedLine | None, bool]:
    """Return the entry of the number that was noted, and whether it is the one that was noted.

    None where the actor may see no entry of that number.
    """
    try:
        one = get_entry(session, actor, noted.number)
    except NotFoundError:
        return None, False
    return one, noted.fits(one.entry_hash)


def _beside(actor: Actor, number: int) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for an entry's text, the hash before it, and the entries beside it.

    Beside it are those that the actor may know of; the hash tells nothing of what it is of.
    """
    here = col(History.organisation_id) == actor.organisation_id
    previous = sa.select(col(History.entry_hash)).where(here, col(History.number) == number - 1)
    before = sa.select(sa.func.max(col(History.number))).where(
        here, col(History.number) < number, known(actor)
    )
    after = sa.select(sa.func.min(col(History.number))).where(
        here, col(History.number) > number, known(actor)
    )
    itself = sa.select(col(History.entry)).where(here, col(History.number) == number)
    return sa.select(
        itself.scalar_subquery().label("entry"),
        previous.scalar_subquery().label("previous"),
        before.scalar_subquery().label("before"),
        after.scalar_subquery().label("after"),
    )
