"""What each action of a risk is called by: its words, and which it is of several in the same."""

from collections import Counter
from collections.abc import Sequence

from riskapp.domain.import_rows import RowAction


def names_of(actions: Sequence[RowAction]) -> list[str]:
    """Return what each action of a row is called by."""
    return each_named([action.words.strip() for action in actions])


def each_named(words: Sequence[str]) -> list[str]:
    """Return words of which none are the same: those met again say which they are."""
    if len(set(words)) == len(words):
        return list(words)
    met: Counter[str] = Counter()
    names: list[str] = []
    for one in words:
        met[one] += 1
        names.append(f"{one} (no. {met[one]} of these words)" if met[one] > 1 else one)
    return names
