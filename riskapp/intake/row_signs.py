"""What rows of a sheet are that are no risks: totals, notes, headings again, headings of groups."""

import re
from collections.abc import Sequence
from typing import Final

from riskapp.intake.contents import is_number
from riskapp.intake.headings import folded


def is_total(filled: Sequence[str]) -> bool:
    """Tell whether the filled cells of a row are a total: its word, and nothing but numbers."""
    first, *others = filled
    total = _TOTAL.fullmatch(first.strip()) is not None
    return (total or is_subtotal(filled)) and all(map(_is_count, others))


def _is_count(text: str) -> bool:
    """Tell whether a cell is a number, an amount, or a number of risks."""
    return (
        is_number(text)
        or _AMOUNT.fullmatch(text.strip()) is not None
        or _COUNT.fullmatch(text.strip()) is not None
    )


def is_subtotal(filled: Sequence[str]) -> bool:
    """Tell whether the filled cells of a row are the total of a section, whatever it is called."""
    first, *others = filled
    return _SUBTOTAL.match(first.strip()) is not None and all(map(is_number, others))


def is_note(filled: Sequence[str]) -> bool:
    """Tell whether the filled cells of a row begin as a key, a source or the foot of a page."""
    return _NOTE.match(filled[0].strip()) is not None


def begins_key(text: str) -> bool:
    """Tell whether words stand above a key or a matrix, whose rows are no risks."""
    return _KEY.fullmatch(text.strip()) is not None


def is_again(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Tell whether a row says what a row of headings says, as on each page of a print."""
    filled = [at for at, cell in enumerate(cells) if cell.strip()]
    same = sum(
        at < len(headings) and folded(cells[at]) == folded(headings[at]) != "" for at in filled
    )
    return same >= min(_ENOUGH, len(filled)) and same >= _MOST * len(filled)


def is_count_of_columns(cells: Sequence[str]) -> bool:
    """Tell whether a row numbers the columns, as forms do below their headings."""
    counted = [cell.strip(" ().") for cell in cells if cell.strip()]
    return len(counted) > _ENOUGH and counted == [str(at) for at in range(1, len(counted) + 1)]


def is_as_above(text: str) -> bool:
    """Tell whether a cell says only that it says the same as the one above."""
    return 0 < len(text) <= _SHORTEST and _AS_ABOVE.fullmatch(text.strip()) is not None


def may_be_as_above(cells: Sequence[str]) -> bool:
    """Tell whether it is worth asking of each cell of a row if it is as above: hardly any is."""
    return _PERHAPS_ABOVE.search("\n".join(cells)) is not None


def says_group(text: str) -> bool:
    """Tell whether words head a group of risks: an objective, a directorate, a service."""
    return says_objective(text) or says_unit(text) or says_status(text)


def says_objective(text: str) -> bool:
    """Tell whether words name an objective of the organisation."""
    return _OBJECTIVE.match(text.strip()) is not None


def says_status(text: str) -> bool:
    """Tell whether words head risks that are all open, or all closed."""
    return _STATUS.fullmatch(text.strip()) is not None


def says_unit(text: str) -> bool:
    """Tell whether words name a part of the organisation."""
    return len(text) <= _NAME and _UNIT.search(text) is not None


_ENOUGH: Final = 2
"""Headings said again by which a row is known for them; one may be a word like others."""
_MOST: Final = 0.6
_NAME: Final = 80
_SHORTEST: Final = 20
_AS_ABOVE: Final = re.compile(
    "(?:(?:the )?same )?as (?:per )?above\\.?|ditto\\.?|[\"\u201c\u201d\u3003]|''", re.IGNORECASE
)
_PERHAPS_ABOVE: Final = re.compile("above|ditto|[\"\u201c\u201d\u3003]|''", re.IGNORECASE)
_TOTAL: Final = re.compile(
    r"(?:grand|sub|overall)?[ -]*totals?"
    r"(?: (?:number|no|of|open|live|risks?|scores?|on|the|register))*[\s:.=0-9]*"
    r"|(?:number|no\.?|count) of (?:open )?risks?[\s:.=0-9]*|(?:average|mean|count|sum)"
    r"(?: score)?[\s:.=0-9]*",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"[0-9]+ (?:(?:open|closed|live) )?risks?", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"[£$€]? ?[0-9][0-9,]*(?:\.[0-9]+)? ?(?:k|m|bn|%)?", re.IGNORECASE)
_SUBTOTAL: Final = re.compile(r"(?:grand|sub)[ -]?totals?\b", re.IGNORECASE)
_STATUS: Final = re.compile(
    r"(?:all )?(?:open|closed|live|active|archived|rejected|draft|tolerated|accepted)"
    r"(?: (?:and|or|&|/) (?:archived|closed|live|active))?(?: risks?)?(?: register)?[\s:.()0-9]*",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"(?:(?:score |scoring |risk |colour )*key|legend|notes?|n\.?b\.?|source|footnotes?|guidance"
    r"|scoring|printed|produced|abbreviations|glossary|disclaimer)\s*(?:[:\-–]|$)"
    r"|\*|†|page \d+|(?:printed|produced|prepared|generated|compiled|updated) (?:on|by|from|at)\b"
    r"|report (?:run|date|generated|produced|printed)\b|end of (?:report|register|document|list)"
    r"|date (?:printed|of report|produced)\b|signed(?: (?:off )?by)?\s*:"
    r"|(?:official|confidential)[\w\s:-]*$",
    re.IGNORECASE,
)
_KEY: Final = re.compile(
    r"(?:risk |scoring |score |rag |colour )*(?:key|legend|matrix|scoring|abbreviations|glossary)"
    r"(?: (?:to|of) .*)?[\s:.]*",
    re.IGNORECASE,
)
_OBJECTIVE: Final = re.compile(
    r"(?:our |the )?(?:(?:strategic|corporate|principal|trust|board) )*"
    r"(?:objective|aim|goal|priority|ambition|theme|pillar)\b"
    r"|(?:so|co|sa|sp) ?\d{1,2}(?:\.\d+)?\b",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"\b(?:directorate|division|department|care group|business unit|service line|services"
    r"|locality|team|ward|hospital|cbu)\b",
    re.IGNORECASE,
)
