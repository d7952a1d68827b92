"""Risks as they stand, put as an old register would: what a newer file of theirs is laid beside."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.controls import GapKind
from riskapp.domain.due_periods import DuePeriod
from riskapp.domain.import_compare import Kept, KnownRisk
from riskapp.domain.import_said import (
    COLUMN_OF,
    Saying,
    Told,
    Ways,
    done_text,
    done_ways,
    due_ways,
    of_action,
    review_text,
    score_text,
    status_text,
    told_score,
)
from riskapp.domain.imports import ImportState
from riskapp.domain.named_actions import each_named
from riskapp.domain.permissions import Actor
from riskapp.domain.row_drafts import NOT_STATED
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
Names = Mapping[UUID, Mapping[UUID, str]]
"""What each action of each risk is called by."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review, in every way in which a row may say it."""

    on: date
    ways: Ways


def list_known(
    session: Session, actor: Actor, ids: Sequence[UUID], root_unit_id: UUID | None
) -> Iterator[KnownRisk]:
    """Yield these risks as they stand now, each beside what the last file said of it."""
    names, scores = _names(session, actor, ids), _scores(session, actor, ids)
    many, each = _many(session, actor, ids, names), _each(session, actor, ids, names)
    kept, reviews = _kept(session, actor, ids), _reviews(session, actor, ids)
    says = (col(Risk.printed_cells), sa.inspect(RiskVersion).local_table)
    query = (
        sa.select(col(Risk.number), col(Risk.version), *says)
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
            saying=_saying(one, many[row.risk_id], each[row.risk_id], reviews.get(row.risk_id, ())),
            columns=dict(row._mapping),  # noqa: SLF001 - the public name of a row's columns
            kept=kept.get(row.risk_id),
        )


def _saying(
    one: dict[Told, str],
    many: dict[Told, list[str]],
    each: dict[Told, dict[str, list[Ways]]],
    reviews: Sequence[Reviewed],
) -> Saying:
    """Put together what a risk says; its last review is the one that counts."""
    if not reviews:
        return Saying(one, many, each)
    many[Told.REVIEW] = [way for review in reviews for way in review.ways]
    each[Told.REVIEW] = {"": [reviews[-1].ways]}
    return Saying(one, many, each, reviews[-1].on)


def _one(row: Any, root_unit_id: UUID | None) -> dict[Told, str]:
    said = {told: str(getattr(row, column) or "") for told, column in COLUMN_OF.items()}
    if row.unit_id == root_unit_id:
        said[Told.UNIT] = ""
    said[Told.STATUS] = status_text(row.status)
    said[Told.CELLS] = "" if row.printed_cells == NO_CELLS else row.printed_cells
    return said


def _scores(session: Session, actor: Actor, ids: Sequence[UUID]) -> Mapping[UUID, dict[Told, str]]:
    columns = (Position.risk_id, Position.kind, Position.consequence, Position.likelihood)
    more = (col(Position.score), col(Position.target_on))
    query = sa.select(*map(col, columns), *more).where(
        *_of(Position, actor, ids), still(Position), col(Position.score) > 0
    )
    found: defaultdict[UUID, dict[Told, str]] = defaultdict(dict)
    for row in session.connection().execute(query):
        score = score_of(row.consequence, row.likelihood) or PrintedScore(row.score)
        found[row.risk_id][told_score(row.kind)] = score_text(score)
        if row.target_on is not None:
            found[row.risk_id][Told.TARGET_ON] = str(row.target_on)
    return found


def _names(session: Session, actor: Actor, ids: Sequence[UUID]) -> Names:
    """Return what each action that a risk ever had is called by, in the order they came to be."""
    query = _actions(actor, ids).order_by(col(Milestone.number))
    found: defaultdict[UUID, dict[UUID, str]] = defaultdict(dict)
    for row in session.connection().execute(query):
        found[row.risk_id][row.milestone_id] = row.words
    return {
        risk_id: dict(zip(words, each_named(list(words.values())), strict=True))
        for risk_id, words in found.items()
    }


