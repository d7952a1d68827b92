"""Adding people; the installation's own command line; the demonstration's accounts."""

from collections.abc import Iterable
from datetime import date

from argon2 import PasswordHasher
from sqlmodel import Session, col, select

from riskapp.domain.errors import FieldError
from riskapp.domain.happenings import Happening
from riskapp.domain.people import AddPerson, email_key
from riskapp.domain.permissions import ROLE_NAMES, Action, Actor, Role, require
from riskapp.models import Counter, Membership, Organisation, Person, Unit
from riskapp.models.organisation import OrganisationKind
from riskapp.services.history import note

INSTALLATION = "installation"
COMMAND_LINE = "command-line@installation"
DEMONSTRATION_PASSWORD = "demonstration"  # noqa: S105 - published: it opens fictional accounts only
DEMONSTRATION_ROLES = tuple(role for role in Role if role is not Role.COMMAND_LINE)

_hasher = PasswordHasher()


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
    require(actor, Action.LOAD)
    email = email_key(draft.email)
    person = session.exec(select(Person).where(col(Person.email) == email)).first()
    if person is None:
        hashed = _hasher.hash(draft.password) if draft.password else None
        person = Person(email=email, name=draft.name, password_hash=hashed)
        session.add(person)
        session.flush()
    elif _is_member(session, actor, person):
        raise FieldError("email", f"{email} has a role in this organisation already.")
    _join(session, actor, person, draft)
    return person


def demonstration_people(
    session: Session, organisations: Iterable[Organisation], *, today: date
) -> None:
    """Make the demonstration's accounts that are not there yet: one for each role."""
    query = select(Person.email).where(col(Person.demonstration).is_(True))
    there = set(session.exec(query))
    hashed = ""
    for organisation in organisations:
        for role in DEMONSTRATION_ROLES:
            email = f"{role}@{organisation.code}.example"
            if email not in there:
                # One hash serves all: the password is printed on the sign-in page.
                hashed = hashed or _hasher.hash(DEMONSTRATION_PASSWORD)
                person = Person(
                    email=email,
                    name=f"Demonstration {ROLE_NAMES[role]}",
                    password_hash=hashed,
                    demonstration=True,
                )
                _add_demonstration(session, organisation, person, role, today)


def _add_demonstration(
    session: Session, organisation: Organisation, person: Person, role: Role, today: date
) -> None:
    session.add(person)
    session.flush()
    actor = command_line_actor(session, organisation, today)
    unit_id = None
    if role is Role.RISK_LEAD:
        root = select(Unit.id).where(
            col(Unit.organisation_id) == organisation.id, col(Unit.parent_id).is_(None)
        )
        unit_id = session.exec(root).one()
    draft = AddPerson(person.email, person.name, role, unit_id=unit_id)
    _join(session, actor, person, draft)


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
