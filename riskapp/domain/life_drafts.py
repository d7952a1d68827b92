"""What people ask for in the life of a risk, as values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Verdict(StrEnum):
    """What is said to a draft that was sent for approval."""

    APPROVE = "approve"
    SEND_BACK = "send-back"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class JudgeDraft:
    """What is said to a draft, why, and by which committee, if one decided."""

    verdict: Verdict
    reason: str
    committee_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProposeAcceptance:
    """To live with a risk up to a score, until a day (that day included), on a condition."""

    up_to_score: int
    expires_on: date
    condition: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposeMerge:
    """To let a risk go into another, named by its reference, which carries on."""

    into: str
    reason: str


@dataclass(frozen=True, slots=True)
class ProposeTransfer:
    """To hand a risk to another unit."""

    unit_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class RecordOccurrence:
    """A risk has happened: on which day, what followed, and the incident's own reference."""

    happened_on: date
    words: str
    incident_reference: str = ""


@dataclass(frozen=True, slots=True)
class HandOn:
    """To let another committee oversee a programme risk from today, and why."""

    to_committee_id: UUID
    reason: str
    seen_version: int
