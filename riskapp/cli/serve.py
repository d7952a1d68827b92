"""`riskapp serve`: the pages, on this machine's own address."""

import argparse
import os
import socket
from contextlib import nullcontext
from typing import TYPE_CHECKING

from riskapp.cli.beside import worker_beside
from riskapp.cli.demonstration import prepare
from riskapp.cli.opening import CommandError, register, say, settings_today
from riskapp.cli.settle import settle
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

HOST = "127.0.0.1"
PORT = 5000
HIGHEST_PORT = 65_535


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("serve", help=f"serve the pages on {HOST}")
    parser.add_argument("--port", type=_port, default=PORT, help=f"another port than {PORT}")
    parser.add_argument(
        "--demonstration",
        action="store_true",
        help="make a database with the fixtures, and accounts that everybody knows",
    )
    parser.add_argument(
        "--no-worker", action="store_true", help="leave long work to a worker of your own"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Serve until stopped; CommandError where the port is taken or the database is not ready."""
    mode = {"RISKAPP_DEMONSTRATION": "1"} if asked.demonstration else {}
    settings = Settings.from_environment(os.environ | mode)
    _refuse_taken(asked.port)
    if settings.demonstration:
        prepare(settings)
    with register(settings) as session:
        settle(session, settings_today(settings))
    say(f"Serving on http://{HOST}:{asked.port}/ (Ctrl-C stops it)")
    with nullcontext() if asked.no_worker else worker_beside(mode):
        _serve(settings, f"{HOST}:{asked.port}")


def _serve(settings: Settings, address: str) -> None:
    # Imported late: no other command needs the pages, and they take half a second to load.
    from riskapp.cli.server import Server  # noqa: PLC0415

    Server(settings, address).run()


def _port(written: str) -> int:
    """Read a port; argparse words the refusal."""
    port = int(written)
    if not 1 <= port <= HIGHEST_PORT:
        raise ValueError(written)
    return port


def _refuse_taken(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            message = f"Port {port} cannot be used ({error.strerror}): choose another with --port"
            raise CommandError(f"{message}, or with make run PORT=.") from None
