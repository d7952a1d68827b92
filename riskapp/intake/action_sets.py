"""Actions in columns of their own, side by side: which owner, day and progress each has."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from riskapp.domain.import_plans import ColumnPlan
from riskapp.domain.imports import Holds

BESIDE: Final = frozenset({Holds.ACTION_OWNER, Holds.ACTION_DUE, Holds.ACTION_DONE, Holds.PROGRESS})
"""What is said of an action beside it."""
ACTED: Final = BESIDE | {Holds.ACTIONS}


@lru_cache(maxsize=4096)
def number_in(heading: str) -> tuple[int, str]:
    """Return the one number of a heading such as "Action 2 due", and the heading without it.

    The number is 0 where there is none, or more than one; the number of a column is none.
    """
    bare = _OF_COLUMN.sub("", heading)
    found = _NUMBER.findall(bare)
    if len(found) != 1:
        return 0, heading
    return int(found[0]), " ".join(_NUMBER.sub(" ", bare).split())


def sets_of(columns: Iterable[ColumnPlan]) -> Mapping[int, int]:
    """Return, by its column, the set that an action is of, or what is said beside one.

    Sets are told by the numbers in their headings, else by headings that are the same again for
    each action; what is said of all actions is in none.
    """
    acted = sorted((one for one in columns if one.holds in ACTED), key=lambda one: one.index)
    numbers = {one.index: number_in(one.heading)[0] for one in acted}
    own = {numbers[one.index] for one in acted if one.holds is Holds.ACTIONS} - {0}
    numbered = {at: number for at, number in numbers.items() if number in own}
    if any(one.index in numbered for one in acted if one.holds in BESIDE):
        return numbered
    return _repeated(acted) or numbered


def _repeated(acted: Sequence[ColumnPlan]) -> Mapping[int, int]:
    """Return the sets of columns that begin with an action each and hold the same each time."""
    if not acted or acted[0].holds is not Holds.ACTIONS:
        return {}
    sets: list[list[ColumnPlan]] = []
    for one in acted:
        if one.holds is Holds.ACTIONS:
            sets.append([])
        sets[-1].append(one)
    once = all(max(Counter(one.holds for one in each).values()) == 1 for each in sets)
    most = Counter(one.holds for one in acted if one.holds in BESIDE)
    if not once or max(most.values(), default=0) < _SEVERAL:
        return {}
    return {one.index: number for number, each in enumerate(sets, 1) for one in each}


_SEVERAL: Final = 2
_OF_COLUMN: Final = re.compile(r"^\(?[0-9]{1,2}[.)]\s+")
_NUMBER: Final = re.compile(
    r"(?<![0-9./])(?:(?<=[A-Za-z]{3})|(?<![A-Za-z0-9]))([0-9]{1,2})(?![A-Za-z0-9./])"
)
"""One of several of a kind: no year, no part of a number, no quarter and no "1st"."""
