"""Every colour that a band may have is drawn, on pages and in packs, and its text can be read."""

import re
from pathlib import Path

import pytest
from reportlab.lib.colors import Color, HexColor

from reports.styles import INK, ground_fill, hex_of, on_fill
from riskapp.domain.looks import READABLE, contrast
from riskapp.domain.matrix import BandColour

GROUNDS = Path("assets/styles/_bands.scss")
WRITTEN = re.compile(r'"(\w+)": (#[0-9a-f]{6})')


def readable(ground: Color, ink: Color) -> bool:
    """Whether words in an ink can be read on a ground."""
    return contrast(hex_of(ground), hex_of(ink)) >= READABLE


@pytest.mark.parametrize("colour", BandColour)
def test_text_can_be_read_on_every_colour(colour: BandColour) -> None:
    on_pages = dict(WRITTEN.findall(GROUNDS.read_text()))
    assert readable(HexColor(on_pages[colour.value]), INK)
    in_packs = ground_fill(colour)
    assert readable(in_packs, on_fill(in_packs).textColor)


def test_no_two_bands_look_alike() -> None:
    assert len(set(dict(WRITTEN.findall(GROUNDS.read_text())).values())) == len(BandColour)
    fills = {ground_fill(colour).hexval() for colour in BandColour}
    assert len(fills) == len(BandColour)
