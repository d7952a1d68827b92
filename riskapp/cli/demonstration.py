"""Preparing the demonstration: its database, two organisations, and accounts everybody knows."""

from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.cli.opening import CommandError, database, say, settings_today
from riskapp.domain.wording import date_words
from riskapp.models import Organisation
from riskapp.models.database import open_session
from riskapp.models.organisation import OrganisationKind
from riskapp.queries.people import list_demonstration_accounts
from riskapp.services.loading.files import ChangedError
from riskapp.services.loading.loader import load_folder
from riskapp.services.people import DEMONSTRATION_PASSWORD, demonstration_people
from riskapp.services.transactions import transaction
from riskapp.services.upgrading import bring_up_to_date
from riskapp.settings import Settings

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = ("hct", "demonstration")
OLDER = (
    "{folder}: an earlier version's is loaded, and stays as it is with what was done since."
    " For this version's, begin anew: move the folder instance/ out of the way."
)


def prepare(settings: Settings) -> None:
    """Make what is missing, a line for each step, and print the accounts."""
    today = settings_today(settings)
    with database(settings) as engine:
        _upgrade(engine)
        with open_session(engine) as session:
            for name in FOLDERS:
                _load(session, FIXTURES / name, today)
            with transaction(session):
                demonstration_people(session, _list_organisations(session), today=today)
            _print_accounts(session, today)


def _upgrade(engine: sa.Engine) -> None:
    if bring_up_to_date(engine):
        say(f"Database: {engine.url.render_as_string()} is ready.")


def _load(session: Session, folder: Path, today: date) -> None:
    if not folder.is_dir():
        raise CommandError(f"The demonstration needs the folder {folder}, which is not there.")
    try:
        with transaction(session):
            done = load_folder(session, folder, today=today)
    except ChangedError:
        say(OLDER.format(folder=folder.name))
        return
    say(done.sentence)


def _list_organisations(session: Session) -> list[Organisation]:
    query = (
        select(Organisation)
        .where(col(Organisation.kind) != OrganisationKind.INSTALLATION)
        .order_by(col(Organisation.code))
    )
    return list(session.exec(query))


def _print_accounts(session: Session, today: date) -> None:
    say(f"It is {date_words(today)} in this demonstration. Sign in with the password")
    say(f"    {DEMONSTRATION_PASSWORD}")
    say("as one of")
    for account in list_demonstration_accounts(session):
        say(f"    {account.email:<32}{account.organisation}")
