"""A pack as a paper: what it says, in order, and nothing of how a page, a screen or a sheet looks.

Every kind of pack is composed into one of these, every form of a pack is drawn from one, and one of
these is what becomes final when a pack is issued. Words that somebody typed stand in it as `Words`,
with the risk that they are about, so that a redaction finds them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from riskapp.domain.matrix import BandColour
from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PackKind
from riskapp.readmodels.charts.drawing import Drawing
from riskapp.readmodels.finals import Words

SQUARE: Final = "\u25a1"
"""Stands in a PDF for a letter that its typefaces lack."""
RIGHT_TO_LEFT: Final = "[right-to-left text]"
"""Stands in a PDF for Arabic, Hebrew and the like, whose letters would be in the wrong order."""
KIND: Final = "pack"
LAYOUT: Final = 1
"""The layout of a paper that becomes final; see `finals` for when it takes a new one."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out among others."""

    tag: ClassVar = "strong"
    said: str | Words


Piece = str | Words | Strong
Text = tuple[Piece, ...]
"""One text in pieces: our own words, typed ones, and either of them strong."""


def text_of(*pieces: Piece) -> Text:
    """Return pieces as one text, without those that say nothing."""
    return tuple(piece for piece in pieces if piece != "")


def plain(text: Iterable[Piece]) -> str:
    """Return a text as mere words; redacted ones say so."""
    return "".join(map(_plain, text))


def _plain(piece: Piece) -> str:
    said = piece.said if isinstance(piece, Strong) else piece
    return said.shown if isinstance(said, Words) else said


class Rank(StrEnum):
    """What a heading stands over."""

    TITLE = "title"
    SECTION = "section"
    ITEM = "item"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; one with a key can be gone to, and `running` names it at the head of its pages."""

    tag: ClassVar = "heading"
    rank: Rank
    text: Text
    key: str = ""
    running: str = ""


class Look(StrEnum):
    """How much a paragraph weighs."""

    LEAD = "lead"
    BODY = "body"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; where its text has several lines, one for each."""

    tag: ClassVar = "paragraph"
    text: Text
    look: Look = Look.BODY


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of things none of which comes first."""

    tag: ClassVar = "bullets"
    items: tuple[Text, ...]


class CellLook(StrEnum):
    """What a cell is: it says something, small or not, names what stands beside it, or is a tile.

    The first line of a tile is the number of a score, large.
    """

    PLAIN = "plain"
    SMALL = "small"
    SIDE = "side"
    SMALL_SIDE = "small-side"
    TILE = "tile"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, on the ground of a band where it shows a score.

    `number` is what a sheet reckons with: the score itself, beside its words.
    """

    text: Text
    look: CellLook = CellLook.PLAIN
    ground: BandColour | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name, its heads, and the share of the width that each column takes.

    The cells of the columns `side_heads` name what stands beside them. Where `fewest` is said, rows
    beyond it give way when its page would else take two; `left_out` is what one of them is called.
    """

    tag: ClassVar = "table"
    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    side_heads: tuple[int, ...] = ()
    fewest: int | None = None
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said under its name."""

    name: str
    said: Text


@dataclass(frozen=True, slots=True)
class Facts:
    """Things said under their names, close together."""

    tag: ClassVar = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; one that may go does so where its page would else take two."""

    tag: ClassVar = "picture"
    drawing: Drawing
    may_go: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the sections, each with where it begins."""

    tag: ClassVar = "contents"


Block = Heading | Paragraph | Bullets | Table | Facts | Picture | Contents


@dataclass(frozen=True, slots=True)
class OnePage:
    """Blocks that have a page of their own, and no more than one where that can be."""

    tag: ClassVar = "one-page"
    blocks: tuple[Block, ...]


class Start(StrEnum):
    """Where a section begins: on a new page, or on the open one if all of it fits there."""

    NEW_PAGE = "new-page"
    WHERE_IT_FITS = "where-it-fits"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its key, its title, and its name at the head of its pages.

    Its title is its heading; only the cover, of the rank of a title, holds its own heading. What
    has a page of its own comes last in it.
    """

    key: str
    title: str
    running: str
    blocks: tuple[Block | OnePage, ...]
    start: Start = Start.WHERE_IT_FITS
    rank: Rank = Rank.SECTION

    def each(self) -> Iterator[Block]:
        """Yield its blocks in order, those of its pages among them."""
        for block in self.blocks:
            if isinstance(block, OnePage):
                yield from block.blocks
            else:
                yield block


@dataclass(frozen=True, slots=True)
class Brand:
    """How an organisation's packs look: its colours as "#005EB8", and its logo as a base64 PNG."""

    colour: str = "#005EB8"
    dark: str = "#003087"
    logo: str = ""
    logo_words: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole pack: whose it is, as at which day, for whom, and its sections, the cover first.

    `name` is what kind of pack it is called: "Board pack". `left_out` counts the restricted risks
    that it does not show. `counts` says how many of a thing each of its places speaks of, for the
    gate to hold beside each other.
    """

    kind: PackKind
    name: str
    title: str
    organisation: str
    organisation_code: str
    fictional: bool
    as_at: date
    public: bool
    sections: tuple[Section, ...]
    brand: Brand = Brand()
    number: str = ""
    left_out: int = 0
    counts: tuple[Count, ...] = ()

    def numbered(self, number: str) -> "Paper":
        """Return the same paper under the number that it is issued with."""
        return replace(self, number=number)

    @property
    def risks(self) -> int:
        """How many risks have a page of their own."""
        return sum(isinstance(one, OnePage) for part in self.sections for one in part.blocks)

    def tables(self) -> Iterator[Table]:
        """Yield every table in it, in order."""
        for section in self.sections:
            for block in section.each():
                if isinstance(block, Table):
                    yield block


@dataclass(frozen=True, slots=True)
class Void:
    """Why an issued pack is to be used no more: in short, for every page, and whole, for once."""

    short: str
    whole: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an issued pack bears on every page: its number and the short code of its content."""

    number: str
    code: str
    issued_on: date
