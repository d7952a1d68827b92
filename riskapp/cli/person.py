"""`riskapp person`: who may sign in, with which role in an organisation and which password."""

import argparse
import getpass
import sys
from typing import TYPE_CHECKING
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.cli.opening import (
    CommandError,
    acting_as,
    as_option,
    get_organisation,
    register,
    say,
    settings_today,
)
from riskapp.domain.errors import NotFoundError
from riskapp.domain.people import AddPerson
from riskapp.domain.permissions import ROLE_NAMES, Role
from riskapp.models import Organisation, Unit
from riskapp.services.people import add_person, command_line_actor, set_password
from riskapp.services.transactions import transaction
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

SHORTEST = 12
LONGEST = 200
ROLES = [role.value for role in Role if role is not Role.COMMAND_LINE]


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("person", help="add the people who sign in")
    deeds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = deeds.add_parser("add", help="add a person with a role in an organisation")
    add.add_argument("person", metavar="EMAIL", help="the e-mail address to sign in with")
    add.add_argument("--name", required=True)
    add.add_argument("--organisation", required=True, metavar="CODE")
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument("--unit", metavar="NAME", help="only that unit and those below it")
    _password_option(add)
    as_option(add)
    add.set_defaults(run=run)
    renew = deeds.add_parser("password", help="give somebody a new password, or their first")
    renew.add_argument("person", metavar="EMAIL", help="the e-mail address they sign in with")
    _password_option(renew)
    renew.set_defaults(run=run_password)


def _password_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from standard input instead of asking for it",
    )


def run(asked: argparse.Namespace) -> None:
    """Add the person; CommandError where what was given cannot be used."""
    email = asked.person.strip()
    if email.count("@") != 1 or email.startswith("@") or email.endswith("@"):
        raise CommandError(f"{email} is not an e-mail address.")
    settings = Settings.for_commands()
    with register(settings) as session:
        get_organisation(session, asked.organisation)
        password = _read_password(from_stdin=asked.password_stdin)
        with transaction(session):
            organisation = get_organisation(session, asked.organisation)
            actor = command_line_actor(session, organisation, settings_today(settings))
            unit_id = _find_unit(session, organisation, asked.unit) if asked.unit else None
            draft = AddPerson(email, asked.name.strip(), Role(asked.role), password, unit_id)
            add_person(session, acting_as(session, actor, asked.email), draft)
    say(f"Added {email} as {ROLE_NAMES[Role(asked.role)]} of {organisation.name}.")


def run_password(asked: argparse.Namespace) -> None:
    """Give the person a password; CommandError where what was given cannot be used."""
    settings = Settings.for_commands()
    with register(settings) as session:
        password = _read_password(from_stdin=asked.password_stdin)
        with transaction(session):
            today = settings_today(settings)
            name = set_password(session, asked.person, password, today).name
    say(f"{name} has a new password, and is signed out everywhere.")


def _read_password(*, from_stdin: bool) -> str:
    """Return the password, asked for twice on a terminal; CommandError if it is too short."""
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass("Password (not shown): ")
        if getpass.getpass("The same again: ") != password:
            raise CommandError("The two passwords differ. Nothing was changed.")
    else:
        raise CommandError("There is no terminal to ask for a password: use --password-stdin.")
    if not SHORTEST <= len(password) <= LONGEST:
        message = f"A password has {SHORTEST} to {LONGEST} characters. Nothing was changed."
        raise CommandError(message)
    return password


def _find_unit(session: Session, organisation: Organisation, name: str) -> UUID:
    query = select(Unit).where(col(Unit.organisation_id) == organisation.id).order_by(Unit.name)
    units = {unit.name: unit.id for unit in session.exec(query)}
    if name not in units:
        raise NotFoundError(f"There is no unit {name}: there are {', '.join(units)}.")
    return units[name]
