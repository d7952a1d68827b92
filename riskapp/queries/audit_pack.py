"""The Audit pack: a year's evidence of how risk was governed, gathered once and frozen."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.meetings import MeetingState
from riskapp.domain.months import month_of
from riskapp.domain.movement import Period
from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.domain.reviews import months_after
from riskapp.domain.wording import NO_COMMITTEE
from riskapp.models import Committee, Meeting, Pack, Placement, Risk
from riskapp.models.organisation import CommitteeKind
from riskapp.papers.audit import audit_paper
from riskapp.queries.audit_chain import get_chain
from riskapp.queries.audit_considered import list_considered
from riskapp.queries.audit_decisions import list_decided_in
from riskapp.queries.audit_facts import (
    count_erased,
    list_audit_reports,
    list_checks_then,
    list_overdue,
)
from riskapp.queries.issued_packs import list_last_packs
from riskapp.queries.left_out import count_left_out
from riskapp.queries.meetings import list_meetings
from riskapp.queries.months import list_months
from riskapp.queries.movement import get_movement
from riskapp.queries.pack_reader import get_frame, whole_reader
from riskapp.queries.quality_settings import list_settings
from riskapp.queries.register import list_register_rows
from riskapp.queries.register_dates import list_dates
from riskapp.readmodels.audit_pack import AuditPack, BafRisk
from riskapp.readmodels.meetings import MeetingRow
from riskapp.readmodels.months import MonthName
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.quality import switched_off

_YEAR: Final = 12


def get_audit_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Return the Audit pack as a paper."""
    return audit_paper(get_audit_pack(session, actor, asked), asked.cover)


def get_audit_pack(session: Session, actor: Actor, asked: MakePack) -> AuditPack:
    """Return the evidence of the year that ends on the pack's day.

    NotAllowedError for someone whose role reaches only part of the organisation.
    """
    reader = whole_reader(actor, asked)
    year = Period(months_after(asked.as_at, -_YEAR), asked.as_at)
    risks = _risks(session, reader, year)
    return AuditPack(
        frame=get_frame(session, reader, asked),
        year=year,
        risks=risks,
        meetings=_meetings(session, reader, year),
        bodies=_bodies(session, reader, risks),
        months=_months(session, reader, year),
        moves=get_movement(session, reader, year.since, year.until).counts,
        packs=list_last_packs(session, reader, _issued(year)),
        chain=get_chain(session, reader, year),
        left_out=count_left_out(session, reader, _every_risk(reader)),
        **_facts(session, reader, year),
    )


def _facts(session: Session, reader: Actor, year: Period) -> dict[str, Any]:
    checks, looked_at = list_checks_then(session, reader, year)
    return {
        "overdue": list_overdue(session, reader, year.until),
        "decided": list_decided_in(session, reader, year),
        "checks": checks,
        "looked_at": looked_at,
        "off": switched_off(list_settings(session, reader, year.until)),
        "reports": list_audit_reports(session, reader, year),
        "erased": count_erased(session, reader, year),
    }


def _risks(session: Session, reader: Actor, year: Period) -> tuple[BafRisk, ...]:
    """Return the risks that were on the BAF at some time of the year, the highest first."""
    ids = list(session.connection().execute(_on_baf(reader, year)).scalars())
    rows = list_register_rows(session, reader, ids, year.until)
    seen = [row.id for row in rows]
    dates = list_dates(session, reader, seen, year.until)
    considered = list_considered(session, reader, seen, year)
    return tuple(BafRisk(row, dates[row.id], considered.get(row.id, ())) for row in rows)


def _on_baf(reader: Actor, year: Period) -> sa.Select[UUID]:
    return (
        sa.select(col(Placement.risk_id))
        .where(
            col(Placement.organisation_id) == reader.organisation_id,
            col(Placement.register_kind) == Register.BAF,
            col(Placement.from_on) <= year.until,
            col(Placement.until_on) > year.since,
        )
        .distinct()
    )


def _every_risk(reader: Actor) -> sa.Select[UUID]:
    return sa.select(col(Risk.id)).where(col(Risk.organisation_id) == reader.organisation_id)


def _meetings(session: Session, reader: Actor, year: Period) -> tuple[MeetingRow, ...]:
    """Return the meetings of the year that were held or cancelled, the last first."""
    which = sa.and_(
        col(Meeting.held_on) > year.since,
        col(Meeting.held_on) <= year.until,
        col(Meeting.state) != MeetingState.PLANNED,
    )
    return list_meetings(session, reader, which)


def _bodies(session: Session, reader: Actor, risks: Iterable[BafRisk]) -> tuple[str, ...]:
    """Return the Board, and the committees that lead on these risks."""
    boards = sa.select(col(Committee.name)).where(
        col(Committee.organisation_id) == reader.organisation_id,
        col(Committee.kind) == CommitteeKind.BOARD,
    )
    names = {one.row.committee for one in risks} - {"", NO_COMMITTEE}
    return tuple(sorted({*names, *session.connection().execute(boards).scalars()}))


def _months(session: Session, reader: Actor, year: Period) -> tuple[MonthName, ...]:
    """Return the monthly reviews of the months that ended in the year, the oldest first."""
    first, last = month_of(year.since), month_of(year.until)
    rows = list_months(session, reader).rows
    return tuple(row for row in reversed(rows) if first < row.month <= last)


def _issued(year: Period) -> sa.ColumnElement[bool]:
    return sa.and_(col(Pack.issued_on) > year.since, col(Pack.issued_on) <= year.until)
