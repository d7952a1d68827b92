"""The tables of an organisation as lists that people read: names stand in the place of keys."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session
from sqlmodel.sql.sqltypes import UTCDateTime

from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor
from riskapp.domain.references import milestone_reference, risk_reference
from riskapp.domain.take_out import CellKind, Value
from riskapp.models import Table
from riskapp.models.taken import ORGANISATION, columns_taken
from riskapp.readmodels.take_out import About, Column, TakeOut

AT_ONCE: Final = 500
SHEETS: Final[Mapping[str, str]] = {
    "risk_version": "What risks said",
    "assessment": "Scores",
    "placement": "Registers",
    "decision": "Decisions",
    "decision_terms": "Terms of acceptance",
    "control_version": "Controls",
    "assurance": "Assurances",
    "assurance_rating": "Ratings of assurance",
    "gap": "Gaps",
    "gap_milestone": "What closes gaps",
    "milestone": "Milestones",
    "milestone_due": "Due periods",
    "milestone_note": "Notes on milestones",
    "risk_milestone": "Actions of risks",
    "risk_objective": "Risks to objectives",
    "risk_exposure": "Exposure",
    "risk_merge": "Merged risks",
    "risk_note": "Notes",
    "occurrence": "What has happened",
    "review": "Reviews",
    "objective": "Objectives",
    "programme": "Programmes",
    "programme_objective": "What programmes serve",
    "workstream": "Workstreams",
    "unit": "Units",
    "post": "Posts",
    "post_holder": "Holders of posts",
    "membership": "People and roles",
    "committee": "Committees",
    "committee_domain": "Domains of committees",
    "meeting": "Meetings",
    "attendance": "Attendance",
    "monthly_review": "Months",
    "monthly_item": "Lists of months",
    "monthly_outcome": "Outcomes of months",
    "baf_period": "Periods of the BAF",
    "baf_entry": "Entries of the BAF",
    "baf_entry_objective": "Objectives of entries",
    "pack": "Packs",
    "pack_risk": "Risks in packs",
    "pack_waiver": "Waived warnings",
    "appetite_scale": "Scales of appetite",
    "appetite_level": "Levels of appetite",
    "appetite_statement": "Statements of appetite",
    "matrix_version": "Matrices",
    "matrix_band": "Bands",
    "matrix_level": "Levels of the matrix",
    "matrix_descriptor": "Descriptors",
    "quality_setting": "Quality checks",
    "redaction": "Redactions",
    "saved_view": "Views",
    "import_file": "Files brought in",
    "import_row": "Rows brought in",
    "organisation_value": "Values",
}
"""The tables that are sheets of their own, in the order in which they are read."""

NO_SHEET: Final[Mapping[str, str]] = {
    "assessment_domain": "the domains of a score, which JSON keeps",
    "control": "told by the versions of controls",
    "counter": "the last numbers given out",
    "final_content": "told by months and packs; JSON keeps it whole",
    "final_words": "told by months and packs; JSON keeps it whole",
    "history": "a list of its own, in sentences",
    "history_text": "told in the history",
    "import_source": "how files are read, which JSON keeps",
    "organisation_look": "colours and a logo, which JSON keeps",
    "pack_file": "the bytes of packs, which JSON keeps",
    "position": "follows from the scores",
    "provenance": "where loaded rows are printed, which JSON keeps",
    "reminder_choice": "how often each person is told, which JSON keeps",
    "reminder_rule": "a setting of reminders, which JSON keeps",
    "risk": "a list of its own, each risk in full",
}
"""The tables that are no sheet, each with the reason."""

_NAMED_BY: Final[Mapping[str, tuple[str, Callable[[Any], str]]]] = {
    "risk": ("number", risk_reference),
    "milestone": ("number", milestone_reference),
    "person": ("name", str),
    "post": ("title", lambda title: title or "post not stated"),
    "committee": ("name", str),
    "objective": ("number", str),
    "programme": ("name", str),
    "workstream": ("name", str),
    "unit": ("name", str),
    "meeting": ("held_on", str),
    "gap": ("words", str),
    "monthly_review": ("month", lambda month: f"{month:%Y-%m}"),
    "baf_period": ("name", str),
    "pack": ("number", str),
    "matrix_version": ("version", str),
    "appetite_scale": ("from_on", str),
    "import_file": ("name", str),
    "decision": ("risk_id", str),
}
"""By which column a row is named where another points at it, and how that is written; a column that
points at a row itself is written as that row is named."""
_MILESTONES: Final = "milestone.number"
_NOT_READ: Final = frozenset({"corrections", "digests", "findings", "plan", "salt", "version"})
"""What says nothing to a reader."""
_HEADINGS: Final[Mapping[str, str]] = {
    "baf_risk": "Risk of the BAF",
    "decision": "Risk of the decision",
    "file_digest": "SHA-256 of the file",
    "from_on": "From",
    "printed": "As printed",
    "printed_score": "Score in the old register",
    "register_kind": "Register",
    "sha256": "SHA-256",
    "until_on": "Until",
}
"""What columns are called that cannot be called as they are."""


@dataclass(slots=True)
class _Names:
    """The names of the rows that others point at, asked for once for each table."""

    session: Session
    actor: Actor
    found: dict[str, Mapping[UUID, str]] = field(default_factory=dict)

    def of(self, table: str) -> Mapping[UUID, str]:
        if table not in self.found:
            self.found[table] = self._read(Table.metadata.tables[table])
        return self.found[table]

    def _read(self, table: sa.Table) -> Mapping[UUID, str]:
        column, said = _NAMED_BY[table.name]
        query = sa.select(table.columns.id, table.columns[column])
        if ORGANISATION in table.columns:
            query = query.where(table.columns[ORGANISATION] == self.actor.organisation_id)
        rows = self.session.connection().execute(query).all()
        further = _points_at(table.columns[column])
        if further:
            known = self.of(further)
            return {key: known[value] for key, value in rows}
        return {key: said(value) for key, value in rows}


def list_sheets(session: Session, actor: Actor, about: About) -> Iterator[TakeOut]:
    """Yield a list for each of the tables; the caller has made sure that all of it shows."""
    names = _Names(session, actor)
    for name, title in SHEETS.items():
        table = Table.metadata.tables[name]
        kept = [column for column in columns_taken(table) if _is_read(column)]
        columns = tuple(map(_column, kept))
        file_name = title.lower().replace(" ", "-")
        yield TakeOut(title, file_name, about, columns, _rows(names, table, kept))


def _rows(
    names: _Names, table: sa.Table, kept: Sequence[sa.Column[Any]]
) -> Iterator[tuple[Value, ...]]:
    said = [_said_of(column, names) for column in kept]
    query = (
        sa.select(*kept)
        .where(table.columns[ORGANISATION] == names.actor.organisation_id)
        .order_by(*table.primary_key.columns)
    )
    options = {"yield_per": AT_ONCE}
    for row in names.session.connection().execute(query, execution_options=options):
        yield tuple(say(value) for say, value in zip(said, row, strict=True))


def _is_read(column: sa.Column[Any]) -> bool:
    """Leave out what says nothing to a reader: keys without a name, versions, whole files."""
    if isinstance(column.type, sa.Uuid):
        return _points_at(column) in _NAMED_BY
    return not isinstance(column.type, sa.LargeBinary) and column.name not in _NOT_READ


def _points_at(column: sa.Column[Any]) -> str:
    """Return the table that a column points at, "" where it points at none."""
    tables = (key.column.table.name for key in column.foreign_keys)
    return next((name for name in tables if name != "organisation"), "")


def _said_of(column: sa.Column[Any], names: _Names) -> Callable[[Any], Value]:
    if isinstance(column.type, sa.Uuid):
        known = names.of(_points_at(column))
        return known.get
    if str(column) == _MILESTONES:
        return milestone_reference
    if isinstance(column.type, sa.Enum):
        return lambda value: value.value.replace("-", " ") if isinstance(value, Enum) else value
    if isinstance(column.type, UTCDateTime):
        return lambda value: f"{value:%Y-%m-%d %H:%M:%S} UTC" if value else None
    if isinstance(column.type, sa.Date):
        return lambda value: None if value == FOREVER else value
    return lambda value: value


def _column(column: sa.Column[Any]) -> Column:
    key = str(column.name).removesuffix("_id")
    heading = _HEADINGS.get(key, key.replace("_", " ").capitalize())
    wide = column.type.python_type is str and not getattr(column.type, "length", None)
    return Column(key, heading, _kind(column), wide and not isinstance(column.type, sa.Enum))


def _kind(column: sa.Column[Any]) -> CellKind:
    if _points_at(column) in {"risk", "milestone", "decision"} or str(column) == _MILESTONES:
        return CellKind.REFERENCE
    kinds: Mapping[type, CellKind] = {bool: CellKind.YES_NO, int: CellKind.NUMBER}
    if isinstance(column.type, sa.Date):
        return CellKind.DAY
    return kinds.get(column.type.python_type, CellKind.TEXT)
