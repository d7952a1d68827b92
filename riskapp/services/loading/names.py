"""Which fields of a record name other records: the field, the kind named, and the key."""

from collections.abc import Iterable
from functools import singledispatch

from riskapp.services.loading.event_records import (
    EDITED_PLACES,
    ON_MILESTONES,
    AnswerEvent,
    EditEvent,
    EventRecord,
    ObjectiveEvent,
    PlaceEvent,
)
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.plan_records import MilestoneRecord, ObjectiveRecord, ProgrammeRecord
from riskapp.services.loading.records import CommitteeRecord, Record, UnitRecord
from riskapp.services.loading.risk_records import RiskRecord

Names = Iterable[tuple[str, Kind, str]]


@singledispatch
def names_of(_record: Record | EventRecord) -> Names:
    """Return what a record names; an empty key stands for what was left out."""
    return ()


@names_of.register
def _of_unit(record: UnitRecord) -> Names:
    yield "parent", Kind.UNIT, record.parent


@names_of.register
def _of_committee(record: CommitteeRecord) -> Names:
    yield "parent", Kind.COMMITTEE, record.parent


@names_of.register
def _of_objective(record: ObjectiveRecord) -> Names:
    yield "parent", Kind.OBJECTIVE, record.parent
    yield "executive_post", Kind.POST, record.executive_post
    yield "lead_committee", Kind.COMMITTEE, record.lead_committee


@names_of.register
def _of_programme(record: ProgrammeRecord) -> Names:
    yield "executive_post", Kind.POST, record.executive_post
    yield from (("objectives", Kind.OBJECTIVE, key) for key in record.objectives)


@names_of.register
def _of_risk(record: RiskRecord) -> Names:
    yield "unit", Kind.UNIT, record.place.unit
    yield "programme", Kind.PROGRAMME, record.place.programme
    yield "owner_post", Kind.POST, record.place.owner_post
    yield "executive_post", Kind.POST, record.place.executive_post
    yield "lead_committee", Kind.COMMITTEE, record.place.lead_committee
    yield from (("objectives", Kind.OBJECTIVE, key) for key in record.objectives)


@names_of.register
def _of_milestone(record: MilestoneRecord) -> Names:
    yield "programme", Kind.PROGRAMME, record.programme
    yield "workstream", Kind.WORKSTREAM, record.workstream
    yield "owner_post", Kind.POST, record.owner_post
    yield from (("risks", Kind.RISK, key) for key in record.risks)


@names_of.register
def _of_event(record: EventRecord) -> Names:
    on_milestone = record.deed in ON_MILESTONES
    named = ("milestone", Kind.MILESTONE) if on_milestone else ("risk", Kind.RISK)
    yield *named, record.subject


@names_of.register
def _of_answer(record: AnswerEvent) -> Names:
    yield from _of_event(record)
    yield "baf_risk", Kind.RISK, record.baf_risk
    yield from (("objectives", Kind.OBJECTIVE, key) for key in record.objectives)


@names_of.register
def _of_link(record: ObjectiveEvent) -> Names:
    yield from _of_event(record)
    yield "objective", Kind.OBJECTIVE, record.objective


@names_of.register
def _of_placing(record: PlaceEvent) -> Names:
    yield from _of_event(record)
    yield "committee", Kind.COMMITTEE, record.committee


@names_of.register
def _of_edit(record: EditEvent) -> Names:
    yield from _of_event(record)
    yield from ((name, EDITED_PLACES[name], key) for name, key in record.places.items())
