"""Notes on a risk as readers see them. No part of a risk's page that packs are made from."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note: its words (None where they were redacted), who wrote it, on which day and when."""

    words: str | None
    by: str
    entered_on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes of one risk, the newest first; `total` counts them all."""

    lines: tuple[NoteLine, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
