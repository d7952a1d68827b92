"""Everything of an organisation as it is taken out: whose it is, whom it names, and every row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

FORMAT: Final = "riskapp-everything"
VERSION: Final = 1
"""Counts the changes after which an earlier version of the register cannot read what is written."""

PlainRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Everything:
    """Plain values throughout: `tables` are asked for as they are written, each only once.

    `schema` is the revision of the database that the rows are of; `taken_out` says when, by whom
    and as at which day of the register.
    """

    version: int
    schema: str
    taken_out: Mapping[str, str]
    organisation: PlainRow
    people: tuple[PlainRow, ...]
    tables: Iterable[tuple[str, Iterable[PlainRow]]]
