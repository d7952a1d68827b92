"""History as sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry: the sentence, when it was recorded, and the words typed (None where redacted).

    `backdated_to` is the day it was effective where that is before the day it was entered.
    """

    number: int
    at: datetime
    entered_on: date
    who: str
    sentence: str
    words: Mapping[str, str | None] = field(default_factory=dict)
    backdated_to: date | None = None
