"""Which committee oversees a risk: its lead committee, or first the one for programme risks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.domains import Domain
from riskapp.domain.lifecycle import LIVE
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_number, risk_reference
from riskapp.models import (
    Committee,
    CommitteeDomain,
    Objective,
    Position,
    Programme,
    Risk,
    RiskVersion,
)
from riskapp.queries.cases import no_such_risk
from riskapp.queries.joins import points_at
from riskapp.queries.register_columns import join_says, position_on, says_on
from riskapp.queries.scope import holds, same_risk, still, visible
from riskapp.readmodels.committees import OverseenRisk
from riskapp.readmodels.plan import RiskName
from riskapp.readmodels.register import ObjectiveName

OBJECTIVE, DOMAIN, RISKS = "objective", "domain", "risks"
_First = aliased(Committee)


@dataclass(slots=True)
class Overseen:
    """What a committee oversees."""

    objectives: list[ObjectiveName] = field(default_factory=list)
    domains: list[Domain] = field(default_factory=list)
    risks: int = 0
    highest: int = 0


def overseer(says: Any) -> sa.ColumnElement[UUID]:
    """Return the committee that oversees a risk.

    A programme risk without a lead committee is first overseen by the one that takes such risks.
    """
    first = (
        sa.select(col(_First.id))
        .where(
            col(_First.organisation_id) == col(says.organisation_id),
            col(_First.takes_programme_risks).is_(True),
        )
        .order_by(col(_First.position), col(_First.id))
        .limit(1)
        .correlate(says)
        .scalar_subquery()
    )
    of_programme = sa.case((col(says.programme_id).is_not(None), first), else_=None)
    return sa.func.coalesce(col(says.lead_committee_id), of_programme)


def is_queued(says: Any) -> sa.ColumnElement[bool]:
    """Tell of a risk whether it is of a programme: its first overseer has yet to hand it on."""
    return col(says.programme_id).is_not(None)


def live_risks(query: Any, actor: Actor, on: date | None) -> Any:
    """Keep the risks that were live that day and that the actor may know of today.

    The statement selects from Risk.
    """
    says = says_on(on)
    joined = query.join(RiskVersion, same_risk())
    return (
        join_says(joined, on)
        .join(Position, position_on(on))
        .where(visible(actor), still(RiskVersion), col(says.status).in_(sorted(LIVE)))
    )


def get_overseen_risk(session: Session, actor: Actor, reference: str) -> OverseenRisk:
    """Return a risk with the committee that oversees it; NotFoundError if it may not be known."""
    query = (
        sa.select(
            *(col(Risk.id), col(Risk.number), col(Risk.version), col(RiskVersion.title)),
            *(col(Programme.name).label("programme"), _name_of(overseer(RiskVersion))),
        )
        .select_from(Risk)
        .join(RiskVersion, same_risk())
        .outerjoin(Programme, points_at(RiskVersion.programme_id, Programme))
        .where(col(Risk.number) == risk_number(reference), still(RiskVersion), visible(actor))
    )
    row = session.connection().execute(query).one_or_none()
    if row is None:
        raise no_such_risk(reference)
    risk = RiskName(row.id, risk_reference(row.number), row.title)
    return OverseenRisk(risk, row.programme or "", row.overseer or "", row.version)


def first_overseer(says: Any) -> Any:
    """Return the name of the committee that first oversees a programme risk without another."""
    first = sa.case((col(says.lead_committee_id).is_(None), overseer(says)), else_=None)
    return _name_of(first)


def _name_of(committee_id: Any) -> Any:
    """Return the name of a committee of the same organisation as the risk."""
    return (
        sa.select(col(Committee.name))
        .where(
            col(Committee.organisation_id) == col(Risk.organisation_id),
            col(Committee.id) == committee_id,
        )
        .correlate_except(Committee)
        .scalar_subquery()
        .label("overseer")
    )


def list_overseen(
    session: Session, actor: Actor, on: date | None = None
) -> Mapping[UUID, Overseen]:
    """Return what each committee oversees, as at a day, in one statement."""
    found: dict[UUID, Overseen] = defaultdict(Overseen)
    for row in session.connection().execute(_query(actor, on)):
        here = found[row.committee_id]
        if row.part == OBJECTIVE:
            here.objectives.append(ObjectiveName(row.id, row.number, row.words))
        elif row.part == DOMAIN:
            here.domains.append(Domain(row.words))
        else:
            here.risks, here.highest = row.risks, row.highest
    return found


def _query(actor: Actor, on: date | None) -> Any:
    parts = sa.union_all(_objectives(actor, on), _domains(actor, on), _risks(actor, on))
    return parts.order_by("part", "position", "number", "words")


def _objectives(actor: Actor, on: date | None) -> Any:
    day = on or actor.today
    return sa.select(
        sa.literal(OBJECTIVE).label("part"),
        col(Objective.lead_committee_id).label("committee_id"),
        *(col(Objective.id), col(Objective.position), col(Objective.number)),
        col(Objective.title).label("words"),
        *(sa.literal(0).label("risks"), sa.literal(0).label("highest")),
    ).where(
        col(Objective.organisation_id) == actor.organisation_id,
        col(Objective.lead_committee_id).is_not(None),
        col(Objective.starts_on) <= day,
        col(Objective.ends_on) >= day,
    )


def _domains(actor: Actor, on: date | None) -> Any:
    return sa.select(
        sa.literal(DOMAIN),
        col(CommitteeDomain.committee_id),
        *(sa.null(), sa.literal(0), sa.literal("")),
        sa.type_coerce(col(CommitteeDomain.domain), sa.String()),
        *(sa.literal(0), sa.literal(0)),
    ).where(
        col(CommitteeDomain.organisation_id) == actor.organisation_id, holds(CommitteeDomain, on)
    )


def _risks(actor: Actor, on: date | None) -> Any:
    by = overseer(says_on(on)).label("by")
    each = sa.select(by, col(Position.score)).select_from(Risk)
    live = live_risks(each, actor, on).subquery()
    return (
        sa.select(
            sa.literal(RISKS),
            live.c.by,
            *(sa.null(), sa.literal(0), sa.literal(""), sa.literal("")),
            *(sa.func.count(), sa.func.max(live.c.score)),
        )
        .where(live.c.by.is_not(None))
        .group_by(live.c.by)
    )
