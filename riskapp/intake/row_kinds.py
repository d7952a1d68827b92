"""What each row of a sheet is, seen beside the headings and the row above it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import LISTED, Holds
from riskapp.intake.action_sets import BESIDE
from riskapp.intake.book import Sheet
from riskapp.intake.contents import is_number, is_reference
from riskapp.intake.headings import folded
from riskapp.intake.merged import Merged, merged_cells
from riskapp.intake.row_signs import is_again, is_count_of_columns, is_note, is_total, says_group


class Kind(StrEnum):
    """What a row is; each in the words in which the reconciliation tells it."""

    RISK = "a risk"
    GOES_ON = "goes on with the row above"
    SECTION = "says what the rows below it belong to"
    ABOVE = "above the headings"
    HEADINGS = "headings"
    AGAIN = "headings or title again"
    TOTAL = "a total, or nothing but numbers"
    NOTE = "a note"
    FORM = "only a reference, and nothing about a risk"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a sheet: which columns name a risk, and which it may go on in.

    `identity` are the columns that say which risk a row is: its reference, and what names it.
    """

    starts: int
    ends_titles: int
    headings: tuple[tuple[str, ...], ...]
    headed: frozenset[str]
    titles: frozenset[str]
    references: frozenset[int]
    names: frozenset[int]
    identity: frozenset[int]
    further: frozenset[int]
    groups: frozenset[int]
    merged: Merged


def layout_of(sheet: Sheet, plan: FilePlan) -> Layout:
    """Return how a sheet is laid out by a plan."""
    starts = plan.header_row + plan.header_rows
    headings = sheet.rows[plan.header_row : starts]
    above = [_filled(row) for row in sheet.rows[: plan.header_row]]
    references, names = _holding(plan, {Holds.REFERENCE}), _naming(plan)
    titles = {folded(words[0]) for words in above if len(words) == 1}
    return Layout(
        starts,
        plan.header_row,
        tuple(headings),
        frozenset(folded(cell) for row in headings for cell in row if cell.strip()),
        frozenset(titles),
        references,
        names,
        references | names,
        _holding(plan, _FURTHER) | _beside(sheet, plan),
        _holding(plan, {Holds.UNIT, Holds.OBJECTIVES, Holds.PROGRAMME}),
        merged_cells(sheet),
    )


def kind_of(layout: Layout, at: int, cells: Sequence[str], *, after_risk: bool) -> Kind:
    """Return what a row is; `after_risk` tells whether the row above is a risk or goes on."""
    if at < layout.starts:
        return Kind.ABOVE if at < layout.ends_titles else Kind.HEADINGS
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    if not filled:
        return Kind.BLANK
    if at == layout.starts and is_count_of_columns(cells):
        return Kind.HEADINGS
    return (
        _repeated(layout, cells, filled)
        or _sign(layout, at, cells, filled)
        or _by_place(layout, at, cells, filled, after_risk=after_risk)
    )


def names_risk(layout: Layout, cells: Sequence[str]) -> bool:
    """Tell whether a row surely names a risk: a reference, where there are any, and words."""
    referred = not layout.references or any(is_reference(cells[at]) for at in layout.references)
    named = (sign.isalpha() for at in layout.names for sign in cells[at])
    return referred and sum(named) > _INITIALS


def wraps(layout: Layout, cells: Sequence[str], above: Sequence[str]) -> bool:
    """Tell whether a row is the rest of a sentence that begins in the risk above it.

    So it is where the file has references and capitals, and this has a lone text with neither.
    """
    filled = [place for place, cell in enumerate(cells) if cell.strip()]
    if len(filled) != 1 or not layout.references or filled[0] not in layout.names:
        return False
    begun, rest = above[filled[0]].strip(), cells[filled[0]].strip()
    referred = any(above[place].strip() for place in layout.references)
    return referred and begun[:1].isupper() and rest[:1].islower() and begun[-1:] not in _STOPS