def _many(
    session: Session, actor: Actor, ids: Sequence[UUID], names: Names
) -> Mapping[UUID, dict[Told, list[str]]]:
    """Return all that ever was of each risk: what somebody ended is not begun again by a file."""
    found: defaultdict[UUID, dict[Told, list[str]]] = defaultdict(dict)
    for risk_id, of in names.items():
        found[risk_id][Told.ACTIONS] = list(of.values())
    for told, query in _lists(actor, ids):
        for row in session.connection().execute(query):
            found[row[0]].setdefault(told, []).append(str(row[1]))
    for risk_id, text in _progress(session, actor, ids, names):
        found[risk_id].setdefault(Told.PROGRESS, []).append(text)
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


def _progress(
    session: Session, actor: Actor, ids: Sequence[UUID], names: Names
) -> Iterator[tuple[UUID, str]]:
    query = (
        _actions(actor, ids, col(MilestoneNote.words).label("said"))
        .join(MilestoneNote, points_at(MilestoneNote.milestone_id, Milestone))
        .order_by(col(MilestoneNote.id))
    )
    for row in session.connection().execute(query):
        yield row.risk_id, of_action(names[row.risk_id][row.milestone_id], row.said)


def _each(
    session: Session, actor: Actor, ids: Sequence[UUID], names: Names
) -> Mapping[UUID, dict[Told, dict[str, list[Ways]]]]:
    """Return of each action that the risks still have when it is due, and how it stands."""
    due = (MilestoneDue.printed, MilestoneDue.precision, MilestoneDue.starts_on)
    columns = (*due, MilestoneDue.due_on, Milestone.status, Milestone.done_on)
    query = (
        _actions(actor, ids, *map(col, columns))
        .join(MilestoneDue, points_at(MilestoneDue.milestone_id, Milestone))
        .where(still(RiskMilestone), still(MilestoneDue))
        .order_by(col(Milestone.number))
    )
    found: defaultdict[UUID, dict[Told, dict[str, list[Ways]]]] = defaultdict(dict)
    for row in session.connection().execute(query):
        said = DuePeriod(row.printed, row.precision, row.starts_on, row.due_on)
        name, of_risk = names[row.risk_id][row.milestone_id], found[row.risk_id]
        stands = done_text(row.status, row.done_on)
        due_of = [] if said == NOT_STATED else [due_ways(name, said)]
        of_risk.setdefault(Told.DUE, {})[name] = due_of
        of_risk.setdefault(Told.DONE, {})[name] = [done_ways(name, stands)] if stands else []
    return found


def _actions(actor: Actor, ids: Sequence[UUID], *columns: Any) -> Any:
    """Ask for something of each action of the risks."""
    return (
        sa.select(
            *(col(RiskMilestone.risk_id), col(RiskMilestone.milestone_id)),
            *(col(Milestone.words), *columns),
        )
        .join(Milestone, points_at(RiskMilestone.milestone_id, Milestone))
        .where(*_of(RiskMilestone, actor, ids))
    )


def _reviews(
    session: Session, actor: Actor, ids: Sequence[UUID]
) -> Mapping[UUID, Sequence[Reviewed]]:
    """Return the reviews of each risk, the one that counts last."""
    columns = (Review.risk_id, Review.reviewed_on, Review.next_on)
    query = (
        sa.select(*map(col, columns))
        .where(*_of(Review, actor, ids), not_withdrawn(Review))
        .order_by(col(Review.reviewed_on), col(Review.id))
    )
    found: defaultdict[UUID, list[Reviewed]] = defaultdict(list)
    for row in session.connection().execute(query):
        on, due = row.reviewed_on, row.next_on
        ways = (review_text(on, due), review_text(on, None), review_text(None, due))
        found[row.risk_id].append(Reviewed(on, ways))
    return found


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
