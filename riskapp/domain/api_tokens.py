"""Tokens by which other systems speak for a person: what each may do, and for how long."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final


class TokenScope(StrEnum):
    """What a token is for: to read, or to change things too."""

    READ = "read"
    WRITE = "write"


LONGEST_LIFE: Final = timedelta(days=366)
"""After a year at most, whoever uses a token is asked whether it is still needed."""
LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class MakeToken:
    """A new token: a name by which people know what uses it, and for how many days it holds."""

    name: str
    scope: TokenScope = TokenScope.READ
    days: int = 90
