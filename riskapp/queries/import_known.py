"""Risks as they stand, put as an old register would: what a newer file of theirs is laid beside."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.controls import GapKind
from riskapp.domain.import_compare import Kept, KnownRisk
from riskapp.domain.import_said import (
    COLUMN_OF,
    Saying,
    Told,
    of_action,
    review_text,
    score_text,
    status_text,
    told_score,
)
from riskapp.domain.imports import ImportState
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import PrintedScore, score_of
from riskapp.models import (
    Assurance,
    ControlVersion,
    Gap,
    ImportFile,
    ImportRow,
    Milestone,
    MilestoneDue,
    MilestoneNote,
    Position,
    Review,
    Risk,
    RiskMilestone,
    RiskNote,
    RiskObjective,
    RiskVersion,
)
from riskapp.queries.joins import points_at
from riskapp.queries.scope import not_withdrawn, same_risk, still, visible

NO_CELLS: Final = "[]"


def list_known(
    session: Session, actor: Actor, ids: Sequence[UUID], root_unit_id: UUID | None
) -> Iterator[KnownRisk]:
    """Yield these risks as they stand now, each beside what the last file said of it."""
    scores, many = _scores(session, actor, ids), _many(session, actor, ids)
    kept = _kept(session, actor, ids)
    says = sa.inspect(RiskVersion).local_table
    query = (
        sa.select(col(Risk.number), col(Risk.version), col(Risk.printed_cells), says)
        .join(RiskVersion, same_risk())
        .where(visible(actor), still(RiskVersion), col(Risk.id).in_(ids))
    )
    for row in session.connection().execute(query):
        one = _one(row, root_unit_id) | scores[row.risk_id]
        yield KnownRisk(
            id=row.risk_id,
            number=row.number,
            version=row.version,
            status=row.status,
            title=row.title,
            saying=Saying(one, many[row.risk_id]),
            columns=dict(row._mapping),  # noqa: SLF001 - the public name of a row's columns
            kept=kept.get(row.risk_id),
        )


def _one(row: Any, root_unit_id: UUID | None) -> dict[Told, str]:
    said = {told: str(getattr(row, column) or "") for told, column in COLUMN_OF.items()}
    if row.unit_id == root_unit_id:
        said[Told.UNIT] = ""
    said[Told.STATUS] = status_text(row.status)
    said[Told.CELLS] = "" if row.printed_cells == NO_CELLS else row.printed_cells
    return said


def _scores(session: Session, actor: Actor, ids: Sequence[UUID]) -> Mapping[UUID, dict[Told, str]]:
    columns = (Position.risk_id, Position.kind, Position.consequence, Position.likelihood)
    query = sa.select(*map(col, columns), col(Position.score)).where(
        *_of(Position, actor, ids), still(Position), col(Position.score) > 0
    )
    found: defaultdict[UUID, dict[Told, str]] = defaultdict(dict)
    for row in session.connection().execute(query):
        score = score_of(row.consequence, row.likelihood) or PrintedScore(row.score)
        found[row.risk_id][told_score(row.kind)] = score_text(score)
    return found


def _many(
    session: Session, actor: Actor, ids: Sequence[UUID]
) -> Mapping[UUID, dict[Told, list[str]]]:
    """Return all that ever was of each risk: what somebody ended is not begun again by a file."""
    found: defaultdict[UUID, dict[Told, list[str]]] = defaultdict(dict)
    for told, query in _lists(actor, ids):
        for row in session.connection().execute(query):
            found[row[0]].setdefault(told, []).append(str(row[1]))
    beside = (_of_actions(session, actor, ids), _reviews(session, actor, ids))
    for told, risk_id, text in chain(*beside):
        found[risk_id].setdefault(told, []).append(text)
    return found


def _lists(actor: Actor, ids: Sequence[UUID]) -> Iterator[tuple[Told, Any]]:
    for told, table, words in (
        (Told.OBJECTIVES, RiskObjective, RiskObjective.objective_id),
        (Told.CONTROLS, ControlVersion, ControlVersion.words),
        (Told.ASSURANCES, Assurance, Assurance.source),
        (Told.ASSURANCES, Assurance, Assurance.words),
        (Told.NOTES, RiskNote, RiskNote.words),
    ):
        yield told, sa.select(col(table.risk_id), col(words)).where(*_of(table, actor, ids))
    gaps = sa.select(col(Gap.risk_id), col(Gap.words)).where(*_of(Gap, actor, ids))
    yield Told.CONTROL_GAPS, gaps.where(col(Gap.kind) == GapKind.CONTROL)
    yield Told.ASSURANCE_GAPS, gaps.where(col(Gap.kind) == GapKind.ASSURANCE)
    actions = sa.select(col(RiskMilestone.risk_id), col(Milestone.words)).join(
        Milestone, points_at(RiskMilestone.milestone_id, Milestone)
    )
    yield Told.ACTIONS, actions.where(*_of(RiskMilestone, actor, ids))


def _of_actions(
    session: Session, actor: Actor, ids: Sequence[UUID]
) -> Iterator[tuple[Told, UUID, str]]:
    """Yield what is said of each action of the risks: its due periods, its end, its progress."""
    action = (col(RiskMilestone.risk_id), col(Milestone.words))
    for told, said, table in (
        (Told.DUE, MilestoneDue.printed, MilestoneDue),
        (Told.DONE, Milestone.done_on, None),
        (Told.PROGRESS, MilestoneNote.words, MilestoneNote),
    ):
        query: Any = sa.select(*action, col(said).label("said")).join(
            Milestone, points_at(RiskMilestone.milestone_id, Milestone)
        )
        if table is not None:
            query = query.join(table, points_at(table.milestone_id, Milestone))
        query = query.where(*_of(RiskMilestone, actor, ids), col(said).is_not(None))
        for row in session.connection().execute(query):
            yield told, row.risk_id, of_action(row.words, row.said)


def _reviews(
    session: Session, actor: Actor, ids: Sequence[UUID]
) -> Iterator[tuple[Told, UUID, str]]:
    """Yield each review in every way in which a row may say it."""
    columns = (Review.risk_id, Review.reviewed_on, Review.next_on)
    query = sa.select(*map(col, columns)).where(*_of(Review, actor, ids), not_withdrawn(Review))
    for row in session.connection().execute(query):
        on, due = row.reviewed_on, row.next_on
        for text in (review_text(on, due), review_text(on, None), review_text(None, due)):
            yield Told.REVIEW, row.risk_id, text


def _kept(session: Session, actor: Actor, ids: Sequence[UUID]) -> Mapping[UUID, Kept]:
    """Return what the file that was loaded last said of each risk."""
    columns = (ImportRow.risk_id, ImportRow.file_id, ImportRow.salt, ImportRow.digests)
    query = (
        sa.select(*map(col, columns))
        .join(ImportFile, points_at(ImportRow.file_id, ImportFile))
        .where(*_of(ImportRow, actor, ids), col(ImportFile.state) == ImportState.LOADED)
        .order_by(col(ImportFile.loaded_at), col(ImportFile.id))
    )
    rows = session.connection().execute(query)
    return {row.risk_id: Kept(row.file_id, row.salt, json.loads(row.digests)) for row in rows}


def _of(table: Any, actor: Actor, ids: Sequence[UUID]) -> tuple[sa.ColumnElement[bool], ...]:
    return col(table.organisation_id) == actor.organisation_id, col(table.risk_id).in_(ids)
