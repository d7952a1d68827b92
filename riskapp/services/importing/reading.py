"""Reading a file that was handed in: its sheet by its plan, with what somebody put right in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Final

from riskapp.domain.errors import FieldError
from riskapp.domain.import_corrections import NO_CORRECTIONS, Corrections
from riskapp.domain.import_findings import PassedOver
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.import_rows import ReadRow, Remark
from riskapp.domain.jobs import TELLS_EVERY, Tell, silently
from riskapp.intake.asking import Question, open_questions
from riskapp.intake.book import Book
from riskapp.intake.date_proof import as_dated
from riskapp.intake.register_sheets import sheet_named
from riskapp.intake.rows import read_rows
from riskapp.intake.said import column_name
from riskapp.intake.sheet_rows import Repeated, Row, sheet_rows
from riskapp.intake.torn import with_torn

AS_ABOVE: Final = "Taken from row {above}, the one above."
NO_SHEET: Final = "The file has no sheet called “{sheet}”: say in which sheet the risks are."


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file says: its rows, those passed over, and what has to be asked of it first."""

    rows: tuple[ReadRow, ...]
    passed_over: tuple[PassedOver, ...]
    questions: tuple[Question, ...] = ()


def read_file(
    book: Book,
    plan: FilePlan,
    today: date,
    made: Corrections = NO_CORRECTIONS,
    tell: Tell = silently,
) -> ReadFile:
    """Return what a file says by its plan; FieldError where it has no such sheet."""
    sheet = sheet_named(book, plan.sheet)
    if sheet is None:
        raise FieldError("sheet", NO_SHEET.format(sheet=plan.sheet))
    told = sheet_rows(sheet, plan)
    risks = [(number, made.corrected(number, cells)) for number, cells in told.risks]
    rows = _read(risks, as_dated(sheet, plan, told.risks), today, made, tell)
    passed = tuple(PassedOver(number, why) for number, why in told.passed)
    questions = open_questions(sheet, plan, replace(told, risks=tuple(risks)))
    torn = {number: one for number, one in told.torn.items() if number not in made.cells}
    rows = with_torn(_repeating(rows, told.repeated, plan, made), torn, plan)
    return ReadFile(tuple(rows), passed, questions)


def refuse_unanswered(questions: Sequence[Question]) -> None:
    """Refuse to load a file of which something has to be said first."""
    if questions:
        asked = " ".join(question.words for question in questions)
        raise FieldError("questions", f"Nothing was loaded: this has to be said first. {asked}")


def _read(
    risks: Sequence[Row], plan: FilePlan, today: date, made: Corrections, tell: Tell
) -> Sequence[ReadRow]:
    """Read the rows that count beside each other, and those left out apart from them."""
    counting = _telling(risks, tell)
    left = [row for row in risks if row[0] in made.left_out]
    rows = read_rows(plan, (row for row in counting if row[0] not in made.left_out), today)
    if left:
        rows = sorted([*rows, *read_rows(plan, left, today)], key=attrgetter("number"))
    return rows


def _repeating(
    rows: Sequence[ReadRow], repeated: Sequence[Repeated], plan: FilePlan, made: Corrections
) -> Sequence[ReadRow]:
    """Return the rows with a remark on each cell that was taken from the one above it."""
    names = {column.index: column_name(column) for column in plan.columns}
    remarks = defaultdict[int, list[Remark]](list)
    for one in repeated:
        if one.column in names and one.column not in made.cells.get(one.row, {}):
            words = AS_ABOVE.format(above=one.above)
            remarks[one.row].append(Remark(names[one.column], one.printed, words))
    if not remarks:
        return rows
    return [replace(row, remarks=(*row.remarks, *remarks.get(row.number, ()))) for row in rows]


def _telling(risks: Iterable[Row], tell: Tell) -> Iterator[Row]:
    rows = list(risks)
    for done, row in enumerate(rows):
        if done % TELLS_EVERY == 0:
            tell(done, len(rows), "Reading the rows")
        yield row
