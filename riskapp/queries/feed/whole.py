"""All tables of the feed, and what tells whether any of them can have changed."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Counter
from riskapp.queries.feed import assurance, scores, work
from riskapp.queries.feed.risks import RISKS
from riskapp.queries.feed.table import FeedTable

FEED: Final[Mapping[str, FeedTable]] = {
    table.name: table for table in (RISKS, *scores.TABLES, *assurance.TABLES, *work.TABLES)
}
"""Every table by its name."""


def mark_of(session: Session, actor: Actor, table: FeedTable, on: date | None, by: str) -> str:
    """Return what stays the same as long as a table does, for one reader on one day.

    Whatever changes anything writes history, so its head tells; `by` is the version that writes it.
    """
    query = sa.select(col(Counter.history_number), col(Counter.head_hash)).where(
        col(Counter.organisation_id) == actor.organisation_id
    )
    head = tuple(session.connection().execute(query).one())
    reader = (actor.person_id, actor.role, sorted(actor.units or ()), actor.units is None)
    asked = (table.name, on, actor.today, by, [column.name for column in table.columns])
    return sha256(repr((head, reader, sorted(actor.posts), asked)).encode()).hexdigest()[:32]