def _repeated(layout: Layout, cells: Sequence[str], filled: Sequence[int]) -> Kind | None:
    first = cells[filled[0]]
    words = folded(first) if len(first) <= _SHORT else ""
    if len(filled) == 1 and words in layout.titles:
        return Kind.AGAIN
    if words not in layout.headed:
        return None
    return Kind.AGAIN if any(is_again(cells, row) for row in layout.headings) else None


def _sign(layout: Layout, at: int, cells: Sequence[str], filled: Sequence[int]) -> Kind | None:
    """Return what the words of a row say it is, unless it names a risk."""
    told = set(filled)
    words = [cells[place] for place in filled]
    named = any(sign.isalpha() for place in told & layout.names for sign in cells[place])
    summed = is_total(words)
    if told & layout.references and named and len(filled) > _PAIR and not summed:
        return None
    if summed or (not told & layout.identity and all(map(is_number, words))):
        return None if _covered(layout, at) else Kind.TOTAL
    if is_note(words) and (filled[0] in layout.references or not told & layout.references):
        return Kind.NOTE
    return None


def _by_place(
    layout: Layout, at: int, cells: Sequence[str], filled: Sequence[int], *, after_risk: bool
) -> Kind:
    told = set(filled)
    if after_risk and not told & layout.identity and _covered(layout, at):
        return Kind.GOES_ON
    if layout.identity and _says_one_thing(cells, filled):
        return _lone(layout, at, cells, filled[0], after_risk=after_risk)
    if after_risk and layout.identity and told <= layout.further:
        return Kind.GOES_ON
    others = told - layout.references
    if told != others and all(cells[place].strip() in _NOTHING for place in others):
        return Kind.FORM
    return Kind.RISK


def _says_one_thing(cells: Sequence[str], filled: Sequence[int]) -> bool:
    """Tell whether a row says one thing only, which some files repeat in every merged cell."""
    if len(filled) == 1:
        return True
    first = cells[filled[0]]
    return len(filled) > _PAIR and all(cells[place] == first for place in filled)


def _lone(layout: Layout, at: int, cells: Sequence[str], place: int, *, after_risk: bool) -> Kind:
    """Return what a row with words in one cell alone is."""
    text = cells[place]
    if (at, place) in layout.merged.wide:
        return Kind.SECTION
    if place in layout.references:
        return Kind.FORM if is_reference(text) else Kind.SECTION
    if place in layout.names:
        return Kind.SECTION if says_group(text) else Kind.RISK
    if place in layout.groups or place < min(layout.identity) or says_group(text):
        return Kind.SECTION
    return Kind.GOES_ON if after_risk and place in layout.further else Kind.RISK


def _covered(layout: Layout, at: int) -> bool:
    """Tell whether the reference or the title of the risk above is merged down into a row."""
    return any(layout.merged.begins(at, place) is not None for place in layout.identity)


def _holding(plan: FilePlan, holds: Collection[Holds]) -> frozenset[int]:
    return frozenset(column.index for column in plan.columns if column.holds in holds)


def _naming(plan: FilePlan) -> frozenset[int]:
    """The columns that name a risk: its title, else what describes it."""
    for holds in ({Holds.TITLE}, {Holds.DESCRIPTION}, {Holds.EVENT, Holds.CAUSE}):
        if found := _holding(plan, holds):
            return found
    return frozenset()


def _beside(sheet: Sheet, plan: FilePlan) -> frozenset[int]:
    """The columns that the plan does not name."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    return frozenset(range(width)) - {column.index for column in plan.columns}


def _filled(row: Iterable[str]) -> list[str]:
    return [cell for cell in row if cell.strip()]


_INITIALS: Final = 2
"""Letters that may be somebody's initials: what names a risk has more."""
_PAIR: Final = 2
"""Cells of a line of anything: a mark and what it means, a label and its figure."""
_STOPS: Final = frozenset(".!?:;")
_SHORT: Final = 120
_NOTHING: Final = frozenset({"", "0", "0.0", "#N/A", "#VALUE!", "#REF!", "FALSE"})
"""What formulas leave in a row of a form that nobody filled in."""
_FURTHER: Final = LISTED | BESIDE | {Holds.NOTE, Holds.AS_PRINTED, Holds.NOTHING}
"""What a risk may have more of in a row below, where its reference and title are not said again."""
