"""The history's chain: whole, in order, and of the words that were typed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.chain import Noted, code_of, digest, entry_hash
from riskapp.models import Counter, History, HistoryText
from riskapp.queries.checks.batches import list_organisations

SIZE = 1_000
Typed = Mapping[str, tuple[str | None, str | None]]
"""Salt and words by name; both None once redacted."""


def find_broken_chains(session: Session) -> Iterator[str]:
    """Name the first entry of each organisation's history that does not hold."""
    for organisation_id, code in list_organisations(session):
        yield from find_broken_chain(session, organisation_id, code)


def find_broken_chain(session: Session, organisation_id: UUID, code: str) -> Iterator[str]:
    """Name the first entry of one organisation's history that does not hold."""
    broken = _find_break(session, organisation_id)
    if broken:
        yield f"History of {code}: {broken}."


def find_head(session: Session, organisation_id: UUID) -> tuple[int, str]:
    """Return the number of the entry written last and its hash, 0 and nothing if there is none."""
    query = sa.select(col(Counter.history_number), col(Counter.head_hash)).where(
        col(Counter.organisation_id) == organisation_id
    )
    counter = session.connection().execute(query).one_or_none()
    return (counter.history_number, counter.head_hash) if counter else (0, "")


def find_unlike_noted(session: Session, organisation_id: UUID, noted: Noted) -> Iterator[str]:
    """Say whether an entry is not the one that was noted; nothing if it still is."""
    query = sa.select(col(History.entry_hash)).where(
        col(History.organisation_id) == organisation_id, col(History.number) == noted.number
    )
    found = session.connection().execute(query).scalar_one_or_none()
    if found is None:
        yield f"There is no entry {noted.number}: what was noted is missing."
    elif not noted.fits(found):
        now = code_of(noted.number, found)
        yield f"Entry {noted.number} is not the one that was noted: its code is {now} now."


def _find_break(session: Session, organisation_id: UUID) -> str:
    """Return what is wrong with the first entry that does not hold, nothing if all do."""
    number, head = 0, ""
    while rows := _next(session, organisation_id, number):
        typed = _typed(session, organisation_id, rows[0].number, rows[-1].number)
        for row in rows:
            wrong = _wrong(row, number + 1, head, typed.get(row.number, {}))
            if wrong:
                return f"entry {number + 1} {wrong}"
            number, head = row.number, row.entry_hash
    return _wrong_head(session, organisation_id, number, head)


def _wrong(row: Any, number: int, head: str, typed: Typed) -> str:
    """Return what is wrong with an entry, nothing if it holds."""
    if row.number != number:
        return "is missing"
    if entry_hash(row.entry) != row.entry_hash:
        return "was changed: it does not give its own hash"
    try:
        return _wrong_content(row, json.loads(row.entry), head, typed)
    except (AttributeError, KeyError, TypeError, ValueError):
        return "cannot be read: it is not written as entries are"


def _wrong_content(row: Any, entry: Mapping[str, Any], head: str, typed: Typed) -> str:
    """Return what is wrong with what an entry says, nothing if it holds."""
    if entry["previous"] != head:
        return "does not hold the hash of the entry before it"
    if _as_columns(entry) != _columns(row):
        return "says something else than the columns beside it"
    return _wrong_words(entry["words"], typed)


def _wrong_words(digests: Mapping[str, str], typed: Typed) -> str:
    """Compare digests with the words they are of; redacted words have none left to compare."""
    if digests.keys() != typed.keys():
        return "has lost or gained typed words"
    for name, (salt, words) in typed.items():
        redacted = salt is None and words is None
        if not redacted and digest(salt or "", words or "") != digests[name]:
            return f"stands beside other words than were typed ({name})"
    return ""


def _wrong_head(session: Session, organisation_id: UUID, number: int, head: str) -> str:
    """Compare the counter with the last entry: a chain cut off at its end would hold otherwise."""
    query = sa.select(col(Counter.history_number), col(Counter.head_hash)).where(
        col(Counter.organisation_id) == organisation_id
    )
    counter = session.connection().execute(query).one_or_none()
    if counter is None:
        return "its counter is missing"
    if counter.history_number != number:
        return f"it ends with entry {number}, but {counter.history_number} were written"
    return "" if counter.head_hash == head else f"entry {number} is not the one written last"


def _columns(row: Any) -> tuple[object, ...]:
    return (row.number, row.at, row.entered_on.isoformat(), row.by_id, row.kind.value,
            row.risk_id, row.subject_id)  # fmt: skip


def _as_columns(entry: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        entry["number"],
        datetime.fromisoformat(entry["at"]),
        entry["entered_on"],
        UUID(entry["by"]),
        entry["kind"],
        *(UUID(entry[name]) if entry[name] else None for name in ("risk", "subject")),
    )


def _next(session: Session, organisation_id: UUID, last: int) -> Sequence[Any]:
    table = sa.inspect(History).local_table
    query = (
        sa.select(table)
        .where(col(History.organisation_id) == organisation_id, col(History.number) > last)
        .order_by(col(History.number))
        .limit(SIZE)
    )
    return session.connection().execute(query).all()


def _typed(
    session: Session, organisation_id: UUID, first: int, last: int
) -> dict[int, dict[str, tuple[str | None, str | None]]]:
    query = sa.select(
        col(HistoryText.number),
        col(HistoryText.name),
        col(HistoryText.salt),
        col(HistoryText.words),
    ).where(
        col(HistoryText.organisation_id) == organisation_id,
        col(HistoryText.number).between(first, last),
    )
    typed: dict[int, dict[str, tuple[str | None, str | None]]] = {}
    for row in session.connection().execute(query):
        typed.setdefault(row.number, {})[row.name] = (row.salt, row.words)
    return typed
