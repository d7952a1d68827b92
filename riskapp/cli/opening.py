"""What every command begins with: the settings, the database, and who is recorded as acting."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.clock import today
from riskapp.domain.errors import NotFoundError, RegisterError
from riskapp.domain.people import email_key
from riskapp.domain.permissions import Actor
from riskapp.models import Organisation, Person
from riskapp.models.database import open_database, open_session
from riskapp.models.migrating import is_current
from riskapp.models.organisation import OrganisationKind
from riskapp.settings import Settings

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names it no other way


class CommandError(RegisterError):
    """A command cannot do what it was asked to; the message is all that is printed."""


def as_option(parser: argparse.ArgumentParser) -> None:
    """Give a command that changes something the option --as."""
    parser.add_argument(
        "--as",
        dest="email",
        metavar="EMAIL",
        help="the person to record as acting; else the command line itself",
    )


def say(sentence: str) -> None:
    """Print one line, at once."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def settings_today(settings: Settings) -> date:
    """Return the register's own day: the demonstration's, else today's in London."""
    return settings.today or today()


@contextmanager
def database(settings: Settings) -> Iterator[sa.Engine]:
    """Open the database for as long as a command runs."""
    engine = open_database(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def register(settings: Settings) -> Iterator[Session]:
    """Open a session on a database whose schema is this version's; CommandError where it is not."""
    with database(settings) as engine:
        refuse_other_schema(engine)
        with open_session(engine) as session:
            yield session


def refuse_other_schema(engine: sa.Engine) -> None:
    """Refuse a database that has not been brought to this version's schema."""
    with engine.connect() as connection:
        if not is_current(connection):
            message = "The database is not of this version: run `riskapp database upgrade` first."
            raise CommandError(message)


def get_organisation(session: Session, code: str) -> Organisation:
    """Return the organisation of that code; NotFoundError names the ones there are."""
    query = select(Organisation).where(col(Organisation.kind) != OrganisationKind.INSTALLATION)
    there = {organisation.code: organisation for organisation in session.exec(query)}
    if code not in there:
        known = f"there are {', '.join(sorted(there))}" if there else "none has been loaded"
        raise NotFoundError(f"There is no organisation {code}: {known}.")
    return there[code]


def find_acting(session: Session, email: str | None) -> Person | None:
    """Return the person to record as acting, None for the command line."""
    if email is None:
        return None
    query = select(Person).where(col(Person.email) == email_key(email))
    person = session.exec(query).one_or_none()
    if person is None or not person.active:
        raise NotFoundError(f"There is no person with the e-mail address {email}.")
    return person


def acting_as(session: Session, actor: Actor, email: str | None) -> Actor:
    """Return the command line, recorded as the person named by --as."""
    person = find_acting(session, email)
    return actor if person is None else replace(actor, person_id=person.id, name=person.name)
