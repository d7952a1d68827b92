"""`riskapp worker`: long work, done as it is asked for."""

import argparse
import os
import signal
import sys
from threading import Thread
from typing import TYPE_CHECKING

from riskapp.cli.opening import database, refuse_other_schema
from riskapp.log import start_log
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("worker", help="do long work as it is asked for")
    parser.add_argument(
        "--with-parent",
        action="store_true",
        help="stop when standard input ends, and leave the work to a worker that runs already",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Work until told to stop (Ctrl-C or SIGTERM), finishing what is at hand."""
    # Imported late: no other command waits for a queue.
    from riskapp.worker.serving import AlreadyWorkingError, work_until_stopped  # noqa: PLC0415
    from riskapp.worker.shop import Shop, files_of  # noqa: PLC0415

    settings = Settings.for_commands()
    start_log()
    if asked.with_parent:
        Thread(target=_stop_with_parent, name="parent", daemon=True).start()
    with database(settings) as engine:
        refuse_other_schema(engine)
        try:
            work_until_stopped(Shop(engine, settings, files_of(settings)))
        except AlreadyWorkingError:
            if not asked.with_parent:
                raise


def _stop_with_parent() -> None:
    """Stop when whoever started this process is gone, however it went."""
    while os.read(sys.stdin.fileno(), 1):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
