"""What a batch of risks leaves in each table, kept until all of it is written at once."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlmodel import Session

from riskapp.clock import utc_now
from riskapp.models import Table
from riskapp.services.history import Noted, note_all
from riskapp.services.in_bulk.findable import findable_in
from riskapp.services.many_rows import insert_many
from riskapp.services.search_index import index_words

Row = dict[str, Any]


@dataclass(slots=True)
class Ledger:
    """Rows by table, and what was noted in its order.

    `milestone_number` is the last that was given out; `at` the moment at which all of it is
    recorded.
    """

    milestone_number: int = 0
    at: datetime = field(default_factory=utc_now)
    rows: dict[type[Table], list[Row]] = field(default_factory=lambda: defaultdict(list))
    noted: list[Noted] = field(default_factory=list)

    def keep(self, table: type[Table], row: Row) -> Row:
        """Keep a row of a table, with what its columns begin with; it may change until written."""
        whole = begins_with(table) | row
        self.rows[table].append(whole)
        return whole


@cache
def begins_with(table: type[Table]) -> Row:
    """Return what the columns of a table hold where nothing is said of them."""
    fields = table.model_fields.items()
    return {
        name: field.default
        for name, field in fields
        if not field.is_required() and field.default_factory is None
    }


def said_of(draft: Any) -> Row:
    """Return what a draft says, by name; what it holds is none of a copy's business."""
    return {name: getattr(draft, name) for name in draft.__slots__}


def write_rows(session: Session, ledger: Ledger, organisation_id: UUID) -> None:
    """Write a batch within a transaction, and note what was noted of it."""
    for table, rows in ledger.rows.items():
        insert_many(session, table, rows)
    index_words(session, organisation_id, findable_in(ledger.rows))
    note_all(session, ledger.noted)
