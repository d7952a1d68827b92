"""An organisation's colours and logo in its packs."""

from base64 import b64encode
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.logo import can_draw
from reports.pdf import draw_pdf
from riskapp.papers.board import board_paper
from riskapp.readmodels.paper import Brand, Paper
from tests.pictures import a_png
from tests.reports import packs

LOGO = Brand("#7C2855", "#330072", b64encode(a_png()).decode(), "Logo of Example Trust")


@pytest.fixture(scope="module")
def paper() -> Paper:
    return replace(board_paper(packs.typical(2)), brand=LOGO)


@pytest.fixture(scope="module")
def drawn(paper: Paper) -> bytes:
    return draw_pdf(paper)


def test_the_logo_is_on_the_cover_alone(drawn: bytes) -> None:
    first, *others = PdfReader(BytesIO(drawn)).pages
    assert len(list(first.images)) == 1
    assert not any(list(page.images) for page in others)


def test_the_pages_bear_the_organisations_colours(drawn: bytes) -> None:
    content = PdfReader(BytesIO(drawn)).pages[1].get_contents()
    assert content is not None
    painted = content.get_data()
    assert b".486275 .156863 .333333 rg" in painted
    assert b".2 0 .447059 rg" in painted


def test_the_same_paper_gives_the_same_bytes(paper: Paper, drawn: bytes) -> None:
    assert draw_pdf(paper) == drawn


def test_whoever_listens_is_told_what_the_logo_shows(drawn: bytes) -> None:
    assert f"\ufeff{LOGO.logo_words}".encode("utf-16-be").hex().encode() in _unpacked(drawn)


def test_a_colour_that_is_none_gives_way_to_ours(paper: Paper) -> None:
    strange = replace(paper, brand=Brand("red; }", "url(x)"))
    assert len(PdfReader(BytesIO(draw_pdf(strange))).pages) > 2


def test_only_a_whole_picture_can_be_drawn() -> None:
    assert can_draw(a_png())
    assert not can_draw(a_png()[:48])
    assert not can_draw(b"")


def _unpacked(pdf: bytes) -> bytes:
    """Every object of a file, those of its packed streams too."""
    file = PdfReader(BytesIO(pdf))
    objects = (file.get_object(number) for number in range(1, len(file.xref_objStm) + 400))
    figures = [
        one["/Alt"].encode("utf-16-be").hex().encode()
        for one in objects
        if isinstance(one, dict) and one.get("/S") == "/Figure"
    ]
    return b" ".join(b"feff" + figure for figure in figures)
