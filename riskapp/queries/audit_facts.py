"""What an Audit pack says of reviews, quality, internal audit and what was taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.assurance import SourceKind
from riskapp.domain.decisions import DecisionState
from riskapp.domain.filters import Flag
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.movement import Period
from riskapp.domain.permissions import Actor
from riskapp.domain.quality import CHECKS
from riskapp.domain.quality_verdict import severity_of
from riskapp.domain.references import risk_reference
from riskapp.domain.severity import Severity
from riskapp.models import Assurance, Pack, Redaction, Risk, RiskVersion
from riskapp.queries.issued_packs import readable
from riskapp.queries.joins import points_at
from riskapp.queries.quality_survey import Asked, ask, survey
from riskapp.queries.register import list_register_rows
from riskapp.queries.register_columns import Earlier, join_says
from riskapp.queries.register_dates import list_dates
from riskapp.queries.register_flags import Then, is_so
from riskapp.queries.scope import Condition, same_risk, still, visible
from riskapp.readmodels.audit_pack import AuditReport, CheckThen, Erased
from riskapp.readmodels.plan import RiskName
from riskapp.readmodels.register import RegisterRow

Counts = Mapping[str, int]


def list_overdue(session: Session, reader: Actor, on: date) -> tuple[tuple[RegisterRow, int], ...]:
    """Return the risks whose review was overdue that day, with the days, the latest first."""
    query = (
        sa.select(col(Risk.id))
        .join(RiskVersion, same_risk())
        .where(
            *(visible(reader), still(RiskVersion), is_so(Flag.REVIEW, Then(on, on))),
            col(Earlier.status).in_(ON_REGISTER),
        )
        .order_by(col(Risk.number))
    )
    ids = list(session.connection().execute(join_says(query, on)).scalars())
    dates = list_dates(session, reader, ids, on)
    rows = list_register_rows(session, reader, ids, on)
    late = [(row, (on - due).days) for row in rows if (due := dates[row.id].review_on)]
    return tuple(sorted(late, key=lambda pair: (-pair[1], pair[0].reference)))


def list_checks_then(
    session: Session, reader: Actor, year: Period
) -> tuple[tuple[CheckThen, ...], tuple[int, int]]:
    """Return each check with what failed it when the year began and when it ended.

    Beside them stands how many things were looked at then and now.
    """
    then, now = (ask(session, reader, on=day) for day in (year.since, year.until))
    (before, looked_then), (after, looked_now) = _failing(then), _failing(now)
    checks = tuple(
        CheckThen(
            check.title,
            severity_of(check, now.severities),
            _count(then, key, before),
            _count(now, key, after),
        )
        for key, check in CHECKS.items()
    )
    return checks, (looked_then, looked_now)


def _failing(asked: Asked) -> tuple[Counts, int]:
    found = survey(asked, asked.subjects).values()
    counts = {key: len(ids) for one in found for key, ids in one.failing.items()}
    return counts, sum(one.looked_at for one in found)


def _count(asked: Asked, key: str, failing: Counts) -> int | None:
    if severity_of(CHECKS[key], asked.severities) is Severity.OFF:
        return None
    return failing.get(key, 0)


def list_audit_reports(session: Session, reader: Actor, year: Period) -> tuple[AuditReport, ...]:
    """Return the assurances that internal audit gave in the year, the last first.

    What became of what they recommended is as at the end of the year.
    """
    names = (Assurance.source, Assurance.result, Assurance.level, Assurance.received_on)
    query = (
        sa.select(
            *(col(Risk.id), col(Risk.number), col(RiskVersion.title), *map(col, names)),
            *(_by_then(Assurance.settled_on, year), _by_then(Assurance.withdrawn_on, year)),
        )
        .select_from(Assurance)
        .join(Risk, points_at(Assurance.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(Assurance.source_kind) == SourceKind.INTERNAL_AUDIT,
            *(_within(Assurance.received_on, year), still(RiskVersion), visible(reader)),
        )
        .order_by(col(Assurance.received_on).desc(), col(Assurance.id).desc())
    )
    rows: Any = session.connection().execute(query)
    return tuple(
        AuditReport(RiskName(risk_id, risk_reference(number), title), *rest)
        for risk_id, number, title, *rest in rows
    )


def count_erased(session: Session, reader: Actor, year: Period) -> Erased:
    """Count what was redacted and withdrawn in the year, of what the reader may know of."""
    agreed = col(Redaction.state) == DecisionState.AGREED
    still_open = sa.or_(col(Redaction.decided_on).is_(None), col(Redaction.decided_on) > year.until)
    queries = (
        _of_risks(reader, Redaction, agreed, _within(Redaction.decided_on, year)),
        _of_risks(reader, Redaction, still_open, col(Redaction.opened_on) <= year.until),
        _of_risks(reader, Assurance, _within(Assurance.withdrawn_on, year)),
        sa.select(sa.func.count())
        .select_from(Pack)
        .where(readable(reader), _within(Pack.withdrawn_on, year)),
    )
    counts = [query.scalar_subquery() for query in queries]
    return Erased(*session.connection().execute(sa.select(*counts)).one())


def _of_risks(reader: Actor, table: Any, *which: Condition) -> Any:
    return (
        sa.select(sa.func.count())
        .select_from(table)
        .join(Risk, points_at(table.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(still(RiskVersion), visible(reader), *which)
    )


def _within(day: Any, year: Period) -> Condition:
    return sa.and_(col(day) > year.since, col(day) <= year.until)


def _by_then(day: Any, year: Period) -> Any:
    """Return a day that had come by the end of the year, NULL where it had not."""
    return sa.case((col(day) <= year.until, col(day)))
