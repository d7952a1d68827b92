"""What some cells of a row say: values of its fields, and what is kept, wrong or worth knowing."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from riskapp.domain.import_plans import ColumnPlan
from riskapp.domain.import_rows import Problem, Remark, RowName, RowScore
from riskapp.domain.imports import Verdict
from riskapp.domain.printed_cells import CellFlag, PrintedCell
from riskapp.domain.spreadsheets import unheaded
from riskapp.domain.unseen import without_unseen

_BLANK: Final = "".join(chr(sign) for sign in range(0x3001) if chr(sign).isspace()) + (
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212-"
)
_NOTHING: Final = frozenset({"n/a", "n.a.", "na", "n/k", "not applicable", "null", "nil", "none"})
_AWAITED: Final = frozenset(
    {"tbc", "tba", "tbd", "to be confirmed", "to be agreed", "vacant", "vacancy", "unknown", "?"}
)
_ERRORS: Final = frozenset(
    {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "#calc!"}
)
"""What a spreadsheet prints where a formula failed."""

_LONGEST_WORD: Final = 40
"""Characters; longer cells are texts, and none of these words."""

_BESIDES: Final = "Another column says it too, and differently: kept as printed."


class Cell(NamedTuple):
    """A cell of a row: the plan of its column, what the column is called, and what it prints."""

    column: ColumnPlan
    name: str
    words: str


class Said(NamedTuple):
    """What cells say: `fields` of the row by name, and what it has any number of."""

    fields: Mapping[str, Any] = MappingProxyType({})
    scores: tuple[RowScore, ...] = ()
    names: tuple[RowName, ...] = ()
    cells: tuple[PrintedCell, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()


NOTHING_SAID: Final = Said()


def together(*said: Said) -> Said:
    """Return what all of these say; a field said later stands in place of one said before."""
    some = [one for one in said if one is not NOTHING_SAID]
    if len(some) <= 1:
        return some[0] if some else NOTHING_SAID
    fields: dict[str, Any] = {}
    scores: list[RowScore] = []
    names: list[RowName] = []
    cells: list[PrintedCell] = []
    problems: list[Problem] = []
    remarks: list[Remark] = []
    for one in some:
        fields.update(one.fields)
        scores += one.scores
        names += one.names
        cells += one.cells
        problems += one.problems
        remarks += one.remarks
    return Said(fields, tuple(scores), tuple(names), tuple(cells), tuple(problems), tuple(remarks))


def kept(cell: Cell, flag: CellFlag = CellFlag.NONE, remark: str = "") -> Said:
    """Keep a cell exactly as printed, with a remark where there is something to say of it."""
    remarks = (Remark(cell.name, cell.words, remark),) if remark else ()
    return Said(cells=(PrintedCell(cell.name, cell.words, flag),), remarks=remarks)


def remarked(cell: Cell, words: str) -> Said:
    """Say something of a cell."""
    return Said(remarks=(Remark(cell.name, cell.words, words),))


def wrong(verdict: Verdict, cell: Cell, expected: str) -> Said:
    """Say what keeps a row from being loaded, and what was expected in the cell."""
    problem = Problem(verdict, cell.column.index, cell.name, cell.words, expected)
    return Said(problems=(problem,))


def column_name(column: ColumnPlan) -> str:
    """Return what a column is called: its heading, or its letter where it has none."""
    return column.heading.strip() or unheaded(column.index)


def is_blank(words: str) -> bool:
    """Tell whether a cell prints nothing, or dashes alone."""
    if words[:1].isalnum():
        return False
    return not words.strip(_BLANK) or not without_unseen(words).strip(_BLANK)


def is_nothing(words: str) -> bool:
    """Tell whether a cell says in words that there is nothing, as "n/a" and "None" do."""
    return len(words) <= _LONGEST_WORD and folded(words) in _NOTHING


def is_awaited(words: str) -> bool:
    """Tell whether a cell says that what belongs there is still to come."""
    return len(words) <= _LONGEST_WORD and folded(words) in _AWAITED


def is_failed(words: str) -> bool:
    """Tell whether a cell prints that a formula of the spreadsheet failed."""
    return "#" in words[:_LONGEST_WORD] and words.strip().lower() in _ERRORS


def folded(words: str) -> str:
    """Return words in lower case, with single spaces and no stop at the end."""
    return " ".join(without_unseen(words).lower().split()).rstrip(".")


def filled(cells: Iterable[Cell]) -> tuple[list[Cell], Said]:
    """Return the cells that hold a value, and what is said of those where a formula failed."""
    holding = [
        cell
        for cell in cells
        if cell.words and not is_blank(cell.words) and not is_nothing(cell.words)
    ]
    failed = [cell for cell in holding if is_failed(cell.words)]
    if not failed:
        return holding, NOTHING_SAID
    said = [remarked(cell, "A formula failed here: taken for blank.") for cell in failed]
    return [cell for cell in holding if cell not in failed], together(*said)


def only(cells: Iterable[Cell]) -> tuple[Cell | None, Said]:
    """Return the one cell that holds a value; what others hold besides is kept as printed."""
    holding, said = filled(cells)
    if not holding:
        return None, said
    first, *others = holding
    besides = [kept(one, remark=_BESIDES) for one in others if one.words != first.words]
    return first, together(said, *besides)
