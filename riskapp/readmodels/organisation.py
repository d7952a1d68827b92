"""An organisation as its plan describes it: what it is for, and who looks after what."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Plan:
    """Vision, values and the plan they come from; `dated_basis` says why the plan has that date."""

    name: str
    vision: str
    values: tuple[tuple[str, str], ...]
    title: str
    dated: date | None
    dated_basis: str
