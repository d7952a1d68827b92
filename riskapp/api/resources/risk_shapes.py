"""A risk as lists and its own address show it, and what is sent to raise or change one."""

from datetime import date
from uuid import UUID

from pydantic import Field

from riskapp.api.resources.naming import ObjectiveNameOut
from riskapp.api.resources.scores import FirstScoreIn, ScoreOut
from riskapp.api.shapes import Day, Line, Listing, Sent, Shape, Stated, Words, unsent
from riskapp.domain.escalation import Entered, Register
from riskapp.domain.lifecycle import Origin, Proximity, RiskKind, RiskStatus, Treatment, Visibility
from riskapp.queries.risk_names import RiskIds
from riskapp.readmodels.risk_page import RiskPage


class StandingOut(Shape):
    """How a risk stands on one register."""

    id: UUID | None
    register_kind: Register = Field(alias="register", serialization_alias="register")
    since: date
    entered: Entered
    opening_score: int
    reference: str = Field(description="That register's own reference.")
    awaiting_validation: bool
    removal_proposed: bool


class RiskRow(Shape):
    """A risk as lists show it."""

    reference: str
    printed_reference: str = Field(description="Its reference in the old register, or empty.")
    title: str
    kind: RiskKind
    status: RiskStatus
    visibility: Visibility
    unit: str
    owner: Stated
    executive: Stated
    committee: Stated
    current: ScoreOut | None
    target: ScoreOut | None
    registers: tuple[StandingOut, ...]
    objectives: tuple[ObjectiveNameOut, ...]
    objective_question_open: bool
    appetite: int | None = Field(description="The highest score tolerated, null where none is set.")
    outside_appetite: bool


class RiskOut(RiskRow):
    """A risk in full; `version` counts the changes of what it says."""

    version: int
    cause: str
    event: str
    effect: str
    origin: Origin | None
    treatment: Treatment | None
    proximity: Proximity | None
    inherent: ScoreOut | None
    programme: Stated
    handler: Stated
    unit_id: UUID
    owner_id: UUID | None
    executive_id: UUID | None
    handler_id: UUID | None
    committee_id: UUID | None
    programme_id: UUID | None
    opened_on: date
    last_reviewed: date | None
    next_review: date | None
    visibility_reason: str
    visibility_review_on: date | None
    public_words: str

    @classmethod
    def of_page(cls, page: RiskPage, ids: RiskIds) -> "RiskOut":
        """Return a risk in full as it is answered with."""
        said = {name: getattr(page, name) for name in _AS_SAID}
        pointed = {name: getattr(ids, name) for name in RiskIds.__slots__}
        inherent = ScoreOut.of(page.inherent) if page.inherent else None
        return cls(**dict(RiskRow.of(page.row)), **said, **pointed, inherent=inherent)


class Risks(Listing[RiskRow]):
    """A piece of the register."""


class RiskIn(Sent):
    """A new risk: what it is, where, and, if it can be told, how bad."""

    title: Line = Field(min_length=1, examples=["Too few community nurses"])
    cause: Words = Field("", examples=["posts stay vacant"])
    event: Words = Field("", examples=["visits are missed"])
    effect: Words = Field("", examples=["patients come to harm"])
    unit_id: UUID | None = Field(None, description="Where it is; the first unit in reach if null.")
    draft: bool = Field(default=False, description="Keep it as a draft, which does not yet count.")
    score: FirstScoreIn | None = Field(None, description="How bad it is, if it can be told.")


class RiskChange(Sent):
    """What a risk is to say from now on; what is not sent stays as it is."""

    reason: Words = Field(min_length=1, description="Why: the reason is kept with the change.")
    title: Line = unsent(min_length=1)
    cause: Words = unsent()
    event: Words = unsent()
    effect: Words = unsent()
    kind: RiskKind = unsent()
    unit_id: UUID = unsent()
    owner_id: UUID | None = None
    executive_id: UUID | None = None
    handler_id: UUID | None = None
    committee_id: UUID | None = None
    programme_id: UUID | None = None
    origin: Origin | None = None
    treatment: Treatment | None = None
    proximity: Proximity | None = None
    visibility: Visibility = unsent()
    visibility_reason: Words = unsent()
    visibility_review_on: Day | None = None
    public_words: Words = unsent()


_AS_SAID = (
    *("version", "cause", "event", "effect", "opened_on", "last_reviewed", "next_review"),
    *("visibility_reason", "visibility_review_on", "public_words", "programme", "handler"),
)
