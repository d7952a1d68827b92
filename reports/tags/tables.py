"""How a table tells what it is: its rows and cells, whatever pages they stand on."""

from collections.abc import Sequence
from typing import Any

from reports.tags.element import COLUMN_HEAD, ROW_HEAD, Role

Telling = tuple[Role, str]
COLUMN: Telling = (Role.HEAD, COLUMN_HEAD)
SIDE: Telling = (Role.HEAD, ROW_HEAD)
PLAIN: Telling = (Role.CELL, "")


class TableTags:
    """What reportlab asks while it draws a table: the tags of its rows and cells, in order.

    A table that pages cut asks for all its parts. A cell says by its style where it stands in the
    whole; a head that is drawn again on a later page is not told again.
    """

    def __init__(self, tellings: Sequence[Sequence[Telling]], heads: int) -> None:
        self._tellings = tellings
        self._heads = heads
        self._told: set[int] = set()

    def place_in(self, table: Any) -> None:
        """Let each cell of a whole table say where it stands; the parts of a table inherit it."""
        for row, styles in enumerate(table._cellStyles):  # noqa: SLF001 - it has no public name
            for column, style in enumerate(styles):
                style.place = (row, column)

    def __call__(self, table: Any, command: str, *details: Any) -> None:
        """Tell what begins or ends at this point of drawing a table."""
        canvas = table.canv
        if command == "startTable":
            opened = canvas.begin_element(Role.TABLE, self)
            opened.page = opened.page or canvas.getPageNumber()
        elif command == "startRow":
            self._start_row(table, *details)
        elif command == "startCell":
            self._start_cell(canvas, *details[3].place)
        elif command in {"endCell", "endRow", "endTable"}:
            canvas.end_element()
            if command == "endRow":
                canvas.be_heard()

    def _start_row(self, table: Any, row: int) -> None:
        place, _ = table._cellStyles[row][0].place  # noqa: SLF001 - it has no public name
        if place < self._heads and place in self._told:
            table.canv.be_quiet()
        self._told.add(place)
        table.canv.begin_element(Role.ROW, (self, place))

    def _start_cell(self, canvas: Any, row: int, column: int) -> None:
        role, attributes = self._tellings[row][column]
        canvas.begin_element(role, (self, row, column), attributes)
