"""Adding people; the installation's own command line; the demonstration's accounts."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.happenings import Happening
from riskapp.domain.people import AddPerson, email_key
from riskapp.domain.permissions import ROLE_NAMES, Actor, Role, require
from riskapp.models import Counter, Membership, Organisation, Person, SignInSession, Unit
from riskapp.models.organisation import OrganisationKind
from riskapp.services.history import note
from riskapp.services.passwords import hash_password

INSTALLATION = "installation"
COMMAND_LINE = "command-line@installation"
DEMONSTRATION_PASSWORD = "demonstration"  # noqa: S105 - published: it opens fictional accounts only
DEMONSTRATION_ROLES = tuple(role for role in Role if role is not Role.COMMAND_LINE)


def ensure_installation(session: Session) -> Organisation:
    """Return the row that holds the installation's own history, made the first time."""
    found = session.exec(select(Organisation).where(col(Organisation.code) == INSTALLATION)).first()
    if found:
        return found
    installation = Organisation(
        code=INSTALLATION, name="This installation", kind=OrganisationKind.INSTALLATION
    )
    session.add(installation)
    session.flush()
    session.add(Counter(organisation_id=installation.id))
    session.add(Person(email=COMMAND_LINE, name="Command line"))
    session.flush()
    return installation


def command_line_actor(session: Session, organisation: Organisation, today: date) -> Actor:
    """Return the installation's command line, acting for the organisation."""
    ensure_installation(session)
    person = session.exec(select(Person).where(col(Person.email) == COMMAND_LINE)).one()
    return Actor(
        person_id=person.id,
        name=person.name,
        organisation_id=organisation.id,
        organisation_code=organisation.code,
        role=Role.COMMAND_LINE,
        today=today,
    )


def add_person(session: Session, actor: Actor, draft: AddPerson) -> Person:
    """Give a person a role in the actor's organisation; FieldError where they have one already."""
    require(actor, Action.ADD_PERSON)
    email = email_key(draft.email)
    person = session.exec(select(Person).where(col(Person.email) == email)).first()
    if person is None:
        hashed = hash_password(draft.password) if draft.password else None
        person = Person(email=email, name=draft.name, password_hash=hashed)
        session.add(person)
        session.flush()
    elif _is_member(session, actor, person):
        raise FieldError("email", f"{email} has a role in this organisation already.")
    _join(session, actor, person, draft)
    return person


def set_password(session: Session, email: str, password: str, today: date) -> Person:
    """Give somebody a new password and end their sign-ins; NotFoundError where there is nobody.

    A person may belong to several organisations, so this is the installation's to do, and none's.
    """
    installation = ensure_installation(session)
    person = session.exec(select(Person).where(col(Person.email) == email_key(email))).first()
    if person is None or person.email == COMMAND_LINE:
        raise NotFoundError(f"There is no person with the e-mail address {email}.")
    person.password_hash = hash_password(password)
    theirs = sa.update(SignInSession).where(
        col(SignInSession.person_id) == person.id, col(SignInSession.ended_at).is_(None)
    )
    session.exec(theirs.values(ended_at=utc_now()))
    actor = command_line_actor(session, installation, today)
    facts = {"person": person.name}
    note(session, actor, Happening.PASSWORD_SET, subject_id=person.id, facts=facts)
    return person


def demonstration_people(
    session: Session, organisations: Iterable[Organisation], *, today: date
) -> None:
    """Give the demonstration's accounts, one for each role, the password printed for all to see."""
    people = []
    for organisation in organisations:
        actor = command_line_actor(session, organisation, today)
        people += [demonstration_person(session, actor, role) for role in DEMONSTRATION_ROLES]
    waiting = [one for one in people if one.demonstration and one.password_hash is None]
    hashed = hash_password(DEMONSTRATION_PASSWORD) if waiting else None
    for person in waiting:
        person.password_hash = hashed
    session.flush()


def demonstration_person(session: Session, actor: Actor, role: Role) -> Person:
    """Return the invented person of a role in the actor's organisation, made the first time.

    Without `demonstration_people` they have no password: they stand in an invented history.
    """
    email = f"{role}@{actor.organisation_code}.example"
    found = session.exec(select(Person).where(col(Person.email) == email)).first()
    if found is not None:
        return found
    person = Person(email=email, name=f"Demonstration {ROLE_NAMES[role]}", demonstration=True)
    session.add(person)
    session.flush()
    unit_id = _root_unit(session, actor) if role is Role.RISK_LEAD else None
    _join(session, actor, person, AddPerson(email, person.name, role, unit_id=unit_id))
    return person


def _root_unit(session: Session, actor: Actor) -> UUID:
    root = select(Unit.id).where(
        col(Unit.organisation_id) == actor.organisation_id, col(Unit.parent_id).is_(None)
    )
    return session.exec(root).one()


def _is_member(session: Session, actor: Actor, person: Person) -> bool:
    query = select(Membership.id).where(
        col(Membership.organisation_id) == actor.organisation_id,
        col(Membership.person_id) == person.id,
    )
    return session.exec(query).first() is not None


def _join(session: Session, actor: Actor, person: Person, draft: AddPerson) -> None:
    membership = Membership(
        organisation_id=actor.organisation_id,
        person_id=person.id,
        role=draft.role,
        unit_id=draft.unit_id,
    )
    session.add(membership)
    session.flush()
    facts = {"person": person.name, "role": ROLE_NAMES[draft.role]}
    note(session, actor, Happening.PERSON_ADDED, subject_id=person.id, facts=facts)
