"""Drawings as lists of plain shapes: the page and the pack draw the same list, each in its way.

Lengths are in units of the drawing's own; y runs down from its top.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from riskapp.domain.matrix import BandColour

Point = tuple[float, float]


class Ink(StrEnum):
    """What a line, a mark or words stand for, and so how they look."""

    SCORE = "score"
    OLD_SCORE = "old-score"
    INHERENT = "inherent"
    TARGET = "target"
    APPETITE = "appetite"
    DAY = "day"
    SCALE = "scale"
    DONE = "done"
    OPEN = "open"
    LATE = "late"
    SLIP = "slip"


class Form(StrEnum):
    """The form of a mark: what it means can be told without its colour."""

    DOT = "dot"
    RING = "ring"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    TICK = "tick"
    CROSS = "cross"
    DASH = "dash"


class Anchor(StrEnum):
    """Which end of words stands at their point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Ground:
    """A coloured ground behind everything."""

    tag: ClassVar = "ground"
    x: float
    y: float
    width: float
    height: float
    colour: BandColour


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    tag: ClassVar = "line"
    points: tuple[Point, ...]
    ink: Ink


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark around a point."""

    tag: ClassVar = "mark"
    x: float
    y: float
    form: Form
    ink: Ink


@dataclass(frozen=True, slots=True)
class Label:
    """One line of words, its foot at a point."""

    tag: ClassVar = "label"
    x: float
    y: float
    words: str
    ink: Ink
    anchor: Anchor = Anchor.START


Shape = Ground | Line | Mark | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they are laid on each other; `finding` says it all in words."""

    width: float
    height: float
    size: float
    """The height of its letters."""
    shapes: tuple[Shape, ...]
    title: str
    finding: str
