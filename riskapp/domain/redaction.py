"""Words that should not be there: finding them in any text, and taking them out.

Words are found whole, in any case, across any white space, and whichever apostrophe or hyphen was
typed: "o'brien" is found in "O’Brien" but "Ann" is not found in "planned". No regular expression is
made of them: Python keeps those that it was given, and with them the words.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Final
from uuid import UUID

from riskapp.domain.errors import FieldError
from riskapp.domain.wording import counted

SHORTEST: Final = 3
"""Fewer characters than these would be found in half of all words."""
LONGEST: Final = 200
MARKS: Final = ("[redacted]", "█████")
"""What stands in the place of words taken out: the first that does not itself hold them."""

_ALIKE: Final = str.maketrans("’‘ʼ`´‐‑‒–—", "'''''-----")  # noqa: RUF001 - what keyboards make of one mark


class Place(StrEnum):
    """Where typed words of a risk live, as people know it."""

    STATEMENT = "statement"
    SCORES = "scores"
    DECISIONS = "decisions"
    REVIEWS = "reviews"
    REGISTERS = "registers"
    CONTROLS = "controls"
    ASSURANCES = "assurances"
    GAPS = "gaps"
    MILESTONES = "milestones"
    MILESTONE_NOTES = "milestone-notes"
    OCCURRENCES = "occurrences"
    NOTES = "notes"
    REDACTIONS = "redactions"
    HISTORY = "history"
    KEPT_FORMS = "kept-forms"
    FINAL = "final"


PLACE_NAMES: Final[Mapping[Place, str]] = {
    Place.STATEMENT: "What the risk says, and said in the past",
    Place.SCORES: "Reasons of scores",
    Place.DECISIONS: "Decisions",
    Place.REVIEWS: "Reviews",
    Place.REGISTERS: "How it came on a register",
    Place.CONTROLS: "Controls",
    Place.ASSURANCES: "Assurances and ratings",
    Place.GAPS: "Gaps",
    Place.MILESTONES: "Milestones and actions",
    Place.MILESTONE_NOTES: "Notes on milestones",
    Place.OCCURRENCES: "What followed when it happened",
    Place.NOTES: "Notes on the risk",
    Place.FINAL: "Months that were closed",
    Place.REDACTIONS: "Reasons of redactions",
    Place.HISTORY: "History",
    Place.KEPT_FORMS: "Forms that people have not sent yet",
}


@dataclass(frozen=True, slots=True)
class ProposeRedaction:
    """Words that should not be in a risk, and why; nobody's log ever prints them."""

    phrase: str = field(repr=False)
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """In how many texts words stand, by place; `fixed` counts those that cannot be changed."""

    places: Mapping[Place, int]
    fixed: int = 0

    @property
    def total(self) -> int:
        """How many texts can be rid of the words."""
        return sum(self.places.values())


@dataclass(frozen=True, slots=True)
class Redacted:
    """What a redaction touched, for whoever keeps a copy of it to withdraw."""

    found: Found
    risk_ids: frozenset[UUID]
    milestone_ids: frozenset[UUID]


def phrase_of(typed: str) -> str:
    """Return typed words as they are looked for; FieldError where they are too few."""
    phrase = " ".join(unicodedata.normalize("NFC", typed).split())
    if len(_Folded(phrase).letters.replace(" ", "")) < SHORTEST:
        raise FieldError("phrase", f"Type at least {SHORTEST} characters of what is to go.")
    if len(phrase) > LONGEST:
        raise FieldError("phrase", f"Use {LONGEST} characters or fewer.")
    return phrase


def holds_words(text: str | None, phrase: str) -> bool:
    """Tell whether the words stand anywhere in a text."""
    return bool(text) and next(_spans(_composed(text or ""), phrase), None) is not None


def without_words(text: str, phrase: str, longest: int | None = None) -> str:
    """Return a text with a mark wherever the words stood, no longer than may be kept.

    Where even the mark would make them stand again, nothing is left of the text.
    """
    whole = _composed(text)
    kept = _around(whole, phrase)
    for mark in MARKS:
        left = mark.join(kept)[:longest]
        if not holds_words(left, phrase):
            return left
    return ""


def places_words(found: Found) -> str:
    """Return where words were taken out, without them: "7 places"."""
    return counted(found.total, "place")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _around(text: str, phrase: str) -> list[str]:
    """Return what stands before, between and after the words."""
    spans = [(0, 0), *_spans(text, phrase), (len(text), len(text))]
    return [text[end:start] for (_, end), (start, _) in pairwise(spans)]


class _Folded:
    """A text as it is compared: `letters`, and from where in the text each of them comes."""

    def __init__(self, text: str) -> None:
        folded: list[str] = []
        self.origins: list[int] = []
        for place, letter in enumerate(text):
            for one in _fold(letter):
                if one == " " and folded[-1:] == [" "]:
                    continue
                folded.append(one)
                self.origins.append(place)
        self.letters = "".join(folded)

    def stands_whole(self, start: int, end: int) -> bool:
        """Tell whether what stands there is not a part of a longer word."""
        return not (self._joins(start) or self._joins(end))

    def _joins(self, place: int) -> bool:
        """Tell whether the letters before and at a place belong to one word."""
        pair = self.letters[max(0, place - 1) : place + 1]
        return 0 < place < len(self.letters) and all(_in_word(letter) for letter in pair)


def _spans(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where in a text the words stand, one after another."""
    folded, wanted = _Folded(text), _Folded(phrase).letters.strip()
    start = folded.letters.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if folded.stands_whole(start, end):
            yield folded.origins[start], folded.origins[end - 1] + 1
            start = folded.letters.find(wanted, end)
        else:
            start = folded.letters.find(wanted, start + 1)


def _fold(letter: str) -> str:
    """Return a character as it is compared: nothing of one that does not show."""
    if letter.isspace():
        return " "
    if unicodedata.category(letter) == "Cf":
        return ""
    return letter.casefold().translate(_ALIKE)


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
