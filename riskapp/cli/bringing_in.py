"""`riskapp import FILE`: an old register, with a dry run first or all of it or nothing."""

import argparse
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlmodel import Session

from riskapp.cli.opening import (
    CommandError,
    acting_as,
    as_option,
    get_organisation,
    register,
    say,
    settings_today,
)
from riskapp.cli.reading import write_whole
from riskapp.cli.restoring import is_everything, restore
from riskapp.domain.import_corrections import Corrections, corrections_to_json
from riskapp.domain.import_drafts import HandIn
from riskapp.domain.import_findings import Findings, RowFinding, few_of, foreseen, reconciled
from riskapp.domain.import_plans import FilePlan, plan_from_json, plan_to_json
from riskapp.domain.import_reports import report_of
from riskapp.domain.permissions import Actor
from riskapp.domain.spreadsheets import cell_name
from riskapp.intake.answering import answered
from riskapp.intake.asking import Question
from riskapp.intake.book import Book
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.intake.register_sheets import remarks_on, sheet_named
from riskapp.models import ImportFile
from riskapp.queries.imports import find_kept_plan
from riskapp.queries.loaded_before import find_loaded_before
from riskapp.services.importing.examining import check
from riskapp.services.importing.files import new_file
from riskapp.services.importing.loading import HeldUpError, load_rows
from riskapp.services.importing.reading import ReadFile, read_file, refuse_unanswered
from riskapp.services.importing.sources import keep_plan, named_source
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from riskapp.undisturbed import undisturbed

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

