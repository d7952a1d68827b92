"""The rows that were sent of a file: to be saved, or shown beside what others saved first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.base import clean
from forms.import_rows import Cell, Row, RowsForm, cell_name, rows_form, side_name
from forms.import_sent import SentRows, read_sent, side_key
from forms.late import Both
from riskapp.domain.import_corrections import Side
from riskapp.domain.import_findings import RowFinding, findings_from_json
from riskapp.domain.imports import Holds, RowOutcome, Verdict
from riskapp.intake.opening import open_book
from riskapp.intake.register_sheets import sheet_named
from riskapp.intake.sheet_rows import sheet_rows
from riskapp.queries.imports import get_content
from riskapp.readmodels.imports import ImportPage
from riskapp.web.import_pages import heading_of, row_of
from riskapp.web.late import Late
from riskapp.web.session import current_actor, get_session

PAGE: Final = "imports/sent_rows.html"
KEPT_NO_LONGER: Final = "kept no longer"
ANOTHER_SHEET: Final = "another sheet is read now"
NO_ROW: Final = "no row of a risk now"
LEFT_OUT, TAKEN_IN = "left out", "not left out"


class Kept:
    """A file as it is kept now: its cells, with and without what was put right in them."""

    def __init__(self, page: ImportPage) -> None:
        self.page = page
        self.columns = frozenset(column.index for column in page.plan.columns)

    @cached_property
    def rows(self) -> Mapping[int, Sequence[str]]:
        """The rows of the file as it was handed in, by their numbers."""
        content = get_content(get_session(), current_actor(), self.page.line.id)
        sheet = sheet_named(open_book(content), self.page.plan.sheet)
        return dict(sheet_rows(sheet, self.page.plan).risks) if sheet else {}

    @cached_property
    def findings(self) -> Mapping[int, RowFinding]:
        """What is found of each row; of one in a file that was not looked through, its title."""
        if self.page.findings:
            return {row.number: row for row in findings_from_json(self.page.findings).rows}
        titles = [column.index for column in self.page.plan.holding(Holds.TITLE)]
        return {
            number: RowFinding(
                number, Verdict.NEEDS_YOU, RowOutcome.NEW, title=self.now(number, *titles[:1])
            )
            for number in self.rows
        }

    def raw(self, number: int, index: int = -1) -> str:
        """Return a cell as it was handed in."""
        cells = self.rows.get(number, ())
        return clean(cells[index]) if 0 <= index < len(cells) else ""

    def now(self, number: int, index: int = -1) -> str:
        """Return a cell with what was put right in it."""
        put_right = self.page.corrections.cells.get(number, {})
        return clean(put_right[index]) if index in put_right else self.raw(number, index)


def sent_form(page: ImportPage) -> RowsForm:
    """Return the form for the rows that were sent, whatever is found of them by now."""
    sent, kept = read_sent(request.form), Kept(page)
    return rows_form(_rows(kept, sent, sent.shown), request.form)


def show_late_rows(page: ImportPage) -> ResponseReturnValue:
    """Return what was sent beside what others saved first, to be saved over it knowingly."""
    sent, kept = read_sent(request.form), Kept(page)
    gone = _gone(page, sent)
    if gone:
        return _show(page, rows_form(()), tuple(_sent_of(sent.shown, kept, sent, gone))), 409
    mine = [number for number in sent.shown if _differs(kept, sent, number)]
    rows = tuple(_rows(kept, sent, mine))
    form = rows_form(
        rows, sheet=page.plan.sheet, seen_version=str(page.line.version), **_filled(rows, sent)
    )
    told = tuple(both for row in rows for both in _compared(kept, sent, row))
    lost = sorted({*mine} - {row.number for row in rows})
    told += tuple(_sent_of(lost, kept, sent, NO_ROW))
    return _show(page, form, told), 409


def show_wrong_rows(page: ImportPage, form: RowsForm) -> ResponseReturnValue:
    """Return the rows that were sent with what is wrong in them."""
    return render_template(PAGE, file=page.line, page=page, form=form, late=None), 422


def _show(page: ImportPage, form: RowsForm, rows: tuple[Both, ...]) -> str:
    late = Late(
        "How this file is read" if page.line.is_open else page.line.name,
        url_for("imports.show", file_id=page.line.id),
        rows=rows,
        open=bool(form.shown),
        turned="has been changed" if page.line.is_open else "has been loaded or thrown away",
    )
    return render_template(PAGE, file=page.line, page=page, form=form, late=late)


def _gone(page: ImportPage, sent: SentRows) -> str:
    """Return why nothing can be saved over what was saved; nothing where it can."""
    if not page.line.is_open:
        return KEPT_NO_LONGER
    return ANOTHER_SHEET if sent.sheet and sent.sheet != page.plan.sheet else ""


def _rows(kept: Kept, sent: SentRows, numbers: Sequence[int]) -> Iterator[Row]:
    """Yield rows with every cell that was sent of them."""
    for number in numbers:
        finding = kept.findings.get(number)
        if finding is None:
            continue
        row = row_of(finding, kept.page)
        there = {cell.index for cell in row.cells}
        more = [
            Cell(index, heading_of(kept.page.plan, index), kept.now(number, index))
            for index in sent.cells.get(number, {})
            if index in kept.columns and index not in there
        ]
        yield row.with_cells(more)


def _differs(kept: Kept, sent: SentRows, number: int) -> bool:
    """Tell whether somebody put something into the fields of a row that is not kept."""
    before = {number in sent.were_left, number in kept.page.corrections.left_out}
    if (number in sent.left_out) not in before:
        return True
    return any(True for _ in _typed(kept, sent, number)) or any(
        side and side != kept_side for side, kept_side in _sides(kept, sent, number)
    )


def _typed(kept: Kept, sent: SentRows, number: int) -> Iterator[tuple[int, str]]:
    """Yield the cells of a row that say neither what they did nor what is kept."""
    for index, words in sent.cells.get(number, {}).items():
        if words not in {kept.raw(number, index), kept.now(number, index)}:
            yield index, words


def _sides(kept: Kept, sent: SentRows, number: int) -> Iterator[tuple[str, str]]:
    made = kept.page.corrections.sides.get(number, {})
    by_key = {side_key(field): side.value for field, side in made.items()}
    for key, side in sent.sides.get(number, {}).items():
        yield side, by_key.get(key, "")


def _filled(rows: Sequence[Row], sent: SentRows) -> Mapping[str, Any]:
    """Return what was put into the fields of these rows, to be put there again."""
    filled: dict[str, Any] = {}
    for row in rows:
        typed = sent.cells.get(row.number, {})
        filled |= {
            cell_name(row.number, cell.index): typed[cell.index]
            for cell in row.cells
            if cell.index in typed
        }
        given = sent.sides.get(row.number, {})
        filled |= {
            side_name(row.number, one.field): given[side_key(one.field)]
            for one in row.choices
            if given.get(side_key(one.field))
        }
        filled[f"leave_{row.number}"] = ["yes"] if row.number in sent.left_out else []
    return filled


def _compared(kept: Kept, sent: SentRows, row: Row) -> Iterator[Both]:
    """Yield what is kept of a row beside what was sent of it."""
    number, typed = row.number, sent.cells.get(row.number, {})
    for cell in row.cells:
        if cell.index in typed:
            now = kept.now(number, cell.index)
            yield Both(f"Row {number}, {cell.column}", now, typed[cell.index])
    given = sent.sides.get(number, {})
    for one in row.choices:
        side = given.get(side_key(one.field), "")
        if side in set(Side):
            theirs = one.side_words[Side(one.chosen)] if one.chosen else ""
            yield Both(f"Row {number}: {one.field}", theirs, one.side_words[Side(side)])
    left = (number in kept.page.corrections.left_out, number in sent.left_out)
    if any(left):
        theirs, yours = (LEFT_OUT if one else TAKEN_IN for one in left)
        yield Both(f"Row {number}", theirs, yours)


def _sent_of(numbers: Iterable[int], kept: Kept, sent: SentRows, gone: str) -> Iterator[Both]:
    """Yield every cell that was sent of rows that are there no more, and why they are not."""
    for number in numbers:
        for index, words in sent.cells.get(number, {}).items():
            column = heading_of(kept.page.plan, index) or f"column {index + 1}"
            yield Both(f"Row {number}, {column}", gone, words)
