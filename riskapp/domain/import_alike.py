"""Whether two titles may be those of one risk, for a reference alone does not say it.

Every directorate may number its risks from 1, and a register may be numbered anew.
"""

import re
from difflib import SequenceMatcher
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_SAYS_LITTLE: Final = frozenset(
    {
        *("a", "an", "and", "are", "at", "be", "by", "due", "for", "from", "if", "in", "is", "it"),
        *("may", "not", "of", "on", "or", "our", "risk", "that", "the", "there", "this", "to"),
        *("will", "with", "failure", "fail", "lack", "los", "inability", "potential", "trust"),
    }
)
"""Words, without an s at their end, that titles of any risks have in common."""
_SHARED: Final = 0.4
"""Of the words of the longer title, so many are in the other too."""
_ALIKE: Final = 0.7


def may_be_one_risk(before: str, after: str) -> bool:
    """Tell whether a title may be another one reworded, rather than that of another risk."""
    said = _words(before), _words(after)
    one, two = map(set, said)
    if one and two and (one <= two or two <= one):
        return True
    if len(one & two) >= _SHARED * max(len(one), len(two), 1):
        return True
    less, more = sorted(map(" ".join, said))
    return SequenceMatcher(None, less, more).ratio() >= _ALIKE


def _words(title: str) -> list[str]:
    words = (word.rstrip("s") for word in _WORD.findall(title.casefold()))
    return [word for word in words if word not in _SAYS_LITTLE]
