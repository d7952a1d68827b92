"""The one gate through which words of a pack become markup: whatever people typed is escaped."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from reports.legible import legible, legible_line, runs_backwards
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import Piece, Strong


def markup_of(text: Iterable[Piece]) -> Markup:
    """Return a text as markup, its lines parted."""
    return Markup("").join(map(_piece, text))


def line_of(text: str) -> Markup:
    """Return words as one line of markup, fit for an attribute too."""
    return escape(legible_line(text))


def _piece(piece: Piece) -> Markup:
    if isinstance(piece, Strong):
        return Markup("<strong>{}</strong>").format(_words(piece.said))
    return _words(piece)


def _words(said: str | Words) -> Markup:
    """Return words; those read from right to left are kept from reordering what stands around."""
    words = legible(said.shown if isinstance(said, Words) else said)
    inside = Markup("<br>").join(words.split("\n"))
    return Markup("<bdi>{}</bdi>").format(inside) if runs_backwards(words) else inside
