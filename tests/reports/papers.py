"""Papers to draw: one with every kind of block, and one in which all that is typed means harm."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from riskapp.domain.matrix import BandColour
from riskapp.domain.packs import PackKind
from riskapp.readmodels.charts.drawing import Anchor, Drawing, Form, Ground, Ink, Label, Line, Mark
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import (
    Block,
    Bullets,
    Cell,
    CellLook,
    Contents,
    Fact,
    Facts,
    Heading,
    Look,
    OnePage,
    Paper,
    Paragraph,
    Picture,
    Rank,
    Section,
    Stamp,
    Start,
    Strong,
    Table,
    text_of,
)

AS_AT = date(2018, 6, 30)
STAMP = Stamp("HCT-BAF-2018-06", "ABCD-EFGH", date(2018, 7, 5))
TITLE = "Board Assurance Framework"
COLOURS = tuple(BandColour)


def a_drawing(words: str = "4 x 4") -> Drawing:
    """A chart with every form of mark and every ink."""
    return Drawing(
        480.0,
        160.0,
        8.0,
        (
            *(Ground(40.0, 20.0 * n, 400.0, 20.0, one) for n, one in enumerate(COLOURS)),
            *(Line(((40.0, 10.0 * n), (440.0, 8.0 * n)), ink) for n, ink in enumerate(Ink)),
            *(Mark(60.0 * n + 40, 60.0, form, Ink.DONE) for n, form in enumerate(Form)),
            Label(440.0, 60.0, words, Ink.SCORE, Anchor.END),
        ),
        "Path to target",
        f"The score fell from 16 to 12 ({words})",
    )


def a_table(words: str, name: str = "Summary", rows: int = 3) -> Table:
    """A table with scores on grounds, numbers, days and typed words."""
    return Table(
        name,
        ("Risk", "Title", "Score", "Target by", "Kind"),
        tuple(
            (
                Cell(text_of(f"R-{n:04}")),
                Cell(text_of(Words(words, UUID(int=n)))),
                Cell(
                    text_of(Strong(f"{n + 1} moderate")), ground=COLOURS[n % len(COLOURS)], number=n
                ),
                Cell(text_of("1\u00a0April 2019" if n % 2 else "no date"), CellLook.SMALL),
                Cell(text_of(), CellLook.SMALL_SIDE),
            )
            for n in range(1, rows + 1)
        ),
        (0.12, 0.4, 0.16, 0.2, 0.12),
        side_heads=(0,),
        fewest=2,
        left_out="risk",
    )


def blocks_of(words: str, number: int = 1) -> tuple[Block, ...]:
    """Every kind of block, with these words wherever somebody types."""
    typed = Words(words, UUID(int=number))
    return (
        Heading(Rank.ITEM, text_of(f"R-{number:04} ", typed), f"risk-{number}", f"R-{number:04}"),
        Paragraph(text_of("Because ", Strong(typed), ",\nit follows"), Look.LEAD),
        Facts((Fact("Owner", text_of(typed)), Fact("Unit", text_of("Adult services")))),
        Heading(Rank.PART, text_of("Path to target")),
        Picture(a_drawing(words), may_go=True),
        Bullets((text_of("one"), text_of(typed))),
        a_table(words, "Scores"),
        Paragraph(text_of("small ", typed), Look.SMALL),
        Table(
            "Lead",
            ("Post", ""),
            ((Cell(text_of("Chief Nurse")), Cell(text_of(Words(None)))),),
            (0.5, 0.5),
        ),
    )


def a_cover(words: str) -> Section:
    """The first section, with the contents."""
    held = "What this pack holds"
    blocks = (
        Heading(Rank.TITLE, text_of(TITLE), "cover", "Board pack"),
        Paragraph(text_of("As at ", Strong("30 June 2018"))),
        Heading(Rank.PART, text_of(held)),
        a_table(words, held, 1),
        Contents(),
    )
    return Section("cover", "Cover", "Board pack", blocks, rank=Rank.TITLE)


def a_paper(texts: tuple[str, ...] = ("Only two of five nurses are in post",)) -> Paper:
    """A paper with a page for each of these texts, which stand wherever somebody types."""
    pages = tuple(OnePage(blocks_of(words, n)) for n, words in enumerate(texts, start=1))
    return Paper(
        kind=PackKind.BOARD,
        name="Board pack",
        title=TITLE,
        organisation="Example Community NHS Trust",
        organisation_code="demo",
        fictional=True,
        as_at=AS_AT,
        public=True,
        sections=(
            a_cover(texts[0]),
            Section("summary", "Summary", "Summary", (a_table(texts[0], rows=9),), Start.NEW_PAGE),
            Section("risks", "Risks", "Risks", (Paragraph(text_of("1 risk")), *pages)),
            Section("empty", "Milestones", "Milestones", (Paragraph(text_of("None.")),)),
        ),
        left_out=2,
    )


def mapped(paper: Paper, change: Callable[[str], str]) -> Paper:
    """Return the paper with what stands around its blocks changed: its names and titles."""
    return replace(
        paper,
        name=change(paper.name),
        title=change(paper.title),
        organisation=change(paper.organisation),
    )
