"""`riskapp synthesise`: an invented organisation of any size, for measuring and for trying out."""

import argparse
from typing import TYPE_CHECKING

from riskapp.cli.opening import register, say, settings_today
from riskapp.settings import Settings
from riskapp.synthesis.synthesis import Wanted, synthesise

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

CODE = "synthetic"
MOST_RISKS = 1_000_000


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("synthesise", help="make an invented organisation of any size")
    parser.add_argument("--risks", type=_number, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="1 unless given")
    parser.add_argument("--organisation", default=CODE, metavar="CODE", help=f"{CODE} unless given")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Make the organisation and say what was made."""
    settings = Settings.for_commands()
    with register(settings) as session:
        wanted = Wanted(asked.risks, asked.seed, asked.organisation, settings_today(settings))
        synthesise(session, wanted)
    say(f"Made {asked.organisation}, an invented organisation of {asked.risks:,} risks.")


def _number(written: str) -> int:
    number = int(written)
    if not 1 <= number <= MOST_RISKS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_RISKS:,}")
    return number
