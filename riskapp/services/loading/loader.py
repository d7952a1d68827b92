"""The deed of loading a folder: everything in it, once, in the order of its days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from operator import itemgetter
from pathlib import Path
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import require
from riskapp.domain.wording import counted
from riskapp.services.history import note
from riskapp.services.loading.events import replay
from riskapp.services.loading.folder import Folder, read_folder
from riskapp.services.loading.kinds import Kind, counts_in_words
from riskapp.services.loading.plan import load_parts
from riskapp.services.loading.plan_records import MilestoneRecord
from riskapp.services.loading.risks import load_milestone, load_risk, mitigate_later
from riskapp.services.loading.stage import Stage, open_stage

Moment = tuple[date, Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: how many records of each kind are new, and how many were there."""

    organisation: str
    new: dict[Kind, int]
    before: int

    @property
    def sentence(self) -> str:
        """Say it in a line."""
        were = f"{counted(self.before, 'record was', 'records were')} loaded already"
        if not self.new:
            return f"{self.organisation}: nothing new: {were}."
        done = f"{self.organisation}: loaded {counts_in_words(self.new)}"
        return f"{done}; {were}." if self.before else f"{done}."


def load_folder(session: Session, path: Path, *, today: date, by: UUID | None = None) -> Loaded:
    """Load what is new in a folder; LoadError where something is wrong or changed since.

    `today` is the register's own day; `by` is recorded as who loads, else the command line.
    """
    folder = read_folder(path)
    stage = open_stage(session, folder, today=today, by=by)
    require(stage.loader, Action.LOAD)
    load_parts(stage, folder)
    # In the order of their days; on one day risks come first, then milestones, then deeds on them.
    moments = chain(_risks(stage, folder), _milestones(stage, folder), _replays(stage, folder))
    for _, act in sorted(moments, key=itemgetter(0)):
        act()
    new = dict(stage.ledger.added)
    if new:
        facts = {"records": sum(new.values()), "folder": folder.name}
        note(session, stage.loader, Happening.ORGANISATION_LOADED, facts=facts)
    session.flush()
    return Loaded(folder.organisation.name, new, stage.ledger.left)


def _risks(stage: Stage, folder: Folder) -> Iterator[Moment]:
    for risk in folder.risks:
        if stage.ledger.is_new(Kind.RISK, risk.key, risk.raw):
            yield stage.day(risk.opened), partial(load_risk, stage, risk)


def _milestones(stage: Stage, folder: Folder) -> Iterator[Moment]:
    """Yield the milestones with the risks open by then; later ones are linked on their day."""
    opened = {risk.key: risk.opened for risk in folder.risks}
    for milestone in folder.milestones:
        if stage.ledger.is_new(Kind.MILESTONE, milestone.key, milestone.raw):
            since = _since(stage, milestone, opened)
            day = stage.day(since)
            later = [key for key in milestone.risks if stage.day(opened[key]) > day]
            with_it = tuple(key for key in milestone.risks if key not in later)
            yield day, partial(load_milestone, stage, milestone, since, with_it)
            for key in later:
                on = stage.day(opened[key])
                yield on, partial(mitigate_later, stage, milestone, key, on)


def _replays(stage: Stage, folder: Folder) -> Iterator[Moment]:
    """Yield the events that are new: known by their number in the file, for new ones go last."""
    for number, event in enumerate(folder.events, start=1):
        key = f"{number:05}"
        if stage.ledger.is_new(Kind.EVENT, key, event.raw):
            yield event.on, partial(replay, stage, key, event)


def _since(stage: Stage, milestone: MilestoneRecord, opened: dict[str, date]) -> date:
    """Return since when a milestone is known: with its document, or with the risk it is for."""
    known = stage.record.document_date
    if milestone.programme or not milestone.risks:
        return known
    return max(known, min(opened[key] for key in milestone.risks))
