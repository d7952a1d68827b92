"""A risk as lists and its own address show it, and what is sent to raise or change one."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from riskapp.api.resources.scores import ConsequenceIn, ScoreOut
from riskapp.api.shapes import Day, Level, Line, Listing, Sent, Shape, Words, unsent
from riskapp.domain.escalation import Entered, Register
from riskapp.domain.lifecycle import Origin, Proximity, RiskKind, RiskStatus, Treatment, Visibility
from riskapp.domain.wording import NO_COMMITTEE, NO_POST
from riskapp.queries.register_rows import NO_OWNER
from riskapp.queries.risk_names import RiskIds
from riskapp.readmodels.register import OnRegister, RegisterRow
from riskapp.readmodels.risk_page import RiskPage

NOBODY = frozenset({NO_OWNER, NO_POST, NO_COMMITTEE, ""})
"""The words of the pages for what is not stated, which is null here."""


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

    @classmethod
    def of(cls, held: OnRegister) -> "StandingOut":
        """Return a standing as it is answered with."""
        return cls(
            id=held.id,
            register=held.register,
            since=held.since,
            entered=held.entered,
            opening_score=held.opening_score,
            reference=held.reference,
            awaiting_validation=held.awaiting_validation,
            removal_proposed=held.removal_proposed,
        )


class ObjectiveNameOut(Shape):
    """An objective that a risk affects."""

    id: UUID
    number: str
    title: str


class RiskRow(Shape):
    """A risk as lists show it."""

    reference: str
    printed_reference: str = Field(description="Its reference in the old register, or empty.")
    title: str
    kind: RiskKind
    status: RiskStatus
    visibility: Visibility
    unit: str
    owner: str | None
    executive: str | None
    committee: str | None
    current: ScoreOut | None
    target: ScoreOut | None
    registers: tuple[StandingOut, ...]
    objectives: tuple[ObjectiveNameOut, ...]
    objective_question_open: bool
    appetite: int | None = Field(description="The highest score tolerated, null where none is set.")
    outside_appetite: bool

    @classmethod
    def of(cls, row: RegisterRow) -> "RiskRow":
        """Return a row of the register as it is answered with."""
        return cls(**row_values(row))


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
    programme: str | None
    handler: str | None
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
        return cls(
            **row_values(page.row),
            **said,
            **pointed,
            inherent=ScoreOut.of(page.inherent),
            programme=page.programme or None,
            handler=_stated(page.handler),
        )


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
    consequence: ConsequenceIn | None = None
    likelihood: Level | None = None


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
    *("visibility_reason", "visibility_review_on", "public_words"),
)


def row_values(row: RegisterRow) -> dict[str, Any]:
    """Return what a list shows of a risk, by the names of its shape."""
    return {
        **{name: getattr(row, name) for name in _OF_ROW},
        **{name: _stated(getattr(row, name)) for name in ("owner", "executive", "committee")},
        "current": ScoreOut.of(row.current),
        "target": ScoreOut.of(row.target),
        "registers": tuple(map(StandingOut.of, row.registers)),
        "objectives": tuple(
            ObjectiveNameOut(id=one.id, number=one.number, title=one.title)
            for one in row.objectives
        ),
    }


_OF_ROW = (
    *("reference", "printed_reference", "title", "kind", "status", "visibility", "unit"),
    *("objective_question_open", "appetite", "outside_appetite"),
)


def _stated(words: str) -> str | None:
    return None if words in NOBODY else words
