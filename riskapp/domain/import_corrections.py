"""What somebody put right in a file before it is loaded; the file itself stays as it was sent."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Side(StrEnum):
    """Whose word holds where a newer file and the register each say something else."""

    FILE = "file"
    REGISTER = "register"


SIDE_WORDS: Final[Mapping[Side, str]] = {
    Side.FILE: "Take the file's",
    Side.REGISTER: "Keep the register's",
}


@dataclass(frozen=True, slots=True)
class Corrections:
    """What was put right, each by the row's own number in the file.

    `cells` are by the column's index, from 0; `sides` by what the file and the register differ in.
    """

    cells: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    sides: Mapping[int, Mapping[str, Side]] = field(default_factory=dict)

    @property
    def touched(self) -> frozenset[int]:
        """The rows in which a cell was put right, or in which it was said whose word holds."""
        return frozenset((*self.cells, *self.sides))

    def corrected(self, number: int, cells: Sequence[str]) -> tuple[str, ...]:
        """Return the cells of a row with what was put right in them."""
        put_right = self.cells.get(number)
        if not put_right:
            return tuple(cells)
        width = max(len(cells), *(index + 1 for index in put_right))
        said = [*cells, *("" for _ in range(width - len(cells)))]
        return tuple(put_right.get(index, words) for index, words in enumerate(said))


NO_CORRECTIONS: Final = Corrections()


def corrections_to_json(made: Corrections) -> str:
    """Return corrections as they are kept."""
    told: dict[str, Any] = {
        "cells": {str(row): _by_column(cells) for row, cells in sorted(made.cells.items())},
        "left_out": sorted(made.left_out),
        "sides": {str(row): dict(sides) for row, sides in sorted(made.sides.items())},
    }
    return json.dumps(told, ensure_ascii=False)


def corrections_from_json(kept: str) -> Corrections:
    """Return the corrections that were kept."""
    told = json.loads(kept)
    return Corrections(
        cells={
            int(row): {int(index): words for index, words in cells.items()}
            for row, cells in told.get("cells", {}).items()
        },
        left_out=frozenset(told.get("left_out", ())),
        sides={
            int(row): {name: Side(side) for name, side in sides.items()}
            for row, sides in told.get("sides", {}).items()
        },
    )


def _by_column(cells: Mapping[int, str]) -> dict[str, str]:
    return {str(index): words for index, words in sorted(cells.items())}
