"""The tables of a paper as markup: named, their heads told, wide ones scrolling by themselves."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from reports.legible import legible_line
from reports.markup import line_of, markup_of
from riskapp.readmodels.paper import Cell, CellLook, Table, plain

_NARROW: Final = 3
"""So many columns find room on a phone."""
_UNSEEN: Final = Markup(' class="unseen"')
_SIDES: Final = frozenset({CellLook.SIDE, CellLook.SMALL_SIDE})
_CLASSES: Final = {
    CellLook.SMALL: ("little",),
    CellLook.SMALL_SIDE: ("little",),
    CellLook.TILE: ("tile",),
}


class WebTables:
    """Draws tables, and counts them; `under` is the heading that the next one stands under."""

    def __init__(self) -> None:
        self.under = ""
        self.drawn = 0
        self.shares: set[int] = set()

    def draw(self, table: Table) -> Markup:
        """Return a table with its caption, which is not seen where the heading says the same."""
        self.drawn += 1
        self.shares.update(_percents(table))
        named = legible_line(self.under).startswith(legible_line(table.name))
        caption = Markup('<caption id="table-{}"><span{}>{}</span></caption>').format(
            self.drawn, _UNSEEN if named else "", line_of(table.name)
        )
        drawn = Markup("<table>{}{}{}<tbody>{}</tbody></table>").format(
            caption, _columns(table), _head(table.head), Markup("").join(_rows(table))
        )
        return drawn if len(table.shares) <= _NARROW else self._scrolling(drawn)

    def _scrolling(self, drawn: Markup) -> Markup:
        return Markup(
            '<div class="scroll" role="group" aria-labelledby="table-{}" tabindex="0">{}</div>'
        ).format(self.drawn, drawn)


def _percents(table: Table) -> list[int]:
    whole = sum(table.shares) or 1.0
    return [max(1, round(share / whole * 100)) for share in table.shares]


def _columns(table: Table) -> Markup:
    widths = (Markup('<col class="w{}">').format(percent) for percent in _percents(table))
    return Markup("<colgroup>{}</colgroup>").format(Markup("").join(widths))


def _head(head: Sequence[str]) -> Markup:
    if not head:
        return Markup("")
    cells = (
        Markup('<th scope="col">{}</th>').format(line_of(words)) if words else Markup("<td></td>")
        for words in head
    )
    return Markup("<thead><tr>{}</tr></thead>").format(Markup("").join(cells))


def _rows(table: Table) -> Iterator[Markup]:
    for row in table.rows:
        cells = (_cell(cell, side=n in table.side_heads) for n, cell in enumerate(row))
        yield Markup("<tr>{}</tr>\n").format(Markup("").join(cells))


def _cell(cell: Cell, *, side: bool) -> Markup:
    """Return a cell; one that names what stands beside it is a head, unless it says nothing."""
    head = (side or cell.look in _SIDES) and plain(cell.text).strip()
    start = Markup('th scope="row"') if head else Markup("td")
    ground = [] if cell.ground is None else [f"on-{cell.ground.value}"]
    looks = [*ground, *_CLASSES.get(cell.look, ())]
    classes = Markup(' class="{}"').format(" ".join(looks)) if looks else Markup("")
    end = "th" if head else "td"
    return Markup("<{}{}>{}</{}>").format(start, classes, markup_of(cell.text), end)
