"""The colours of an organisation, kept fit to be read: text on them, and them on white."""

import re
from typing import Final

from riskapp.readmodels.paper import Brand

READABLE: Final = 4.5
WHITE: Final = "#FFFFFF"
INK: Final = "#212B32"
_HEX: Final = re.compile("#[0-9A-Fa-f]{6}")
_STANDARD: Final = Brand()
_LINEAR_UP_TO: Final = 0.04045
_SHARES: Final = (0.2126, 0.7152, 0.0722)


def brand_colours(brand: Brand) -> tuple[str, str]:
    """Return an organisation's colour and its dark one; those that are none give way to ours."""
    return (
        brand.colour if _HEX.fullmatch(brand.colour) else _STANDARD.colour,
        brand.dark if _HEX.fullmatch(brand.dark) else _STANDARD.dark,
    )


def text_on(ground: str) -> str:
    """Return the colour of text that can be read on a ground."""
    return max((WHITE, INK), key=lambda text: contrast(text, ground))


def on_white(colour: str) -> str:
    """Return a colour for text on white: itself where it can be read, else plain ink."""
    return colour if contrast(colour, WHITE) >= READABLE else INK


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG reckons it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return sum(share * _linear(part) for share, part in zip(_SHARES, parts, strict=True))


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4
