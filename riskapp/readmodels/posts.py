"""Posts, with who holds them and which risks they answer for."""

from dataclasses import dataclass
from uuid import UUID

from riskapp.domain.posts import Held
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.register import RegisterRow


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post on a day: who holds it, who comes next, and how many risks name it.

    `holder` is None while it is vacant.
    """

    id: UUID
    title: str
    version: int
    holder: Held | None
    next: Held | None
    held: tuple[Held, ...]
    owns: int = 0
    leads: int = 0
    handles: int = 0

    @property
    def vacant(self) -> bool:
        """Tell whether nobody holds it."""
        return self.holder is None

    @property
    def risks(self) -> bool:
        """Tell whether any risk that the reader may know of names it."""
        return bool(self.owns or self.leads or self.handles)


@dataclass(frozen=True, slots=True)
class PostPage:
    """One post, its risks (at most so many, of `total`) and what happened to it."""

    row: PostRow
    risks: tuple[RegisterRow, ...]
    total: int
    history: tuple[HistoryLine, ...] = ()
