"""The turns in a risk's life as its page shows them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.decisions import AcceptanceEnd
from riskapp.domain.escalation import Register


@dataclass(frozen=True, slots=True)
class TermsLine:
    """What a proposal would mean; `into` is "" where the reader may not know of that risk."""

    up_to_score: int | None = None
    expires_on: date | None = None
    condition: str = ""
    unit: str = ""
    merges: bool = False
    into: str = ""
    ended_on: date | None = None
    ended_by: AcceptanceEnd | None = None
    committee: str = ""


@dataclass(frozen=True, slots=True)
class OccurrenceLine:
    """That a risk has happened: when, what followed, and who recorded it."""

    happened_on: date
    words: str
    incident_reference: str
    by: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class MergedRisk:
    """The other risk of a merge; its reference is "" where the reader may not know of it."""

    reference: str
    on: date


@dataclass(frozen=True, slots=True)
class Left:
    """A stay on a register that has ended."""

    register: Register
    since: date
    until: date
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """What happened to a risk, what it went into or took in, and what it left: the last first."""

    occurrences: tuple[OccurrenceLine, ...] = ()
    into: MergedRisk | None = None
    took_in: tuple[MergedRisk, ...] = ()
    left: tuple[Left, ...] = ()


NO_TURNS = Life()
