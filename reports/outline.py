"""The outline of a paper: how deep each heading lies, and the name by which each can be gone to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from riskapp.readmodels.paper import Block, Heading, OnePage, Paper, Rank, Section, plain

DEEPEST: Final = 6
_DEPTHS: Final = {Rank.TITLE: 1, Rank.SECTION: 2, Rank.ITEM: 3}
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A heading in the outline: its depth from 1, and a name that no other has."""

    heading: Heading
    depth: int
    name: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with its own place and those of the headings in it, in order.

    A cover has no place of its own: the heading in it is that of the whole.

    `apart` are the places that begin a page of their own, but for the first such page: that one
    may follow the section's own heading.
    """

    section: Section
    place: Place | None
    blocks: tuple[Block, ...]
    places: tuple[Place, ...]
    apart: frozenset[str]


def chapters(paper: Paper) -> Iterator[Chapter]:
    """Yield the sections of a paper in order; its first heading is the only one at the top."""
    numbering = _Numbering()
    for section in paper.sections:
        title = Heading(section.rank, (section.title,), section.key, section.running)
        place = None if section.rank is Rank.TITLE else numbering.place(title)
        blocks = tuple(section.each())
        headings = [block for block in blocks if isinstance(block, Heading)]
        places = tuple(map(numbering.place, headings))
        first = {id(page.blocks[0]) for page in _pages(section)[1:] if page.blocks}
        apart = frozenset(one.name for one in places if id(one.heading) in first)
        yield Chapter(section, place, blocks, places, apart)


def _pages(section: Section) -> list[OnePage]:
    return [block for block in section.blocks if isinstance(block, OnePage)]


@dataclass(slots=True)
class _Numbering:
    """Counts depths and names as the headings are met."""

    above: int = 0
    last: int = 0
    taken: set[str] = field(default_factory=set)

    def place(self, heading: Heading) -> Place:
        depth = self._depth(heading.rank)
        self.last = depth
        if heading.rank is not Rank.PART:
            self.above = depth
        return Place(heading, depth, self._name(heading))

    def _depth(self, rank: Rank) -> int:
        """Return how deep a heading lies: a part one below what it is part of, none skipped."""
        if not self.last:
            return 1
        wanted = self.above + 1 if rank is Rank.PART else max(_DEPTHS[rank], 2)
        return min(wanted, self.last + 1, DEEPEST)

    def _name(self, heading: Heading) -> str:
        words = heading.key or plain(heading.text)[:40]
        stem = _NOT_IN_NAMES.sub("-", words).strip("-").lower() or "place"
        name, number = stem, 1
        while name in self.taken:
            number += 1
            name = f"{stem}-{number}"
        self.taken.add(name)
        return name
