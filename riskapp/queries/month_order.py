"""The order in which a meeting goes through a month: it stays as it was when risks were listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.months import Listed, MonthState, has_exception
from riskapp.domain.references import risk_reference
from riskapp.models import MonthlyItem, MonthlyReview, Risk, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.month_listing import Asked, reasons_query, settled
from riskapp.queries.scope import same_risk, still, visible
from riskapp.readmodels.month_risk import Entry


def list_entries(session: Session, review: MonthlyReview, asked: Asked) -> tuple[Entry, ...]:
    """Return the risks of a month that the reader may know of, in the order of the meeting.

    The exceptions come first, then the highest score, both as they were when the list was made;
    what came up since comes last. A risk that only its quality has put there since is not among
    them: that is looked at when the list is made, and for the one that is asked for.
    """
    stored = session.connection().execute(_stored(review, asked)).all()
    live = _live(session, review, asked)
    entries = [_entry(row, live.get(row.risk_id)) for row in sorted(stored, key=_place)]
    known = {one.risk_id for one in entries}
    entries += [
        _came_up(risk_id, one)
        for risk_id, one in sorted(live.items(), key=lambda each: each[1].number)
        if risk_id not in known
    ]
    return tuple(entries)


@dataclass(frozen=True, slots=True)
class _Live:
    """Why a risk belongs on the list today."""

    number: int
    listed: set[Listed]


def _live(session: Session, review: MonthlyReview, asked: Asked) -> Mapping[UUID, _Live]:
    found: dict[UUID, _Live] = {}
    if review.state is MonthState.OPEN:
        for row in session.connection().execute(reasons_query(asked)):
            one = found.setdefault(row.risk_id, _Live(row.number, set()))
            one.listed.add(Listed(row.listed))
    return found


def _stored(review: MonthlyReview, asked: Asked) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            *(col(MonthlyItem.risk_id), col(MonthlyItem.listed), col(MonthlyItem.version)),
            *(col(MonthlyItem.score_then), col(Risk.number)),
            settled(MonthlyItem).label("is_decided"),
        )
        .select_from(MonthlyItem)
        .join(Risk, points_at(MonthlyItem.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            asked.here(MonthlyItem),
            col(MonthlyItem.monthly_review_id) == review.id,
            still(RiskVersion),
            visible(asked.actor),
        )
    )


def _place(row: Any) -> tuple[bool, int, int]:
    return not has_exception(map(Listed, row.listed.split())), -row.score_then, row.number


def _entry(row: Any, live: _Live | None) -> Entry:
    listed = {*map(Listed, row.listed.split()), *(live.listed if live else ())}
    return Entry(
        row.risk_id,
        risk_reference(row.number),
        tuple(one for one in Listed if one in listed),
        row.version,
        bool(row.is_decided),
    )


def _came_up(risk_id: UUID, live: _Live) -> Entry:
    listed = tuple(one for one in Listed if one in live.listed)
    return Entry(risk_id, risk_reference(live.number), listed, 0, is_decided=False)
