"""Reading the command line and running the command it names, one module for each."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, cast

from sqlalchemy.exc import OperationalError

from riskapp.domain.errors import RegisterError

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

MODULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "load": "load",
        "import": "bringing_in",
        "serve": "serve",
        "worker": "worker",
        "job": "job",
        "remind": "remind",
        "settle": "settle",
        "pack": "pack",
        "list": "listing",
        "movement": "movement",
        "export": "export",
        "review": "review",
        "database": "database",
        "person": "person",
        "token": "token",
        "synthesise": "synthesise",
        "benchmark": "benchmark",
    }
)
"""The module of each command; that of the one that is asked for is loaded, and no other."""


class Command(Protocol):
    """A module that adds one command."""

    def add_to(self, commands: "Commands") -> None:
        """Add the command, with what it takes and what runs it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 after one plain sentence on standard error.

    Wrong usage leaves with status 2.
    """
    words = sys.argv[1:] if arguments is None else arguments
    asked = _parser(words).parse_args(words)
    try:
        return int(asked.run(asked) or 0)
    except RegisterError as error:
        return _fail(str(error))
    except OperationalError as error:
        return _fail(f"The database cannot be used: {_first_line(error.orig)}")
    except KeyboardInterrupt:
        return _fail("Stopped. Nothing half done is kept.")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="riskapp",
        description="The risk and assurance register. RISKAPP_DATABASE_URL, RISKAPP_DATA (a folder,"
        " instance/ unless set) and RISKAPP_SECRET_KEY are read from the environment.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in _modules(words):
        module.add_to(commands)
    return parser


def _modules(words: Sequence[str]) -> Iterator[Command]:
    """Yield the module of the command that is asked for, or all where none is or it is unknown."""
    name = words[0] if words else ""
    names = [name] if name in MODULES else list(MODULES)
    for one in names:
        yield cast("Command", import_module(f"riskapp.cli.{MODULES[one]}"))


def _fail(sentence: str) -> int:
    sys.stderr.write(f"riskapp: {sentence}\n")
    return 1


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().partition("\n")[0]
