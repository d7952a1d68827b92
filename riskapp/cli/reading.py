"""What commands that read have in common: a day, who reads, and where what was read goes."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlmodel import Session

from riskapp.cli.opening import CommandError, get_organisation, register, settings_today
from riskapp.clock import utc_now
from riskapp.domain.permissions import Actor
from riskapp.models import Organisation
from riskapp.readmodels.take_out import About
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import Settings


def a_day(written: str) -> date:
    """Read a day; argparse words the refusal."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a date like 2018-06-30, not {written}") from None


def output_option(parser: argparse.ArgumentParser) -> None:
    """Give a command the option to write a file instead of standard output."""
    parser.add_argument("--output", type=Path, metavar="FILE", help="else standard output")


@contextmanager
def reading(code: str) -> Iterator[tuple[Session, Actor]]:
    """Open the register for the command line to read of one organisation."""
    settings = Settings.for_commands()
    with register(settings) as session:
        with transaction(session):
            organisation = get_organisation(session, code)
            actor = command_line_actor(session, organisation, settings_today(settings))
        yield session, actor


def refuse_to_come(day: date | None, actor: Actor, what: str) -> None:
    """Refuse a day that has not come."""
    if day is not None and day > actor.today:
        raise CommandError(f"{what} cannot be as at a day that has not come.")


def about_of(session: Session, actor: Actor, *, shows: str = "") -> About:
    """Return what the reader of a file has to know of it."""
    return About(
        organisation=session.get_one(Organisation, actor.organisation_id).name,
        code=actor.organisation_code,
        as_at=actor.today,
        made_at=utc_now(),
        made_by=actor.name,
        shows=shows,
    )


def give(content: bytes, file: Path | None) -> None:
    """Write a file whole, or nothing; standard output where there is no file."""
    if file is None:
        sys.stdout.write(content.decode("utf-8-sig"))
        return
    write_whole(file, content)


def write_whole(file: Path, content: bytes) -> None:
    """Write beside the file first, so that one half written never stands under its name."""
    write_pieces(file, [content])


def write_pieces(file: Path, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece, beside its name until it is whole."""
    beside = file.with_name(f".{file.name}.part")
    try:
        with beside.open("wb") as written:
            for piece in pieces:
                written.write(piece)
        beside.replace(file)
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
    finally:
        beside.unlink(missing_ok=True)
