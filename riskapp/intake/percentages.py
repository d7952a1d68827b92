"""Numbers that a workbook shows as percentages: read as they are shown, "25%" and not 0.25."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from html import unescape
from math import isfinite
from typing import Final

REMARK: Final = (
    "Some numbers are shown as percentages: they were read as they are shown, such as “{shown}”,"
    " not as the number behind it, {number}."
)
_STYLES: Final = re.compile(r"(?:.*/)?styles\.xml", re.IGNORECASE)
"""Parts come in the order of their names, so styles come before the sheets of "worksheets"."""
BUILT_IN: Final[Mapping[int, int]] = {9: 0, 10: 2}
"""How many decimals the percentages have that workbooks name by number alone."""
_CODE: Final = re.compile(r"0(?:\.(0{1,9}))?%(?:;.*)?", re.DOTALL)
_FORMAT: Final = re.compile(rb"<(?:\w+:)?numFmt\b[^<>]*>")
_LOOKS: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_LOOK: Final = re.compile(rb"<(?:\w+:)?xf\b[^<>]*>")
_MOST: Final = 4_000_000
"""Bytes of styles; no workbook has more."""
_LONGEST: Final = 200_000
"""Bytes that are kept back for the end of a cell; those with numbers are short."""
_CELL: Final = (
    rb"<((?:\w+:)?c)\b([^<>]*\ss=[\"'](%s)[\"'][^<>]*)>"
    rb"((?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<>]*</(?:\w+:)?f>))?<((?:\w+:)?v)>)([^<>]*)(?=</)"
)
_KIND: Final = re.compile(rb"\st=[\"'](\w*)[\"']")


def decimals_of(code: str) -> int | None:
    """Return how many decimals a format shows of a percentage, None where it shows none."""
    found = _CODE.fullmatch(code.strip())
    return len(found[1] or "") if found else None


def percentage(number: float, decimals: int) -> str | None:
    """Return a number as it is shown: 0.125 as "13%", or "12.5%" with a decimal."""
    if not isfinite(number):
        return None
    try:
        exact = Decimal(repr(number)) * 100
        shown = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    return f"{shown or abs(shown):f}%"


class Percentages:
    """The looks of a workbook that show percentages, learnt from its styles before its sheets."""

    def __init__(self) -> None:
        self._decimals: dict[bytes, int] = {}
        self._cell: re.Pattern[bytes] | None = None
        self._example: tuple[str, str] | None = None

    def seen(self, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces of a part: styles are learnt, sheets have their percentages as text."""
        if not _STYLES.fullmatch(name):
            yield from self._shown(chunks)
            return
        styles = bytearray()
        for chunk in chunks:
            styles += chunk[: _MOST - len(styles)]
            yield chunk
        self._learn(bytes(styles))

    def _learn(self, styles: bytes) -> None:
        found = _LOOKS.search(styles)
        formats = dict(_formats(styles))
        for at, look in enumerate(_LOOK.findall(found[0]) if found else ()):
            decimals = formats.get(_number(look, b"numFmtId"))
            if decimals is not None:
                self._decimals[str(at).encode()] = decimals
        if self._decimals:
            self._cell = re.compile(_CELL % b"|".join(self._decimals))

    def _shown(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        if self._cell is None:
            yield from chunks
            return
        for chunk in _whole_cells(chunks):
            yield self._cell.sub(self._as_text, chunk)

    def remarks(self) -> Iterator[str]:
        """Yield that there are some, if any were met."""
        if self._example:
            shown, number = self._example
            yield REMARK.format(shown=shown, number=number)

    def _as_text(self, cell: re.Match[bytes]) -> bytes:
        tag, attributes, look, before, _, value = cell.groups()
        kind = _KIND.search(attributes)
        number = _float(value)
        if number is None or (kind and kind[1] != b"n"):
            return cell[0]
        shown = percentage(number, self._decimals[look])
        if shown is None:
            return cell[0]
        self._example = self._example or (shown, f"{number:.15g}")
        bare = _KIND.sub(b"", attributes)
        return b'<%s%s t="str">%s%s' % (tag, bare, before, shown.encode())


def _formats(styles: bytes) -> Iterator[tuple[int | None, int]]:
    yield from BUILT_IN.items()
    for tag in _FORMAT.findall(styles):
        code = re.search(rb"\sformatCode=(?:\"([^\"]*)\"|'([^']*)')", tag)
        words = unescape((code[1] or code[2] or b"").decode(errors="replace")) if code else ""
        decimals = decimals_of(words)
        if decimals is not None:
            yield _number(tag, b"numFmtId"), decimals


def _number(tag: bytes, name: bytes) -> int | None:
    found = re.search(rb"\s%s=[\"'](\d{1,9})[\"']" % name, tag)
    return int(found[1]) if found else None


def _float(words: bytes) -> float | None:
    try:
        return float(words)
    except ValueError:
        return None


def _whole_cells(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut after a cell where a piece has one, so that none is in two."""
    rest = b""
    for chunk in chunks:
        whole, end, rest = (rest + chunk).rpartition(b"</c>")
        yield whole + end
        if len(rest) > _LONGEST:
            yield rest
            rest = b""
    yield rest
