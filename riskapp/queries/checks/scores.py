"""Scores: what held follows from what was assessed, and what was assessed is in the history."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import lay_out
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import date_words
from riskapp.models import Assessment, AssessmentDomain, History, Position
from riskapp.queries.checks.batches import Batch, Checked, by_risk, list_batches
from riskapp.queries.checks.entries import read_entry

Held = tuple[date, date, UUID | None, int | None, int | None, int, date | None]
"""A position: from, until, assessment, consequence, likelihood, score, target date."""

Told = Mapping[UUID, Mapping[str, str]]
"""The facts of an entry by the assessment it tells of."""

SCORINGS = (Happening.SCORED, Happening.SCORE_PRINTED)


def find_false_scores(session: Session) -> Iterator[str]:
    """Name each risk whose positions do not follow, and each assessment without its history."""
    for batch in list_batches(session):
        assessments = by_risk(session, _assessments(batch))
        positions = by_risk(session, _positions(batch))
        told = _read_told(session, batch)
        domains = _read_domains(session, batch)
        for risk in batch.risks:
            yield from _positions_of(risk, assessments[risk.id], positions[risk.id])
            yield from _untold(risk, assessments[risk.id], told, domains)


def _positions_of(
    risk: Checked, assessments: Sequence[Any], positions: Sequence[Any]
) -> Iterator[str]:
    for kind in ScoreKind:
        given = [row for row in assessments if row.kind is kind]
        wanted = _laid_out(risk, kind, given)
        found = [_held(row) for row in positions if row.kind is kind]
        if wanted != found:
            since = min(span[0] for span in set(wanted) ^ set(found))
            yield (
                f"{risk.name}: its {kind.value} score from {date_words(since)} does not follow"
                " from what was assessed."
            )


def _laid_out(risk: Checked, kind: ScoreKind, given: Sequence[Any]) -> list[Held]:
    """Return the positions that assessments make; a current one begins unscored."""
    marks = [(risk.opened_on, "")] if kind is ScoreKind.CURRENT else []
    marks += [(row.effective_on, row.id.hex) for row in given]
    by_mark = {row.id.hex: row for row in given}
    held: list[Held] = []
    for span in lay_out(marks):
        row = by_mark.get(span.mark)
        made = (None, None, None, 0, None) if row is None else _made(row)
        held.append((span.from_on, span.until_on, *made))
    return held


def _made(row: Any) -> tuple[UUID, int | None, int | None, int, date | None]:
    return row.id, row.consequence, row.likelihood, row.score, row.target_on


def _held(row: Any) -> Held:
    return (row.from_on, row.until_on, row.assessment_id, row.consequence, row.likelihood,
            row.score, row.target_on)  # fmt: skip


def _untold(
    risk: Checked, assessments: Sequence[Any], told: Told, domains: Mapping[UUID, str]
) -> Iterator[str]:
    """Name the assessments of a risk that the history does not tell of, or tells otherwise."""
    for row in assessments:
        facts = told.get(row.id)
        which = f"{risk.name}: the {row.kind.value} score of {date_words(row.effective_on)}"
        if facts is None:
            yield f"{which} has no entry in the history."
        elif not _tells(facts, row, domains.get(row.id)):
            yield f"{which} is not the one that the history tells of."


def _tells(facts: Mapping[str, str], row: Any, domains: str | None) -> bool:
    """Tell whether an entry's facts are those of an assessment."""
    kept = {"score": str(row.score), "effective": row.effective_on.isoformat()}
    if row.printed_score is None:
        kept |= {"consequence": str(row.consequence), "likelihood": str(row.likelihood)}
        kept |= {"domains": domains or "", "kind": row.kind.value}
    return all(facts.get(name) == value for name, value in kept.items())


def _read_told(session: Session, batch: Batch) -> Told:
    """Return the facts of the entries that tell of assessments, by assessment."""
    query = sa.select(col(History.subject_id), col(History.entry)).where(
        batch.holds(History), col(History.kind).in_(SCORINGS)
    )
    rows = session.connection().execute(query)
    return {row.subject_id: read_entry(row.entry).facts for row in rows}


def _read_domains(session: Session, batch: Batch) -> dict[UUID, str]:
    """Return the consequences given by domain as the history writes them, by assessment."""
    same = sa.and_(
        col(AssessmentDomain.organisation_id) == col(Assessment.organisation_id),
        col(AssessmentDomain.assessment_id) == col(Assessment.id),
    )
    query = (
        sa.select(
            col(Assessment.id), col(AssessmentDomain.domain), col(AssessmentDomain.consequence)
        )
        .join_from(Assessment, AssessmentDomain, same)
        .where(batch.holds(Assessment))
        .order_by(col(Assessment.id), col(AssessmentDomain.domain))
    )
    given: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in session.connection().execute(query):
        given[row.id].append(f"{row.domain.value} {row.consequence}")
    return {assessment_id: ", ".join(parts) for assessment_id, parts in given.items()}


def _assessments(batch: Batch) -> sa.Select[Any]:
    """Ask for assessments in the order they were recorded."""
    table = sa.inspect(Assessment).local_table
    return sa.select(table).where(batch.holds(Assessment)).order_by(col(Assessment.id))


def _positions(batch: Batch) -> sa.Select[Any]:
    table = sa.inspect(Position).local_table
    return sa.select(table).where(batch.holds(Position)).order_by(col(Position.from_on))