PROBLEMS: Final = "problems"
LONGEST_NAME: Final = 200
MOST_SHOWN: Final = 10
HOW_TO_ANSWER: Final = (
    "Say it with --answer, or write how the file is read with --write-mapping FILE, change that and"
    " give it back with --mapping FILE."
)


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("import", help="bring an old register in: Excel, ODS, Word, CSV")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--organisation", required=True, metavar="CODE")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="how the file is read")
    parser.add_argument("--write-mapping", type=Path, metavar="FILE", help="write that, no more")
    parser.add_argument("--sheet", default="", metavar="NAME", help="else the likeliest")
    parser.add_argument(
        "--answer", action="append", default=[], metavar="KEY=VALUE", help="what is asked once"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would become of each row")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write that as JSON")
    parser.add_argument(
        "--leave-out", default="", metavar="ROWS", help=f"like 7,12-15, or {PROBLEMS}"
    )
    parser.add_argument("--save-source", default="", metavar="NAME", help="keep how it is read")
    as_option(parser)
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened: what it holds, how it is read, and which rows are left out."""

    name: str
    content: bytes
    book: Book
    plan: FilePlan
    made: Corrections

    def read(self, actor: Actor) -> ReadFile:
        """Return what the file says."""
        return read_file(self.book, self.plan, actor.today, self.made)

    def as_row(self, actor: Actor) -> ImportFile:
        """Return the file as one that is handed in."""
        file = new_file(actor, HandIn(self.name, self.content), self.book, self.plan)
        file.corrections = corrections_to_json(self.made)
        return file


def run(asked: argparse.Namespace) -> int:
    """Bring the file in, or say what would become of it; 1 where a row keeps it from being."""
    if asked.file.is_file() and is_everything(asked.file):
        return restore(asked)
    settings = Settings.for_commands()
    content = _content(asked.file)
    if asked.report and not os.access(asked.report.parent, os.W_OK):
        raise CommandError(f"{asked.report} cannot be written, so nothing was begun.")
    with undisturbed(), register(settings) as session:
        with transaction(session):
            organisation = get_organisation(session, asked.organisation)
            here = command_line_actor(session, organisation, settings_today(settings))
            actor = acting_as(session, here, asked.email)
        opened = _open(session, actor, asked, content)
        if asked.write_mapping:
            write_whole(asked.write_mapping, plan_to_json(opened.plan).encode())
            say(f"Wrote {asked.write_mapping}: how {opened.name} is read.")
            return 0
        for remark in remarks_on(opened.book, opened.plan):
            say(remark)
        if asked.dry_run:
            return _try(session, actor, asked, opened)
        return _load(session, actor, asked, opened)


def _open(session: Session, actor: Actor, asked: argparse.Namespace, content: bytes) -> Opened:
    book = open_book(content)
    plan = _plan(session, actor, asked, book)
    made = Corrections(left_out=_left_out(asked.leave_out))
    opened = Opened(asked.file.name[-LONGEST_NAME:], content, book, plan, made)
    if asked.leave_out != PROBLEMS:
        return opened
    found = _check(session, actor, opened, opened.read(actor))
    left_out = frozenset(row.number for row in found.holding_up)
    return replace(opened, made=Corrections(left_out=left_out))


def _plan(session: Session, actor: Actor, asked: argparse.Namespace, book: Book) -> FilePlan:
    """Return how the file is read: as it was written down, else as is proposed for it."""
    if asked.mapping:
        plan = plan_from_json(_content(asked.mapping).decode("utf-8-sig", "replace"))
    else:
        _refuse_unknown_sheet(book, asked.sheet)
        kept = find_kept_plan(session, actor, HandIn("", b"", new_source=asked.save_source))
        plan = propose(book, asked.sheet, kept)
    sheet = sheet_named(book, plan.sheet)
    for answer in asked.answer:
        key, _, value = answer.partition("=")
        plan = answered(sheet, plan, key, value) if sheet else plan
    return plan


def _refuse_unknown_sheet(book: Book, name: str) -> None:
    """Refuse a sheet that was asked for and is not there, rather than read another one."""
    if name and sheet_named(book, name) is None:
        there = few_of([f"“{sheet.name}”" for sheet in book.sheets])
        raise CommandError(f"The file has no sheet called “{name}”. It has {there}.")


def _try(session: Session, actor: Actor, asked: argparse.Namespace, opened: Opened) -> int:
    read = opened.read(actor)
    found = _check(session, actor, opened, read)
    _report(asked, found, loaded=False)
    told = (*_questions(read.questions), *_problems(found.holding_up), *_changes(found))
    for sentence in (found.said, *told):
        if sentence:
            say(sentence)
    say(f"{foreseen(found)}. Nothing was loaded: this was a dry run.")
    return 0


def _load(session: Session, actor: Actor, asked: argparse.Namespace, opened: Opened) -> int:
    read = opened.read(actor)
    if read.questions:
        _report(asked, _check(session, actor, opened, read), loaded=False)
        for sentence in _questions(read.questions):
            say(sentence)
        refuse_unanswered(read.questions)
    try:
        with transaction(session):
            done = _load_rows(session, actor, asked, opened, read)
    except HeldUpError as held_up:
        _report(asked, held_up.findings, loaded=False)
        raise
    _report(asked, done, loaded=True)
    if done.said:
        say(done.said)
    say(reconciled(done))
    return 0


def _load_rows(
    session: Session, actor: Actor, asked: argparse.Namespace, opened: Opened, read: ReadFile
) -> Findings:
    file = opened.as_row(actor)
    found = _loaded_before(session, actor, file, read)
    if found is not None:
        return found
    if asked.save_source:
        source = named_source(session, actor, asked.save_source)
        keep_plan(actor, source, opened.plan)
        file.source_id = source.id
    session.add(file)
    session.flush()
    return load_rows(session, actor, file, read.rows, read.passed_over)


def _loaded_before(
    session: Session, actor: Actor, file: ImportFile, read: ReadFile
) -> Findings | None:
    """Return what is found of a file that is loaded already, None of any other."""
    if find_loaded_before(session, actor, file) is None:
        return None
    return check(session, actor, file, read.rows, read.passed_over)


def _check(session: Session, actor: Actor, opened: Opened, read: ReadFile) -> Findings:
    return check(session, actor, opened.as_row(actor), read.rows, read.passed_over)


def _report(asked: argparse.Namespace, found: Findings, *, loaded: bool) -> None:
    if asked.report:
        told = json.dumps(report_of(found, loaded=loaded), ensure_ascii=False, indent=1)
        write_whole(asked.report, told.encode())


def _questions(questions: Iterable[Question]) -> list[str]:
    """Return what is asked, with the answers there are."""
    said = []
    for question in questions:
        answers = " or ".join(f"{question.key}={one.value}" for one in question.choices)
        said.append(f"{question.words} (--answer {answers or f'{question.key}=...'})")
    return [*said, HOW_TO_ANSWER] if said else []


def _changes(found: Findings) -> list[str]:
    """Return a line for each of the first things that a newer file changes, and what it lacks."""
    lines = [
        f"Row {row.number}, {row.reference}: {one.field} from “{one.before}” to “{one.after}”."
        for row in found.rows
        for one in row.changes
        if one.is_made
    ]
    more = len(lines) - MOST_SHOWN
    lines = [*lines[:MOST_SHOWN], f"And {more} more changes: see --report."] if more > 0 else lines
    return [*lines, *(f"Not in this file, and left as it is: {one}." for one in found.missing)]


def _problems(rows: tuple[RowFinding, ...]) -> list[str]:
    """Return a line for what holds up each of the first rows."""
    lines = [
        f"Row {row.number}, {_where(row)}: “{one.value}”. Expected: {one.expected}."
        for row in rows[:MOST_SHOWN]
        for one in row.problems[:1]
    ]
    more = len(rows) - MOST_SHOWN
    return [*lines, f"And {more} more: see --report."] if more > 0 else lines


def _where(row: RowFinding) -> str:
    problem = row.problems[0]
    cell = cell_name(problem.index, row.number)
    return f"{problem.column} ({cell})" if cell else problem.column or "as a whole"


def _left_out(said: str) -> frozenset[int]:
    """Read which rows are left out: "7,12-15"."""
    if not said or said == PROBLEMS:
        return frozenset()
    numbers: set[int] = set()
    for part in said.split(","):
        first, dash, last = part.strip().partition("-")
        try:
            numbers |= set(range(int(first), int(last if dash else first) + 1))
        except ValueError:
            message = f"--leave-out takes rows like 7,12-15 or the word {PROBLEMS}, not {said}."
            raise CommandError(message) from None
    return frozenset(numbers)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
