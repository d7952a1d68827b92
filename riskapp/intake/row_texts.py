"""What a risk is called and what is said of it: the texts of a row, each kept whole."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from riskapp.domain.imports import Holds
from riskapp.domain.printed_cells import CellFlag
from riskapp.domain.unseen import without_unseen
from riskapp.intake.said import (
    Cell,
    Said,
    filled,
    folded,
    is_awaited,
    is_nothing,
    kept,
    only,
    remarked,
    together,
)

LONGEST_TITLE: Final = 300
LONGEST_REFERENCE: Final = 40
"""Characters that the register keeps of each."""
_SHORTEST_SENTENCE: Final = 10
"""Characters; what ends before is a number or an abbreviation."""

_SENTENCE_END: Final = re.compile(
    rf"(?<=.{{{_SHORTEST_SENTENCE}}})"
    r"(?:(?<!\b[A-Za-z])(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\betc)(?<!\bNo)[.!?](?=\s)"
    r"|(?=\s*[\r\n]\s*[A-Z•*–-]))",
    re.DOTALL,
)
_TITLED: Final = "Without a title in the file: the beginning of {of} is the title."
_CUT: Final = "Longer than 300 characters: the title is its beginning, and the whole is kept."
_LONG_REFERENCE: Final = "Longer than 40 characters, so no reference: kept as printed."
_SEVERAL: Final = (
    "Several references: kept together. Where a newer file has one of them alone, the risk is found"
    " by it if it is called alike, and you are asked if not."
)
_BETWEEN: Final = re.compile(r",(?=\s)|[;&+\r\n]|\band\b")
_A_REFERENCE: Final = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9./_-]{1,20}")
_UNNUMBERED: Final = frozenset(
    {
        *("new", "new risk", "none", "pending", "not known", "not yet allocated", "to follow"),
        *("to be allocated", "to be assigned", "not allocated", "unallocated", "draft", "x"),
    }
)
"""What stands in the place of a reference until the old register gives one."""
_FIELDS: Final = {Holds.CAUSE: "cause", Holds.EVENT: "event", Holds.EFFECT: "effect"}


def read_texts(cells: Sequence[Cell]) -> Said:
    """Return the title, the statement and the description, which is kept as printed."""
    holding, said = filled(cells)
    of = {holds: [c for c in holding if c.column.holds is holds] for holds in _TEXTS}
    fields = {
        field: "\n".join(cell.words.strip() for cell in of[holds])
        for holds, field in _FIELDS.items()
    }
    title, about = _title(of, asked=any(c.column.holds is Holds.TITLE for c in cells))
    nothing = [kept(c) for c in cells if is_nothing(c.words) and c.column.holds in _FIELDS]
    return together(said, Said(fields=fields | {"title": title}), about, *nothing)


_TEXTS: Final = (Holds.TITLE, Holds.DESCRIPTION, *_FIELDS)


def _title(of: Mapping[Holds, Sequence[Cell]], *, asked: bool) -> tuple[str, Said]:
    """Return the title; where the file has a column of titles, what took the place of one."""
    titled, said = only(of[Holds.TITLE])
    described = of[Holds.DESCRIPTION]
    others = (of[Holds.EVENT], of[Holds.CAUSE])
    source = titled or next((c for cells in (described, *others) for c in cells), None)
    if source is None:
        return "", together(said, *map(_described, described))
    whole = _spaced(source.words)
    title = whole if titled and len(whole) <= LONGEST_TITLE else beginning(source.words)
    if titled is None and asked:
        said = together(said, remarked(source, _TITLED.format(of=source.name)))
    elif titled and title != whole:
        said = together(said, kept(titled, CellFlag.DESCRIPTION, _CUT))
    shown = [cell for cell in described if _spaced(cell.words) != title]
    return title, together(said, *map(_described, shown))


def beginning(words: str) -> str:
    """Return the first sentence of a text, or as many whole words of it as a title may have."""
    text = words.strip()
    found = _SENTENCE_END.search(text, 0, LONGEST_TITLE)
    if found:
        return _spaced(text[: found.end()]).rstrip(".")
    whole = _spaced(text)
    if len(whole) <= LONGEST_TITLE:
        return whole
    cut = whole[: LONGEST_TITLE - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def read_reference(cells: Sequence[Cell]) -> Said:
    """Return the reference that the old register gave the risk."""
    cell, said = only(cells)
    if cell is None:
        return said
    reference = _spaced(without_unseen(cell.words))
    if is_awaited(reference) or folded(reference) in _UNNUMBERED:
        return together(said, kept(cell))
    if len(reference) > LONGEST_REFERENCE:
        return together(said, kept(cell, remark=_LONG_REFERENCE))
    if _are_several(cell.words):
        said = together(said, remarked(cell, _SEVERAL))
    return together(said, Said(fields={"reference": reference}))


def _are_several(words: str) -> bool:
    parts = [part.strip() for part in _BETWEEN.split(words.strip())]
    return len(parts) > 1 and all(map(_A_REFERENCE.fullmatch, parts))


def read_notes(cells: Sequence[Cell]) -> Said:
    """Return the notes that the columns hold, each whole."""
    holding, said = filled(cells)
    return together(said, Said(fields={"notes": tuple(cell.words.strip() for cell in holding)}))


def read_as_printed(cells: Sequence[Cell]) -> Said:
    """Keep every cell that prints anything, exactly so."""
    return together(*(kept(cell) for cell in cells if cell.words.strip()))


def _described(cell: Cell) -> Said:
    return kept(cell, CellFlag.DESCRIPTION)


def _spaced(words: str) -> str:
    return " ".join(words.split())
