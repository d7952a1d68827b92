"""How an organisation's packs look: its colours, which must be read on, and its logo.

The contrast of two colours is reckoned as WCAG 2.2 does.
"""

import re
from dataclasses import dataclass
from typing import Final

from riskapp.domain.errors import FieldError

READABLE: Final = 4.5
WHITE: Final = "#FFFFFF"
MOST_BYTES: Final = 100_000
"""The largest logo that is kept: every issued pack holds it for ever."""
MOST_PIXELS: Final = 2_000
"""The longest side of a logo."""
NOT_A_COLOUR: Final = "Enter a colour as # and six digits or letters A to F, like #005EB8."
NOT_A_PNG: Final = "Choose a PNG picture: the file is something else, or it is damaged."
TOO_LARGE: Final = f"Choose a file of {MOST_BYTES // 1000} kB or less."
TOO_LONG: Final = f"Choose a picture of at most {MOST_PIXELS:,} pixels on each side."
NO_WORDS: Final = "Say what the logo shows: whoever listens to a pack is told this instead."
NOT_ENTITLED: Final = "Say that the organisation is entitled to the NHS mark, or leave it out."

_HEX: Final = re.compile("#[0-9A-F]{6}")
_LINEAR_UP_TO: Final = 0.04045
_SHARES: Final = (0.2126, 0.7152, 0.0722)
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEADER: Final = slice(16, 24)


@dataclass(frozen=True, slots=True)
class SetLook:
    """How packs are to look from now on.

    `logo` is a PNG, None to leave the logo as it is; `no_logo` takes it away. `holds_mark` says
    that the logo holds the NHS mark, `entitled` that the organisation may show it.
    """

    colour: str
    dark: str
    logo: bytes | None = None
    no_logo: bool = False
    logo_words: str = ""
    holds_mark: bool = False
    entitled: bool = False
    seen_version: int = 0


def read_colour(typed: str, field: str) -> str:
    """Return a colour as "#005EB8"; FieldError where it is none, or white cannot be read on it."""
    colour = f"#{typed.strip().removeprefix('#').upper()}"
    if not _HEX.fullmatch(colour):
        raise FieldError(field, NOT_A_COLOUR)
    reached = contrast(colour, WHITE)
    if reached < READABLE:
        message = (
            f"Choose a darker colour: white words on it have a contrast of {reached:.1f} to 1,"
            f" and it takes {READABLE} to 1 to read them."
        )
        raise FieldError(field, message)
    return colour


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def check_logo(content: bytes) -> None:
    """Refuse a logo that is too large, or no PNG by what it holds; FieldError says which."""
    if len(content) > MOST_BYTES:
        raise FieldError("logo", TOO_LARGE)
    if not content.startswith(_SIGNATURE) or len(content) < _HEADER.stop:
        raise FieldError("logo", NOT_A_PNG)
    sides = content[_HEADER]
    if max(int.from_bytes(sides[:4]), int.from_bytes(sides[4:])) > MOST_PIXELS:
        raise FieldError("logo", TOO_LONG)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return sum(share * _linear(part) for share, part in zip(_SHARES, parts, strict=True))


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4
