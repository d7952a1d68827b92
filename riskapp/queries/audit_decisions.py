"""What was decided about risks in a year, by which post, and how long it took."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionState
from riskapp.domain.movement import Period
from riskapp.domain.permissions import ROLE_NAMES, Actor
from riskapp.domain.references import risk_reference
from riskapp.models import (
    Committee,
    Decision,
    Meeting,
    Membership,
    Post,
    PostHolder,
    Risk,
    RiskVersion,
)
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition, same_risk, still, visible
from riskapp.readmodels.audit_pack import Decided
from riskapp.readmodels.plan import RiskName

NOBODY: Final = "no post recorded"
NOT_TAKEN: Final = (DecisionState.SUPERSEDED, DecisionState.WITHDRAWN)
"""What was overtaken or taken back was never decided."""
_Sat = aliased(Committee)

Posts = Mapping[UUID, tuple[tuple[Any, Any, str], ...]]
"""The posts that each person held: from when, until when, and which."""


def list_decided_in(session: Session, reader: Actor, year: Period) -> tuple[Decided, ...]:
    """Return what was decided in the year, the last first, then what still waited, oldest first."""
    rows = session.connection().execute(_query(reader, year)).all()
    posts = _posts(session, reader, {row.decided_by_id for row in rows if row.decided_by_id})
    found = [_decided(row, posts, year) for row in rows]
    taken = [one for one in found if one.decided_on is not None]
    waiting = [one for one in found if one.decided_on is None]
    return (*sorted(taken, key=_newest), *sorted(waiting, key=lambda one: one.opened_on))


def _newest(one: Decided) -> int:
    return -(one.decided_on or one.opened_on).toordinal()


def _query(reader: Actor, year: Period) -> Any:
    named = (_Sat.name, Committee.name)
    rows = sa.select(
        *(col(Decision.id), col(Decision.risk_id), col(Decision.kind), col(Decision.state)),
        *(col(Decision.register_kind), col(Decision.opened_on), col(Decision.decided_on)),
        *(col(Decision.decided_by_id), col(Risk.number), col(RiskVersion.title)),
        *(col(one).label(name) for one, name in zip(named, ("sat", "committee"), strict=True)),
        col(Membership.role),
    ).select_from(Decision)
    return _with_who(rows).where(
        col(Decision.organisation_id) == reader.organisation_id,
        *(still(RiskVersion), visible(reader), _of_year(year)),
    )


def _with_who(rows: Any) -> Any:
    """Join the risk, the committee that met or was named, and the role of who decided."""
    role = sa.and_(
        col(Membership.organisation_id) == col(Decision.organisation_id),
        col(Membership.person_id) == col(Decision.decided_by_id),
    )
    return (
        rows.join(Risk, points_at(Decision.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .outerjoin(Meeting, points_at(Decision.decided_in_id, Meeting))
        .outerjoin(_Sat, points_at(Meeting.committee_id, _Sat))
        .outerjoin(Committee, points_at(Decision.committee_id, Committee))
        .outerjoin(Membership, role)
        .order_by(col(Decision.id))
    )


def _of_year(year: Period) -> Condition:
    """Keep what was decided in the year, and what was still open at its end."""
    decided = sa.and_(
        col(Decision.decided_on) > year.since,
        col(Decision.decided_on) <= year.until,
        col(Decision.state).not_in(NOT_TAKEN),
    )
    later = sa.or_(col(Decision.decided_on).is_(None), col(Decision.decided_on) > year.until)
    return sa.or_(decided, sa.and_(col(Decision.opened_on) <= year.until, later))


def _decided(row: Any, posts: Posts, year: Period) -> Decided:
    is_open = row.decided_on is None or row.decided_on > year.until
    return Decided(
        risk=RiskName(row.risk_id, risk_reference(row.number), row.title),
        kind=row.kind,
        register=row.register_kind,
        state=DecisionState.OPEN if is_open else row.state,
        opened_on=row.opened_on,
        decided_on=None if is_open else row.decided_on,
        by="" if is_open else _by(row, posts),
    )


def _by(row: Any, posts: Posts) -> str:
    """Return who decided: the committee that met, else a post of who did, else the role."""
    if row.sat or row.committee:
        return str(row.sat or row.committee)
    for from_on, until_on, title in posts.get(row.decided_by_id, ()):
        if from_on <= row.decided_on < until_on:
            return title
    return f"{ROLE_NAMES[row.role]} ({NOBODY})" if row.role else NOBODY


def _posts(session: Session, reader: Actor, people: Iterable[UUID]) -> Posts:
    found: dict[UUID, list[tuple[Any, Any, str]]] = defaultdict(list)
    query = (
        sa.select(
            *(col(PostHolder.person_id), col(PostHolder.from_on), col(PostHolder.until_on)),
            col(Post.title),
        )
        .join(Post, points_at(PostHolder.post_id, Post))
        .where(
            col(PostHolder.organisation_id) == reader.organisation_id,
            col(PostHolder.person_id).in_(sorted(people)),
            col(Post.title).is_not(None),
        )
        .order_by(col(PostHolder.from_on), col(PostHolder.id))
    )
    rows: Any = session.connection().execute(query)
    for person_id, from_on, until_on, title in rows:
        found[person_id].append((from_on, until_on, title))
    return {person_id: tuple(held) for person_id, held in found.items()}
