"""Whose token a request came with, and what it was answered if it came before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.api_tokens import TokenScope
from riskapp.models import ApiAnswer, ApiToken, Membership, Organisation, Person, PostHolder, Unit
from riskapp.queries.joins import points_at
from riskapp.queries.people import POST_HELD, ROLE_HERE, Moment, Visit, actor_of, token_digest


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token that holds: its person as a visit of the organisation, and what it is for."""

    organisation_id: UUID
    token_id: UUID
    scope: TokenScope
    last_used_at: datetime | None
    visit: Visit


def find_bearer(
    session: Session, token: str, code: str, moment: Moment, *, demonstration: bool
) -> Bearer | None:
    """Return whose token this is in the organisation of that code, None where it does not hold.

    It holds neither expired nor revoked, and only while its person is active and has a role there.
    """
    asked = {
        "digest": token_digest(token),
        "code": code,
        "now": moment.now,
        "demonstration": demonstration,
        "today": moment.today,
    }
    rows = session.connection().execute(_BEARER, asked).all()
    if not rows:
        return None
    found = rows[0]
    posts = frozenset(row.post_id for row in rows if row.post_id is not None)
    actor = actor_of(session, found, moment.today, posts)
    seen = found.last_used_at or moment.now
    visit = Visit(found.person_id, found.person, seen, found.organisation, actor)
    return Bearer(found.organisation_id, found.token_id, found.scope, found.last_used_at, visit)


def find_answer(session: Session, bearer: Bearer, key: str) -> ApiAnswer | None:
    """Return what a request under this key was answered to this token, None where none came."""
    query = select(ApiAnswer).where(
        col(ApiAnswer.organisation_id) == bearer.organisation_id,
        col(ApiAnswer.token_id) == bearer.token_id,
        col(ApiAnswer.key) == key,
    )
    return session.exec(query).one_or_none()


# One row for each post held, and one for somebody who holds none.
_BEARER: sa.Select[*tuple[Any, ...]] = (
    sa.select(
        col(ApiToken.id).label("token_id"),
        col(ApiToken.scope),
        col(ApiToken.last_used_at),
        col(Person.id).label("person_id"),
        col(Person.name).label("person"),
        col(Organisation.id).label("organisation_id"),
        col(Organisation.code),
        col(Organisation.name).label("organisation"),
        col(Membership.role),
        col(Membership.unit_id),
        col(Unit.parent_id),
        col(PostHolder.post_id),
    )
    .select_from(ApiToken)
    .join(Organisation, col(Organisation.id) == col(ApiToken.organisation_id))
    .join(Person, col(Person.id) == col(ApiToken.person_id))
    .join(Membership, ROLE_HERE)
    .outerjoin(Unit, points_at(Membership.unit_id, Unit))
    .outerjoin(PostHolder, POST_HELD)
    .where(
        col(ApiToken.digest) == sa.bindparam("digest"),
        col(Organisation.code) == sa.bindparam("code"),
        col(ApiToken.revoked_at).is_(None),
        col(ApiToken.expires_at) > sa.bindparam("now"),
        col(Person.active).is_(True),
        sa.or_(
            col(Person.demonstration).is_(False), sa.bindparam("demonstration", type_=sa.Boolean)
        ),
    )
)
