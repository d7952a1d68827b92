"""Files that were loaded: whether one was loaded before, and what its rows became."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.import_plans import plan_from_json
from riskapp.domain.imports import ImportState
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.wording import date_words
from riskapp.models import ImportFile, ImportRow, Person, Risk
from riskapp.queries.joins import points_at

LOADED_BEFORE: Final = "This file was loaded on {on} by {who}, so loading it again changes nothing."


@dataclass(frozen=True, slots=True)
class LoadedBefore:
    """A file with the same content whose sheet was loaded, and what to say of that."""

    id: UUID
    said: str


def find_loaded_before(session: Session, actor: Actor, file: ImportFile) -> LoadedBefore | None:
    """Return the file of the same content of which the same sheet is loaded, None where none is."""
    query = (
        sa.select(
            *(col(ImportFile.id), col(ImportFile.loaded_on), col(ImportFile.plan)), col(Person.name)
        )
        .join(Person, col(Person.id) == col(ImportFile.loaded_by_id))
        .where(
            col(ImportFile.organisation_id) == actor.organisation_id,
            col(ImportFile.sha256) == file.sha256,
            col(ImportFile.state) == ImportState.LOADED,
            col(ImportFile.id) != file.id,
        )
        .order_by(col(ImportFile.loaded_at).desc(), col(ImportFile.id))
    )
    sheet = plan_from_json(file.plan).sheet
    rows = session.connection().execute(query)
    found = next((one for one in rows if plan_from_json(one.plan).sheet == sheet), None)
    if found is None:
        return None
    said = LOADED_BEFORE.format(on=date_words(found.loaded_on), who=found.name)
    return LoadedBefore(found.id, said)


def list_references(session: Session, actor: Actor, file_id: UUID) -> Mapping[int, str]:
    """Return our references of the risks that the rows of a file became, by row number."""
    query = (
        sa.select(col(ImportRow.row_number), col(Risk.number))
        .join(Risk, points_at(ImportRow.risk_id, Risk))
        .where(
            col(ImportRow.organisation_id) == actor.organisation_id,
            col(ImportRow.file_id) == file_id,
        )
    )
    rows = session.connection().execute(query)
    return {row.row_number: risk_reference(row.number) for row in rows}
