"""The blocks of a paper as paragraphs and tables of a Word file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from docx.oxml.ns import qn

from reports.legible import legible_line
from reports.outline import Chapter, Place
from reports.word_styles import BULLET, FACT, LEAD, NORMAL, SMALL, heading_style
from reports.word_tables import table
from reports.word_xml import Node, node, paragraph, run, runs_of
from riskapp.readmodels.paper import (
    Block,
    Bullets,
    Contents,
    Facts,
    Heading,
    Look,
    Paragraph,
    Picture,
    Start,
    Table,
)

_LINK: Final = "005EB8"
_LOOKS: Final = {Look.LEAD: LEAD, Look.BODY: NORMAL, Look.SMALL: SMALL}


@dataclass(slots=True)
class WordBlocks:
    """Draws the sections of one paper in turn."""

    book: tuple[Chapter, ...]
    marks: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give every place a name such as Word allows."""
        for chapter in self.book:
            for place in (chapter.place, *chapter.places):
                if place is not None:
                    self.marks[place.name] = f"place_{len(self.marks) + 1}"

    def chapter(self, chapter: Chapter) -> Iterator[Node]:
        """Yield a section with everything in it."""
        places = iter(chapter.places)
        if chapter.place is not None:
            new_page = chapter.section.start is Start.NEW_PAGE
            yield self._heading(chapter.place, new_page=new_page)
        for block in chapter.blocks:
            if isinstance(block, Heading):
                place = next(places)
                yield self._heading(place, new_page=place.name in chapter.apart)
            elif isinstance(block, Contents):
                yield from self._contents()
            else:
                yield from _ALONE[type(block)](block)

    def _heading(self, place: Place, *, new_page: bool) -> Node:
        mark = self.marks[place.name]
        number = mark.rpartition("_")[2]
        return paragraph(
            heading_style(place.depth),
            node("bookmarkStart", id=number, name=mark),
            *runs_of(place.heading.text),
            node("bookmarkEnd", id=number),
            new_page=new_page,
        )

    def _contents(self) -> Iterator[Node]:
        """Yield the sections, each leading to its place."""
        for chapter in self.book:
            place = chapter.place
            if place is not None:
                link = node("hyperlink", *runs_of(place.heading.text, colour=_LINK))
                link.set(qn("w:anchor"), self.marks[place.name])
                yield paragraph(BULLET, link)


def _paragraph(block: Paragraph) -> Iterator[Node]:
    yield paragraph(_LOOKS[block.look], *runs_of(block.text))


def _bullets(block: Bullets) -> Iterator[Node]:
    for item in block.items:
        yield paragraph(BULLET, *runs_of(item))


def _facts(block: Facts) -> Iterator[Node]:
    for fact in block.facts:
        name = run(f"{legible_line(fact.name)}: ", bold=True)
        yield paragraph(FACT, name, *runs_of(fact.said))


def _picture(block: Picture) -> Iterator[Node]:
    """Yield what a chart says: in a file that is pasted from, words are worth more than lines."""
    drawing = block.drawing
    title = run(f"{legible_line(drawing.title)}, in words: ", bold=True)
    yield paragraph(NORMAL, title, run(legible_line(drawing.finding)))


_ALONE: Final[Mapping[type[Block], Callable[[Any], Iterator[Node]]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Facts: _facts,
    Picture: _picture,
    Table: table,
}
