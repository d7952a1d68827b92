"""A pack as a Word file: all of the paper is in it in order, as headings, lists and real tables."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from PIL import Image

from reports.legible import legible, legible_line
from reports.word_file import draw_word_file
from riskapp.readmodels.paper import (
    Block,
    Brand,
    Bullets,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Rank,
    Table,
    plain,
)
from tests.reports.hostile import HOSTILE
from tests.reports.papers import STAMP, a_paper, mapped

FIELD = qn("w:fldSimple")


def read(file: bytes) -> Document:
    return docx.Document(BytesIO(file))


def headings_of(paper: Paper) -> Iterator[str]:
    for section in paper.sections:
        if section.rank is not Rank.TITLE:
            yield legible(section.title)
        for block in section.each():
            if isinstance(block, Heading):
                yield legible(plain(block.text))


def texts_of(paper: Paper) -> Iterator[str]:
    for section in paper.sections:
        for block in section.each():
            yield from texts_in(block)


def texts_in(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [legible(plain(block.text))]
    if isinstance(block, Bullets):
        return [legible(plain(item)) for item in block.items]
    if isinstance(block, Facts):
        return [f"{one.name}: {legible(plain(one.said))}" for one in block.facts]
    if isinstance(block, Picture):
        words = map(legible_line, (block.drawing.title, block.drawing.finding))
        return [", in words: ".join(words)]
    return []


def rows_of(table: Table) -> list[list[str]]:
    rows = [[legible(plain(cell.text)) for cell in row] for row in table.rows]
    return [list(table.head), *rows]


def rows_in(table: WordTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("texts", [("Nurses",), HOSTILE], ids=["plain", "hostile"])
def test_all_of_the_paper_is_there_in_order(texts: tuple[str, ...]) -> None:
    paper = a_paper(texts)
    document = read(draw_word_file(paper, STAMP))
    said = [one.text for one in document.paragraphs]

    shown = [one for one in document.paragraphs if one.style and "eading" in str(one.style.name)]
    assert [one.text for one in shown] == list(headings_of(paper))
    assert list(map(rows_in, document.tables)) == list(map(rows_of, paper.tables()))
    at = 0
    for words in texts_of(paper):
        at = said.index(words, at) + 1


def test_headings_have_levels_and_none_is_skipped() -> None:
    document = read(draw_word_file(a_paper(HOSTILE), None))
    names = [str(one.style.name) for one in document.paragraphs if one.style]
    depths = [int(name[-1]) for name in names if name.startswith("Heading")]

    assert depths[0] == 1
    assert depths.count(1) == 1
    assert set(depths) == {1, 2, 3, 4}


def test_heads_of_tables_are_repeated_and_tables_have_names() -> None:
    body = read(draw_word_file(a_paper(), None)).element.body
    tables = list(body.iter(qn("w:tbl")))

    heads = [[row.find(f".//{qn('w:tblHeader')}") for row in one.tr_lst] for one in tables]
    assert all(first is not None and not any(later) for first, *later in heads)
    captions = [one.get(qn("w:val")) for one in body.iter(qn("w:tblCaption"))]
    assert captions == [table.name for table in a_paper().tables()]


def test_a_score_stands_on_the_ground_of_its_band() -> None:
    body = read(draw_word_file(a_paper(), None)).element.body
    ground = next(body.iter(qn("w:shd")))

    assert ground.get(qn("w:fill")) == "FFEB8A"


def test_the_contents_lead_to_every_section() -> None:
    body = read(draw_word_file(a_paper(), None)).element.body
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    leads = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))]

    assert len(leads) == 3
    assert set(leads) <= set(marks)
    assert len(set(marks)) == len(marks)


def test_every_page_says_whose_it_is_its_number_its_code_and_which_page() -> None:
    document = read(draw_word_file(a_paper(), STAMP))
    page = document.sections[0]

    assert page.header.paragraphs[0].text == "Example Community NHS Trust"
    foot = page.footer.paragraphs[0]
    assert "HCT-BAF-2018-06, code ABCD-EFGH" in foot.text
    fields = [one.get(qn("w:instr")) for one in page.footer.part.element.iter(FIELD)]
    assert fields == ["PAGE", "NUMPAGES"]
    assert page.page_width is not None
    assert round(page.page_width.mm) == 210


def test_a_draft_says_so_in_the_text_and_at_the_foot() -> None:
    document = read(draw_word_file(a_paper(), None))

    assert document.paragraphs[0].text == "DRAFT, not issued"
    assert "DRAFT" in document.sections[0].footer.paragraphs[0].text


def test_what_the_file_says_of_itself() -> None:
    document = read(draw_word_file(a_paper(), STAMP))
    core = document.core_properties

    assert (core.title, core.author) == ("Board Assurance Framework", "Example Community NHS Trust")
    assert core.created == datetime(2018, 6, 30, tzinfo=UTC)
    languages = [one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))]
    assert languages == ["en-GB"]


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_may_name_an_organisation(words: str) -> None:
    named = mapped(a_paper(), lambda _: words * 20)

    assert read(draw_word_file(named, None)).sections[0].header.paragraphs[0].text


def test_nothing_leads_out_of_the_file() -> None:
    with ZipFile(BytesIO(draw_word_file(a_paper(HOSTILE), STAMP))) as parts:
        texts = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]

    assert not any(b"External" in text for text in texts)


def test_a_logo_has_words_and_one_that_is_none_is_left_out() -> None:
    picture = BytesIO()
    Image.new("RGB", (4, 2), "#005EB8").save(picture, "PNG")
    logo = base64.b64encode(picture.getvalue()).decode()
    own = replace(a_paper(), brand=Brand(logo=logo, logo_words="The Trust"))
    broken = replace(a_paper(), brand=Brand(logo="aGk=", logo_words="The Trust"))

    (shown,) = read(draw_word_file(own, None)).element.body.iter(qn("wp:docPr"))
    assert shown.get("descr") == "The Trust"
    assert len(read(draw_word_file(broken, None)).inline_shapes) == 0


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert draw_word_file(a_paper(HOSTILE), STAMP) == draw_word_file(a_paper(HOSTILE), STAMP)
