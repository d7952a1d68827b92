"""Workbooks of Excel 95 to 2003, read record by record; formulas give what they last came to."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from riskapp.intake.book import Merge, Sheet
from riskapp.intake.grid import Grid
from riskapp.intake.limits import Limits
from riskapp.intake.number_formats import shown_number
from riskapp.intake.old_globals import OldGlobals, SheetPlace
from riskapp.intake.records import BEGIN, END, Record, continued, records
from riskapp.intake.refusals import DAMAGED, FileRefusedError

ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_NO_NUMBER: Final = b"\xff\xff"
_A_STRING, _A_TRUTH, _AN_ERROR = 0, 1, 2
_PLACE: Final = struct.Struct("<HHH")


def old_sheets(stream: bytes, limits: Limits) -> Iterator[Sheet]:
    """Yield the sheets with cells of an old workbook, in its order."""
    try:
        shared = OldGlobals(stream, limits)
        places = [place for place in shared.sheets if place.has_cells]
        if len({place.begin for place in places}) < len(places):
            raise FileRefusedError(DAMAGED)
        left = 2 * len(stream)
        for place in places:
            sheet = OldSheet(stream, shared, place, limits)
            left -= sheet.length
            if left < 0:
                raise FileRefusedError(DAMAGED)
            yield sheet.sheet()
    except (struct.error, IndexError, UnicodeError) as why:
        raise FileRefusedError(DAMAGED) from why


class OldSheet:
    """One sheet, filled as its records are read."""

    def __init__(
        self, stream: bytes, shared: OldGlobals, place: SheetPlace, limits: Limits
    ) -> None:
        self._stream = stream
        self._shared = shared
        self._grid = Grid(place.name, limits, hidden=place.hidden)
        self._awaits = (0, 0)
        self.length = 0
        """How much of the stream was read: sheets that share their records are damage."""
        self._reads = {
            0x203: self._number,
            0x27E: self._packed,
            0xBD: self._packed_row,
            0xFD: self._shared_string,
            0x204: self._label,
            0xD6: self._label,
            0x205: self._truth_or_error,
            0x06: self._formula,
            0x207: self._words,
            0xE5: self._merge,
        }
        self._read(place.begin)

    def sheet(self) -> Sheet:
        """Return the sheet as it was read."""
        return replace(self._grid.sheet(), from_1904=self._shared.from_1904)

    def _read(self, begin: int) -> None:
        """A chart inside the sheet has records of its own, from a beginning to an end."""
        depth = 0
        for record in records(self._stream, begin):
            self.length = record.after - begin
            depth += (record.kind == BEGIN) - (record.kind == END)
            if depth <= 0:
                break
            read = self._reads.get(record.kind)
            if read and depth == 1:
                read(record)

    def _put(self, row: int, column: int, looks: int, number: float) -> None:
        shown = self._shared.shown(looks)
        words = shown_number(number, shown, from_1904=self._shared.from_1904)
        self._grid.put(row, column, words)

    def _number(self, record: Record) -> None:
        row, column, looks, number = struct.unpack_from("<HHHd", record.data)
        self._put(row, column, looks, number)

    def _packed(self, record: Record) -> None:
        row, column, looks, number = struct.unpack_from("<HHHI", record.data)
        self._put(row, column, looks, unpacked(number))

    def _packed_row(self, record: Record) -> None:
        row, column = struct.unpack_from("<HH", record.data)
        cells = record.data[4 : 4 + (len(record.data) - 6) // 6 * 6]
        for place, (looks, number) in enumerate(struct.iter_unpack("<HI", cells), column):
            self._put(row, place, looks, unpacked(number))

    def _shared_string(self, record: Record) -> None:
        row, column, _, place = struct.unpack_from("<HHHI", record.data)
        self._grid.put(row, column, self._shared.strings[place])

    def _label(self, record: Record) -> None:
        row, column, _ = _PLACE.unpack_from(record.data)
        self._grid.put(row, column, self._shared.words(record.data[6:]))

    def _truth_or_error(self, record: Record) -> None:
        row, column, _, value, is_error = struct.unpack_from("<HHHBB", record.data)
        self._grid.put(row, column, _told(_AN_ERROR if is_error else _A_TRUTH, value))

    def _formula(self, record: Record) -> None:
        row, column, looks = _PLACE.unpack_from(record.data)
        result = record.data[6:14]
        self._awaits = (row, column)
        if result[6:] != _NO_NUMBER:
            self._put(row, column, looks, struct.unpack("<d", result)[0])
        elif result[0] != _A_STRING:
            self._grid.put(row, column, _told(result[0], result[2]))

    def _words(self, record: Record) -> None:
        """What the formula before came to."""
        words = self._shared.joined(continued(self._stream, record))
        self._grid.put(*self._awaits, words)

    def _merge(self, record: Record) -> None:
        ends = struct.iter_unpack("<HHHH", record.data[2 : 2 + (len(record.data) - 2) // 8 * 8])
        self._grid.merges += [Merge(top, left, bottom, right) for top, bottom, left, right in ends]


def unpacked(packed: int) -> float:
    """Return a number that was packed into 30 bits: an integer or half of a fraction."""
    if packed & 2:
        number: float = packed >> 2
        number -= (packed >> 31) << 30
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & ~3) << 32))[0]
    return number / 100 if packed & 1 else number


def _told(kind: int, value: int) -> str:
    if kind == _A_TRUTH:
        return "TRUE" if value else "FALSE"
    return ERRORS.get(value, "#ERROR!") if kind == _AN_ERROR else ""
