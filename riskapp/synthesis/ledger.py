"""What a batch of synthetic risks leaves in each table, kept until all of it is written at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.models import Counter, Table
from riskapp.services.history import Noted, note_all
from riskapp.services.search_index import index_new
from riskapp.services.transactions import transaction

Row = dict[str, Any]


@dataclass(slots=True)
class Ledger:
    """Rows by table, what was noted in its order, and the risks to be found by their words.

    `milestone_number` is the last that was given out.
    """

    milestone_number: int = 0
    rows: dict[type[Table], list[Row]] = field(default_factory=lambda: defaultdict(list))
    noted: list[Noted] = field(default_factory=list)
    findable: list[UUID] = field(default_factory=list)

    def keep(self, table: type[Table], row: Row) -> Row:
        """Keep a row of a table; it may change until it is written."""
        self.rows[table].append(row)
        return row


def write(
    session: Session, ledger: Ledger, organisation_id: UUID, counted: Mapping[str, int]
) -> None:
    """Write a batch in one transaction, with the counter's columns as they then stand."""
    with transaction(session):
        connection = session.connection()
        for table, rows in ledger.rows.items():
            connection.execute(sa.insert(table), rows)
        index_new(session, organisation_id, ledger.findable)
        here = col(Counter.organisation_id) == organisation_id
        connection.execute(sa.update(Counter).where(here).values(counted))
        note_all(session, ledger.noted)
