"""A paper becomes final and is read back: every kind of block, typed words, redacted ones."""

from dataclasses import replace
from datetime import date
from itertools import count
from uuid import UUID

from riskapp.domain.matrix import BandColour
from riskapp.domain.packs import PackKind
from riskapp.readmodels.charts.drawing import Anchor, Drawing, Form, Ground, Ink, Label, Line, Mark
from riskapp.readmodels.finals import Final, Words, freeze, thaw
from riskapp.readmodels.paper import (
    KIND,
    LAYOUT,
    Bullets,
    Cell,
    CellLook,
    Contents,
    Fact,
    Facts,
    Heading,
    OnePage,
    Paper,
    Paragraph,
    Picture,
    Rank,
    Section,
    Strong,
    Table,
    plain,
    text_of,
)

RISK = UUID(int=7)
TYPED = Words("Only two of five nurses are in post", RISK)
DRAWING = Drawing(
    100.0,
    50.0,
    8.0,
    (
        Ground(0.0, 0.0, 10.0, 10.0, BandColour.RED),
        Line(((0.0, 1.0), (2.0, 3.0)), Ink.SCORE),
        Mark(1.0, 2.0, Form.DOT, Ink.DONE),
        Label(1.0, 2.0, "16", Ink.SCORE, Anchor.END),
    ),
    "Path",
    "It fell from 16 to 12",
)
TABLE = Table(
    "Summary",
    ("Risk", "Score"),
    ((Cell(text_of("R1")), Cell(text_of(Strong("16")), CellLook.SMALL, BandColour.RED, 16)),),
    (0.5, 0.5),
    side_heads=(0,),
    fewest=2,
)
BLOCKS = (
    Heading(Rank.ITEM, text_of("R1 ", TYPED), "risk-1", "Risk R1"),
    Paragraph(text_of("Because: ", Strong(TYPED))),
    Bullets((text_of("one"), text_of(TYPED))),
    TABLE,
    Facts((Fact("Owner", text_of("Director of Nursing")),)),
    Picture(DRAWING, may_go=True),
)
PAPER = Paper(
    kind=PackKind.BOARD,
    name="Board pack",
    title="Board Assurance Framework",
    organisation="A Trust",
    organisation_code="trust",
    fictional=True,
    as_at=date(2018, 6, 30),
    public=False,
    sections=(
        Section("cover", "Cover", "Cover", (Contents(),), rank=Rank.TITLE),
        Section("risks", "Risks", "Risks", (OnePage(BLOCKS),)),
    ),
)


def frozen(paper: Paper) -> Final:
    salts = count()
    return freeze(KIND, LAYOUT, paper, lambda: f"salt {next(salts)}")


def test_a_paper_is_read_back_as_it_was() -> None:
    final = frozen(PAPER)

    assert thaw(Paper, final.text, {one.number: one.words for one in final.words}) == PAPER


def test_typed_words_stand_beside_the_text_and_not_in_it() -> None:
    final = frozen(PAPER)

    assert TYPED.text not in final.text
    assert {one.risk_id for one in final.words} == {RISK}


def test_redacted_words_say_so_when_they_are_read_back() -> None:
    final = frozen(PAPER)

    left = thaw(Paper, final.text, dict.fromkeys(one.number for one in final.words))

    (section,) = left.sections[1:]
    heading = next(block for block in section.each() if isinstance(block, Heading))
    assert plain(heading.text) == f"R1 {replace(TYPED, text=None).shown}"


def test_the_same_paper_under_the_same_salts_has_the_same_digest() -> None:
    assert frozen(PAPER).digest == frozen(PAPER).digest


def test_the_tables_of_a_paper_are_found_on_its_pages_too() -> None:
    assert list(PAPER.tables()) == [TABLE]
