"""`riskapp database check`: proving the register, one organisation's history, or a backup."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.cli.backups import refuse_unsound
from riskapp.cli.opening import CommandError, database, refuse_other_schema, say
from riskapp.domain.chain import NOT_A_CODE, Noted, code_of, read_code
from riskapp.domain.errors import NotFoundError
from riskapp.domain.wording import counted
from riskapp.models.database import open_copy, open_session
from riskapp.models.migrating import is_current
from riskapp.queries.checks.batches import list_organisations
from riskapp.queries.checks.everything import check_everything, count_checked
from riskapp.queries.checks.history import (
    find_broken_chain,
    find_broken_chains,
    find_head,
    find_unlike_noted,
)
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

ALONE = "Say whose history the entry is of: --noted takes --organisation too."
EARLIER = "It is of an earlier version of the register: its history alone was checked."


def add_check_to(deeds: "Commands") -> None:
    """Add the command."""
    check = deeds.add_parser("check", help="prove the history, and all that follows from it")
    check.add_argument(
        "--database", type=Path, metavar="FILE", help="a backup, in the place of the database"
    )
    check.add_argument("--organisation", metavar="CODE", help="the history of one alone")
    check.add_argument(
        "--noted",
        type=_noted,
        metavar="NUMBER:HASH",
        help="an entry as it was noted, to be found there still",
    )
    check.set_defaults(run=run_check)


def run_check(asked: argparse.Namespace) -> None:
    """Print whatever is wrong, a sentence each; CommandError if anything is."""
    if asked.noted and not asked.organisation:
        raise CommandError(ALONE)
    with _opened(asked.database) as engine, open_session(engine) as session:
        if asked.organisation:
            _check_one(session, asked.organisation, asked.noted)
        elif is_current(session.connection()):
            _conclude(check_everything(session), count_checked(session))
        else:
            _conclude(find_broken_chains(session), "its history")
            say(EARLIER)


@contextmanager
def _opened(file: Path | None) -> Iterator[sa.Engine]:
    """Open the database, or a backup of it to read from."""
    if file is None:
        with database(Settings.for_commands()) as engine:
            refuse_other_schema(engine)
            yield engine
        return
    refuse_unsound(file)
    engine = open_copy(file)
    try:
        yield engine
    finally:
        engine.dispose()


def _check_one(session: Session, code: str, noted: Noted | None) -> None:
    """Prove one organisation's history, and that an entry of it is still as it was noted."""
    organisation_id = _get_id(session, code)
    wrong = _say_all(find_broken_chain(session, organisation_id, code))
    if noted is not None:
        wrong += _say_all(find_unlike_noted(session, organisation_id, noted))
    number, head = find_head(session, organisation_id)
    entries = counted(number, "entry", "entries")
    if wrong:
        raise CommandError(f"The history of {code}, of {entries}, is not as it was written.")
    say(f"The history of {code} is as it was written: {entries}.")
    if noted is not None:
        say(f"Entry {noted.number} is the one that was noted, and so is all before it.")
    if number:
        say(f"To note of it today: {code_of(number, head)}")


def _conclude(findings: Iterable[str], checked: str) -> None:
    wrong = _say_all(findings)
    if wrong:
        raise CommandError(f"{counted(wrong, 'thing is', 'things are')} wrong with {checked}.")
    say(f"Nothing is wrong with {checked}.")


def _get_id(session: Session, code: str) -> UUID:
    there = {name: organisation_id for organisation_id, name in list_organisations(session)}
    if code not in there:
        raise NotFoundError(f"There is no organisation {code}: there are {', '.join(there)}.")
    return there[code]


def _noted(written: str) -> Noted:
    """Read what was noted; argparse words the refusal."""
    noted = read_code(written)
    if noted is None:
        raise argparse.ArgumentTypeError(NOT_A_CODE)
    return noted


def _say_all(findings: Iterable[str]) -> int:
    """Print each finding as it is made; return how many there were."""
    number = 0
    for number, finding in enumerate(findings, start=1):  # noqa: B007 - the last number is kept
        say(finding)
    return number
