"""Writing history: noted beside each change, sealed into the chain when the deed is done."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.clock import utc_now
from riskapp.domain.chain import canonical_entry, digest, entry_hash
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor
from riskapp.models import Counter, History, HistoryText
from riskapp.services.many_rows import insert_many, without_lists

NOTED = "noted"
SALT: Final = 16
"""Bytes that are drawn for each text."""
MANY: Final = 500
"""Entries from which their kinds are no longer looked up one by one."""

_HERE = col(Counter.organisation_id) == sa.bindparam("here")
_HEAD = (
    sa.select(col(Counter.history_number), col(Counter.head_hash)).where(_HERE).with_for_update()
)
_MOVE_HEAD = sa.update(Counter).where(_HERE)


class Noted(NamedTuple):
    """One happening: its facts (plain values) and its words (what people typed, by name)."""

    organisation_id: UUID
    by_id: UUID
    entered_on: date
    kind: Happening
    risk_id: UUID | None = None
    subject_id: UUID | None = None
    facts: Mapping[str, str] = MappingProxyType({})
    words: Mapping[str, str] = MappingProxyType({})


def note(
    session: Session,
    actor: Actor,
    kind: Happening,
    *,
    risk_id: UUID | None = None,
    subject_id: UUID | None = None,
    facts: Mapping[str, object] | None = None,
    words: Mapping[str, str] | None = None,
) -> None:
    """Note what the actor did; it is written when the transaction is sealed."""
    noted = noted_by(actor, kind, risk_id=risk_id, subject_id=subject_id, facts=facts, words=words)
    note_all(session, [noted])


def noted_by(
    actor: Actor,
    kind: Happening,
    *,
    risk_id: UUID | None = None,
    subject_id: UUID | None = None,
    facts: Mapping[str, object] | None = None,
    words: Mapping[str, str] | None = None,
) -> Noted:
    """Return what the actor did, its facts as plain text and without empty words."""
    plain = {name: str(value) for name, value in (facts or {}).items()}
    return Noted(
        actor.organisation_id, actor.person_id, actor.today, kind, risk_id, subject_id, plain,
        {name: text for name, text in (words or {}).items() if text},
    )  # fmt: skip


def note_all(session: Session, noted: Iterable[Noted]) -> None:
    """Note in their order what was done; it is written when the transaction is sealed."""
    session.info.setdefault(NOTED, []).extend(noted)


def seal(session: Session) -> None:
    """Write what was noted, chained to what went before; the counter's row is locked last.

    Organisations are taken in one order, so that no two transactions wait for each other for ever.
    """
    noted: list[Noted] = session.info.pop(NOTED, [])
    by_organisation = attrgetter("organisation_id")
    for organisation_id, group in groupby(sorted(noted, key=by_organisation), by_organisation):
        _seal_one(session, organisation_id, list(group))


def last_noted(session: Session, organisation_id: UUID) -> int:
    """Return the number that the last entry noted so far has once the transaction is sealed.

    Nobody else writes an entry of the organisation until then.
    """
    number, _ = session.connection().execute(_HEAD, {"here": organisation_id}).one()
    noted: list[Noted] = session.info.get(NOTED, [])
    return int(number) + sum(one.organisation_id == organisation_id for one in noted)


def forget(session: Session) -> None:
    """Drop what was noted by a transaction that failed."""
    session.info.pop(NOTED, None)


def _seal_one(session: Session, organisation_id: UUID, noted: list[Noted]) -> None:
    connection = session.connection()
    last, head = connection.execute(_HEAD, {"here": organisation_id}).one()
    at = utc_now()
    moment, salts = at.isoformat(), _salts(sum(len(one.words) for one in noted))
    entries: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for number, one in enumerate(noted, last + 1):
        words = _texts(one, number, salts)
        entry = _entry(one, number, head, moment, words)
        head = entry_hash(entry)
        entries.append(_row(one, number, at, entry, head))
        texts.extend(words)
    _enter(session, entries)
    insert_many(session, HistoryText, texts)
    moved = {"here": organisation_id, "history_number": last + len(noted), "head_hash": head}
    connection.execute(_MOVE_HEAD, moved)


def _salts(count: int) -> Iterator[str]:
    """Draw as many salts as there are texts at once, so that nobody finds a text by its digest."""
    drawn = secrets.token_hex(SALT * count)
    return (drawn[begin : begin + 2 * SALT] for begin in range(0, len(drawn), 2 * SALT))


def _enter(session: Session, entries: list[dict[str, Any]]) -> None:
    """Write entries, whose kinds are of `Happening` by their type: the history checks no more."""
    if len(entries) < MANY:
        insert_many(session, History, entries)
    else:
        with without_lists(session):
            insert_many(session, History, entries)


def _texts(noted: Noted, number: int, salts: Iterator[str]) -> list[dict[str, Any]]:
    """Return the rows of what was typed, each with a salt of its own."""
    return [
        {
            "organisation_id": noted.organisation_id,
            "number": number,
            "name": name,
            "salt": next(salts),
            "words": text,
        }
        for name, text in noted.words.items()
    ]


def _entry(
    noted: Noted, number: int, head: str, moment: str, texts: Iterable[Mapping[str, Any]]
) -> str:
    """Return the entry's text, which holds of the words their digests alone."""
    return canonical_entry(
        at=moment,
        by=noted.by_id.hex,
        entered_on=noted.entered_on.isoformat(),
        facts=noted.facts,
        kind=noted.kind.value,
        number=number,
        previous=head,
        risk=noted.risk_id.hex if noted.risk_id else None,
        subject=noted.subject_id.hex if noted.subject_id else None,
        words={text["name"]: digest(text["salt"], text["words"]) for text in texts},
    )


def _row(noted: Noted, number: int, at: datetime, entry: str, entry_hash: str) -> dict[str, Any]:
    return {
        "organisation_id": noted.organisation_id,
        "number": number,
        "at": at,
        "entered_on": noted.entered_on,
        "by_id": noted.by_id,
        "kind": noted.kind,
        "risk_id": noted.risk_id,
        "subject_id": noted.subject_id,
        "entry": entry,
        "entry_hash": entry_hash,
    }
