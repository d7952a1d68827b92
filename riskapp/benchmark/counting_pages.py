"""Counting the pages of a PDF, whether or not its objects are packed."""

import re
from typing import Final
from zlib import decompressobj

PAGE: Final = re.compile(rb"/Type\s*/Page\b")
PACKED: Final = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n(.*?)endstream", re.DOTALL)
"""Most objects of a pack are packed together, its pages among them."""


def count_pages(pdf: bytes) -> int:
    """Return how many pages a pack has, whether or not its objects are packed."""
    packed = (decompressobj().decompress(stream) for stream in PACKED.findall(pdf))
    return sum(len(PAGE.findall(part)) for part in (pdf, *packed))
