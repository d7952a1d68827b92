"""What an old register prints of a risk and no field of ours holds: kept cell by cell, exactly."""

import json
from collections.abc import Iterable
from enum import StrEnum
from json.encoder import encode_basestring as _quoted
from typing import Final, NamedTuple


class CellFlag(StrEnum):
    """Why somebody should look at what a cell prints."""

    NONE = ""
    DESCRIPTION = "description"
    NOT_A_SCORE = "not-a-score"
    OTHER_SCALE = "other-scale"
    TOTAL_DISAGREES = "total-disagrees"
    NOT_A_DATE = "not-a-date"
    UNKNOWN_NAME = "unknown-name"


FLAG_WORDS: Final = {
    CellFlag.NONE: "",
    CellFlag.DESCRIPTION: "",
    CellFlag.NOT_A_SCORE: "not a score in numbers",
    CellFlag.OTHER_SCALE: "on another scale than consequence and likelihood from 1 to 5",
    CellFlag.TOTAL_DISAGREES: "consequence times likelihood does not give this score",
    CellFlag.NOT_A_DATE: "not a date",
    CellFlag.UNKNOWN_NAME: "a name that this register does not have",
}
"""What a page says beside a cell."""


class PrintedCell(NamedTuple):
    """A cell as printed, under the heading of its column."""

    heading: str
    words: str
    flag: CellFlag = CellFlag.NONE


def cells_to_json(cells: Iterable[PrintedCell]) -> str:
    """Return cells as they are kept."""
    kept = [
        f'{{"heading": {_quoted(heading)}, "words": {_quoted(words)}, "flag": "{flag.value}"}}'
        for heading, words, flag in cells
    ]
    return f"[{', '.join(kept)}]"


def cells_from_json(kept: str) -> tuple[PrintedCell, ...]:
    """Return the cells that were kept; a redaction may have taken a flag along."""
    return tuple(
        PrintedCell(one["heading"], one["words"], _FLAGS.get(one["flag"], CellFlag.NONE))
        for one in json.loads(kept)
    )


_FLAGS: Final = {flag.value: flag for flag in CellFlag}
