"""Breaking text into lines: greedily at its spaces, and within a word only where none fits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportlab.pdfbase import pdfmetrics

Run = tuple[str, str]
"""Some text, after the typeface that draws it."""
Word = list[Run]
_MOST_KNOWN: Final = 20_000
_NEAR: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs, and whether its last word goes on in the next line."""

    runs: tuple[Run, ...]
    cuts: bool = False


def break_lines(runs: Sequence[Run], size: float, width: float) -> list[Line]:
    """Return text of a size in points as lines of at most a width."""
    lines: list[Line] = []
    held: list[Word] = []
    used = 0.0
    for word in _words(runs):
        wide = _width(word, size)
        space = _widths(word[0][0], size)[" "] if held else 0.0
        if used + space + wide <= width + _NEAR:
            held.append(word)
            used += space + wide
            continue
        if held:
            lines.append(_line(held))
        *cut, rest = _cut(word, size, width) if wide > width else [word]
        lines += [Line(tuple(part), cuts=True) for part in cut]
        held, used = [rest], _width(rest, size)
    return [*lines, _line(held)] if held else lines


def runs_of(lines: Sequence[Line]) -> Iterator[Run]:
    """Yield the text that was broken into lines, as it was before."""
    for line in lines:
        *others, (font, last) = line.runs
        yield from others
        yield font, last if line.cuts else f"{last} "


def _words(runs: Sequence[Run]) -> Iterator[Word]:
    """Yield the words; one may be of several runs, where a typeface changes within it."""
    word: Word = []
    for font, text in runs:
        for number, piece in enumerate(text.split(" ")):
            if number and word:
                yield word
                word = []
            if piece:
                word.append((font, piece))
    if word:
        yield word


def _line(words: Sequence[Word]) -> Line:
    """Return words as one line, neighbours of one typeface together."""
    runs: list[Run] = []
    for word in words:
        for number, (font, piece) in enumerate(word):
            apart = " " if runs and not number else ""
            if runs and runs[-1][0] == font:
                runs[-1] = font, f"{runs[-1][1]}{apart}{piece}"
                continue
            if apart:
                runs[-1] = runs[-1][0], f"{runs[-1][1]} "
            runs.append((font, piece))
    return Line(tuple(runs))


def _width(word: Word, size: float) -> float:
    if len(word) == 1:
        font, piece = word[0]
        return _widths(font, size)[piece]
    return sum(_widths(font, size)[piece] for font, piece in word)


def _cut(word: Word, size: float, width: float) -> list[Word]:
    """Return a word that is wider than a line in parts that are not, each as wide as can be."""
    parts: list[Word] = [[]]
    used = 0.0
    for font, piece in word:
        known = _widths(font, size)
        for char in piece:
            wide = known[char]
            if used + wide > width and parts[-1]:
                parts.append([])
                used = 0.0
            used += wide
            parts[-1].append((font, char))
    return [_joined(part) for part in parts]


def _joined(word: Word) -> Word:
    """Return a word with neighbours of one typeface together."""
    joined: Word = []
    for font, piece in word:
        if joined and joined[-1][0] == font:
            joined[-1] = font, joined[-1][1] + piece
        else:
            joined.append((font, piece))
    return joined


class _Widths(dict[str, float]):
    """The widths of words in one typeface and size, as they are asked for."""

    def __init__(self, font: str, size: float) -> None:
        super().__init__()
        self.font, self.size = pdfmetrics.getFont(font), size

    def __missing__(self, word: str) -> float:
        if len(self) > _MOST_KNOWN:
            self.clear()
        wide = self[word] = float(self.font.stringWidth(word, self.size))
        return wide


@lru_cache(maxsize=128)
def _widths(font: str, size: float) -> _Widths:
    return _Widths(font, size)
