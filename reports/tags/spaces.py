"""Text whose lines end in a space: reportlab ends a line without one, and two words read as one."""

from typing import Any

from reportlab.pdfgen.textobject import PDFTextObject

# What reportlab makes of a word that is longer than a line; it has no public name for it.
from reportlab.platypus.paragraph import _HSFrag, _SplitFrag, _SplitWord, _SplitWordEnd

_UNCUT: frozenset[int] = frozenset()


class SpacedText(PDFTextObject):  # type: ignore[misc] # reportlab has no types
    """A text that puts a space at each line's end, but where a word goes on in the next line."""

    def __init__(self, *arguments: Any, cut: frozenset[int], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._cut = cut
        self._line = 0

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 - reportlab's names
        if TStar:
            text = text if self._line in self._cut else f"{text} "
            self._line += 1
        super()._textOut(text, TStar)


def lines_that_cut_a_word(paragraph: Any) -> frozenset[int]:
    """Return the lines of a paragraph, from 0, whose last word goes on in the next line."""
    broken = paragraph.blPara
    lines = broken.lines
    if len(lines) < 2:  # noqa: PLR2004 - one line ends nothing but the paragraph
        return _UNCUT
    if broken.kind == 0:
        return frozenset(n for n, (_, words) in enumerate(lines[:-1]) if _is_cut(words[-1:]))
    before = (paragraph.frags[line.sFW - 1] for line in lines[1:])
    return frozenset(n for n, word in enumerate(before) if _is_cut_fragment(word))


def _is_cut(last: list[str]) -> bool:
    return any(isinstance(one, _SplitWord) and not isinstance(one, _SplitWordEnd) for one in last)


def _is_cut_fragment(word: object) -> bool:
    return isinstance(word, _SplitFrag) and not isinstance(word, _HSFrag)
