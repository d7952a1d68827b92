"""The names of sheets as spreadsheets allow them: short, each its own, without certain signs."""

import re
from dataclasses import dataclass, field
from typing import Final

from reports.legible import legible_line

LONGEST: Final = 31
"""Characters of a name, those beyond the first plane as two."""
READ_ME: Final = "Read me"
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_TAKEN: Final = frozenset({READ_ME.casefold(), "history"})
"""What no table may be called: the first sheet has the one name, Excel itself the other."""


@dataclass(slots=True)
class SheetNames:
    """Gives out names, none of them twice."""

    taken: set[str] = field(default_factory=lambda: set(_TAKEN))

    def take(self, title: str) -> str:
        """Return a name for a sheet that holds tables of this title."""
        stem = legible_line(_FORBIDDEN.sub(" ", title)).strip("' ") or "Table"
        name, number = _short(stem, ""), 1
        while name.casefold() in self.taken:
            number += 1
            name = _short(stem, f" ({number})")
        self.taken.add(name.casefold())
        return name


def _short(stem: str, ending: str) -> str:
    room = 2 * (LONGEST - len(ending))
    kept = stem.encode("utf-16-le")[:room].decode("utf-16-le", "ignore")
    return kept.strip("' ") + ending
