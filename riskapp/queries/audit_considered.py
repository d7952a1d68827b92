"""Which committee considered which risk when: whatever was recorded of its meetings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.movement import Period
from riskapp.domain.permissions import Actor
from riskapp.models import (
    AssuranceRating,
    Committee,
    Decision,
    Meeting,
    MonthlyOutcome,
    Pack,
    PackRisk,
    Review,
)
from riskapp.models.organisation import CommitteeKind
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition, not_withdrawn
from riskapp.readmodels.audit_pack import Considered, Way

Day = tuple[UUID, date]
"""A committee on a day."""

_ORDER: Final = {way: place for place, way in enumerate(Way)}


def list_considered(
    session: Session, reader: Actor, risk_ids: Sequence[UUID], year: Period
) -> Mapping[UUID, tuple[Considered, ...]]:
    """Return when each of these risks was before a committee in the year, the first day first.

    The caller has made sure that the reader may know of the risks. Of one day and one committee
    the weightiest way is told.
    """
    found: dict[UUID, dict[Day, Considered]] = defaultdict(dict)
    for query in _queries(reader, risk_ids, year):
        for row in session.connection().execute(query):
            one = _considered(row)
            days = found[one.risk_id]
            days[one.committee_id, one.on] = _weightier(days.get((one.committee_id, one.on)), one)
    return {risk_id: _in_order(ones) for risk_id, ones in found.items()}


def _considered(row: Any) -> Considered:
    is_board = row.kind is CommitteeKind.BOARD
    names = (row.risk_id, row.committee_id, row.name)
    return Considered(*names, is_board, row.on_day, Way(row.way), row.rating)


def _weightier(known: Considered | None, new: Considered) -> Considered:
    """Return the weightier of two ways of one day, with the rating that was given, if any."""
    if known is None:
        return new
    first, second = sorted((known, new), key=lambda one: _ORDER[one.way])
    return replace(first, rating=second.rating) if first.rating == "" else first


def _in_order(ones: Mapping[Any, Considered]) -> tuple[Considered, ...]:
    return tuple(sorted(ones.values(), key=lambda one: (one.on, one.committee)))


def _queries(reader: Actor, risk_ids: Sequence[UUID], year: Period) -> Iterator[Any]:
    """Yield the statement of each place where it is kept that a risk was before a committee."""
    at_meetings = (
        (Way.DECIDED, Decision, Decision.decided_in_id, sa.true()),
        (Way.REVIEWED, Review, Review.meeting_id, not_withdrawn(Review)),
        (Way.MONTHLY, MonthlyOutcome, MonthlyOutcome.meeting_id, not_withdrawn(MonthlyOutcome)),
    )
    for way, table, meeting, which in at_meetings:
        rows = _rows(way, table.risk_id, Meeting.held_on).select_from(table)
        rows = rows.join(Meeting, points_at(meeting, Meeting))
        rows = rows.join(Committee, points_at(Meeting.committee_id, Committee))
        yield rows.where(_ours(reader, table, risk_ids), _within(Meeting.held_on, year), which)
    yield _ratings(reader, risk_ids, year)
    yield _packs(reader, risk_ids, year)


def _ratings(reader: Actor, risk_ids: Sequence[UUID], year: Period) -> Any:
    rows = _rows(
        Way.RATED, AssuranceRating.risk_id, AssuranceRating.rated_on, AssuranceRating.rating
    ).select_from(AssuranceRating)
    return (
        rows.join(Committee, points_at(AssuranceRating.committee_id, Committee))
        .where(_ours(reader, AssuranceRating, risk_ids), _within(AssuranceRating.rated_on, year))
        .order_by(col(AssuranceRating.id))
    )


def _packs(reader: Actor, risk_ids: Sequence[UUID], year: Period) -> Any:
    """Return the statement for the packs that went to a meeting which was held."""
    return (
        _rows(Way.IN_PACK, PackRisk.risk_id, Meeting.held_on)
        .select_from(PackRisk)
        .join(Pack, points_at(PackRisk.pack_id, Pack))
        .join(Meeting, points_at(Pack.meeting_id, Meeting))
        .join(Committee, points_at(Meeting.committee_id, Committee))
        .where(
            _ours(reader, PackRisk, risk_ids),
            _within(Meeting.held_on, year),
            col(Pack.withdrawn_on).is_(None),
        )
    )


def _rows(way: Way, risk_id: Any, day: Any, rating: Any = None) -> Any:
    return sa.select(
        *(col(risk_id).label("risk_id"), col(day).label("on_day")),
        *(col(Committee.id).label("committee_id"), col(Committee.name), col(Committee.kind)),
        sa.literal(way.value).label("way"),
        (sa.literal("") if rating is None else col(rating)).label("rating"),
    )


def _ours(reader: Actor, table: Any, risk_ids: Sequence[UUID]) -> Condition:
    return sa.and_(
        col(table.organisation_id) == reader.organisation_id, col(table.risk_id).in_(risk_ids)
    )


def _within(day: Any, year: Period) -> Condition:
    return sa.and_(col(day) > year.since, col(day) <= year.until)
