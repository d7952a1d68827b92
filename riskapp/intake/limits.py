"""How much a file may hold, so that no upload takes the memory or the time of others."""

from dataclasses import dataclass
from typing import Final

from riskapp.domain.import_drafts import LONGEST_CELL, MOST_BYTES


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most; each has room to spare for the largest register known."""

    file_bytes: int = MOST_BYTES
    """Of the file as it is uploaded."""
    parts: int = 2_000
    """Files inside a workbook: each sheet has three or four, each picture one."""
    unpacked_bytes: int = 150_000_000
    """Of all parts together, counted as they come out: 2 million cells take about 100 MB."""
    ratio: int = 100
    """How many times larger a part may be unpacked: sheets reach 30, a bomb a thousand."""
    ratio_from: int = 2_000_000
    """From how many unpacked bytes the ratio is looked at: small parts may be very regular."""
    sheets: int = 100
    rows: int = 100_000
    columns: int = 500
    cells: int = 2_000_000
    """Of all sheets together, from A1 to the last cell of each."""
    cell_text: int = LONGEST_CELL
    """Characters in a cell."""
    text: int = 50_000_000
    """Characters in all cells together."""


LIMITS: Final = Limits()
