"""A milestone as lists and its own address show it, and what is sent about one."""

from datetime import date
from uuid import UUID

from pydantic import Field

from riskapp.api.resources.naming import RiskNameOut
from riskapp.api.shapes import Line, Listing, Sent, Shape, Stated, Words
from riskapp.domain.milestones import MilestoneStatus, StandingKind


class MilestoneStandingOut(Shape):
    """How a milestone stands, once its date is taken into account."""

    kind: StandingKind
    days_late: int


class DueOut(Shape):
    """A due period, as it is printed; `due_on` is its last day, null where it only starts."""

    printed: str
    due_on: date | None
    set_on: date


class MilestoneOut(Shape):
    """A milestone; `slips` counts the earlier due periods, the oldest of which comes first."""

    id: UUID
    reference: str
    words: str
    programme: Stated
    programme_id: UUID | None
    workstream: Stated
    owner: Stated
    owner_id: UUID | None = Field(validation_alias="owner_post_id")
    status: MilestoneStatus
    standing: MilestoneStandingOut
    due: DueOut
    earlier: tuple[DueOut, ...]
    slips: int
    risks: tuple[RiskNameOut, ...]
    done_on: date | None
    version: int


class Milestones(Listing[MilestoneOut]):
    """A piece of the milestones, the most overdue first."""


class NoteOut(Shape):
    """A note on the progress of a milestone; its words are null where they were redacted."""

    words: str | None
    evidence: str
    by: str
    entered_on: date


class Notes(Listing[NoteOut]):
    """A piece of the notes on the progress of a milestone, the newest first."""


class MilestoneIn(Sent):
    """A milestone of a programme, an action of risks, or both."""

    words: Words = Field(min_length=1, max_length=1000, examples=["Recruit six nurses"])
    due: Line = Field(
        min_length=1, description="In any form that a plan prints.", examples=["Q2-3 2018/19"]
    )
    owner_id: UUID | None = Field(None, description="The post that owns it.")
    programme_id: UUID | None = None
    workstream_id: UUID | None = Field(None, description="A workstream of the programme.")
    risks: tuple[Line, ...] = Field(
        (),
        max_length=20,
        description="References of the risks it mitigates.",
        examples=[["R-0042"]],
    )


class DueIn(Sent):
    """Another due period, with the reason."""

    due: Line = Field(min_length=1, examples=["30 June 2018"])
    reason: Words = Field(min_length=1, description="Why it is moving.")


class StatusIn(Sent):
    """How a milestone stands, with the reason."""

    status: MilestoneStatus
    reason: Words = Field(min_length=1, description="What has happened, or why.")


class OwnerIn(Sent):
    """The post that is to own a milestone, with the reason."""

    owner_id: UUID | None = Field(description="Null for nobody.")
    reason: Words = Field(min_length=1, description="Why it changes hands.")


class NoteIn(Sent):
    """A note on how a milestone is getting on."""

    words: Words = Field(min_length=1)
    evidence: Line = Field("", description="An address, or the name of a document.")
