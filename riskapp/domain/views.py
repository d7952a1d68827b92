"""Views of the register that are kept under a name."""

from dataclasses import dataclass
from typing import Final

MOST_VIEWS: Final = 50
"""Views that one person may keep in an organisation."""
LONGEST_NAME: Final = 80
LONGEST_ASKED: Final = 2000


@dataclass(frozen=True, slots=True)
class KeepView:
    """A name for what the register's address asks for; `shared` with the whole organisation."""

    name: str
    asks: str
    shared: bool = False
