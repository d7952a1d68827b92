"""Sheets that are no list of risks, made into one: forms, headings down the side, many tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from riskapp.domain.spreadsheets import column_letters
from riskapp.intake.book import Book, Merge, Sheet
from riskapp.intake.forms import Pairs, form_of, label, table_of
from riskapp.intake.header_rows import find_header
from riskapp.intake.headings import folded
from riskapp.intake.register_sheets import OF_A_RISK
from riskapp.intake.row_signs import begins_key
from riskapp.intake.stacked import Stack, names_of, stack_of

FORMS: Final = "Forms"
"""What the table is called that forms of one risk each make."""
_SIDEWAYS: Final = (
    "Sheet “{name}” has its headings down the side, so it is read turned round: what is called row"
    " 2 here is its column {second}, row 3 its column {third}, and so on."
)
_OF_FORMS: Final = (
    "The file has a form for each risk. The forms are read as one table, “{forms}”: {rows}."
)
_NOT_TOLD: Final = (
    "Sheet “{name}” has forms one under another, not a risk in each row, and their labels are not"
    " all the same, so it cannot be told which words are of which risk: put each form on a sheet of"
    " its own, or what it says into one row of a list, and hand that file in."
)
_TABLES: Final = (
    "Sheet “{name}” has several tables of risks. Each is a sheet of its own here, to be brought in"
    " by itself: {names}."
)
Row = tuple[str, ...]
Made = tuple[list[Sheet], str]
"""The sheets that one is made into, and what to say of that."""


def shaped(book: Book) -> Book:
    """Return a book whose sheets have their headings above and a risk in each row."""
    sheets: list[Sheet] = []
    remarks = list(book.remarks)
    above: list[Row] = []
    forms: dict[str, Pairs] = {}
    listed = any(map(_is_list, book.sheets))
    for sheet in book.sheets:
        stack = None if listed else _formed(sheet)
        if stack and stack.forms:
            forms |= stack.forms
            above += stack.above
            continue
        made, words = _shaped(sheet, stack)
        sheets += made
        remarks += [words] if words else []
    if forms:
        rows = ", ".join(names_of(forms, len(above) + 2))
        sheets.append(table_of(FORMS, forms, above))
        remarks.append(_OF_FORMS.format(forms=FORMS, rows=rows))
    return replace(book, sheets=tuple(sheets), remarks=tuple(remarks))


def _formed(sheet: Sheet) -> Stack | None:
    """Return the forms of a sheet: several one under another, or one alone."""
    stack = stack_of(sheet)
    if stack or _turned(sheet) or _apart(sheet) or _abreast(sheet):
        return stack
    form = form_of(sheet)
    return Stack({sheet.name: form}) if form else None


def _shaped(sheet: Sheet, stack: Stack | None) -> Made:
    """Return the sheets that one is made into, and what to say of that."""
    if stack is not None:
        return [sheet], _NOT_TOLD.format(name=sheet.name)
    return _turned(sheet) or _apart(sheet) or _abreast(sheet) or ([sheet], "")


def _is_list(sheet: Sheet) -> bool:
    """Tell whether a sheet surely is a list of risks, beside which forms are left alone."""
    header = find_header(sheet)
    cells = [cell for cell in header.headings if label(cell)]
    rows = sum(any(map(str.strip, row)) for row in sheet.rows[header.ends :])
    return len(cells) >= _FEW and _names_risk(cells) and rows > 1


def _turned(sheet: Sheet) -> Made | None:
    """Return a sheet whose headings stand below each other with its rows for columns."""
    columns = range(len(sheet.rows[0]) if 0 < len(sheet.rows) <= _MOST_ROWS else 0)
    side = max(columns[:_LEFT], key=lambda at: _known(_column(sheet, at)), default=None)
    if side is None:
        return None
    headings = [cell for cell in _column(sheet, side) if cell.strip()]
    across = [at for at in columns[side + 1 :] if 2 * _filled(sheet, at) >= len(headings)]
    known = _known(headings)
    if known < max(_FEW, _MOST * len(headings)) or len(across) <= 1:
        return None
    if not _names_risk(headings) or find_header(sheet).known >= known:
        return None
    rows = tuple(zip(*sheet.rows, strict=True))
    merges = tuple(Merge(m[1], m[0], m[3], m[2]) for m in sheet.merges)
    words = _SIDEWAYS.format(name=sheet.name, second=column_letters(1), third=column_letters(2))
    return [replace(sheet, rows=rows, merges=merges, cut=None)], words


def _apart(sheet: Sheet) -> Made | None:
    """Return the tables of a sheet that has several under headings of their own, else None."""
    begins = list(_begins(sheet.rows))
    if len(begins) <= 1:
        return None
    ends = [*(begin for begin, _ in begins[1:]), len(sheet.rows)]
    parts = [
        _part(sheet, f"{sheet.name}: {title or f'rows {begin + 1} to {end}'}", range(begin, end))
        for (begin, title), end in zip(begins, ends, strict=True)
    ]
    names = ", ".join(f"“{part.name}”" for part in parts)
    return parts, _TABLES.format(name=sheet.name, names=names)


def _abreast(sheet: Sheet) -> Made | None:
    """Return the tables of a sheet that stand beside each other under the same headings."""
    if not sheet.rows:
        return None
    filled = [_filled(sheet, at) > 0 for at in range(len(sheet.rows[0]))]
    spans = [list(span) for is_filled, span in groupby(range(len(filled)), filled.__getitem__)]
    spans = [span for span in spans if filled[span[0]]]
    headed = find_header(sheet).row
    said = [[folded(sheet.rows[headed][at]) for at in span] for span in spans]
    same = all(one == said[0] for one in said) and len(said) > 1
    if not same or not _heads_table([sheet.rows[headed][at] for at in spans[0]]):
        return None
    parts = [
        replace(
            sheet,
            name=f"{sheet.name}: columns {column_letters(span[0])} to {column_letters(span[-1])}",
            rows=tuple(
                tuple(cell if at in span else "" for at, cell in enumerate(cells))
                for cells in sheet.rows
            ),
        )
        for span in spans
    ]
    names = ", ".join(f"“{part.name}”" for part in parts)
    return parts, _TABLES.format(name=sheet.name, names=names)


def _part(sheet: Sheet, name: str, own: range) -> Sheet:
    """Return a sheet with the rows of one table alone, where they stand."""
    blank = ("",) * len(sheet.rows[0])
    rows = tuple(cells if at in own else blank for at, cells in enumerate(sheet.rows[: own.stop]))
    rows += (blank,) * (len(sheet.rows) - own.stop)
    merges = tuple(one for one in sheet.merges if one.first_row in own and one.last_row in own)
    elsewhere = frozenset(
        at for at, cells in enumerate(sheet.rows) if at not in own and any(map(str.strip, cells))
    )
    return replace(sheet, name=name, rows=rows, merges=merges, elsewhere=elsewhere)


def _begins(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Yield where each table begins and its title; the first begins with the sheet."""
    heads = [at for at, cells in enumerate(rows) if _heads_table(cells)]
    heads = [at for at, after in zip(heads, [*heads, len(rows)][1:], strict=True) if after > at + 1]
    met: list[frozenset[str]] = []
    for at in heads:
        headings = frozenset(folded(cell) for cell in rows[at] if cell.strip())
        begin, title = _titled(rows, at)
        if headings not in met and not begins_key(title):
            yield (begin if met else 0), title
            met.append(headings)


