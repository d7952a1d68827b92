"""Cells that print a score and the one before it: which is which, where nothing else can be meant.

An arrow up or down, or a word for it, has to agree with the numbers; "9 to 12" may as well be a
range, "16 (20)" anything, and an arrow to the left anything too.
"""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Movement:
    """The words of a score and of the one before it; `falls` is None where neither way is said."""

    before: str
    now: str
    falls: bool | None = None

    def agrees(self, before: int, now: int) -> bool:
        """Tell whether the scores moved the way that the cell says."""
        return self.falls is None or (now < before if self.falls else now > before)


def movement_in(text: str) -> Movement | None:
    """Return the movement that a cell prints, None where it prints none for certain."""
    for form in _FORMS if len(text) <= _LONGEST else ():
        if found := form.fullmatch(text):
            ways = found.groupdict()
            return Movement(_closed(ways["before"]), ways["now"], _way(ways.get("way") or ""))
    return None


def _closed(words: str) -> str:
    """Return words without the bracket at their end that was opened before them."""
    return words if "(" in words else words.rstrip(")")


def _way(said: str) -> bool | None:
    """Return whether a score fell by what is said between the two; a bare "to" says a fall."""
    if said == "to" or _FALLING.search(said):
        return True
    return False if _RISING.search(said) else None


_RIGHT: Final = (
    "(?:[-=\u2013\u2014]+>|[\u2192\u21d2\u21e8\u2794\u2799\u279c\u279d\u279e\u27a1\u27f6]\ufe0f?)"
)
_DOWN: Final = "[\u2193\u2198\u21d3\u21e9\u25bc\u2b07\U0001f53b\U0001f53d]\ufe0f?"
_UP: Final = "[\u2191\u2197\u21d1\u21e7\u25b2\u2b06\U0001f53a\U0001f53c]\ufe0f?"
_ARROW: Final = f"(?:{_DOWN}|{_UP})"
_FALLING: Final = re.compile(
    rf"{_DOWN}|\b(?:down|reduced|decreased|lowered|fallen|fell|dropped)\b", re.IGNORECASE
)
_RISING: Final = re.compile(
    rf"{_UP}|\b(?:up|increased|raised|risen|rose|escalated)\b", re.IGNORECASE
)
_ONE: Final = r"[0-9](?:.*[0-9)])?"
"""A score: from its first figure to its last."""
_LAST: Final = r"(?P<before>[0-9](?:.*?[0-9)])??)[)\]]?"
"""The score before at the end of a cell, perhaps in brackets."""
_LONGEST: Final = 200
_VERB: Final = (
    "(?:down|up|reduced|decreased|lowered|fallen|fell|dropped|increased|raised|risen|rose"
    "|escalated|changed|moved)"
)
_EARLIER: Final = r"(?:was|were|previously|previous(?: score)?|prev\.?|formerly|originally)"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<before>{_ONE}) ?(?P<way>{_RIGHT}|{_ARROW}|to) ?(?P<now>{_ONE})",
        rf"(?P<way>(?:{_VERB} )?from) (?P<before>{_ONE}) to (?P<now>{_ONE})",
        rf"(?:was )?(?P<before>{_ONE}),? ?(?:but |and )?now:? (?P<now>{_ONE})",
        rf"(?P<now>{_ONE}),? ?[(\[]?(?P<way>{_ARROW}? ?(?:{_VERB} )?from) {_LAST}",
        rf"(?P<now>{_ONE}),? ?(?P<way>{_ARROW})? ?[,;(\[]? ?{_EARLIER}:? {_LAST}",
        rf"(?P<now>{_ONE}) ?(?P<way>{_ARROW}) ?[(\[]{_LAST}",
    )
)
