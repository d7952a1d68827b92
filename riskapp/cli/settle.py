"""`riskapp settle`: what falls due by itself, such as the end of an acceptance."""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from riskapp.cli.opening import register, say, settings_today
from riskapp.domain.wording import counted
from riskapp.models import Organisation
from riskapp.models.organisation import OrganisationKind
from riskapp.services.acceptances import end_expired_acceptances
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("settle", help="end what has expired; run it every night")
    parser.set_defaults(run=run)


def run(_asked: argparse.Namespace) -> None:
    """End every acceptance whose last day is past, and say how many there were."""
    settings = Settings.for_commands()
    with register(settings) as session:
        ended = settle(session, settings_today(settings))
    say(f"{counted(ended, 'acceptance').capitalize()} ended." if ended else "Nothing has expired.")


def settle(session: Session, today: date) -> int:
    """End what has expired in every organisation, each in a transaction of its own."""
    return sum(_settle_one(session, code, today) for code in _codes(session))


def _settle_one(session: Session, code: str, today: date) -> int:
    with transaction(session):
        here = select(Organisation).where(col(Organisation.code) == code)
        actor = command_line_actor(session, session.exec(here).one(), today)
        return end_expired_acceptances(session, actor)


def _codes(session: Session) -> Sequence[str]:
    query = (
        select(Organisation.code)
        .where(col(Organisation.kind) != OrganisationKind.INSTALLATION)
        .order_by(col(Organisation.code))
    )
    return session.exec(query).all()
