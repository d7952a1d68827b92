"""`riskapp database`: bringing it up to date, keeping it, bringing it back, and proving it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from riskapp.cli.backups import back_up, restore
from riskapp.cli.opening import database, say
from riskapp.cli.proving import add_check_to
from riskapp.services.upgrading import bring_up_to_date
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("database", help="upgrade, back up, restore or check")
    deeds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    upgrade = deeds.add_parser("upgrade", help="bring the schema to this version's")
    upgrade.set_defaults(run=run_upgrade)
    backup = deeds.add_parser("backup", help="write a copy while people work")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=run_backup)
    bring_back = deeds.add_parser("restore", help="put a copy in the place of the database")
    bring_back.add_argument("file", type=Path, metavar="FILE")
    bring_back.set_defaults(run=run_restore)
    add_check_to(deeds)


def run_upgrade(_asked: argparse.Namespace) -> None:
    """Bring the schema to this version's, and say whether anything was to be done."""
    with database(Settings.for_commands()) as engine:
        upgraded = bring_up_to_date(engine)
    say("The database is upgraded." if upgraded else "The database is of this version already.")


def run_backup(asked: argparse.Namespace) -> None:
    """Copy the database to a file that does not exist yet."""
    settings = Settings.for_commands()
    size = back_up(settings.database_url, asked.file)
    say(f"Backed up to {asked.file}: {size:,} bytes.")


def run_restore(asked: argparse.Namespace) -> None:
    """Put a copy in the place of the database; what was there is kept beside it."""
    settings = Settings.for_commands()
    kept = restore(settings.database_url, asked.file)
    beside = f" What was there before is kept as {kept}." if kept else ""
    say(f"Restored from {asked.file}.{beside}")
