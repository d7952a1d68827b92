"""Which fields of a record name other records: the field, the kind named, and the key."""

from collections.abc import Iterable
from functools import singledispatch

from riskapp.services.loading.event_records import EventRecord
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
    return record.names
