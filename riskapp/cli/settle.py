"""`riskapp settle`: what falls due by itself: acceptances, matrix versions, files never loaded."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from riskapp.cli.opening import register, say, settings_today
from riskapp.domain.wording import counted
from riskapp.models import Organisation
from riskapp.models.organisation import OrganisationKind
from riskapp.services.acceptances import end_expired_acceptances
from riskapp.services.importing.files import throw_old_away
from riskapp.services.matrices import apply_matrix
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


@dataclass(frozen=True, slots=True)
class Settled:
    """What fell due: acceptances that ended, and risks that a new matrix version moved.

    `files` are those that were to be brought in and that nobody loaded.
    """

    acceptances: int = 0
    moved: int = 0
    files: int = 0

    @property
    def sentence(self) -> str:
        """Say it in a line."""
        if not (self.acceptances or self.moved or self.files):
            return "Nothing has fallen due."
        ended = counted(self.acceptances, "acceptance")
        moved = counted(self.moved, "risk")
        said = f"Ended: {ended}. Moved by a new version of the matrix: {moved}."
        files = counted(self.files, "file")
        return f"{said} Thrown away without being loaded: {files}." if self.files else said

    def __add__(self, other: "Settled") -> "Settled":
        return Settled(
            self.acceptances + other.acceptances,
            self.moved + other.moved,
            self.files + other.files,
        )


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("settle", help="do what falls due by itself; run it every night")
    parser.set_defaults(run=run)


def run(_asked: argparse.Namespace) -> None:
    """Do what has fallen due in every organisation, and say what it was."""
    settings = Settings.for_commands()
    with register(settings) as session:
        settled = settle(session, settings_today(settings))
    say(settled.sentence)


def settle(session: Session, today: date) -> Settled:
    """Do what has fallen due, each organisation in a transaction of its own."""
    return sum((_settle_one(session, code, today) for code in _codes(session)), Settled())


def _settle_one(session: Session, code: str, today: date) -> Settled:
    with transaction(session):
        here = select(Organisation).where(col(Organisation.code) == code)
        actor = command_line_actor(session, session.exec(here).one(), today)
        moved = apply_matrix(session, actor)
        files = throw_old_away(session, actor)
        return Settled(end_expired_acceptances(session, actor), moved, files)


def _codes(session: Session) -> Sequence[str]:
    query = (
        select(Organisation.code)
        .where(col(Organisation.kind) != OrganisationKind.INSTALLATION)
        .order_by(col(Organisation.code))
    )
    return session.exec(query).all()
