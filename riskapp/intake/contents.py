"""What the cells of a column look like, where its heading does not say what it holds."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from riskapp.domain.printed_dates import read_date
from riskapp.domain.printed_scores import ScoreFlag, read_score
from riskapp.intake.word_lists import listed


def share(cells: Sequence[str], looks: Callable[[str], bool]) -> float:
    """Return how many of the cells look so, from 0 to 1; 0 where there are none."""
    return sum(map(looks, cells)) / len(cells) if cells else 0.0


def is_value(text: str) -> bool:
    """Tell whether a cell holds a number, a date or a score, as no heading does."""
    return is_number(text) or is_date(text) or is_pair(text)


def is_number(text: str) -> bool:
    """Tell whether a cell holds a number."""
    return _NUMBER.fullmatch(text.strip()) is not None


@lru_cache(maxsize=8192)
def is_date(text: str) -> bool:
    """Tell whether a cell holds a date as people write one, which a bare number is not."""
    if len(text) > _LONGEST or not _FIGURE.search(text) or is_number(text):
        return False
    return read_date(text).period is not None


@lru_cache(maxsize=8192)
def is_pair(text: str) -> bool:
    """Tell whether a cell holds a consequence and a likelihood together."""
    if len(text) > _LONGEST or not _FIGURE.search(text):
        return False
    read = read_score(text)
    return read.numbers is not None or (
        read.consequence is not None and read.likelihood is not None
    )


@lru_cache(maxsize=8192)
def is_score(text: str) -> bool:
    """Tell whether a cell holds a score, a level, or the name of a band or level."""
    if len(text) > _LONGEST:
        return False
    if not _FIGURE.search(text):
        return is_level_words(text)
    flags = read_score(text).flags
    return ScoreFlag.NOT_READ not in flags or ScoreFlag.OTHER_SCALE in flags


def whole_number(text: str) -> int | None:
    """Return the small whole number that a cell holds, None where it holds anything else."""
    text = text.strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def is_level_words(text: str) -> bool:
    """Tell whether a cell holds words for a band or a level, or that there is none yet."""
    words = re.findall(r"[a-z]+", text.casefold())
    return bool(words) and all(word in _LEVEL_WORDS for word in words)


def is_status(text: str) -> bool:
    """Tell whether a cell holds a word for where a risk is in its life."""
    return " ".join(text.casefold().split()) in _STATUSES


def is_kind(text: str) -> bool:
    """Tell whether a cell holds a word for a kind of risk."""
    return any(word in text.casefold() for word in _KINDS)


def is_reference(text: str) -> bool:
    """Tell whether a cell holds what may be a reference: short, with a figure, no sentence."""
    return _REFERENCE.fullmatch(text.strip()) is not None and not is_date(text)


def is_long(text: str) -> bool:
    """Tell whether a cell holds a sentence."""
    return len(text) > _SENTENCE or text.count(" ") > _SPACES


_NUMBER: Final = re.compile(r"[-+£]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_FIGURE: Final = re.compile(r"[0-9]")
_LONGEST: Final = 60
_SENTENCE: Final = 60
_SPACES: Final = 7
_DIGITS: Final = 4
"""Digits that a small number has at most."""
_REFERENCE: Final = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9/._ -]{0,19}")
_KINDS: Final = ("strategic", "operational", "project", "partnership")
_STATUSES: Final = frozenset(
    listed(
        "accepted; active; approved; archived; awaiting approval; awaiting final approval;",
        "being approved; being reviewed; closed; de-escalated; draft; escalated; final approval;",
        "finally approved; holding area; in holding area; live; merged; new; on hold; ongoing;",
        "open; open - active; proposed; rejected; tolerated",
    )
)
_LEVEL_WORDS: Final = frozenset(
    listed(
        "a; almost; amber; applicable; assessed; be; catastrophic; certain; confirmed; critical;",
        "extreme; green; high; highly; insignificant; likely; low; major; med; medium; minor;",
        "mod; moderate; n; na; negligible; none; not; orange; possible; probable; rare; red;",
        "scored; severe; significant; tbc; tbd; to; unlikely; very; yellow; yet",
    )
)
