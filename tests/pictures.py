"""Small PNG pictures, made byte by byte."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def a_png(wide: int = 8, high: int = 4) -> bytes:
    """Return a whole picture of one colour."""
    line = b"\x00" + b"\x00\x5e\xb8" * wide
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(line * high)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))
