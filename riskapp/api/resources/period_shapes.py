"""A period of the BAF as lists and its own address show it, and what is sent to prepare one."""

from datetime import date
from uuid import UUID

from pydantic import Field

from riskapp.api.resources.controls import ReasonIn
from riskapp.api.resources.naming import ObjectiveNameOut
from riskapp.api.shapes import Day, Line, Listing, Sent, Shape, Stated, Words
from riskapp.domain.periods import Fate, PeriodState
from riskapp.readmodels.periods import PeriodEntry, PeriodPage, PeriodRow


class PeriodRowOut(Shape):
    """A period in a list; `approved` is the meeting that approved it."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date
    state: PeriodState
    opened_on: date | None
    approved: Stated
    why: str


class Periods(Listing[PeriodRowOut]):
    """A piece of the periods of the BAF, the newest first."""


class NewWordsOut(Shape):
    """What a risk is to say from the new period on."""

    title: str
    cause: str
    event: str
    effect: str


class PeriodEntryOut(Shape):
    """What becomes of one risk; `missing` is what it lacks before the period can be opened."""

    risk: str
    title: str
    fate: Fate | None
    reason: str
    reference: str = Field(description="On the BAF in the period.")
    words: NewWordsOut | None = Field(description="Of one that is reworded.")
    into: Stated
    objectives: tuple[ObjectiveNameOut, ...]
    gap: str
    closing: int | None
    opening: int | None
    missing: str

    @classmethod
    def of_entry(cls, one: PeriodEntry) -> "PeriodEntryOut":
        """Return an entry as it is answered with."""
        same = (name for name in cls.model_fields if name not in {"risk", "title", "words"})
        said = {name: getattr(one, name) for name in same}
        named = {"risk": one.row.reference, "title": one.row.title}
        words = one.words if one.words.title else None
        return cls.model_validate({**said, **named, "words": words}, from_attributes=True)


class PeriodOut(PeriodRowOut):
    """A period with what becomes of each risk, those that are not ready first."""

    entries: tuple[PeriodEntryOut, ...]
    objectives: tuple[ObjectiveNameOut, ...]
    left_out: int = Field(description="How many of its risks whoever asks may not know of.")

    @classmethod
    def of_page(cls, page: PeriodPage) -> "PeriodOut":
        """Return a period as it is answered with."""
        row: PeriodRow = page.row
        return cls(
            **dict(PeriodRowOut.of(row)),
            entries=tuple(map(PeriodEntryOut.of_entry, page.entries)),
            objectives=tuple(map(ObjectiveNameOut.of, page.objectives)),
            left_out=page.left_out,
        )


class PeriodIn(Sent):
    """A period that is to be prepared."""

    name: Line = Field(min_length=1, max_length=60, examples=["2019-20"])
    starts_on: Day
    ends_on: Day = Field(description="Its last day.")


class PeriodObjectiveIn(Sent):
    """An objective of the new period."""

    number: Line = Field(min_length=1, max_length=20)
    title: Line = Field(min_length=1)
    executive_id: UUID | None = Field(None, description="The post that leads on it.")
    committee_id: UUID | None = None


class EntryIn(ReasonIn):
    """What becomes of a risk; one that is not on the BAF can only be new there, without a fate."""

    fate: Fate | None = Field(None, description="Of one that is on the BAF.")
    reference: Line = Field("", max_length=40, description="On the BAF in the period.")
    objective_ids: tuple[UUID, ...] = Field((), max_length=100)
    gap: Line = Field("", description="Why it threatens no objective of the period, if none.")
    title: Line = Field("", description="Of one that is reworded, as are the next three.")
    cause: Words = ""
    event: Words = ""
    effect: Words = ""
    into: Line = Field("", max_length=40, description="Into which risk it is merged.")


class ApprovalIn(ReasonIn):
    """The Board's approval, as its minutes say."""

    meeting_id: UUID = Field(description="A meeting of the Board that was held.")
