"""The colours of an organisation, kept fit to be read: text on them, and them on white."""

import re
from typing import Final

from riskapp.domain.looks import READABLE, WHITE, contrast
from riskapp.readmodels.paper import Brand

INK: Final = "#212B32"
_HEX: Final = re.compile("#[0-9A-Fa-f]{6}")
_STANDARD: Final = Brand()


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
