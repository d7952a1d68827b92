"""Signs that nobody sees: they take no room on a page, and change nothing of what words say."""

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
"""Soft hyphens, joiners, marks of direction and of shape, as copying from other programs leaves."""


def without_unseen(words: str) -> str:
    """Return words without the signs that nobody sees; most have none."""
    return words if words.isascii() else _UNSEEN.sub("", words)
