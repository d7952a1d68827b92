"""Versions: what a risk says, day after day, follows from what the history tells of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.chain import digest
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.wording import date_words
from riskapp.models import History, HistoryText, RiskVersion
from riskapp.queries.checks.batches import Batch, Checked, by_risk, list_batches
from riskapp.queries.checks.entries import Entry, read_entry

CHANGES = (
    Happening.RISK_RAISED,
    Happening.RISK_EDITED,
    Happening.RISK_OPENED,
    Happening.RISK_CLOSED,
    Happening.APPROVAL_ASKED,
    Happening.APPROVED,
    Happening.SENT_BACK,
    Happening.REJECTED,
    Happening.ACCEPTED,
    Happening.ACCEPTANCE_ENDED,
    Happening.REOPENED,
    Happening.MERGED,
    Happening.TRANSFERRED,
    Happening.HANDED_ON,
    Happening.PROPOSAL_WITHDRAWN,
    Happening.RISK_WITHDRAWN,
)
FIELDS = "fields"
"""The fact of an entry that names what changed; one that changed nothing has none."""
TYPED = ("title", "cause", "event", "effect", "visibility_reason", "public_words")
KEYS = frozenset({"organisation_id", "risk_id", "from_on", "until_on"})
PLAIN = tuple(
    column.name
    for column in sa.inspect(RiskVersion).columns
    if column.name not in KEYS and column.name not in TYPED
)


@dataclass(frozen=True, slots=True)
class Words:
    """Typed words as an entry holds them; without a salt they were redacted."""

    digest: str
    salt: str | None

    def are(self, words: str) -> bool:
        """Tell whether these are the words, as far as it can still be told."""
        return self.salt is None or digest(self.salt, words) == self.digest


Said = dict[str, "str | Words"]
"""What a risk says, field by field, as its entries tell: plain facts as text, typed words."""

Salts = Mapping[tuple[int, str], str | None]


def find_false_versions(session: Session) -> Iterator[str]:
    """Name each risk whose versions leave a gap, or say what the history does not tell."""
    for batch in list_batches(session):
        versions = by_risk(session, _versions(batch))
        entries = by_risk(session, _entries(batch))
        salts = _read_salts(session, batch)
        for risk in batch.risks:
            wrong = _gap(risk, versions[risk.id]) or _untold(
                versions[risk.id], _tell(risk, entries[risk.id], salts)
            )
            if wrong:
                yield f"{risk.name}: {wrong}."


def _gap(risk: Checked, versions: Sequence[Any]) -> str:
    """Return where the versions do not follow each other, nothing if they do."""
    ends = [risk.opened_on, *(row.until_on for row in versions)]
    begins = [*(row.from_on for row in versions), FOREVER]
    for end, begin in zip(ends, begins, strict=True):
        if end != begin:
            return f"what it says has a gap or an overlap at {date_words(min(end, begin))}"
    return ""


def _tell(risk: Checked, entries: Sequence[Any], salts: Salts) -> list[tuple[date, Said]]:
    """Return what a risk says from each day, as its entries tell: a day has one end."""
    told: list[tuple[date, Said]] = []
    for row in entries:
        entry = read_entry(row.entry)
        raised = row.kind is Happening.RISK_RAISED
        if not raised and FIELDS not in entry.facts:
            continue
        before = told[-1][1] if told else {}
        said = before | _said(entry, row.number, salts, raised=raised)
        if not told:
            told += _raised(risk, said)
        elif told[-1][0] < row.entered_on:
            told.append((row.entered_on, said))
        else:
            told[-1] = (told[-1][0], said)
    return told


def _raised(risk: Checked, said: Said) -> list[tuple[date, Said]]:
    """Return what a new risk says; one that came as closed was open until it was closed."""
    closed = said.get("closed_on")
    if not isinstance(closed, str) or closed <= risk.opened_on.isoformat() or closed == "None":
        return [(risk.opened_on, said)]
    before = said | {"status": RiskStatus.OPEN.value, "closed_on": "None"}
    return [(risk.opened_on, before), (date.fromisoformat(closed), said)]


def _said(entry: Entry, number: int, salts: Salts, *, raised: bool) -> Said:
    """Return the fields that an entry sets: all of them on raising, else those named "... to"."""
    changed = [*PLAIN, *TYPED] if raised else entry.facts[FIELDS].split(", ")
    said: Said = {}
    for field in changed:
        name = field if raised else f"{field} to"
        if field not in TYPED:
            said[field] = entry.facts.get(name, "None")
        elif name in entry.words:
            said[field] = Words(entry.words[name], salts.get((number, name)))
        else:
            said[field] = ""
    return said


def _untold(versions: Sequence[Any], told: Sequence[tuple[date, Said]]) -> str:
    """Return the first thing that a version says and the history does not tell."""
    if [row.from_on for row in versions] != [day for day, _ in told]:
        return "its versions do not begin on the days that the history tells of"
    for row, (day, said) in zip(versions, told, strict=True):
        for field in (*PLAIN, *TYPED):
            if not _same(said.get(field, ""), getattr(row, field)):
                since = date_words(day)
                return f"its {field} from {since} is not what the history tells of"
    return ""


def _same(said: "str | Words", found: object) -> bool:
    return said.are(str(found)) if isinstance(said, Words) else said == str(found)


def _versions(batch: Batch) -> sa.Select[Any]:
    table = sa.inspect(RiskVersion).local_table
    return sa.select(table).where(batch.holds(RiskVersion)).order_by(col(RiskVersion.from_on))


def _entries(batch: Batch) -> sa.Select[Any]:
    table = sa.inspect(History).local_table
    changes = col(History.kind).in_(CHANGES)
    return sa.select(table).where(batch.holds(History), changes).order_by(col(History.number))


def _read_salts(session: Session, batch: Batch) -> dict[tuple[int, str], str | None]:
    """Return the salts of the words typed in these entries."""
    same = sa.and_(
        col(HistoryText.organisation_id) == col(History.organisation_id),
        col(HistoryText.number) == col(History.number),
    )
    query = (
        sa.select(col(HistoryText.number), col(HistoryText.name), col(HistoryText.salt))
        .join_from(History, HistoryText, same)
        .where(batch.holds(History), col(History.kind).in_(CHANGES))
    )
    rows = session.connection().execute(query)
    return {(row.number, row.name): row.salt for row in rows}
