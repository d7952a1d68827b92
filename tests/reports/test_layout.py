"""How pages of packs are laid out, read back from what is drawn on them."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from reports.pdf import draw_pdf
from reports.styles import FOOT_HEIGHT, HEAD_HEIGHT, MARGIN, NUMBER, PAGE
from riskapp.domain.looks import READABLE, WHITE, contrast
from riskapp.papers.board import board_paper
from riskapp.readmodels.paper import Brand, Paper
from tests.reports import hostile, packs, papers
from tests.reports.kinds import PAPERS
from tests.reports.page_reader import Colour, Piece, read_pages

BODY, IN_TABLES = 11.0, 9.5
MADE: dict[str, Callable[[], Paper]] = {
    **{kind.value: make for kind, make in PAPERS.items()},
    "40 risks": lambda: board_paper(packs.typical(40)),
    "hostile": lambda: board_paper(hostile.hostile()),
}
NAMES = pytest.mark.parametrize("name", MADE)
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
A_POINT = 1.0
REFERENCE = re.compile(r"R-\d{4}")


@cache
def drawn(name: str) -> bytes:
    return draw_pdf(MADE[name]())


@cache
def pages(name: str) -> list[list[Piece]]:
    return read_pages(drawn(name))


def told(page: list[Piece]) -> list[Piece]:
    """Return what is read aloud of a page."""
    return [piece for piece in page if "Document" in piece.path]


def all_told(name: str) -> list[Piece]:
    return [piece for page in pages(name) for piece in told(page)]


@NAMES
def test_no_page_is_without_words(name: str) -> None:
    assert all(told(page) for page in pages(name))


@NAMES
def test_no_heading_and_no_head_of_a_table_is_the_last_of_a_page(name: str) -> None:
    for page in pages(name):
        (row,) = [told(page)[-1].path]
        assert not set(row) & set(HEADINGS)
        last = [piece for piece in told(page) if abs(piece.y - told(page)[-1].y) < A_POINT]
        assert not all(piece.within("TH") and piece.size == IN_TABLES for piece in last)


@NAMES
def test_no_tile_of_a_score_is_on_two_pages(name: str) -> None:
    for page, following in pairwise(pages(name)):
        numbers = [piece for piece in told(page) if is_number(piece)]
        if numbers:
            below = [piece for piece in told(page) if piece.y < numbers[-1].y]
            assert len(below) > len(numbers), "what its number stands for is below it"
        assert not any(piece.within("TD") and is_number(piece) for piece in told(following)[:1])


def is_number(piece: Piece) -> bool:
    return piece.size == NUMBER.fontSize


@NAMES
def test_every_page_says_at_its_head_what_it_is_of_and_at_its_foot_which_it_is(name: str) -> None:
    risk = ""
    for number, page in enumerate(pages(name), 1):
        head = " ".join(piece.said for piece in page if piece.within("Header"))
        assert f"Page {number} of" in [piece.said for piece in page if piece.within("Footer")]
        for piece in told(page):
            if piece.within("H2", "H3"):
                found = REFERENCE.match(piece.said)
                risk = found[0] if found else ""
        assert risk in head


@NAMES
def test_running_text_has_eleven_points_and_tables_nearly_ten(name: str) -> None:
    for piece in all_told(name):
        if not piece.within("Figure"):
            assert piece.size >= (IN_TABLES if piece.within("Table") else BODY), piece.said


@NAMES
def test_nothing_stands_outside_the_margins(name: str) -> None:
    for piece in all_told(name):
        assert piece.x >= MARGIN - A_POINT
        assert piece.right <= PAGE[0] - MARGIN + A_POINT, piece.said
        assert FOOT_HEIGHT - A_POINT <= piece.y <= PAGE[1] - HEAD_HEIGHT


@NAMES
def test_no_words_stand_on_others(name: str) -> None:
    for page in pages(name):
        words = [piece for piece in page if not piece.within("Figure")]
        words.sort(key=lambda piece: -piece.y)
        for number, piece in enumerate(words):
            for other in words[number + 1 :]:
                if piece.y - other.y > other.size:
                    break
                assert not overlap(piece, other), (piece.said, other.said)


def overlap(one: Piece, other: Piece) -> bool:
    high = abs(one.y - other.y) < min(one.size, other.size) / 2
    return high and min(one.right, other.right) - max(one.x, other.x) > A_POINT


@NAMES
def test_every_typeface_is_within_the_file(name: str) -> None:
    for page in PdfReader(BytesIO(drawn(name))).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


@NAMES
def test_all_can_be_read_on_its_ground(name: str) -> None:
    assert unreadable(drawn(name)) == []


def test_what_cannot_be_read_would_be_found() -> None:
    paper = replace(papers.a_paper(), brand=Brand("#005EB8", "#FFFFFF"))
    assert unreadable(draw_pdf(paper))


accepted = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02X}{:02X}{:02X}".format(*rgb))


@settings(max_examples=12, deadline=None)
@given(*[accepted.filter(lambda colour: contrast(colour, WHITE) >= READABLE)] * 2)
def test_all_can_be_read_in_every_colour_that_an_organisation_may_have(
    colour: str, dark: str
) -> None:
    paper: Paper = replace(papers.a_paper(), brand=Brand(colour, dark))
    assert unreadable(draw_pdf(paper)) == []


def unreadable(file: bytes) -> list[tuple[str, Colour, Colour]]:
    return [
        (piece.said, piece.ink, piece.ground)
        for page in read_pages(file)
        for piece in page
        if contrast(hexed(piece.ink), hexed(piece.ground)) < READABLE
    ]


def hexed(colour: Colour) -> str:
    return "#{:02X}{:02X}{:02X}".format(*(round(part * 255) for part in colour))
