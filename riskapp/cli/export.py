"""`riskapp export`: the register as one table, or everything of an organisation."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from riskapp.cli.opening import CommandError, acting_as, as_option, say
from riskapp.cli.reading import reading, write_pieces
from riskapp.domain.take_out import ListForm, WholeForm
from riskapp.queries.everything import everything_schema
from riskapp.services.taking_out import note_taken_out
from riskapp.services.transactions import transaction
from riskapp.worker.whole import everything_pieces, register_pieces

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

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
        taken = (
            register_pieces(session, actor, ListForm.CSV)
            if form is None
            else everything_pieces(session, actor, form)
        )
        write_pieces(asked.output, taken)
    say(f"Wrote {asked.output}.")


def _form(written: str, file: Path) -> WholeForm | None:
    """Return the form in which everything is asked for, None for the register alone."""
    if written == CSV:
        return WholeForm.CSV_FILES if file.suffix.lower() == ".zip" else None
    return WholeForm(written)
