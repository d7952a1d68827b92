"""Old Excel workbooks, written record by record, and the compound files they lie in."""

import struct
from collections.abc import Iterable

SECTOR = 512
FREE, END, TABLE = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def words(text: str, *, length: str = "<H") -> bytes:
    """A string as Excel 97 writes it, with two bytes for each letter where one will not do."""
    wide = any(letter > "\xff" for letter in text)
    letters = text.encode("utf-16-le" if wide else "latin-1")
    return struct.pack(length, len(text)) + bytes([wide]) + letters


def begin(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 0))


def an_old_stream(
    cells: Iterable[bytes], strings: Iterable[str] = (), *, before: bytes = b"", hidden: int = 0
) -> bytes:
    """The stream of a workbook with one sheet; looks 1 show days and looks 2 show hours."""
    shared = [words(text) for text in strings]
    looks = (0, 14, 164)
    head = begin(0x5) + before + record(0x41E, struct.pack("<H", 164) + words("[h]:mm;@"))
    head += b"".join(record(0xE0, struct.pack("<HH16x", 0, number)) for number in looks)
    tail = record(0xFC, struct.pack("<II", len(shared), len(shared)) + b"".join(shared))
    tail += record(0x0A)
    sheet = struct.pack("<BB", hidden, 0) + words("Risks", length="<B")
    at = len(head) + len(record(0x85, bytes(4) + sheet)) + len(tail)
    listed = record(0x85, struct.pack("<I", at) + sheet)
    return head + listed + tail + begin(0x10) + b"".join(cells) + record(0x0A)


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIII",
        *(written, len(written) + 2, kind, 1, FREE, FREE, FREE, 0, start, size, 0),
    )


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file: the table of sectors in sector 0, the names in the next, then streams."""
    entries = [entry("Root Entry", 5, END, 0)]
    names = -(-(len(streams) + 1) * 128 // SECTOR)
    following = [TABLE, *range(2, names + 1), END]
    body = b""
    for name, content in streams.items():
        padded = content.ljust(max(4096, -(-len(content) // SECTOR) * SECTOR), b"\0")
        start = len(following)
        following += [*range(start + 1, start + len(padded) // SECTOR), END]
        entries.append(entry(name, 2, start, len(padded)))
        body += padded
    assert len(following) <= SECTOR // 4
    listed = b"".join(entries).ljust(names * SECTOR, b"\0")
    table = struct.pack(f"<{SECTOR // 4}I", *following, *[FREE] * (SECTOR // 4 - len(following)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0
    )
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + table + listed + body


def an_old_workbook() -> bytes:
    """A workbook of Excel 2003 with a cell of every kind."""
    formula = struct.pack("<HHH", 3, 0, 0)
    rest = bytes(8)
    cells = [
        record(0x200, struct.pack("<IIHHH", 0, 0xFFFF_FFFF, 0, 0xFFFF, 0)),
        record(0xFD, struct.pack("<HHHI", 1, 1, 0, 0)),
        record(0xFD, struct.pack("<HHHI", 1, 2, 0, 1)),
        record(0x203, struct.pack("<HHHd", 2, 0, 0, 0.5)),
        record(0x27E, struct.pack("<HHHI", 2, 1, 0, (16 << 2) | 2)),
        record(0x27E, struct.pack("<HHHI", 2, 2, 0, (-5 << 2) % 2**32 | 3)),
        record(0xBD, struct.pack("<HHHIHIH", 2, 3, 1, (45382 << 2) | 2, 2, (2 << 2) | 2, 4)),
        record(0x205, struct.pack("<HHHBB", 2, 5, 0, 1, 0)),
        record(0x205, struct.pack("<HHHBB", 2, 6, 0, 0x17, 1)),
        record(0x204, struct.pack("<HHH", 2, 7, 0) + words("=1+1")),
        record(0x06, formula + struct.pack("<d", 20.0) + rest),
        record(0x06, formula[:2] + b"\1\0\0\0" + b"\0\0\0\0\0\0\xff\xff" + rest),
        record(0x207, words("what it came to")),
        record(0x06, formula[:2] + b"\2\0\0\0" + b"\2\0\x2a\0\0\0\xff\xff" + rest),
        record(0xE5, struct.pack("<HHHHH", 1, 1, 1, 1, 3)),
    ]
    return compound({"Workbook": an_old_stream(cells, ["  kept \n é", "Ω ≥ 5"])})
