"""Who is signed in and what they are to an organisation; which accounts the demonstration has."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.permissions import Actor, Role
from riskapp.models import Membership, Organisation, Person, PostHolder, SignInSession, Unit
from riskapp.queries.joins import points_at
from riskapp.queries.units import unit_and_below

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is asked: the clock's moment, and the register's own day."""

    now: datetime
    today: date


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed-in person; without a role in the organisation asked for, nothing is said of it."""

    person_id: UUID
    name: str
    last_seen_at: datetime
    organisation: str = ""
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account of the demonstration, for the sign-in page to list."""

    email: str
    role: Role
    organisation: str
    organisation_code: str


def token_digest(token: str) -> str:
    """Return what is kept of a session's token."""
    return sha256(token.encode()).hexdigest()


def find_visit(
    session: Session, token: str, code: str | None, moment: Moment, *, demonstration: bool
) -> Visit | None:
    """Return who holds this token and their part in the organisation of that code.

    None when the token is not, or no longer, a signed-in person's; the demonstration's own
    accounts are signed in only while it runs.
    """
    asked = {
        "digest": token_digest(token),
        "code": code,
        "seen_since": moment.now - IDLE,
        "started_since": moment.now - LONGEST,
        "demonstration": demonstration,
        "today": moment.today,
    }
    rows = session.connection().execute(_VISIT, asked).all()
    if not rows:
        return None
    found = rows[0]
    if found.role is None:
        return Visit(found.person_id, found.person, found.last_seen_at)
    posts = frozenset(row.post_id for row in rows if row.post_id is not None)
    actor = actor_of(session, found, moment.today, posts)
    return Visit(found.person_id, found.person, found.last_seen_at, found.organisation, actor)


def list_organisations_of(session: Session, person_id: UUID) -> list[str]:
    """Return the codes of the organisations in which the person has a role, in order."""
    query = (
        select(Organisation.code)
        .join(Membership, col(Membership.organisation_id) == col(Organisation.id))
        .where(col(Membership.person_id) == person_id)
        .order_by(col(Organisation.code))
    )
    return list(session.exec(query))


def list_demonstration_accounts(session: Session) -> list[DemonstrationAccount]:
    """Return the demonstration's accounts by organisation, each in the order of the roles."""
    query = (
        select(Person.email, col(Membership.role), Organisation.name, Organisation.code)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .join(Organisation, col(Organisation.id) == col(Membership.organisation_id))
        .where(col(Person.demonstration).is_(True), col(Person.active).is_(True))
        .order_by(col(Organisation.fictional), col(Organisation.code), col(Person.email))
    )
    accounts = [DemonstrationAccount(*row) for row in session.exec(query)]
    order = list(Role)
    codes = list(dict.fromkeys(account.organisation_code for account in accounts))
    return sorted(
        accounts, key=lambda one: (codes.index(one.organisation_code), order.index(one.role))
    )


ROLE_HERE = sa.and_(
    col(Membership.organisation_id) == col(Organisation.id),
    col(Membership.person_id) == col(Person.id),
)
"""Joins a person's role in the organisation."""
POST_HELD = sa.and_(
    col(PostHolder.organisation_id) == col(Organisation.id),
    col(PostHolder.person_id) == col(Person.id),
    col(PostHolder.from_on) <= sa.bindparam("today"),
    col(PostHolder.until_on) > sa.bindparam("today"),
)
"""Joins each post of the organisation that a person holds on the day `today`."""
# One row for each post held, and one for somebody who holds none.
_VISIT: sa.Select[*tuple[Any, ...]] = (
    sa.select(
        col(SignInSession.person_id),
        col(SignInSession.last_seen_at),
        col(Person.name).label("person"),
        col(Organisation.id).label("organisation_id"),
        col(Organisation.code),
        col(Organisation.name).label("organisation"),
        col(Membership.role),
        col(Membership.unit_id),
        col(Unit.parent_id),
        col(PostHolder.post_id),
    )
    .select_from(SignInSession)
    .join(Person, col(Person.id) == col(SignInSession.person_id))
    .outerjoin(Organisation, col(Organisation.code) == sa.bindparam("code"))
    .outerjoin(Membership, ROLE_HERE)
    .outerjoin(Unit, points_at(Membership.unit_id, Unit))
    .outerjoin(PostHolder, POST_HELD)
    .where(
        col(SignInSession.token_digest) == sa.bindparam("digest"),
        col(SignInSession.ended_at).is_(None),
        col(SignInSession.last_seen_at) > sa.bindparam("seen_since"),
        col(SignInSession.started_at) > sa.bindparam("started_since"),
        col(Person.active).is_(True),
        sa.or_(
            col(Person.demonstration).is_(False), sa.bindparam("demonstration", type_=sa.Boolean)
        ),
    )
)


def actor_of(session: Session, found: Any, today: date, posts: frozenset[UUID]) -> Actor:
    """Return the actor of a visit's row; the root unit reaches every unit there is."""
    below_root = found.unit_id is not None and found.parent_id is not None
    return Actor(
        person_id=found.person_id,
        name=found.person,
        organisation_id=found.organisation_id,
        organisation_code=found.code,
        role=found.role,
        today=today,
        units=_units(session, found.organisation_id, found.unit_id) if below_root else None,
        posts=posts,
    )


def _units(session: Session, organisation_id: UUID, unit_id: UUID) -> frozenset[UUID]:
    """Return a unit and all those below it."""
    found = session.connection().execute(unit_and_below(organisation_id, unit_id))
    return frozenset(found.scalars())
