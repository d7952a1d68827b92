"""`riskapp database`: bringing it up to date, keeping it, bringing it back, and proving it."""

import argparse
from typing import TYPE_CHECKING

from riskapp.cli.opening import database, say
from riskapp.models.migrating import is_current, migrate
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("database", help="upgrade, back up, restore or check")
    deeds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    upgrade = deeds.add_parser("upgrade", help="bring the schema to this version's")
    upgrade.set_defaults(run=run_upgrade)


def run_upgrade(_asked: argparse.Namespace) -> None:
    """Bring the schema to this version's, and say whether anything was to be done."""
    with database(Settings.for_commands()) as engine:
        with engine.connect() as connection:
            current = is_current(connection)
        if not current:
            migrate(engine)
    say("The database is of this version already." if current else "The database is upgraded.")
