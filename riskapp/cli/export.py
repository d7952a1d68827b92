"""`riskapp export`: the register as one table, or everything of an organisation."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlmodel import Session

from reports.everything_json import everything_json
from reports.list_csv import list_csv
from riskapp.cli.opening import CommandError, acting_as, as_option, say
from riskapp.cli.reading import about_of, reading, write_pieces
from riskapp.clock import utc_now
from riskapp.domain.permissions import Actor
from riskapp.domain.take_out import WholeForm
from riskapp.queries.everything import everything_schema, read_everything
from riskapp.queries.everything_lists import get_whole_register, legend_here, list_everything
from riskapp.readmodels.take_out import About
from riskapp.services.taking_out import note_taken_out
from riskapp.services.transactions import transaction

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

Taken = Iterable[bytes]
CSV: Final = "csv"
NEEDED: Final = "Say of which organisation and to which file: --organisation CODE --output FILE."


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("export", help="take everything of an organisation out")
    parser.add_argument("--organisation", metavar="CODE")
    parser.add_argument(
        "--format",
        choices=("csv", "xlsx", "json"),
        default="json",
        help="json, which can be brought in again as it is, unless given; csv is the register, one"
        " row a risk, or one file for each list where FILE ends in .zip",
    )
    parser.add_argument("--output", type=Path, metavar="FILE")
    parser.add_argument(
        "--schema", action="store_true", help="print the JSON schema of what json gives, and stop"
    )
    as_option(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Write the file whole, or nothing; CommandError where it cannot be written."""
    if asked.schema:
        sys.stdout.write(json.dumps(everything_schema(), indent=2) + "\n")
        return
    if not asked.organisation or not asked.output:
        raise CommandError(NEEDED)
    form = _form(asked.format, asked.output)
    with reading(asked.organisation) as (session, command_line):
        actor = acting_as(session, command_line, asked.email)
        if form is not None:
            with transaction(session):
                note_taken_out(session, actor, form)
        write_pieces(asked.output, _TAKEN[form](session, actor))
    say(f"Wrote {asked.output}.")


def _form(written: str, file: Path) -> WholeForm | None:
    """Return the form in which everything is asked for, None for the register alone."""
    if written == CSV:
        return WholeForm.CSV_FILES if file.suffix.lower() == ".zip" else None
    return WholeForm(written)


def _about(session: Session, actor: Actor) -> About:
    whole = about_of(session, actor, shows="everything, restricted risks too")
    return replace(whole, legend=legend_here(session, actor))


def _json(session: Session, actor: Actor) -> Iterator[bytes]:
    return everything_json(read_everything(session, actor, utc_now()))


def _csv(session: Session, actor: Actor) -> Iterator[bytes]:
    return list_csv(get_whole_register(session, actor, _about(session, actor)))


def _zip(session: Session, actor: Actor) -> Taken:
    from reports.list_zip import zip_lists  # noqa: PLC0415 - no other form needs it

    about = _about(session, actor)
    return [zip_lists("Everything", about, list_everything(session, actor, about))]


def _workbook(session: Session, actor: Actor) -> Taken:
    # Imported late: no other form needs what writes workbooks.
    from reports.list_workbook import draw_lists  # noqa: PLC0415

    about = _about(session, actor)
    return [draw_lists("Everything", about, list_everything(session, actor, about))]


_TAKEN: Final[Mapping[WholeForm | None, Callable[[Session, Actor], Taken]]] = {
    None: _csv,
    WholeForm.JSON: _json,
    WholeForm.CSV_FILES: _zip,
    WholeForm.WORKBOOK: _workbook,
}
