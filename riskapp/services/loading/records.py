"""The records of an organisation and its parts, read strictly from what stands in its files."""

import re
from dataclasses import dataclass
from datetime import date

from riskapp.domain.people import RESERVED_CODES
from riskapp.models.organisation import CommitteeKind, OrganisationKind, UnitKind
from riskapp.services.loading.fields import KEY, Fields, Source, take_source
from riskapp.services.loading.files import Raw

NAME = 200
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: the text it was read from, its key, where it is printed."""

    raw: Raw
    key: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRecord(Record):
    """The organisation itself; its key is its code."""

    name: str
    kind: OrganisationKind
    fictional: bool
    vision: str
    values: tuple[tuple[str, str], ...]
    document: str
    document_date: date
    document_date_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecord(Record):
    """A part of the organisation, under another or under the root."""

    name: str
    kind: UnitKind
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRecord(Record):
    """A post, and who held it; without a title, it is not stated."""

    title: str
    holder: str
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeRecord(Record):
    """A committee, and what it does."""

    name: str
    kind: CommitteeKind
    parent: str
    does: str
    takes_programme_risks: bool


def read_organisation(raw: Raw) -> OrganisationRecord:
    """Read the organisation; its code must be fit for an address."""
    fields = Fields(raw, raw.values)
    code = _code(fields)
    kind = fields.choice("kind", OrganisationKind)
    if kind is OrganisationKind.INSTALLATION:
        raise fields.refuse("kind", "the installation itself is not loaded")
    record = OrganisationRecord(
        raw=raw,
        key=code,
        source=take_source(fields),
        name=fields.text("name", NAME),
        kind=kind,
        fictional=fields.truth("fictional"),
        vision=fields.maybe_text("vision"),
        values=tuple(_value(part) for part in fields.parts("values")),
        document=fields.text("document", NAME),
        document_date=fields.day("document_date"),
        document_date_basis=fields.maybe_text("document_date_basis"),
    )
    fields.all_taken()
    return record


def read_unit(raw: Raw) -> UnitRecord:
    """Read a unit."""
    fields = Fields(raw, raw.values)
    kind = fields.choice("kind", UnitKind)
    if kind is UnitKind.ROOT:
        raise fields.refuse("kind", "the root is the organisation itself and is not listed")
    record = UnitRecord(
        raw=raw,
        key=fields.text("key", KEY),
        source=take_source(fields),
        name=fields.text("name", NAME),
        kind=kind,
        parent=fields.maybe_text("parent", KEY),
    )
    fields.all_taken()
    return record


def read_post(raw: Raw) -> PostRecord:
    """Read a post."""
    fields = Fields(raw, raw.values)
    record = PostRecord(
        raw=raw,
        key=fields.text("key", KEY),
        source=take_source(fields),
        title=fields.maybe_text("title", NAME),
        holder=fields.maybe_text("holder", NAME),
        since=fields.maybe_day("since"),
    )
    fields.all_taken()
    return record


def read_committee(raw: Raw) -> CommitteeRecord:
    """Read a committee."""
    fields = Fields(raw, raw.values)
    record = CommitteeRecord(
        raw=raw,
        key=fields.text("key", KEY),
        source=take_source(fields),
        name=fields.text("name", NAME),
        kind=fields.choice("kind", CommitteeKind),
        parent=fields.maybe_text("parent", KEY),
        does=fields.maybe_text("does"),
        takes_programme_risks=fields.maybe_truth("takes_programme_risks"),
    )
    fields.all_taken()
    return record


def _code(fields: Fields) -> str:
    code = fields.text("code", 20)
    if not CODE.fullmatch(code):
        raise fields.refuse("code", "expected lower-case letters, digits and hyphens")
    if code in RESERVED_CODES:
        raise fields.refuse("code", f"{code} is the register's own address")
    return code


def _value(fields: Fields) -> tuple[str, str]:
    named = fields.text("name", 100), fields.maybe_text("text")
    fields.all_taken()
    return named
