"""The versions of an organisation's matrix, and what a new one would move."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.matrix import Matrix
from riskapp.domain.matrix_moves import Effect


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One version: from when and until when it holds, and who made it when and why.

    `applied_on` is the day its threshold was applied to the scores that stood, None for not yet.
    """

    id: UUID
    matrix: Matrix
    from_on: date
    until_on: date
    reason: str = ""
    by: str = ""
    entered_on: date | None = None
    applied_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether this version is in force on a day."""
        return self.from_on <= day < self.until_on


@dataclass(frozen=True, slots=True)
class Moved:
    """A risk that a new version would move, and how."""

    reference: str
    title: str
    value: int
    effect: Effect


@dataclass(frozen=True, slots=True)
class WhatMoves:
    """How many open risks would move, and the first of them by name, the highest score first.

    `unseen` are those that the reader's role does not reach.
    """

    moved: tuple[Moved, ...]
    total: int
    across_bands: int
    reaching: int
    falling: int
    unseen: int = 0

    @property
    def unlisted(self) -> int:
        """How many of those the reader may know of are not in the list."""
        return self.total - self.unseen - len(self.moved)
