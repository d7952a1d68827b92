"""Reading the command line and running the command it names, one module for each."""

import argparse
import sys
from collections.abc import Sequence

from sqlalchemy.exc import OperationalError

from riskapp.cli import (
    benchmark,
    bringing_in,
    database,
    export,
    job,
    listing,
    load,
    movement,
    pack,
    person,
    remind,
    review,
    serve,
    settle,
    synthesise,
    token,
    worker,
)
from riskapp.domain.errors import RegisterError

COMMANDS = (
    load,
    bringing_in,
    serve,
    worker,
    job,
    remind,
    settle,
    pack,
    listing,
    movement,
    export,
    review,
    database,
    person,
    token,
    synthesise,
    benchmark,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 after one plain sentence on standard error.

    Wrong usage leaves with status 2.
    """
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked) or 0)
    except RegisterError as error:
        return _fail(str(error))
    except OperationalError as error:
        return _fail(f"The database cannot be used: {_first_line(error.orig)}")
    except KeyboardInterrupt:
        return _fail("Stopped. Nothing half done is kept.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="riskapp",
        description="The risk and assurance register. RISKAPP_DATABASE_URL, RISKAPP_DATA (a folder,"
        " instance/ unless set) and RISKAPP_SECRET_KEY are read from the environment.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def _fail(sentence: str) -> int:
    sys.stderr.write(f"riskapp: {sentence}\n")
    return 1


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().partition("\n")[0]
