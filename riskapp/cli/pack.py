"""`riskapp pack KIND`: the draft of a pack, written to a file in any of its forms."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlmodel import Session

from riskapp.cli.issued_packs import add_issued_to
from riskapp.cli.opening import say
from riskapp.cli.reading import a_day, reading, refuse_to_come, write_whole
from riskapp.domain.packs import PACK_NAMES, WITH_SUBJECT, FileForm, MakePack, PackKind
from riskapp.domain.permissions import Actor
from riskapp.queries.pack_named import get_subject_id
from riskapp.queries.packs import MADE, get_paper

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

_EXAMPLES: Final = {
    PackKind.COMMITTEE: "its name, or its initials",
    PackKind.OBJECTIVE: "its number, like 1.2",
    PackKind.RISK: "its reference, like R-0007",
}


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "pack", help="make a pack: as a PDF, web page, workbook or Word file"
    )
    kinds = parser.add_subparsers(title="packs", metavar="KIND", required=True)
    for kind in MADE:
        _add_kind(kinds, kind)
    add_issued_to(kinds)


def _add_kind(kinds: "Commands", kind: PackKind) -> None:
    parser = kinds.add_parser(kind.value, help=PACK_NAMES[kind])
    parser.add_argument("--organisation", required=True, metavar="CODE")
    if kind in WITH_SUBJECT:
        said = {"metavar": "NAME", "help": _EXAMPLES[kind]}
        parser.add_argument(f"--{kind.value}", required=True, dest="subject", **said)
    parser.add_argument("--as-at", type=a_day, metavar="DATE", help="like 2018-06-30; else today")
    parser.add_argument("--public", action="store_true", help="without what the public may not see")
    forms = [form.value for form in FileForm]
    parser.add_argument("--form", choices=forms, default=FileForm.PDF.value, help="pdf if not said")
    parser.add_argument("--output", required=True, type=Path, metavar="FILE")
    parser.set_defaults(run=run, kind=kind, subject=None)


def run(asked: argparse.Namespace) -> None:
    """Write the pack whole, or nothing; CommandError where it cannot be written."""
    # Imported late: no other command draws, and the libraries take a second to load.
    from reports.pack_files import draw_as  # noqa: PLC0415

    with reading(asked.organisation) as (session, actor):
        refuse_to_come(asked.as_at, actor, "A pack")
        day = asked.as_at or actor.today
        subject_id = _subject(session, actor, asked)
        paper = get_paper(session, actor, MakePack(asked.kind, day, asked.public, subject_id))
    write_whole(asked.output, draw_as(FileForm(asked.form), paper, None))
    say(f"Wrote {asked.output}.")


def _subject(session: Session, actor: Actor, asked: argparse.Namespace) -> UUID | None:
    if asked.subject is None:
        return None
    return get_subject_id(session, actor, asked.kind, asked.subject)
