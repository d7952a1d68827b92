"""A pack as a page: all of the paper is on it in order, nothing typed is markup, axe is content."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from reports.legible import legible
from reports.web_page import draw_web_page
from riskapp.readmodels.paper import (
    Brand,
    Heading,
    Paper,
    Paragraph,
    Rank,
    Section,
    Stamp,
    Table,
    plain,
    text_of,
)
from tests.browser import Axe
from tests.reports.hostile import HOSTILE
from tests.reports.papers import STAMP, a_paper, mapped
from tests.reports.web_reader import Read

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")


def headings_of(paper: Paper) -> list[str]:
    found = []
    for section in paper.sections:
        if section.rank is not Rank.TITLE:
            found.append(section.title)
        found += [plain(b.text) for b in section.each() if isinstance(b, Heading)]
    return [legible(words) for words in found]


def rows_of(table: Table) -> list[list[str]]:
    rows = [[legible(plain(cell.text)) for cell in row] for row in table.rows]
    return [list(table.head), *rows]


@pytest.mark.parametrize("texts", [("Nurses",), HOSTILE], ids=["plain", "hostile"])
def test_every_heading_and_every_row_is_there_in_order(texts: tuple[str, ...]) -> None:
    paper = a_paper(texts)
    read = Read(draw_web_page(paper, STAMP))

    assert [words for _, words in read.headings] == headings_of(paper)
    assert read.tables == [rows_of(table) for table in paper.tables()]


def test_there_is_one_heading_above_all_and_none_skips_a_level() -> None:
    depths = [int(tag[1]) for tag, _ in Read(draw_web_page(a_paper(HOSTILE), None)).headings]

    assert depths.count(1) == 1
    assert depths[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(depths))


def test_the_contents_lead_to_every_section_and_each_name_is_one_places() -> None:
    paper = a_paper(("a", "b"))
    read = Read(draw_web_page(paper, None))
    names = [attributes["id"] for _, attributes in read.tags if "id" in attributes]

    assert len(set(names)) == len(names)
    leads = [(link["href"] or "")[1:] for link in read.named("a")]
    assert set(leads) <= set(names)
    assert {"summary", "risks", "empty", "risk-1", "risk-2"} <= set(leads)


def test_nothing_that_was_typed_is_markup() -> None:
    typed = Read(draw_web_page(a_paper(HOSTILE), STAMP))
    harmless = Read(draw_web_page(a_paper(("x",) * len(HOSTILE)), STAMP))

    kinds = [tag for tag, _ in typed.tags if tag not in {"bdi", "br"}]
    assert kinds == [tag for tag, _ in harmless.tags if tag != "br"]
    for _, attributes in typed.tags:
        assert not any(name == "style" or name.startswith("on") for name in attributes)
    assert not {"script", "iframe", "link", "object"} & set(kinds)


def test_what_is_hidden_is_out_and_what_a_browser_draws_is_in() -> None:
    shown = "".join(Read(draw_web_page(a_paper(HOSTILE), STAMP)).texts)

    assert BIDI.findall(shown) == []
    for drawn in ("\U0001f600", "\u05e9\u05dc\u05d5\u05dd", "\u4e2d\u6587", "Ŵ", "=cmd|"):
        assert drawn in shown


def test_the_page_asks_for_nothing_and_may_not() -> None:
    read = Read(draw_web_page(a_paper(), STAMP))
    addresses = [a[name] or "" for _, a in read.tags for name in ("href", "src") if name in a]

    assert all(address.startswith(("#", "data:image/png")) for address in addresses)
    policy = next(meta["content"] for meta in read.named("meta") if "http-equiv" in meta)
    assert "default-src 'none'" in (policy or "")


def test_a_draft_says_so_and_an_issued_pack_says_its_number_and_code() -> None:
    draft, issued = (draw_web_page(a_paper(), stamp).decode() for stamp in (None, STAMP))

    assert "DRAFT, not issued" in draft
    assert "DRAFT" not in issued
    assert "HCT-BAF-2018-06, code ABCD-EFGH, issued on 5 July 2018" in issued
    for page in (draft, issued):
        assert "public version, as at 30 June 2018" in page
        assert "Fictional organisation" in page


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert draw_web_page(a_paper(HOSTILE), STAMP) == draw_web_page(a_paper(HOSTILE), STAMP)


@pytest.mark.parametrize("words", HOSTILE)
def test_names_of_an_organisation_stay_words(words: str) -> None:
    paper = mapped(a_paper(), lambda _: words)
    read = Read(draw_web_page(paper, None))

    assert [tag for tag, _ in read.tags if tag in {"style", "script", "img"}] == ["style"]


@pytest.mark.parametrize("colour", ["red", "#12345", "#123456}body{display:none", ""])
def test_a_colour_that_is_none_gives_way(colour: str) -> None:
    own = replace(a_paper(), brand=Brand(colour, colour, logo="not base64"))

    assert draw_web_page(own, None) == draw_web_page(a_paper(), None)


def test_text_is_dark_on_the_ground_of_a_pale_brand() -> None:
    pale = draw_web_page(replace(a_paper(), brand=Brand("#FFEE00", "#FFEE00")), None).decode()

    assert "header,footer{background:#FFEE00;color:#212B32" in pale


def test_a_logo_is_within_the_page_and_has_words() -> None:
    own = replace(a_paper(), brand=Brand(logo="aGk=", logo_words='"The" Trust'))
    (image,) = Read(draw_web_page(own, None)).named("img")

    assert (image["alt"], image["src"]) == ('"The" Trust', "data:image/png;base64,aGk=")


def test_a_chart_says_its_finding_in_words() -> None:
    shown = Read(draw_web_page(a_paper(), None)).texts

    assert any("The score fell from 16 to 12" in words for words in shown)


@pytest.mark.parametrize(("width", "stamp"), [(1280, STAMP), (375, None)])
def test_a_browser_shows_it_whole_and_axe_finds_nothing(
    page: Page, axe: Axe, tmp_path: Path, width: int, stamp: Stamp | None
) -> None:
    long = Section(
        "long",
        "x" * 300,
        "Long",
        (Paragraph(text_of("w" * 10_000)),),
    )
    paper = a_paper((*HOSTILE, "word " * 2_000))
    paper = replace(paper, sections=(*paper.sections, long))
    file = tmp_path / "pack.html"
    file.write_bytes(draw_web_page(paper, stamp))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(file.as_uri())

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert [words for words in said if words != file.as_uri()] == []
