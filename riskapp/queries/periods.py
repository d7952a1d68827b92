"""Periods of the BAF: all of them, and one with what becomes of each risk."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.errors import NotFoundError
from riskapp.domain.meetings import MeetingState, sat_words, told_words
from riskapp.domain.periods import NewWords, Prepared, what_is_missing
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import (
    BafEntry,
    BafEntryObjective,
    BafPeriod,
    Committee,
    Meeting,
    Objective,
    Risk,
    RiskVersion,
)
from riskapp.models.organisation import CommitteeKind
from riskapp.models.plan import ObjectiveLevel
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.names import Names
from riskapp.queries.register import list_register_rows
from riskapp.queries.scope import number_if_known, still, visible
from riskapp.readmodels.periods import PeriodEntry, PeriodPage, PeriodRow
from riskapp.readmodels.register import ObjectiveName, RegisterRow

MOST_RECENT = 12
"""Meetings of the Board that are offered."""


def list_periods(session: Session, actor: Actor) -> tuple[PeriodRow, ...]:
    """Return the periods of the BAF, the newest first."""
    found = session.connection().execute(_periods(actor))
    return tuple(_row(one) for one in found)


def get_period(session: Session, actor: Actor, period_id: UUID) -> PeriodPage:
    """Return a period with its entries; NotFoundError if it is not the organisation's."""
    query = _periods(actor).where(col(BafPeriod.id) == period_id)
    found = session.connection().execute(query).one_or_none()
    if found is None:
        raise NotFoundError("There is no such period.")
    row = _row(found)
    lines = session.connection().execute(_entries(actor, period_id)).all()
    entries = _read_entries(session, actor, row, [line for line in lines if line.known])
    objectives = _objectives(session, actor, row)
    return PeriodPage(
        row=row,
        entries=tuple(sorted(entries, key=_in_order)),
        objectives=tuple(one for one, _ in objectives),
        continuing=frozenset(one.id for one, starts_on in objectives if starts_on < row.starts_on),
        seen=row.version + sum(line.version for line in lines),
        left_out=len(lines) - len(entries),
    )


def _read_entries(
    session: Session, actor: Actor, period: PeriodRow, lines: Sequence[Any]
) -> list[PeriodEntry]:
    """Return the entries of risks that the reader may know of, each with its risk's own line."""
    ids = [line.risk_id for line in lines]
    rows = {row.id: row for row in list_register_rows(session, actor, ids, period.opened_on)}
    chosen = _chosen(session, actor, period.id)
    return [
        _entry(line, rows[line.risk_id], period, chosen.get(line.risk_id, ()))
        for line in lines
        if line.risk_id in rows
    ]


def list_board_meetings(session: Session, actor: Actor) -> Names:
    """Return the last meetings of the Board that could have approved a period, newest first."""
    query = (
        sa.select(col(Meeting.id), col(Committee.name), col(Meeting.held_on))
        .join(Committee, points_at(Meeting.committee_id, Committee))
        .where(
            col(Meeting.organisation_id) == actor.organisation_id,
            col(Committee.kind) == CommitteeKind.BOARD,
            col(Meeting.state) != MeetingState.CANCELLED,
            col(Meeting.held_on) <= actor.today,
        )
        .order_by(col(Meeting.held_on).desc(), col(Meeting.id))
        .limit(MOST_RECENT)
    )
    found = session.connection().execute(query)
    return tuple((one.id, sat_words(one.name, one.held_on)) for one in found)


def _periods(actor: Actor) -> sa.Select[Any]:
    return (
        sa.select(
            *(column for column in BafPeriod.__table__.columns),  # type: ignore[attr-defined]
            col(Committee.name).label("committee"),
            col(Meeting.held_on).label("met_on"),
        )
        .outerjoin(Meeting, points_at(BafPeriod.meeting_id, Meeting))
        .outerjoin(Committee, points_at(Meeting.committee_id, Committee))
        .where(col(BafPeriod.organisation_id) == actor.organisation_id)
        .order_by(col(BafPeriod.starts_on).desc())
    )


