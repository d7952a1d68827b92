"""`riskapp token add`: a token by which another system acts as a person."""

import argparse
from typing import TYPE_CHECKING

from sqlmodel import Session

from riskapp.cli.opening import find_acting, get_organisation, register, say, settings_today
from riskapp.domain.api_tokens import MakeToken, TokenScope
from riskapp.domain.errors import NotFoundError
from riskapp.domain.permissions import Actor
from riskapp.models import Organisation
from riskapp.queries.members import find_member
from riskapp.services.api_tokens import make_token
from riskapp.services.transactions import transaction
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

USUAL_DAYS = 90


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("token", help="make tokens for other systems")
    deeds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = deeds.add_parser("add", help="make a token that acts as a person, and print it once")
    add.add_argument("--organisation", required=True, metavar="CODE")
    add.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="whom it acts as")
    add.add_argument("--name", required=True, metavar="WORDS", help="what will use it")
    add.add_argument("--scope", choices=[one.value for one in TokenScope], default="read")
    add.add_argument("--days", type=int, default=USUAL_DAYS, help=f"{USUAL_DAYS} unless given")
    add.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Make the token and print it; nothing else ever shows it again."""
    draft = MakeToken(asked.name, TokenScope(asked.scope), asked.days)
    with register(Settings.for_commands()) as session:
        with transaction(session):
            organisation = get_organisation(session, asked.organisation)
            made = make_token(session, _actor(session, organisation, asked.email), draft)
        say(made.text)


def _actor(session: Session, organisation: Organisation, email: str) -> Actor:
    """Return the person with the rights they have; NotFoundError for one without a role there."""
    person, today = find_acting(session, email), settings_today(Settings.for_commands())
    member = find_member(session, organisation.id, person.id, today) if person else None
    if member is None:
        raise NotFoundError(f"{email} has no role in {organisation.name}.")
    return member.actor
