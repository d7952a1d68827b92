"""The blocks of a paper as markup."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup

from reports.markup import line_of, markup_of
from reports.outline import Chapter, Place
from reports.svg import draw_svg
from reports.web_tables import WebTables
from riskapp.readmodels.paper import (
    Block,
    Bullets,
    Contents,
    Fact,
    Facts,
    Heading,
    Look,
    Paragraph,
    Picture,
    Rank,
    Start,
    Table,
    plain,
)

_NOTHING: Final = Markup("")
_APART: Final = Markup(' class="new-page"')
_CLASSES: Final = {
    Look.LEAD: Markup(' class="lead"'),
    Look.BODY: _NOTHING,
    Look.SMALL: Markup(' class="small"'),
}


@dataclass(slots=True)
class WebBlocks:
    """Draws the blocks of one paper in turn; what it draws knows what was drawn before."""

    book: tuple[Chapter, ...]
    tables: WebTables = field(default_factory=WebTables)
    pictures: int = 0
    places: Iterator[Place] = field(default_factory=lambda: iter(()))
    apart: frozenset[str] = frozenset()

    def chapter(self, chapter: Chapter) -> Markup:
        """Return a section with everything in it."""
        self.places, self.apart = iter(chapter.places), chapter.apart
        place = chapter.place
        if place is not None and chapter.section.start is Start.NEW_PAGE:
            self.apart |= {place.name}
        return Markup("<div>\n{}\n{}\n</div>\n").format(
            _NOTHING if place is None else self._heading(place),
            Markup("\n").join(map(self._block, chapter.blocks)),
        )

    def _block(self, block: Block) -> Markup:
        draws: Mapping[type[Block], Callable[[Any], Markup]] = {
            Heading: lambda _block: self._heading(next(self.places)),
            Table: self.tables.draw,
            Picture: self._picture,
            Contents: lambda _block: self._contents(),
        }
        return {**_ALONE, **draws}[type(block)](block)

    def _heading(self, place: Place) -> Markup:
        self.tables.under = plain(place.heading.text)
        return Markup('<h{depth} id="{name}"{apart}>{text}</h{depth}>').format(
            depth=place.depth,
            name=place.name,
            apart=_APART if place.name in self.apart else _NOTHING,
            text=markup_of(place.heading.text),
        )

    def _picture(self, picture: Picture) -> Markup:
        """Return a chart, which scrolls on a phone, and what it says in words."""
        self.pictures += 1
        drawing = picture.drawing
        title, finding = line_of(drawing.title), line_of(drawing.finding)
        return Markup(
            '<figure><div class="scroll" role="group" aria-label="{title}" tabindex="0">'
            '<div class="picture">{svg}</div></div>'
            "<details><summary>{title}, in words</summary><p>{finding}</p></details></figure>"
        ).format(title=title, finding=finding, svg=draw_svg(drawing, str(self.pictures)))

    def _contents(self) -> Markup:
        lines = (_entry(one, one.place) for one in self.book if one.place is not None)
        return Markup('<nav aria-label="Contents"><ol>{}</ol></nav>').format(Markup("").join(lines))


def _entry(chapter: Chapter, place: Place) -> Markup:
    """Return a line of the contents, with what can be gone to in its section folded away."""
    items = [one for one in chapter.places if one.heading.rank is Rank.ITEM]
    listed = Markup("<ul>{}</ul>").format(
        Markup("").join(Markup("<li>{}</li>").format(_link(one)) for one in items)
    )
    folded = Markup("<details><summary>Go to one of the {}</summary>{}</details>")
    inside = folded.format(len(items), listed) if len(items) > 1 else _NOTHING
    return Markup("<li>{}{}</li>").format(_link(place), inside)


def _link(place: Place) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(place.name, markup_of(place.heading.text))


def _paragraph(paragraph: Paragraph) -> Markup:
    look = _CLASSES[paragraph.look]
    return Markup("<p{}>{}</p>").format(look, markup_of(paragraph.text))


def _bullets(bullets: Bullets) -> Markup:
    items = (Markup("<li>{}</li>").format(markup_of(item)) for item in bullets.items)
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


def _facts(facts: Facts) -> Markup:
    return Markup('<dl class="facts">{}</dl>').format(Markup("").join(map(_fact, facts.facts)))


def _fact(fact: Fact) -> Markup:
    return Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
        line_of(fact.name), markup_of(fact.said)
    )


_ALONE: Final[Mapping[type[Block], Callable[[Any], Markup]]] = {
    Paragraph: _paragraph,
    Bullets: _bullets,
    Facts: _facts,
}
