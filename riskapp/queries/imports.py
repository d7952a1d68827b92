"""Files of old registers: all that were handed in, one with what is kept of it, and its rows."""

from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from riskapp.domain.errors import NotFoundError
from riskapp.domain.import_corrections import corrections_from_json
from riskapp.domain.import_drafts import HandIn
from riskapp.domain.import_plans import FilePlan, plan_from_json
from riskapp.domain.imports import ImportState, RowOutcome
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import ImportFile, ImportRow, ImportSource, Person, Risk, RiskVersion
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.names import Names
from riskapp.queries.scope import same_risk, still, visible
from riskapp.readmodels.imports import ImportLine, ImportPage, LoadedRow

NOT_THERE: Final = "There is no such file."
NOT_LOADED: Final = "There is no such file that is loaded."
GONE: Final = "What this file says is kept no longer: it was loaded or thrown away."
_By, _Loader, _Reverser = aliased(Person), aliased(Person), aliased(Person)
_SHOWN: Final = (
    *("id", "name", "kind", "size", "sha256", "state", "recorded_at", "rows_in_file"),
    *("loaded_at", "reversed_on", "reversed_why", "version"),
)
_COUNTED: Final = {
    RowOutcome.NEW: "rows_new",
    RowOutcome.UPDATED: "rows_updated",
    RowOutcome.UNCHANGED: "rows_unchanged",
    RowOutcome.LEFT_OUT: "rows_left_out",
}


def list_imports(session: Session, actor: Actor) -> tuple[ImportLine, ...]:
    """Return the files that were handed in, the newest first."""
    found = session.connection().execute(_lines(actor))
    return tuple(_line(one) for one in found)


def get_import(session: Session, actor: Actor, file_id: UUID) -> ImportPage:
    """Return a file with what is kept of it; NotFoundError if it is not the organisation's.

    With it come the files of the very same content that were loaded before.
    """
    kept = (ImportFile.plan, ImportFile.corrections, ImportFile.findings)
    query = _lines(actor).add_columns(*map(col, kept)).where(col(ImportFile.id) == file_id)
    found = session.connection().execute(query).one_or_none()
    if found is None:
        raise NotFoundError(NOT_THERE)
    return ImportPage(
        line=_line(found),
        plan=plan_from_json(found.plan),
        corrections=corrections_from_json(found.corrections),
        findings=found.findings,
        earlier=_earlier(session, actor, found) if found.state is ImportState.OPEN else (),
    )


def get_loaded(session: Session, actor: Actor, file_id: UUID) -> ImportFile:
    """Return the row of a file that is loaded; NotFoundError for any other."""
    query = select(ImportFile).where(_ours(actor), col(ImportFile.id) == file_id)
    file = session.exec(query).one_or_none()
    if file is None or file.state is not ImportState.LOADED:
        raise NotFoundError(NOT_LOADED)
    return file


def get_content(session: Session, actor: Actor, file_id: UUID) -> bytes:
    """Return the bytes of a file that waits to be loaded; NotFoundError for any other."""
    query = sa.select(col(ImportFile.content)).where(_ours(actor), col(ImportFile.id) == file_id)
    content = session.connection().execute(query).scalar_one_or_none()
    if content is None:
        raise NotFoundError(GONE)
    return bytes(content)


def list_sources(session: Session, actor: Actor) -> Names:
    """Return where files come from again and again, by name."""
    query = (
        sa.select(col(ImportSource.id), col(ImportSource.name))
        .where(col(ImportSource.organisation_id) == actor.organisation_id)
        .order_by(sa.func.lower(col(ImportSource.name)), col(ImportSource.id))
    )
    return tuple((one.id, one.name) for one in session.connection().execute(query))


def find_kept_plan(session: Session, actor: Actor, draft: HandIn) -> FilePlan | None:
    """Return how the last file of the same source was read, None where none was."""
    name = " ".join(draft.new_source.split()).casefold()
    query = sa.select(*map(col, (ImportSource.id, ImportSource.name, ImportSource.plan))).where(
        col(ImportSource.organisation_id) == actor.organisation_id
    )
    for one in session.connection().execute(query.order_by(col(ImportSource.id))):
        same = one.name.casefold() == name if name else one.id == draft.source_id
        if same and one.plan != "{}":
            return plan_from_json(one.plan)
    return None


def list_loaded_rows(
    session: Session, actor: Actor, file_id: UUID, *, first: int, most: int
) -> tuple[LoadedRow, ...]:
    """Return what became of some rows of a file; of a risk unknown to the actor nothing is said."""
    rows = _loaded(actor, file_id).offset(first).limit(most)
    return tuple(
        LoadedRow(
            row.row_number,
            row.outcome,
            risk_reference(row.number) if row.number else "",
            row.title or "",
        )
        for row in session.connection().execute(rows)
    )


def _loaded(actor: Actor, file_id: UUID) -> sa.Select[*tuple[Any, ...]]:
    risks = sa.join(RiskVersion, Risk, same_risk())
    known = sa.and_(of_same_risk(ImportRow, RiskVersion), still(RiskVersion), visible(actor))
    columns = (ImportRow.row_number, ImportRow.outcome, Risk.number, RiskVersion.title)
    return (
        sa.select(*map(col, columns))
        .select_from(ImportRow)
        .outerjoin(risks, known)
        .where(col(ImportRow.organisation_id) == actor.organisation_id)
        .where(col(ImportRow.file_id) == file_id)
        .order_by(col(ImportRow.row_number))
    )


def _earlier(session: Session, actor: Actor, found: Any) -> tuple[ImportLine, ...]:
    same = _lines(actor).where(
        col(ImportFile.sha256) == found.sha256, col(ImportFile.state) == ImportState.LOADED
    )
    return tuple(_line(one) for one in session.connection().execute(same))


def _ours(actor: Actor) -> sa.ColumnElement[bool]:
    return col(ImportFile.organisation_id) == actor.organisation_id


def _lines(actor: Actor) -> sa.Select[Any]:
    columns = (*_SHOWN, *_COUNTED.values())
    return (
        sa.select(
            *(col(getattr(ImportFile, name)) for name in columns),
            col(_By.name).label("by"),
            col(_Loader.name).label("loaded_by"),
            col(_Reverser.name).label("reversed_by"),
            col(ImportSource.name).label("source"),
        )
        .select_from(ImportFile)
        .join(_By, col(_By.id) == col(ImportFile.by_id))
        .outerjoin(_Loader, col(_Loader.id) == col(ImportFile.loaded_by_id))
        .outerjoin(_Reverser, col(_Reverser.id) == col(ImportFile.reversed_by_id))
        .outerjoin(ImportSource, points_at(ImportFile.source_id, ImportSource))
        .where(_ours(actor))
        .order_by(col(ImportFile.recorded_at).desc(), col(ImportFile.id).desc())
    )


def _line(found: Any) -> ImportLine:
    return ImportLine(
        **{name: getattr(found, name) for name in _SHOWN},
        by=found.by,
        source=found.source or "",
        counts={outcome: getattr(found, name) for outcome, name in _COUNTED.items()},
        loaded_by=found.loaded_by or "",
        reversed_by=found.reversed_by or "",
    )
