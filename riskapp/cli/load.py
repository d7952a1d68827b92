"""`riskapp load FOLDER`: an organisation from a folder of files (docs/loading.md)."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from riskapp.cli.opening import as_option, find_acting, register, say, settings_today
from riskapp.services.loading.loader import load_folder
from riskapp.services.transactions import transaction
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("load", help="load an organisation from a folder of files")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    as_option(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Load what is new in the folder, all of it or nothing, and say what that was."""
    settings = Settings.for_commands()
    with register(settings) as session:
        with transaction(session):
            person = find_acting(session, asked.email)
            by = person.id if person else None
            done = load_folder(session, asked.folder, today=settings_today(settings), by=by)
        say(done.sentence)
