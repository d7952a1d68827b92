"""The records of the plan: objectives, programmes with their workstreams, and milestones."""

from dataclasses import dataclass, replace
from datetime import date

from riskapp.domain.due_periods import DuePeriod, parse_due
from riskapp.models.plan import ObjectiveLevel
from riskapp.services.loading.fields import KEY, Fields, take_source
from riskapp.services.loading.files import Raw
from riskapp.services.loading.records import NAME, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRecord(Record):
    """A strategic aim or objective."""

    number: str
    level: ObjectiveLevel
    parent: str
    title: str
    starts: date
    ends: date
    executive_post: str
    lead_committee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstreamRecord(Record):
    """A part of a programme."""

    name: str
    programme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRecord(Record):
    """A programme with its workstreams."""

    name: str
    section: str
    executive_post: str
    objectives: tuple[str, ...]
    workstreams: tuple[WorkstreamRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRecord(Record):
    """A milestone with its due period as printed."""

    text: str
    programme: str
    workstream: str
    due: DuePeriod
    owner_post: str
    risks: tuple[str, ...]


def read_objective(raw: Raw) -> ObjectiveRecord:
    """Read an objective."""
    fields = Fields(raw, raw.values)
    record = ObjectiveRecord(
        raw=raw,
        key=fields.text("key", KEY),
        source=take_source(fields),
        number=fields.text("number", 20),
        level=fields.choice("level", ObjectiveLevel),
        parent=fields.maybe_text("parent", KEY),
        title=fields.text("title", 500),
        starts=fields.day("starts"),
        ends=fields.day("ends"),
        executive_post=fields.maybe_text("executive_post", KEY),
        lead_committee=fields.maybe_text("lead_committee", KEY),
    )
    if record.ends < record.starts:
        raise fields.refuse("ends", "expected a date not before the objective starts")
    fields.all_taken()
    return record


def read_programme(raw: Raw) -> ProgrammeRecord:
    """Read a programme and its workstreams."""
    fields = Fields(raw, raw.values)
    key = fields.text("key", KEY)
    record = ProgrammeRecord(
        raw=raw,
        key=key,
        source=take_source(fields),
        name=fields.text("name", NAME),
        section=fields.maybe_text("section", 40),
        executive_post=fields.maybe_text("executive_post", KEY),
        objectives=fields.keys("objectives"),
        workstreams=tuple(_workstream(part, key) for part in fields.parts("workstreams")),
    )
    fields.all_taken()
    return record


def read_milestone(raw: Raw) -> MilestoneRecord:
    """Read a milestone; its due period must be one of the printed forms."""
    fields = Fields(raw, raw.values)
    record = MilestoneRecord(
        raw=raw,
        key=fields.text("key", KEY),
        source=take_source(fields),
        text=fields.text("text"),
        programme=fields.maybe_text("programme", KEY),
        workstream=fields.maybe_text("workstream", KEY),
        due=fields.read("due", fields.text("due"), parse_due),
        owner_post=fields.maybe_text("owner_post", KEY),
        risks=fields.keys("risks"),
    )
    if record.workstream and not record.programme:
        raise fields.refuse("workstream", "expected a programme beside the workstream")
    fields.all_taken()
    return record


def _workstream(fields: Fields, programme: str) -> WorkstreamRecord:
    raw = replace(fields.raw, values=dict(fields.values))
    record = WorkstreamRecord(
        raw=raw,
        key=fields.text("key", KEY),
        source=take_source(fields),
        name=fields.text("name", NAME),
        programme=programme,
    )
    fields.all_taken()
    return record
