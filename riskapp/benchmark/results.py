"""The table of results: each figure, its floor, its goal, and whether the goal is met."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

HEADINGS: Final = ("measured", "median", "p95", "CPU", "statements", "floor", "goal", "")


@dataclass(frozen=True, slots=True)
class Result:
    """One line: figures as printed; `met` is None where no goal is set."""

    name: str
    median: str = ""
    p95: str = ""
    cpu: str = ""
    statements: str = ""
    floor: str = ""
    goal: str = ""
    met: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line's words, column by column."""
        verdict = {None: "", True: "met", False: "NOT MET"}[self.met]
        figures = (self.median, self.p95, self.cpu, self.statements, self.floor)
        return (self.name, *figures, self.goal, verdict)


def milliseconds(time: float) -> str:
    """Return a time as the table prints it."""
    return f"{time:.1f} ms"


def table_lines(results: Iterable[Result]) -> list[str]:
    """Return the results as lines of text, the columns aligned."""
    rows = [HEADINGS, *(result.cells for result in results)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [_line(row, widths) for row in rows]


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    name, *figures = row
    *numbers, goal, verdict = figures
    right = [cell.rjust(width) for cell, width in zip(numbers, widths[1:-2], strict=True)]
    cells = [name.ljust(widths[0]), *right, goal.ljust(widths[-2]), verdict]
    return "  ".join(cells).rstrip()
