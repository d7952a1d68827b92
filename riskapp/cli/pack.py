"""`riskapp pack board`: the Board pack, written to a file."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from riskapp.cli.opening import CommandError, get_organisation, register, say, settings_today
from riskapp.queries.board_pack import get_board_pack
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("pack", help="make a pack as a PDF")
    kinds = parser.add_subparsers(title="packs", metavar="KIND", required=True)
    board = kinds.add_parser("board", help="the Board pack")
    board.add_argument("--organisation", required=True, metavar="CODE")
    board.add_argument("--as-at", type=_day, metavar="DATE", help="like 2018-06-30; else today")
    board.add_argument("--public", action="store_true", help="without what the public may not see")
    board.add_argument("--output", required=True, type=Path, metavar="FILE")
    board.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Write the pack whole, or nothing; CommandError where it cannot be written."""
    # Imported late: no other command draws, and the libraries take a second to load.
    from reports.board_pack import draw_board_pack  # noqa: PLC0415

    settings = Settings.for_commands()
    today = settings_today(settings)
    on = asked.as_at or today
    if on > today:
        raise CommandError("A pack cannot be as at a day that has not come.")
    with register(settings) as session:
        with transaction(session):
            organisation = get_organisation(session, asked.organisation)
            actor = command_line_actor(session, organisation, today)
        pack = get_board_pack(session, actor, on=on, public=asked.public)
    _write(asked.output, draw_board_pack(pack))
    say(f"Wrote {asked.output}.")


def _write(file: Path, content: bytes) -> None:
    """Write beside the file first, so that a pack half written never stands under its name."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}.") from None


def _day(written: str) -> date:
    """Read a day; argparse words the refusal."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a date like 2018-06-30, not {written}") from None
