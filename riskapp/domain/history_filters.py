"""Which entries of an organisation's history are asked for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.happenings import Happening


@dataclass(frozen=True, slots=True)
class HistoryFilters:
    """Who made the entries, about which risk, of which kinds (none: all), on which days."""

    by_id: UUID | None = None
    risk_id: UUID | None = None
    kinds: tuple[Happening, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