def _row(found: Any) -> PeriodRow:
    return PeriodRow(
        id=found.id,
        name=found.name,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        state=found.state,
        opened_on=found.opened_on,
        approved=told_words(found.committee, found.met_on) if found.committee else "",
        why=found.why,
        version=found.version,
    )


def _entries(actor: Actor, period_id: UUID) -> sa.Select[Any]:
    """Return each entry, and whether the reader may know of its risk."""
    return (
        sa.select(
            *(column for column in BafEntry.__table__.columns),  # type: ignore[attr-defined]
            sa.case((visible(actor), True), else_=False).label("known"),
            number_if_known(actor, BafEntry.into_risk_id).label("into_number"),
        )
        .join(Risk, points_at(BafEntry.risk_id, Risk))
        .join(RiskVersion, of_same_risk(BafEntry, RiskVersion))
        .where(
            col(BafEntry.organisation_id) == actor.organisation_id,
            col(BafEntry.period_id) == period_id,
            still(RiskVersion),
        )
    )


def _entry(
    line: Any, row: RegisterRow, period: PeriodRow, chosen: Sequence[ObjectiveName]
) -> PeriodEntry:
    now = row.current.value if row.current else None
    kept = {one.id for one in chosen}
    return PeriodEntry(
        row=row,
        fate=line.fate,
        reason=line.reason,
        reference=line.reference,
        words=NewWords(line.title, line.cause, line.event, line.effect),
        into=risk_reference(line.into_number) if line.into_number else "",
        objectives=tuple(chosen),
        ending=tuple(one for one in row.objectives if one.id not in kept),
        gap=line.gap,
        closing=line.closing_score if period.is_open else now,
        opening=line.opening_score if period.is_open else now,
        missing="" if period.is_open else _missing(line, row, len(chosen)),
        version=line.version,
    )


def _missing(line: Any, row: RegisterRow, objectives: int) -> str:
    into = str(line.into_risk_id or "")
    said = Prepared(
        row.reference, line.fate, objectives, line.gap, retitled=bool(line.title), into=into
    )
    return what_is_missing(said)


def _in_order(entry: PeriodEntry) -> tuple[bool, bool, int, str]:
    """Put what is not ready first, then what goes on, the highest score first."""
    return (not entry.missing, not entry.goes_on, -(entry.closing or 0), entry.row.reference)


def _objectives(
    session: Session, actor: Actor, period: PeriodRow
) -> list[tuple[ObjectiveName, Any]]:
    """Return the objectives that hold on the period's first day, with the day they began."""
    query = (
        sa.select(
            col(Objective.id), col(Objective.number), col(Objective.title), col(Objective.starts_on)
        )
        .where(
            col(Objective.organisation_id) == actor.organisation_id,
            col(Objective.level) != ObjectiveLevel.AIM,
            col(Objective.starts_on) <= period.starts_on,
            col(Objective.ends_on) >= period.starts_on,
        )
        .order_by(col(Objective.position), col(Objective.number))
    )
    found = session.connection().execute(query)
    return [(ObjectiveName(one.id, one.number, one.title), one.starts_on) for one in found]


def _chosen(
    session: Session, actor: Actor, period_id: UUID
) -> Mapping[UUID, Sequence[ObjectiveName]]:
    """Return the objectives that each risk will threaten, in the plan's order."""
    query = (
        sa.select(
            col(BafEntryObjective.risk_id),
            col(Objective.id),
            col(Objective.number),
            col(Objective.title),
        )
        .join(Objective, points_at(BafEntryObjective.objective_id, Objective))
        .where(
            col(BafEntryObjective.organisation_id) == actor.organisation_id,
            col(BafEntryObjective.period_id) == period_id,
        )
        .order_by(col(Objective.position), col(Objective.number))
    )
    chosen: dict[UUID, list[ObjectiveName]] = defaultdict(list)
    for one in session.connection().execute(query):
        chosen[one.risk_id].append(ObjectiveName(one.id, one.number, one.title))
    return chosen