def _titled(rows: Sequence[Sequence[str]], at: int) -> tuple[int, str]:
    """Return where a table begins whose headings stand there, and the title above them."""
    above = [cell for cell in rows[at - 1] if cell.strip()] if at else []
    return (at - 1, " ".join(above[0].split())) if len(above) == 1 else (at, "")


def _heads_table(cells: Sequence[str]) -> bool:
    """Tell whether a row is the headings of a table of risks, and surely no risk itself."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < _ENOUGH or any(sign.isdigit() for sign in filled[0]):
        return False
    known = _known(filled)
    return known >= max(_ENOUGH, _MOST * len(filled)) and _names_risk(filled)


def _known(cells: Sequence[str]) -> int:
    """Return how many different things headings say."""
    return len({label(cell) for cell in cells if cell.strip()} - {None})


def _names_risk(headings: Sequence[str]) -> bool:
    return any(heard.holds in OF_A_RISK for one in headings if (heard := label(one)))


def _column(sheet: Sheet, at: int) -> list[str]:
    return [row[at] for row in sheet.rows]


def _filled(sheet: Sheet, at: int) -> int:
    return sum(bool(row[at].strip()) for row in sheet.rows)


_MOST_ROWS: Final = 200
"""Rows of a sheet whose headings may stand down the side."""
_LEFT: Final = 3
_FEW: Final = 5
_ENOUGH: Final = 3
_MOST: Final = 0.6
