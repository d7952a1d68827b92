"""A folder read whole, and seen to hang together, before anything is written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from riskapp.domain.references import printed_key
from riskapp.services.loading.event_records import EventRecord, read_event
from riskapp.services.loading.files import LoadError, Raw, read_list, read_object
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.names import names_of
from riskapp.services.loading.plan_records import (
    MilestoneRecord,
    ObjectiveRecord,
    ProgrammeRecord,
    WorkstreamRecord,
    read_milestone,
    read_objective,
    read_programme,
)
from riskapp.services.loading.records import (
    CommitteeRecord,
    OrganisationRecord,
    PostRecord,
    Record,
    UnitRecord,
    read_committee,
    read_organisation,
    read_post,
    read_unit,
)
from riskapp.services.loading.risk_records import RiskRecord, read_risk

AnyRecord = TypeVar("AnyRecord")

MADE = frozenset({Kind.CONTROL, Kind.ASSURANCE, Kind.GAP, Kind.MEETING})
"""What events make, and later events name."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything that a folder's files say of one organisation."""

    name: str
    organisation: OrganisationRecord
    units: tuple[UnitRecord, ...]
    posts: tuple[PostRecord, ...]
    committees: tuple[CommitteeRecord, ...]
    objectives: tuple[ObjectiveRecord, ...]
    programmes: tuple[ProgrammeRecord, ...]
    risks: tuple[RiskRecord, ...]
    milestones: tuple[MilestoneRecord, ...]
    events: tuple[EventRecord, ...]

    @property
    def workstreams(self) -> tuple[WorkstreamRecord, ...]:
        """The workstreams of all programmes, in order."""
        return tuple(stream for programme in self.programmes for stream in programme.workstreams)


FILES = frozenset(
    f"{name}.json"
    for name in (
        "organisation",
        "units",
        "posts",
        "committees",
        "objectives",
        "programmes",
        "risks",
        "milestones",
        "events",
    )
)


def read_folder(path: Path) -> Folder:
    """Return what a folder holds; LoadError with file, line and field on the first thing wrong."""
    if not path.is_dir():
        raise LoadError(str(path), 0, "there is no such folder")
    for stray in sorted(found.name for found in path.glob("*.json") if found.name not in FILES):
        raise LoadError(stray, 0, f"expected only {', '.join(sorted(FILES))}")
    folder = Folder(
        name=path.resolve().name,
        organisation=read_organisation(read_object(path / "organisation.json")),
        units=_list(path / "units.json", read_unit),
        posts=_list(path / "posts.json", read_post),
        committees=_list(path / "committees.json", read_committee),
        objectives=_list(path / "objectives.json", read_objective),
        programmes=_list(path / "programmes.json", read_programme),
        risks=_list(path / "risks.json", read_risk),
        milestones=_list(path / "milestones.json", read_milestone),
        events=_list(path / "events.json", read_event),
    )
    _refuse_loose_ends(folder)
    return folder


def _list(path: Path, reader: Callable[[Raw], AnyRecord]) -> tuple[AnyRecord, ...]:
    return tuple(reader(raw) for raw in read_list(path))


def _refuse_loose_ends(folder: Folder) -> None:
    """Refuse a key that stands twice or is not there, a ring, and events out of order."""
    there = {kind: _unique(records) for kind, records in _by_kind(folder).items()}
    there |= {kind: set() for kind in MADE}
    keyed: Iterable[Record] = chain.from_iterable(_by_kind(folder).values())
    records: Iterable[Record | EventRecord] = chain(keyed, folder.events)
    for record in records:
        _refuse_unknown(record, there)
        if isinstance(record, EventRecord):
            _add_made(record, there)
    for ranked in (folder.units, folder.committees, folder.objectives):
        _refuse_ring({record.key: (record.raw, record.parent) for record in ranked})
    _refuse_foreign_workstreams(folder)
    _refuse_shared_references(folder)
    _refuse_false_events(folder)


def _refuse_unknown(record: Record | EventRecord, there: Mapping[Kind, set[str]]) -> None:
    for field, kind, key in names_of(record):
        if key and key not in there[kind]:
            earlier = " from an event above" if kind in MADE else ""
            wanted = f"expected the key of a {kind}{earlier}, found {key}"
            raise record.raw.refuse(wanted, field)


def _add_made(event: EventRecord, there: Mapping[Kind, set[str]]) -> None:
    """Let the events below name what this one makes."""
    for kind, key in event.makes:
        if key in there[kind]:
            raise event.raw.refuse(f"expected each key of a {kind} once, found {key} again", "key")
        there[kind].add(key)


def _by_kind(folder: Folder) -> Mapping[Kind, tuple[Record, ...]]:
    return {
        Kind.UNIT: folder.units,
        Kind.POST: folder.posts,
        Kind.COMMITTEE: folder.committees,
        Kind.OBJECTIVE: folder.objectives,
        Kind.PROGRAMME: folder.programmes,
        Kind.WORKSTREAM: folder.workstreams,
        Kind.RISK: folder.risks,
        Kind.MILESTONE: folder.milestones,
    }


def _unique(records: Iterable[Record]) -> set[str]:
    listed = list(records)
    _refuse_twice("key", [(record.raw, record.key) for record in listed])
    return {record.key for record in listed}


def _refuse_ring(parents: Mapping[str, tuple[Raw, str]]) -> None:
    """Refuse a parent that stands, somewhere up the tree, under its own child."""
    for key, (raw, parent) in parents.items():
        above, steps = parent, 0
        while above and steps <= len(parents):
            if above == key:
                raise raw.refuse(
                    f"expected a tree, but {key} comes to stand under itself", "parent"
                )
            above, steps = parents[above][1], steps + 1


def _refuse_foreign_workstreams(folder: Folder) -> None:
    programme_of = {stream.key: stream.programme for stream in folder.workstreams}
    for milestone in folder.milestones:
        if milestone.workstream and programme_of[milestone.workstream] != milestone.programme:
            wanted = f"expected a workstream of {milestone.programme}"
            raise milestone.raw.refuse(wanted, "workstream")


def _refuse_shared_references(folder: Folder) -> None:
    """Refuse two risks of one printed reference, and two objectives of one number and start."""
    printed = [(risk.raw, printed_key(risk.printed.reference)) for risk in folder.risks]
    _refuse_twice("printed_reference", [(raw, key) for raw, key in printed if key])
    numbers = [(one.raw, f"{one.number} from {one.starts}") for one in folder.objectives]
    _refuse_twice("number", numbers)


def _refuse_twice(field: str, said: Iterable[tuple[Raw, str]]) -> None:
    seen: set[str] = set()
    for raw, words in said:
        if words in seen:
            raise raw.refuse(f"expected each {field} once, found {words} again", field)
        seen.add(words)


def _refuse_false_events(folder: Folder) -> None:
    """Refuse a replayed history of a real organisation, and events out of their order."""
    if folder.events and not folder.organisation.fictional:
        wanted = "only an invented organisation has a history to replay"
        raise folder.events[0].raw.refuse(wanted)
    latest = folder.organisation.document_date
    for event in folder.events:
        if event.on < latest:
            raise event.raw.refuse(f"expected a day not before {latest.isoformat()}", "on")
        latest = event.on
