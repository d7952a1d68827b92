"""Issued packs as readers see them, and what is drawn of one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from riskapp.domain.packs import PACK_NAMES, PackKind
from riskapp.domain.wording import date_words
from riskapp.readmodels.paper import Paper, Stamp, Void


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper as a PDF: its bytes, how many pages it has, and the version that drew it."""

    content: bytes
    pages: int
    by: str


Draw = Callable[[Paper, Stamp | None], Drawn]
"""Draws a paper as a PDF: under the stamp of its issue, or marked as a draft on every page."""


class PackState(StrEnum):
    """Whether an issued pack still stands."""

    STANDS = "stands"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PackRow:
    """An issued pack in a list; `replaced_by` is the number of the edition after it, if any."""

    id: UUID
    number: str
    kind: PackKind
    title: str
    as_at: date
    public: bool
    committee: str | None
    issued_on: date
    code: str
    pages: int
    withdrawn_on: date | None
    withdrawn_why: str
    replaced_by: str | None

    @property
    def kind_words(self) -> str:
        """What kind of pack it is."""
        return PACK_NAMES[self.kind]

    @property
    def state(self) -> PackState:
        """Whether it still stands; what was withdrawn says so first."""
        if self.withdrawn_on is not None:
            return PackState.WITHDRAWN
        return PackState.REPLACED if self.replaced_by else PackState.STANDS

    @property
    def void(self) -> Void | None:
        """Why it is to be used no more, None while it stands."""
        return next(iter(self.voids), None)

    @property
    def voids(self) -> tuple[Void, ...]:
        """All reasons why it is to be used no more, the one that it says first."""
        return tuple(self._voids())

    def _voids(self) -> Iterator[Void]:
        if self.withdrawn_on is not None:
            on = date_words(self.withdrawn_on)
            whole = f"Withdrawn on {on}, do not use it: {self.withdrawn_why}"
            yield Void("WITHDRAWN", whole)
        if self.replaced_by:
            replaced = f"by {self.replaced_by}"
            yield Void(f"REPLACED {replaced}", f"Replaced {replaced}: use that one")

    @property
    def file_name(self) -> str:
        """What its PDF is called: the name says where it stands no more."""
        first = "" if self.state is PackState.STANDS else f"{self.state}-"
        return f"{first}{self.number.lower()}.pdf"


@dataclass(frozen=True, slots=True)
class PackList:
    """One page of the issued packs, the newest first."""

    rows: tuple[PackRow, ...]
    total: int
    page: int
    pages: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PackPage:
    """All that is known of one issued pack.

    `digest` is the SHA-256 of its content, `file_digest` that of its PDF; `replaces` the edition
    before it. It has no file any more where words of it were redacted.
    """

    row: PackRow
    content_id: UUID
    digest: str
    file_digest: str
    drawn_by: str
    issued_at: datetime
    issued_by: str
    why: str
    replaces: str | None
    subject: str
    meeting_id: UUID | None
    meeting_on: date | None
    withdrawn_by: str | None
    has_file: bool

    @property
    def stamp(self) -> Stamp:
        """What each of its pages bears."""
        return Stamp(self.row.number, self.row.code, self.row.issued_on)
