"""A monthly review as lists and its own address show it: what is final once it is closed."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from riskapp.api.resources.naming import MonthName
from riskapp.api.shapes import Listing, Shape, Stated
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.meetings import Attended, MeetingState
from riskapp.domain.months import Listed, MonthState, Movement, Outcome
from riskapp.readmodels.finals import Words


def _text(words: object) -> object:
    return words.text if isinstance(words, Words) else words


Typed = Annotated[str | None, BeforeValidator(_text)]
"""Typed words, null where they were redacted."""


class MonthNameOut(Shape):
    """A month in the list of them all."""

    month: MonthName
    state: MonthState
    opened_on: date
    closed_on: date | None
    why: str


class Months(Listing[MonthNameOut]):
    """A piece of the monthly reviews, the newest first."""


class BandCountOut(Shape):
    """How many risks lie in a band."""

    name: str
    number: int


class MonthFiguresOut(Shape):
    """A month in figures; the movement is null where no month was closed before."""

    on_hlrr: int
    bands: tuple[BandCountOut, ...]
    others: int
    exceptions: int
    undecided: int
    overdue: int
    new: int | None
    gone: int | None
    up: int | None
    down: int | None


class MonthRiskNameOut(Shape):
    """A risk as it was named in a month."""

    reference: str
    title: Typed


class MonthActionOut(Shape):
    """A milestone that was asked for."""

    reference: str
    words: Typed
    due: str
    owner: Stated


class MonthOutcomeOut(Shape):
    """What was decided about a risk of the month."""

    outcome: Outcome
    reason: Typed
    decided_on: date
    decided_by: str
    proposed_by: Stated
    recorded_by: str
    deferred_to: Stated
    within: bool = Field(description="A deferral within the month settles nothing.")
    action: MonthActionOut | None


class MonthRiskOut(Shape):
    """A risk on the month's list; a score of 0 is none."""

    about: MonthRiskNameOut
    status: RiskStatus
    unit: str
    owner: Stated
    executive: Stated
    committee: Stated
    score: int
    band: str
    consequence: int | None
    likelihood: int | None
    awaiting_validation: bool
    target: int | None
    target_on: date | None
    hlrr_since: date | None
    baf_since: date | None
    before: int | None
    movement: Movement | None
    listed: tuple[Listed, ...]
    outcomes: tuple[MonthOutcomeOut, ...]


class MonthGoneOut(Shape):
    """A risk that had left the HLRR since the month before."""

    about: MonthRiskNameOut
    status: RiskStatus
    before: int
    score: int


class MonthDecisionOut(Shape):
    """A decision taken since the last review, at a meeting or not."""

    about: MonthRiskNameOut
    kind: DecisionKind
    register_kind: Register | None = Field(alias="register", serialization_alias="register")
    state: DecisionState
    proposed_by: Stated
    decided_by: str
    decided_in: Stated
    decided_on: date
    why: Typed
    answer: str


class AttendanceOut(Shape):
    """Who was at a meeting, and how."""

    who: str
    attended: Attended


class MonthMeetingOut(Shape):
    """A meeting of the month, with who was there."""

    id: UUID
    name: str
    held_on: date
    state: MeetingState
    attendance: tuple[AttendanceOut, ...]


class MonthOut(Shape):
    """A monthly review: final once it is closed, a draft of its minutes until then."""

    month: MonthName
    state: MonthState
    why: Typed
    opened_on: date
    opened_by: str
    closed_on: date | None
    closed_by: Stated
    compared_with: MonthName | None
    figures: MonthFiguresOut
    risks: tuple[MonthRiskOut, ...]
    gone: tuple[MonthGoneOut, ...]
    decisions: tuple[MonthDecisionOut, ...]
    meetings: tuple[MonthMeetingOut, ...]
    history_number: int
    history_head: str
    left_out: int = Field(0, description="How many of its risks whoever asks may not know of.")
    digest: str | None = Field(
        None, description="The SHA-256 of what became final, null while it is open."
    )
