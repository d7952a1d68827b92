"""What all sheets of an old Excel workbook share: strings, formats, the list of sheets."""

import codecs
import struct
from typing import Final, NamedTuple

from riskapp.intake.limits import Limits
from riskapp.intake.number_formats import BUILT_IN, Shown, shown_by
from riskapp.intake.records import BEGIN, END, Continued, Record, continued, records
from riskapp.intake.refusals import LOCKED, FileRefusedError
from riskapp.intake.sheets import refuse_more_sheets

TOO_OLD: Final = (
    "The file was made by an Excel from before 1995: open it in Excel or LibreOffice "
    "and save it as an Excel workbook."
)
_OF_1995: Final = 0x500
_OF_1997: Final = 0x600
_WORKSHEET: Final = 0
_HIDDEN: Final = 0x03


class SheetPlace(NamedTuple):
    """A sheet by name, and where in the stream it begins."""

    begin: int
    name: str
    hidden: bool
    has_cells: bool


class OldGlobals:
    """What the first part of the stream says."""

    def __init__(self, stream: bytes, limits: Limits) -> None:
        self.strings: list[str] = []
        self.sheets: list[SheetPlace] = []
        self.from_1904 = False
        self._codec = "cp1252"
        self._codes: dict[int, str] = {}
        self._format_of: list[int] = []
        self._version = _OF_1997
        self._stream = stream
        self._limits = limits
        self._shown: dict[int, Shown] = {}
        self._reads = {
            BEGIN: self._begin,
            0x2F: self._locked,
            0x42: self._letters,
            0x22: self._days,
            0x41E: self._format,
            0xE0: self._looks,
            0x85: self._sheet,
            0xFC: self._strings,
        }
        self._read()

    @property
    def of_1997(self) -> bool:
        """Whether strings are written as Excel 97 and later do."""
        return self._version == _OF_1997

    def shown(self, looks: int) -> Shown:
        """Return as what cells with certain looks show their numbers."""
        if looks not in self._shown:
            number = self._format_of[looks] if looks < len(self._format_of) else 0
            code = self._codes.get(number)
            known = BUILT_IN.get(number, Shown.NUMBER)
            self._shown[looks] = known if code is None else shown_by(code)
        return self._shown[looks]

    def words(self, data: bytes, length_form: str = "<H") -> str:
        """Return a string of a record that is not continued."""
        return self.joined(Continued([data]), length_form)

    def joined(self, record: Continued, length_form: str = "<H") -> str:
        """Return the string that comes next in a record."""
        if self.of_1997:
            return record.string(length_form)
        return record.bytes_of(record.number(length_form)).decode(self._codec, "replace")

    def _read(self) -> None:
        for record in records(self._stream):
            if record.kind == END:
                break
            read = self._reads.get(record.kind)
            if read:
                read(record)

    def _begin(self, record: Record) -> None:
        self._version = struct.unpack_from("<H", record.data)[0]
        if self._version not in {_OF_1995, _OF_1997}:
            raise FileRefusedError(TOO_OLD)

    def _locked(self, _: Record) -> None:
        raise FileRefusedError(LOCKED)

    def _letters(self, record: Record) -> None:
        codec = f"cp{struct.unpack_from('<H', record.data)[0]}"
        try:
            self._codec = codecs.lookup(codec).name
        except LookupError:
            self._codec = "cp1252"

    def _days(self, record: Record) -> None:
        self.from_1904 = record.data[:1] == b"\1"

    def _format(self, record: Record) -> None:
        number = struct.unpack_from("<H", record.data)[0]
        self._codes[number] = self.words(record.data[2:], "<H" if self.of_1997 else "<B")

    def _looks(self, record: Record) -> None:
        self._format_of.append(struct.unpack_from("<H", record.data, 2)[0])

    def _sheet(self, record: Record) -> None:
        begin, state, kind = struct.unpack_from("<IBB", record.data)
        name = self.words(record.data[6:], "<B")
        hidden = bool(state & _HIDDEN)
        refuse_more_sheets(len(self.sheets) + 1, self._limits)
        self.sheets.append(SheetPlace(begin, name, hidden, has_cells=kind == _WORKSHEET))

    def _strings(self, record: Record) -> None:
        whole = continued(self._stream, record)
        whole.skip(4)
        for _ in range(min(whole.number("<I"), self._limits.cells)):
            if not whole.more():
                break
            self.strings.append(whole.string())
