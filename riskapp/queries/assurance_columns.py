"""The one statement behind the controls, assurances, ratings and gaps of some risks.

Five kinds of rows follow each other in it; what one kind lacks is empty.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.models import (
    Assurance,
    AssuranceRating,
    Committee,
    Control,
    ControlVersion,
    Gap,
    GapMilestone,
    Milestone,
    Post,
)
from riskapp.queries.joins import points_at
from riskapp.queries.scope import holds

CONTROL, ASSURANCE, RATING, GAP = "control", "assurance", "rating", "gap"
STATED = "stated"
"""A day on which a control was added or changed, whether it is in place still or not."""

_CONTROL: Mapping[str, Any] = {
    "id": ControlVersion.control_id,
    "risk_id": ControlVersion.risk_id,
    "words": ControlVersion.words,
    "version": Control.version,
    "control_type": ControlVersion.control_type,
    "owner_post_id": ControlVersion.owner_post_id,
    "owner": Post.title,
    "effectiveness": ControlVersion.effectiveness,
    "last_tested_on": ControlVersion.last_tested_on,
    "frequency": ControlVersion.frequency,
}
_ASSURANCE: Mapping[str, Any] = {
    "id": Assurance.id,
    "risk_id": Assurance.risk_id,
    "control_id": Assurance.control_id,
    "words": Assurance.words,
    "version": Assurance.version,
    "source": Assurance.source,
    "source_kind": Assurance.source_kind,
    "line": Assurance.line,
    "independent": Assurance.independent,
    "result": Assurance.result,
    "level": Assurance.level,
    "day": Assurance.received_on,
    "period_from": Assurance.period_from,
    "period_to": Assurance.period_to,
    "expires_on": Assurance.expires_on,
    "committee": Committee.name,
    "evidence": Assurance.evidence,
    "by_id": Assurance.by_id,
    "settled_on": Assurance.settled_on,
    "settled_why": Assurance.settled_why,
    "withdrawn_on": Assurance.withdrawn_on,
    "withdrawn_why": Assurance.withdrawn_why,
    "entered_on": Assurance.entered_on,
}
_RATING: Mapping[str, Any] = {
    "id": AssuranceRating.id,
    "risk_id": AssuranceRating.risk_id,
    "words": AssuranceRating.words,
    "day": AssuranceRating.rated_on,
    "committee": Committee.name,
    "rating": AssuranceRating.rating,
}
_GAP: Mapping[str, Any] = {
    "id": Gap.id,
    "risk_id": Gap.risk_id,
    "control_id": Gap.control_id,
    "words": Gap.words,
    "gap_kind": Gap.kind,
    "day": Gap.from_on,
    "until_on": Gap.until_on,
    "closed_why": Gap.closed_why,
    "closed_by": Milestone.number,
    "milestone_id": GapMilestone.milestone_id,
}
_STATED: Mapping[str, Any] = {
    "id": ControlVersion.control_id,
    "risk_id": ControlVersion.risk_id,
    "day": ControlVersion.from_on,
}
_TYPES: Mapping[str, Any] = {
    name: column.type
    for part in (_CONTROL, _ASSURANCE, _RATING, _GAP)
    for name, column in part.items()
}


@lru_cache(maxsize=100)
def assurance_query(organisation_id: UUID, on: date | None, known_on: date | None = None) -> Any:
    """Return the statement, with a place for the `ids` of the risks: those recorded first first.

    It takes longer to write than to answer.
    """
    parts = (
        _controls(organisation_id, on),
        _assurances(organisation_id, on).where(_by(Assurance.entered_on, known_on)),
        _ratings(organisation_id, on).where(_by(AssuranceRating.entered_on, known_on)),
        _gaps(organisation_id, on),
        _stated(organisation_id, on),
    )
    return sa.union_all(*parts).order_by("day", "id")


def _select(part: str, columns: Mapping[str, Any]) -> Any:
    """Select the columns of a part, and nothing for those that only other parts have."""
    lacking = {
        name: sa.cast(sa.null(), type_) for name, type_ in _TYPES.items() if name not in columns
    }
    given = {name: col(column) for name, column in columns.items()} | lacking
    return sa.select(sa.literal(part).label("part"), *(given[name].label(name) for name in _TYPES))


def _of(table: Any, organisation_id: UUID) -> sa.ColumnElement[bool]:
    ids: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
    return sa.and_(col(table.organisation_id) == organisation_id, col(table.risk_id).in_(ids))


def _by(column: Any, on: date | None) -> sa.ColumnElement[bool]:
    return sa.true() if on is None else col(column) <= on


def _controls(organisation_id: UUID, on: date | None) -> Any:
    return (
        _select(CONTROL, _CONTROL)
        .select_from(ControlVersion)
        .join(Control, points_at(ControlVersion.control_id, Control))
        .outerjoin(Post, points_at(ControlVersion.owner_post_id, Post))
        .where(_of(ControlVersion, organisation_id), holds(ControlVersion, on))
    )


def _assurances(organisation_id: UUID, on: date | None) -> Any:
    return (
        _select(ASSURANCE, _ASSURANCE)
        .select_from(Assurance)
        .outerjoin(Committee, points_at(Assurance.committee_id, Committee))
        .where(_of(Assurance, organisation_id), _by(Assurance.received_on, on))
    )


def _ratings(organisation_id: UUID, on: date | None) -> Any:
    return (
        _select(RATING, _RATING)
        .select_from(AssuranceRating)
        .join(Committee, points_at(AssuranceRating.committee_id, Committee))
        .where(_of(AssuranceRating, organisation_id), _by(AssuranceRating.rated_on, on))
    )


def _gaps(organisation_id: UUID, on: date | None) -> Any:
    """Select each gap once for every milestone that is to close it, and once if none is."""
    link = sa.and_(
        col(GapMilestone.organisation_id) == col(Gap.organisation_id),
        col(GapMilestone.gap_id) == col(Gap.id),
        holds(GapMilestone, on),
    )
    return (
        _select(GAP, _GAP)
        .select_from(Gap)
        .outerjoin(GapMilestone, link)
        .outerjoin(Milestone, points_at(Gap.closed_milestone_id, Milestone))
        .where(_of(Gap, organisation_id), _by(Gap.from_on, on))
    )


def _stated(organisation_id: UUID, on: date | None) -> Any:
    return (
        _select(STATED, _STATED)
        .select_from(ControlVersion)
        .where(_of(ControlVersion, organisation_id), _by(ControlVersion.from_on, on))
    )
