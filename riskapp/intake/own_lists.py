"""Lists that this register took out itself: what it works out anew is not brought in again."""

from collections.abc import Sequence
from typing import Final

from riskapp.intake.headings import folded

_OURS: Final = frozenset({"reference", "printed reference"})
"""The headings of two columns that stand together in every list of ours, and in no other."""
WORKED_OUT: Final = frozenset(
    {
        "Current band",
        "Of the score",
        "Distance to target",
        "Highest score tolerated",
        "Appetite",
        "Waiting for a decision",
        "Score moved in three months",
        "Quality checks failed",
    }
)
"""The headings of what follows from scores, settings and days."""
WHAT_IS_WRONG: Final = "What is wrong"
"""The last heading of the rows that a dry run gives to be put right."""
_LOOKED_AT: Final = 10
_FOLDED: Final = frozenset(map(folded, WORKED_OUT))


def is_ours(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether one of the first rows is the headings of a list of ours."""
    return any({folded(cell) for cell in row} >= _OURS for row in rows[:_LOOKED_AT])


def worked_out(headings: Sequence[str]) -> frozenset[int]:
    """Return the columns of a list of ours that the register works out; none of any other list.

    In rows that were downloaded to be put right it is the last, which says what is wrong.
    """
    said = [folded(heading) for heading in headings]
    if not set(said) >= _OURS:
        return frozenset(at for at in range(len(said))[-1:] if said[at] == folded(WHAT_IS_WRONG))
    return frozenset(at for at, words in enumerate(said) if words in _FOLDED)
