"""The history's head by a day, and whether the newest of its chain still holds."""

from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.chain import entry_hash
from riskapp.domain.movement import Period
from riskapp.domain.permissions import Actor
from riskapp.models import History
from riskapp.readmodels.audit_pack import Chain

MOST: Final = 20_000
"""More entries than this are not read again for a pack: `riskapp database check` reads all."""
_BATCH: Final = 1_000


def get_chain(session: Session, reader: Actor, year: Period) -> Chain:
    """Return the newest entry by the end of the year, the last entries before it read again.

    Each is asked for its own hash and for that of the one before it; who wrote what is not told.
    """
    here = col(History.organisation_id) == reader.organisation_id
    newest = (
        sa.select(col(History.number), col(History.entry_hash))
        .where(here, col(History.entered_on) <= year.until)
        .order_by(col(History.number).desc())
        .limit(1)
    )
    head = session.connection().execute(newest).one_or_none()
    if head is None:
        return Chain(0, "", 0)
    first = max(1, head.number - MOST + 1)
    return Chain(head.number, head.entry_hash, first, _broken(session, reader, first, head.number))


def _broken(session: Session, reader: Actor, first: int, last: int) -> str:
    """Return what is wrong with the first entry that does not hold, nothing where all do."""
    query = (
        sa.select(col(History.number), col(History.entry), col(History.entry_hash))
        .where(
            col(History.organisation_id) == reader.organisation_id,
            col(History.number) >= max(1, first - 1),
            col(History.number) <= last,
        )
        .order_by(col(History.number))
        .execution_options(yield_per=_BATCH)
    )
    expected, previous = max(1, first - 1), None if first > 1 else ""
    for number, entry, own in session.connection().execute(query):
        if number != expected:
            return f"entry {expected} is missing"
        if entry_hash(entry) != own:
            return f"entry {number} does not give its own hash"
        if previous is not None and f'"previous":"{previous}"' not in entry:
            return f"entry {number} does not hold the hash of the entry before it"
        expected, previous = number + 1, own
    return ""
