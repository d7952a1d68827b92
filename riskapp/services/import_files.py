"""Handing in an old register, and deciding how it is read, before any of it is loaded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.import_corrections import corrections_from_json, corrections_to_json
from riskapp.domain.import_drafts import LONGEST_SOURCE, HandIn, PutRight, SayNames, SetPlan
from riskapp.domain.import_fitness import unfit
from riskapp.domain.import_plans import FilePlan, plan_from_json, plan_to_json
from riskapp.domain.imports import ImportState
from riskapp.domain.permissions import Actor, require
from riskapp.intake.book import Book
from riskapp.models import ImportFile, ImportSource
from riskapp.services.importing.remembering import LAST_READ
from riskapp.services.importing.sources import find_source

NOT_THERE: Final = "There is no such file."
CHANGED: Final = "Somebody else has changed how this file is read since you opened the page."
NOT_OPEN: Final = "This file was loaded or thrown away already: nothing of it can be changed now."
KEPT_FOR: Final = timedelta(days=30)
"""How long a file may wait to be loaded: it may name people, so it is not kept for ever."""


def hand_in(
    session: Session, actor: Actor, draft: HandIn, book: Book, plan: FilePlan
) -> ImportFile:
    """Keep a file that was opened, and how it is proposed to be read."""
    require(actor, Action.IMPORT_RISKS)
    source = _source(session, actor, draft)
    file = ImportFile(
        organisation_id=actor.organisation_id,
        source_id=source.id if source else None,
        name=draft.name,
        kind=book.kind.value,
        size=len(draft.content),
        sha256=sha256(draft.content).hexdigest(),
        content=draft.content,
        plan=plan_to_json(plan),
        by_id=actor.person_id,
        entered_on=actor.today,
    )
    session.add(file)
    session.flush()
    return file


def set_plan(session: Session, actor: Actor, file_id: UUID, draft: SetPlan) -> ImportFile:
    """Decide how the file is read, and keep it for the next file of the same source.

    StaleError if somebody else has changed it since it was looked at, FieldError for a plan that
    cannot be used.
    """
    file = _begin(session, actor, file_id, draft.seen_version)
    for one in unfit(draft.plan):
        at = one.question if one.column is None else f"holds_{one.column}"
        raise FieldError(at, one.words)
    _keep_plan(session, actor, file, draft.plan)
    return _changed(session, file)


def read_anew(session: Session, actor: Actor, file_id: UUID, draft: SetPlan) -> ImportFile:
    """Keep another proposal of how the file is read, which is still to be decided.

    What was put right in it belonged to what was read before, and is dropped.
    """
    file = _begin(session, actor, file_id, draft.seen_version)
    file.plan, file.corrections = plan_to_json(draft.plan), "{}"
    return _changed(session, file)


def say_names(session: Session, actor: Actor, file_id: UUID, draft: SayNames) -> ImportFile:
    """Say which row of the register each printed name means."""
    file = _begin(session, actor, file_id, draft.seen_version)
    plan = plan_from_json(file.plan)
    names = {holds: {**plan.names.get(holds, {})} for holds in {*plan.names, *draft.names}}
    for holds, said in draft.names.items():
        names[holds] |= said
    _keep_plan(session, actor, file, replace(plan, names=names))
    return _changed(session, file)


def put_right(session: Session, actor: Actor, file_id: UUID, draft: PutRight) -> ImportFile:
    """Keep what was put right in some rows, which of them are left out, and whose word holds."""
    file = _begin(session, actor, file_id, draft.seen_version)
    made = corrections_from_json(file.corrections)
    made = replace(
        made,
        cells=_joined(made.cells, draft.cells),
        left_out=(made.left_out - draft.shown) | draft.left_out,
        sides=_joined(made.sides, draft.sides),
    )
    file.corrections = corrections_to_json(made)
    return _changed(session, file)


def throw_away(session: Session, actor: Actor, file_id: UUID) -> ImportFile:
    """Throw a file away that was not loaded: nothing of what it says is kept."""
    file = find_open(session, actor, file_id)
    _empty(file, ImportState.THROWN_AWAY)
    session.flush()
    return file


def throw_old_away(session: Session, actor: Actor) -> int:
    """Throw away the files that nobody has loaded for so long; return how many there were."""
    old = select(ImportFile).where(
        col(ImportFile.organisation_id) == actor.organisation_id,
        col(ImportFile.state) == ImportState.OPEN,
        col(ImportFile.recorded_at) < utc_now() - KEPT_FOR,
    )
    found = session.exec(old.order_by(col(ImportFile.id))).all()
    for file in found:
        _empty(file, ImportState.THROWN_AWAY)
    session.flush()
    return len(found)


def find_open(session: Session, actor: Actor, file_id: UUID) -> ImportFile:
    """Fetch and lock a file that waits to be loaded; StaleError where it does so no more."""
    require(actor, Action.IMPORT_RISKS)
    query = select(ImportFile).where(
        col(ImportFile.organisation_id) == actor.organisation_id, col(ImportFile.id) == file_id
    )
    locked = query.with_for_update().execution_options(populate_existing=True)
    file = session.exec(locked).one_or_none()
    if file is None:
        raise NotFoundError(NOT_THERE)
    if file.state is not ImportState.OPEN:
        raise StaleError(NOT_OPEN)
    return file


def _begin(session: Session, actor: Actor, file_id: UUID, seen_version: int) -> ImportFile:
    file = find_open(session, actor, file_id)
    if file.version != seen_version:
        raise StaleError(CHANGED)
    return file


def _changed(session: Session, file: ImportFile) -> ImportFile:
    """Note that the file is read in another way now: what was found in it no longer holds."""
    file.findings = ""
    file.version += 1
    session.flush()
    return file


def _empty(file: ImportFile, state: ImportState) -> None:
    LAST_READ.forget()
    file.state = state
    file.content = None
    file.corrections, file.findings = "{}", ""
    file.version += 1


def _keep_plan(session: Session, actor: Actor, file: ImportFile, plan: FilePlan) -> None:
    """Keep a plan with the file, and for the next file of its source."""
    file.plan = plan_to_json(plan)
    if file.source_id is None:
        return
    source = session.get(ImportSource, (actor.organisation_id, file.source_id))
    if source is not None:
        source.plan = plan_to_json(replace(plan, as_at=None))
        source.by_id, source.recorded_at = actor.person_id, utc_now()
        source.version += 1


def _joined(before: Mapping[int, Any], now: Mapping[int, Any]) -> dict[int, dict[Any, Any]]:
    return {row: {**before.get(row, {}), **now.get(row, {})} for row in {*before, *now}}


def _source(session: Session, actor: Actor, draft: HandIn) -> ImportSource | None:
    """Return where the file comes from: a source that is known, or one that is new now."""
    name = " ".join(draft.new_source.split())
    if name:
        return _named_source(session, actor, name)
    if draft.source_id is None:
        return None
    source = session.get(ImportSource, (actor.organisation_id, draft.source_id))
    if source is None:
        raise FieldError("source", "Choose one of those listed.")
    return source


def _named_source(session: Session, actor: Actor, name: str) -> ImportSource:
    """Return the source of that name, a new one where there is none."""
    if len(name) > LONGEST_SOURCE:
        raise FieldError("new_source", f"Use {LONGEST_SOURCE} characters or fewer.")
    known = find_source(session, actor, name)
    if known is not None:
        return known
    source = ImportSource(organisation_id=actor.organisation_id, name=name, by_id=actor.person_id)
    session.add(source)
    session.flush()
    return source
