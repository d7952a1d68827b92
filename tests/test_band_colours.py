"""Every colour that a band may have is drawn, on pages and in packs, and its text can be read."""

import re
from pathlib import Path

import pytest
from reportlab.lib.colors import Color, HexColor

from reports.styles import INK, ground_fill, on_fill
from riskapp.domain.matrix import BandColour

GROUNDS = Path("assets/styles/_bands.scss")
WRITTEN = re.compile(r'"(\w+)": (#[0-9a-f]{6})')
READABLE = 4.5


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, by WCAG's formula."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.rgb()
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_the_formula_is_wcags() -> None:
    assert contrast(HexColor("#000000"), HexColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(HexColor("#777777"), HexColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", BandColour)
def test_text_can_be_read_on_every_colour(colour: BandColour) -> None:
    on_pages = dict(WRITTEN.findall(GROUNDS.read_text()))
    assert contrast(HexColor(on_pages[colour.value]), INK) >= READABLE
    in_packs = ground_fill(colour)
    assert contrast(in_packs, on_fill(in_packs).textColor) >= READABLE


def test_no_two_bands_look_alike() -> None:
    assert len(set(dict(WRITTEN.findall(GROUNDS.read_text())).values())) == len(BandColour)
    fills = {ground_fill(colour).hexval() for colour in BandColour}
    assert len(fills) == len(BandColour)
