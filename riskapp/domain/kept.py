"""A form half filled in, kept for whoever was filling it in: its bounds, and how it is written."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from riskapp.domain.errors import UnfitError

MOST_BYTES: Final = 100_000
MOST_FORMS: Final = 50
"""How many forms are kept for a person in an organisation: the oldest makes room for a new one."""
KEPT_FOR: Final = timedelta(days=30)
LONGEST_PLACE: Final = 200
TOO_LONG: Final = "This is too long to be kept for later. Save it, or shorten it."

Pairs = tuple[tuple[str, str], ...]
"""What a form holds: each field's name with what was typed or chosen, in the form's order."""


@dataclass(frozen=True, slots=True)
class KeepForm:
    """A form to be kept: where it stands, what is in it, and the risk that it is about, if any."""

    place: str
    pairs: Pairs
    risk_id: UUID | None = None


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """Return what a form holds as it is kept; UnfitError where it is too much."""
    text = json.dumps([list(pair) for pair in pairs], ensure_ascii=False)
    if len(text.encode()) > MOST_BYTES:
        raise UnfitError(TOO_LONG)
    return text


def read_back(text: str) -> Pairs:
    """Return what a kept form holds."""
    return tuple((name, words) for name, words in json.loads(text))
