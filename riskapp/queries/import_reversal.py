"""Whether the import of a file can be taken back: its risks, and what is built on them by now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.import_findings import few_of
from riskapp.domain.imports import ImportState, RowOutcome
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import (
    FinalWords,
    History,
    ImportFile,
    ImportRow,
    Risk,
    RiskMilestone,
)
from riskapp.queries.joins import points_at

UPDATED: Final = (
    "It changed risks that were there before ({risks}): change those back by hand, and close what"
    " it brought."
)
TOUCHED: Final = "Something has happened to its risks since ({risks})."
FINAL: Final = "Its risks stand in a pack or a month that is final ({risks})."
NEWER: Final = "A newer file of the same register was brought in after it: take that back first."


@dataclass(frozen=True, slots=True)
class Reversal:
    """The risks that would be withdrawn, and why they cannot be: nothing, where they can."""

    file: ImportFile
    risk_ids: Sequence[UUID]
    blocked: tuple[str, ...] = ()

    @property
    def risks(self) -> int:
        """How many risks would be withdrawn."""
        return len(self.risk_ids)


def find_reversal(session: Session, actor: Actor, file: ImportFile) -> Reversal:
    """Return what taking the import of a file back would do."""
    ids = sa.select(col(ImportRow.risk_id)).where(*_rows(file, RowOutcome.NEW))
    found = session.connection().execute(ids.order_by(col(ImportRow.row_number)))
    blocked = tuple(_blocked(session, actor, file)) if file.state is ImportState.LOADED else ()
    return Reversal(file, [row.risk_id for row in found], blocked)


def _blocked(session: Session, actor: Actor, file: ImportFile) -> Iterator[str]:
    new = sa.select(col(ImportRow.risk_id)).where(*_rows(file, RowOutcome.NEW))
    updated = sa.select(col(ImportRow.risk_id)).where(*_rows(file, RowOutcome.UPDATED))
    final = sa.select(col(FinalWords.risk_id)).where(
        col(FinalWords.organisation_id) == file.organisation_id, col(FinalWords.risk_id).in_(new)
    )
    for words, ids in ((UPDATED, updated), (TOUCHED, _touched(file, new)), (FINAL, final)):
        named = _named(session, actor, ids)
        if named:
            yield words.format(risks=few_of(named))
    if session.connection().execute(_newer(file, new)).first() is not None:
        yield NEWER


def _touched(file: ImportFile, new: Any) -> Any:
    """Ask for the risks of which, or of whose actions, a later entry of the history tells."""
    later = sa.and_(
        col(History.organisation_id) == file.organisation_id,
        col(History.number) > (file.last_entry or 0),
    )
    told = sa.select(col(History.risk_id)).where(later, col(History.risk_id).in_(new))
    of_milestone = sa.and_(
        col(History.organisation_id) == col(RiskMilestone.organisation_id),
        col(History.subject_id) == col(RiskMilestone.milestone_id),
    )
    acted = sa.select(col(RiskMilestone.risk_id)).join(History, of_milestone)
    return told.union(acted.where(later, col(RiskMilestone.risk_id).in_(new)))


def _named(session: Session, actor: Actor, ids: Any) -> list[str]:
    query = (
        sa.select(col(Risk.number))
        .where(col(Risk.organisation_id) == actor.organisation_id, col(Risk.id).in_(ids))
        .order_by(col(Risk.number))
    )
    return [risk_reference(row.number) for row in session.connection().execute(query)]


def _newer(file: ImportFile, new: Any) -> Any:
    return (
        sa.select(col(ImportRow.file_id))
        .join(ImportFile, points_at(ImportRow.file_id, ImportFile))
        .where(
            col(ImportRow.organisation_id) == file.organisation_id,
            col(ImportRow.file_id) != file.id,
            col(ImportRow.risk_id).in_(new),
            col(ImportFile.state) == ImportState.LOADED,
        )
        .limit(1)
    )


def _rows(file: ImportFile, outcome: RowOutcome) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(ImportRow.organisation_id) == file.organisation_id,
        col(ImportRow.file_id) == file.id,
        col(ImportRow.outcome) == outcome,
    )
