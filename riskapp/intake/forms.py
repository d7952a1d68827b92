"""Sheets that are each a form of one risk: labels, and beside or below each what it is of."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from riskapp.domain.imports import Holds
from riskapp.intake.book import Sheet
from riskapp.intake.contents import is_value
from riskapp.intake.header_rows import find_header, one_line
from riskapp.intake.headings import Heard, folded, hear
from riskapp.intake.register_sheets import ASIDE_NAMES, OF_A_RISK
from riskapp.intake.sheet_rows import NOT_SAID

Pairs = Sequence[tuple[str, str]]
"""What a form says, label by label."""
Place = tuple[int, int]
"""The row and the column of a cell."""
SHEET: Final = "Sheet"
OTHERS: Final = "Other words"
"""The columns that a table of forms has beside their labels."""


def label(cell: str) -> Heard | None:
    """Return what a short text says that other words are of, None where it says nothing known."""
    text = one_line(cell).rstrip(":").strip()
    return None if len(text) > _LONGEST or is_value(text) else hear(text)


def form_of(sheet: Sheet) -> Pairs | None:
    """Return what a sheet says that is a form of one risk; None where it is none."""
    if len(sheet.rows) > _MOST_ROWS or ASIDE_NAMES.search(sheet.name):
        return None
    places = labels_of(sheet.rows)
    known = {heard for at in places if (heard := label(sheet.rows[at[0]][at[1]]))}
    named = {one.holds for one in known} & OF_A_RISK
    texts = {folded(sheet.rows[row][column]) for row, column in places}
    over = len({row for row, _ in places}) < _FEW or len(texts) < _DISTINCT * len(places)
    if not named or over or len(known) < max(_FEW, 2 * find_header(sheet).known):
        return None
    return list(pairs_of(sheet, places))


def table_of(name: str, forms: Mapping[str, Pairs], above: Sequence[Sequence[str]] = ()) -> Sheet:
    """Return forms as one table: what stands above them, a heading for each label, their rows."""
    rows: list[dict[tuple[str, int], str]] = []
    headings: dict[tuple[str, int], str] = {(SHEET, 0): SHEET}
    for sheet, pairs in forms.items():
        row, met = {(SHEET, 0): sheet}, list[str]()
        for words, value in pairs:
            key = folded(words), met.count(folded(words))
            met.append(folded(words))
            headings.setdefault(key, words)
            row[key] = value
        rows.append(row)
    told = [tuple(row.get(key, "") for key in headings) for row in rows]
    width = len(headings)
    titles = [(*filter(str.strip, cells), *[""] * width)[:width] for cells in above]
    return Sheet(name, (*titles, tuple(headings.values()), *told))


def labels_of(rows: Sequence[Sequence[str]]) -> list[Place]:
    """Return where labels stand; where most end in a colon, those that do."""
    places = [
        (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell.strip() and (label(cell) or cell.strip().endswith(":"))
    ]
    ended = [at for at in places if rows[at[0]][at[1]].strip().endswith(":")]
    return ended if len(ended) > len(places) / 2 else places


def pairs_of(sheet: Sheet, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Yield each label with what stands right of it, else below it; then the words left over."""
    taken, labels = set(places), set(places)
    for row, column in places:
        beside = _beside(sheet, row, column, labels)
        if beside:
            found = beside + _going_on(sheet, row, beside, labels)
        else:
            found = _below(sheet, row, column, labels)
        found = [at for at in found if at not in taken]
        filled = [(at, place) for at, place in found if sheet.rows[at][place].strip()]
        taken.update(filled)
        said = found if filled and not beside else filled
        value = "\n".join(sheet.rows[at][place] or NOT_SAID for at, place in said)
        yield one_line(sheet.rows[row][column]).rstrip(":").strip(), value
    yield (
        OTHERS,
        "\n".join(
            cell
            for row, cells in enumerate(sheet.rows)
            for column, cell in enumerate(cells)
            if cell.strip() and (row, column) not in taken
        ),
    )


def _beside(sheet: Sheet, row: int, column: int, labels: Set[Place]) -> list[Place]:
    found: list[Place] = []
    for place in range(column + 1, len(sheet.rows[row])):
        if (row, place) in labels:
            break
        if sheet.rows[row][place].strip():
            found.append((row, place))
    return found


def _unlabelled(sheet: Sheet, row: int, labels: Set[Place]) -> Iterator[int]:
    """Yield the rows below one up to the next that has a label."""
    for at in range(row + 1, len(sheet.rows)):
        if any((at, place) in labels for place in range(len(sheet.rows[at]))):
            break
        yield at


def _going_on(sheet: Sheet, row: int, beside: Sequence[Place], labels: Set[Place]) -> list[Place]:
    """Return where what stands beside a label goes on below, with nothing below the label."""
    found: list[Place] = []
    columns = [column for _, column in beside]
    for at in _unlabelled(sheet, row, labels):
        filled = [place for place, cell in enumerate(sheet.rows[at]) if cell.strip()]
        if not filled or filled[0] < min(columns):
            break
        found += [(at, column) for column in columns if column in filled]
    return found


def _below(sheet: Sheet, row: int, column: int, labels: Set[Place]) -> list[Place]:
    """Return what stands below a label; of an action, blank too where another has something."""
    acted = _acted(sheet, row, labels)
    columns = acted if column in acted else [column]
    return [
        (at, column)
        for at in _unlabelled(sheet, row, labels)
        if any(sheet.rows[at][place].strip() for place in columns)
    ]


def _acted(sheet: Sheet, row: int, labels: Set[Place]) -> list[int]:
    """Return the columns of a row of labels in which each action has its own."""
    columns = [place for place in range(len(sheet.rows[row])) if (row, place) in labels]
    heard = [label(sheet.rows[row][place]) for place in columns]
    begins = next((at for at, one in enumerate(heard) if one and one.holds is Holds.ACTIONS), None)
    return [] if begins is None else columns[begins:]


_LONGEST: Final = 60
_MOST_ROWS: Final = 150
"""Rows that a form has at most."""
_FEW: Final = 5
_DISTINCT: Final = 0.8
