"""Reads a workbook back from its bytes: its sheets and their values; no formula may be in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DAY_ZERO: Final = date(1899, 12, 30)
Value = str | float | date | None


@dataclass(frozen=True)
class SheetRead:
    """A sheet: its rows of values, and its XML."""

    rows: list[list[Value]]
    xml: Element

    def find(self, tag: str) -> Element | None:
        """Return the first element of a kind."""
        return next(self.xml.iter(_MAIN + tag), None)


def read_workbook(file: bytes) -> dict[str, SheetRead]:
    """Return the sheets of a workbook by name, in order."""
    with ZipFile(BytesIO(file)) as parts:
        found = "xl/sharedStrings.xml" in parts.namelist()
        listed = _xml(parts, "xl/sharedStrings.xml") if found else ()
        shared = ["".join(_texts(one)) for one in listed]
        dates = _date_looks(_xml(parts, "xl/styles.xml"))
        names = [
            one.get("name", "") for one in _xml(parts, "xl/workbook.xml").iter(f"{_MAIN}sheet")
        ]
        return {
            name: _sheet(_xml(parts, f"xl/worksheets/sheet{number}.xml"), shared, dates)
            for number, name in enumerate(names, start=1)
        }


def parts_of(file: bytes) -> dict[str, str]:
    """Return every part of the file as text, by name."""
    with ZipFile(BytesIO(file)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def _xml(parts: ZipFile, name: str) -> Element:
    return ElementTree.fromstring(parts.read(name))  # noqa: S314 - this run's own


def _texts(shared: Element) -> Iterator[str]:
    for one in shared.iter(f"{_MAIN}t"):
        yield re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), one.text or "")


def _date_looks(styles: Element) -> set[int]:
    """Return the looks that show a number as a day."""
    own = {one.get("numFmtId") for one in styles.iter(f"{_MAIN}numFmt")}
    looks = styles.find(f"{_MAIN}cellXfs")
    assert looks is not None
    return {at for at, look in enumerate(looks) if look.get("numFmtId") in own}


def _sheet(xml: Element, shared: list[str], dates: set[int]) -> SheetRead:
    rows = [
        [_value(cell, shared, dates) for cell in row.iter(f"{_MAIN}c")]
        for row in xml.iter(f"{_MAIN}row")
    ]
    return SheetRead(rows, xml)


def _value(cell: Element, shared: list[str], dates: set[int]) -> Value:
    assert cell.find(f"{_MAIN}f") is None, "no cell is a formula"
    if cell.get("t") == "inlineStr":
        return "".join(_texts(cell))
    held = cell.findtext(f"{_MAIN}v")
    if held is None:
        return None
    if cell.get("t") == "s":
        return shared[int(held)]
    assert cell.get("t") is None
    if int(cell.get("s", "0")) in dates:
        return _DAY_ZERO + timedelta(days=float(held))
    return float(held)
