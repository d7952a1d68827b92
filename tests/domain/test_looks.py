"""The colours of packs can be read on, and a logo is a picture of a sensible size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.errors import FieldError
from riskapp.domain.looks import (
    MOST_BYTES,
    READABLE,
    WHITE,
    check_logo,
    contrast,
    read_colour,
)
from tests.pictures import SIGNATURE, a_png


def test_the_formula_is_wcags() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)
    assert contrast("#005EB8", WHITE) == pytest.approx(6.4, abs=0.1)


@pytest.mark.parametrize("typed", ["#005EB8", "005eb8", " #005eb8 "])
def test_a_colour_is_read_however_it_is_written(typed: str) -> None:
    assert read_colour(typed, "colour") == "#005EB8"


@pytest.mark.parametrize("typed", ["", "blue", "#05b", "#005EB8FF", "##005EB8", "#00 5EB8"])
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(FieldError, match="Enter a colour"):
        read_colour(typed, "colour")


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_is_taken_where_white_words_can_be_read_on_it(number: int) -> None:
    colour = f"#{number:06X}"
    if contrast(colour, WHITE) >= READABLE:
        assert read_colour(colour, "colour") == colour
    else:
        with pytest.raises(FieldError, match="darker"):
            read_colour(colour, "colour")


def test_a_picture_of_a_sensible_size_is_taken() -> None:
    check_logo(a_png())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "PNG"),
        (b"GIF89a" + b"\x00" * 30, "PNG"),
        (b"<svg onload=alert(1)>" + b" " * 30, "PNG"),
        (SIGNATURE, "PNG"),
        (a_png(2001, 1), "2,000 pixels"),
        (a_png() + b"\x00" * MOST_BYTES, "100 kB"),
    ],
)
def test_any_other_file_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(FieldError, match=words):
        check_logo(content)
