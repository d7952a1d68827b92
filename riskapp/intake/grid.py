"""A grid that is filled cell by cell, in any order, within the limits."""

from collections.abc import Iterator

from riskapp.intake.book import Merge, Sheet
from riskapp.intake.limits import Limits
from riskapp.intake.sheets import refuse_more_cells, refuse_more_text, refuse_size, sheet_of


class Grid:
    """The cells of one sheet, of which only those with words take room."""

    def __init__(self, name: str, limits: Limits, *, hidden: bool = False) -> None:
        self.merges: list[Merge] = []
        self._name = name
        self.hidden = hidden
        self._limits = limits
        self._cells: dict[int, dict[int, str]] = {}
        self._rows = self._columns = self._text = 0

    def put(self, row: int, column: int, words: str) -> None:
        """Set what a cell says; the last time counts."""
        if not words:
            return
        if row >= self._rows or column >= self._columns:
            self._grow(max(row + 1, self._rows), max(column + 1, self._columns))
        self._text += len(words)
        refuse_more_text(self._text, self._limits)
        self._cells.setdefault(row, {})[column] = words

    def sheet(self) -> Sheet:
        """Return the sheet as it was filled."""
        return sheet_of(
            self._name, self._filled(), self._limits, merges=self.merges, hidden=self.hidden
        )

    def _grow(self, rows: int, columns: int) -> None:
        refuse_size(f"Sheet “{self._name}”", rows, columns, self._limits)
        refuse_more_cells(rows * columns, self._limits)
        self._rows, self._columns = rows, columns

    def _filled(self) -> Iterator[list[str]]:
        for row in range(self._rows):
            cells = self._cells.get(row, {})
            yield [cells.get(column, "") for column in range(self._columns)]
