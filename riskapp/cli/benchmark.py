"""`riskapp benchmark`: how fast the register is, beside what the machine itself can do."""

import argparse
from typing import TYPE_CHECKING

from riskapp.cli.opening import say
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("benchmark", help="measure pages, saves, packs and load")
    parser.add_argument("--quick", action="store_true", help="with small registers, in a minute")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Measure on a new database, or on the empty one that RISKAPP_DATABASE_URL names."""
    # Imported late: no other command measures, and the application takes a second to load.
    from riskapp.benchmark.bench import QUICK, Sizes, run_benchmark  # noqa: PLC0415

    run_benchmark(Settings.for_commands(), QUICK if asked.quick else Sizes(), say)
