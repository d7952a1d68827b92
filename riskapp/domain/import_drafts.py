"""What somebody asks for while they bring an old register in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from riskapp.domain.import_corrections import Side
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.imports import Holds

LONGEST_SOURCE: Final = 100
LONGEST_CELL: Final = 32_767
"""Characters that a cell of a spreadsheet holds."""
MOST_BYTES: Final = 20_000_000
"""Of a file that is handed in: 10,000 risks with 20 columns take 4 MB."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """A file, what it is called, and where such files come from: a source that is known, or new."""

    name: str
    content: bytes
    source_id: UUID | None = None
    new_source: str = ""


@dataclass(frozen=True, slots=True)
class SetPlan:
    """How the file is to be read, decided while looking at one version of what is kept of it."""

    plan: FilePlan
    seen_version: int


@dataclass(frozen=True, slots=True)
class PutRight:
    """What was put right in the rows that were `shown`, and which of them are left out.

    `cells` are by the row's number and the column's index, `sides` by what file and register
    differ in.
    """

    seen_version: int
    shown: frozenset[int]
    cells: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    sides: Mapping[int, Mapping[str, Side]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SayNames:
    """Which row of the register each printed name means: an id, or "keep" or "add"."""

    names: Mapping[Holds, Mapping[str, str]]
    seen_version: int
