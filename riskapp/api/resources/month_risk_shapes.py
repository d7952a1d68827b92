"""A risk of a month as its address shows it, and what is sent to record what a meeting decided."""

from datetime import date
from uuid import UUID

from pydantic import Field

from riskapp.api.resources.naming import MonthName
from riskapp.api.shapes import Day, Line, Sent, Shape, Stated, Words
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import ObjectiveAnswer, Register
from riskapp.domain.months import Listed, MonthState, Outcome


class MonthMeetingNameOut(Shape):
    """A meeting of the month."""

    id: UUID
    words: str
    held_on: date


class RecordedOut(Shape):
    """What a meeting decided about a risk of the month."""

    id: UUID
    outcome: Outcome
    reason: str
    decided_on: date
    recorded_by: str
    meeting: Stated
    proposed_by: Stated
    deferred_to: Stated


class WaitsInMonthOut(Shape):
    """Something about the risk that awaits a decision, which a meeting may take."""

    id: UUID
    kind: DecisionKind
    register_kind: Register | None = Field(alias="register", serialization_alias="register")
    opened_on: date
    opened_why: str


class GivenScoreOut(Shape):
    """The newest score since the month was opened that was recorded for no meeting yet."""

    id: UUID
    score: int
    reason: str | None = Field(description="Null where it was redacted.")


class RiskOfMonthOut(Shape):
    """A risk of a month: why it is on the list, at which meetings it can come up, and what came.

    `risk_version` is the version of the risk itself.
    """

    reference: str
    title: str
    month: MonthName
    state: MonthState
    listed: tuple[Listed, ...]
    meetings: tuple[MonthMeetingNameOut, ...]
    waiting: tuple[WaitsInMonthOut, ...]
    given: GivenScoreOut | None
    outcomes: tuple[RecordedOut, ...]
    taken_back: tuple[RecordedOut, ...] = Field(description="Recorded by mistake.")
    last_reviewed: date | None
    next_review: date | None
    risk_version: int


class NoChangeIn(Sent):
    """For which meeting something is recorded, and at whose word."""

    meeting_id: UUID = Field(description="One of the month's, with two or more present.")
    proposed_by_id: UUID | None = Field(None, description="The post that proposed it.")


class DecidedIn(NoChangeIn):
    """What a meeting decided, with the reason."""

    reason: Words = Field(min_length=1, description="Why: the reason is kept with the decision.")


class DeferralIn(DecidedIn):
    """To which later meeting a risk is put off, and why."""

    later_meeting_id: UUID = Field(description="One that is planned for after that day.")


class NotedScoreIn(DecidedIn):
    """The score that was given for a meeting, as its own."""

    assessment_id: UUID = Field(description="As `given` names it, once the risk is scored.")


class AskedActionIn(DecidedIn):
    """Something that a meeting asks to be done about a risk."""

    words: Words = Field(min_length=1, description="What is to be done.")
    due: Line = Field(
        min_length=1, description="In any form that a plan prints.", examples=["Sep 2018"]
    )
    owner_id: UUID | None = Field(None, description="The post that is to do it.")


class MeetingAcceptsIn(DecidedIn):
    """Up to which score, until when and on what condition a meeting accepts a risk."""

    up_to_score: int = Field(ge=1, le=25)
    expires_on: Day
    condition: Words = Field(min_length=1)


class MeetingHandsOnIn(DecidedIn):
    """The committee that is to oversee a programme risk."""

    to_committee_id: UUID


class MeetingAnswersIn(DecidedIn):
    """What a meeting decided of what waits; each kind takes its own fields, and refuses others.

    `validate` takes none beside the reason.
    """

    agree: bool | None = Field(None, description="To what is proposed, or to a removal.")
    answer: ObjectiveAnswer | None = Field(None, description="To the question of objectives.")
    objective_ids: tuple[UUID, ...] | None = Field(
        None, max_length=100, description="Which objectives, where it has its own entry."
    )
    baf_risk_id: UUID | None = Field(None, description="Under which risk, where it is exposure.")
