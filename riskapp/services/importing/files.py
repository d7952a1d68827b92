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
from riskapp.domain.import_drafts import HandIn, PutRight, SayNames, SetPlan
from riskapp.domain.import_fitness import unfit
from riskapp.domain.import_plans import FilePlan, plan_from_json, plan_to_json
from riskapp.domain.imports import ImportState
from riskapp.domain.permissions import Actor, require
from riskapp.intake.book import Book
from riskapp.models import ImportFile, ImportSource
from riskapp.services.importing.remembering import LAST_READ
from riskapp.services.importing.sources import keep_plan, named_source

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
    file = new_file(actor, draft, book, plan)
    file.source_id, file.content = source.id if source else None, draft.content
    session.add(file)
    session.flush()
    return file


def new_file(actor: Actor, draft: HandIn, book: Book, plan: FilePlan) -> ImportFile:
    """Return the row of a file that is handed in, without its words and its source."""
    return ImportFile(
        organisation_id=actor.organisation_id,
        name=draft.name,
        kind=book.kind.value,
        size=len(draft.content),
        sha256=sha256(draft.content).hexdigest(),
        plan=plan_to_json(plan),
        by_id=actor.person_id,
        entered_on=actor.today,
    )


def set_plan(session: Session, actor: Actor, file_id: UUID, draft: SetPlan) -> ImportFile:
    """Decide how the file is read, and keep it for the next file of the same source.

    StaleError if somebody else has changed it since it was looked at, FieldError for a plan that
    cannot be used.
    """
    file = get_open_as_seen(session, actor, file_id, draft.seen_version)
    for one in unfit(draft.plan):
        at = one.question if one.column is None else f"holds_{one.column}"
        raise FieldError(at, one.words)
    _keep_plan(session, actor, file, draft.plan)
    return _changed(session, file)


def read_anew(session: Session, actor: Actor, file_id: UUID, draft: SetPlan) -> ImportFile:
    """Keep another proposal of how the file is read, which is still to be decided.

    What was put right in it belonged to what was read before, and is dropped.
    """
    file = get_open_as_seen(session, actor, file_id, draft.seen_version)
    file.plan, file.corrections = plan_to_json(draft.plan), "{}"
    return _changed(session, file)


def say_names(session: Session, actor: Actor, file_id: UUID, draft: SayNames) -> ImportFile:
    """Say which row of the register each printed name means."""
    file = get_open_as_seen(session, actor, file_id, draft.seen_version)
    plan = plan_from_json(file.plan)
    names = {holds: {**plan.names.get(holds, {})} for holds in {*plan.names, *draft.names}}
    for holds, said in draft.names.items():
        names[holds] |= said
    _keep_plan(session, actor, file, replace(plan, names=names))
    return _changed(session, file)


def put_right(session: Session, actor: Actor, file_id: UUID, draft: PutRight) -> ImportFile:
    """Keep what was put right in some rows, which of them are left out, and whose word holds."""
    file = get_open_as_seen(session, actor, file_id, draft.seen_version)
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
    file = get_open(session, actor, file_id)
    end(file, ImportState.THROWN_AWAY)
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
        end(file, ImportState.THROWN_AWAY)
    session.flush()
    return len(found)


def get_open(session: Session, actor: Actor, file_id: UUID) -> ImportFile:
    """Fetch and lock a file that waits to be loaded; StaleError where it does so no more."""
    file = get_file(session, actor, file_id)
    if file.state is not ImportState.OPEN:
        raise StaleError(NOT_OPEN)
    return file


def get_file(session: Session, actor: Actor, file_id: UUID) -> ImportFile:
    """Fetch and lock a file, whatever it has come to; NotFoundError where there is none."""
    require(actor, Action.IMPORT_RISKS)
    query = select(ImportFile).where(
        col(ImportFile.organisation_id) == actor.organisation_id, col(ImportFile.id) == file_id
    )
    locked = query.with_for_update().execution_options(populate_existing=True)
    file = session.exec(locked).one_or_none()
    if file is None:
        raise NotFoundError(NOT_THERE)
    return file


def get_open_as_seen(
    session: Session, actor: Actor, file_id: UUID, seen_version: int
) -> ImportFile:
    """Fetch and lock a file that waits to be loaded; StaleError where it is not as it was seen."""
    file = get_open(session, actor, file_id)
    if file.version != seen_version:
        raise StaleError(CHANGED)
    return file


def _changed(session: Session, file: ImportFile) -> ImportFile:
    """Note that the file is read in another way now: what was found in it no longer holds."""
    file.findings = ""
    file.version += 1
    session.flush()
    return file


def end(file: ImportFile, state: ImportState) -> None:
    """Let a file wait no more: it was loaded or thrown away, and nothing of its words is kept."""
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
        keep_plan(actor, source, plan)


def _joined(before: Mapping[int, Any], now: Mapping[int, Any]) -> dict[int, dict[Any, Any]]:
    return {row: {**before.get(row, {}), **now.get(row, {})} for row in {*before, *now}}


def _source(session: Session, actor: Actor, draft: HandIn) -> ImportSource | None:
    """Return where the file comes from: a source that is known, or one that is new now."""
    if draft.new_source.strip():
        return named_source(session, actor, draft.new_source)
    if draft.source_id is None:
        return None
    source = session.get(ImportSource, (actor.organisation_id, draft.source_id))
    if source is None:
        raise FieldError("source", "Choose one of those listed.")
    return source
