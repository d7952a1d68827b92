"""`riskapp pack board`: the Board pack, written to a file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from riskapp.cli.opening import say
from riskapp.cli.reading import a_day, reading, refuse_to_come, write_whole
from riskapp.domain.packs import MakePack, PackKind
from riskapp.queries.packs import get_paper

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("pack", help="make a pack as a PDF")
    kinds = parser.add_subparsers(title="packs", metavar="KIND", required=True)
    board = kinds.add_parser("board", help="the Board pack")
    board.add_argument("--organisation", required=True, metavar="CODE")
    board.add_argument("--as-at", type=a_day, metavar="DATE", help="like 2018-06-30; else today")
    board.add_argument("--public", action="store_true", help="without what the public may not see")
    board.add_argument("--output", required=True, type=Path, metavar="FILE")
    board.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Write the pack whole, or nothing; CommandError where it cannot be written."""
    # Imported late: no other command draws, and the libraries take a second to load.
    from reports.pdf import draw_pdf  # noqa: PLC0415

    with reading(asked.organisation) as (session, actor):
        refuse_to_come(asked.as_at, actor, "A pack")
        draft = MakePack(PackKind.BOARD, asked.as_at or actor.today, asked.public)
        paper = get_paper(session, actor, draft)
    write_whole(asked.output, draw_pdf(paper))
    say(f"Wrote {asked.output}.")
