"""Tokens by which other systems speak for a person: what each may do, and for how long."""

from datetime import timedelta
from enum import StrEnum
from typing import Final


class TokenScope(StrEnum):
    """What a token is for: to read, or to change things too."""

    READ = "read"
    WRITE = "write"


LONGEST_LIFE: Final = timedelta(days=366)
"""After a year at most, whoever uses a token is asked whether it is still needed."""
