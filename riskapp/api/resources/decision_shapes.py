"""A decision as lists and its own address show it, and what is sent to propose or take one."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from riskapp.api.resources.naming import RiskNameOut
from riskapp.api.shapes import Day, Line, Listing, Sent, Shape, Stated, Words
from riskapp.domain.decisions import AcceptanceEnd, DecisionKind, DecisionState
from riskapp.domain.escalation import ObjectiveAnswer, Register
from riskapp.domain.life_drafts import Verdict
from riskapp.queries.open_decisions import OpenDecision


class Proposal(StrEnum):
    """What is put to somebody else, or decided at once where the right to it is enough."""

    ACCEPTANCE = "propose-acceptance"
    CLOSING = "propose-closing"
    REOPENING = "propose-reopening"
    MERGE = "propose-merge"
    TRANSFER = "propose-transfer"
    PLACE = "place"


class TermsOut(Shape):
    """What a proposal would mean."""

    up_to_score: int | None
    expires_on: date | None
    condition: str
    unit: Stated
    into: Stated = Field(description="The risk that would carry on, null where it is hidden.")
    committee: Stated
    ended_on: date | None
    ended_by: AcceptanceEnd | None


class DecisionOut(Shape):
    """Something decided or to decide; `may_...` tell what whoever asks may do about it now."""

    id: UUID
    kind: DecisionKind
    state: DecisionState
    register_kind: Register | None = Field(alias="register", serialization_alias="register")
    opened_on: date
    opened_by: str
    opened_why: str
    from_score: int | None
    to_score: int | None
    proposer: Stated
    terms: TermsOut | None
    decided_on: date | None
    decided_by: Stated
    decided_why: str
    answer: str
    may_decide: bool
    may_record: bool
    may_withdraw: bool


class Decisions(Listing[DecisionOut]):
    """A piece of the decisions about a risk, those that wait first."""


class WaitingOut(DecisionOut):
    """A decision that waits, and the risk that it is about."""

    risk: RiskNameOut

    @classmethod
    def of_open(cls, found: OpenDecision) -> "WaitingOut":
        """Return what waits as it is answered with."""
        said = DecisionOut.of(found.line).model_dump(by_alias=True)
        return cls(**said, risk=RiskNameOut.of(found.risk))


class WaitingDecisions(Listing[WaitingOut]):
    """A piece of what waits to be decided, the oldest first."""


class SittingIn(Sent):
    """What may be said of every decision: why, and at which meeting."""

    reason: Words = Field(min_length=1, description="Why: the reason is kept with the decision.")
    committee_id: UUID | None = Field(None, description="The committee that decided, if one did.")
    meeting_id: UUID | None = Field(
        None, description="The meeting for which it is recorded, by whoever may record for it."
    )
    proposed_by_id: UUID | None = Field(None, description="The post at whose word it was there.")


class ProposalIn(SittingIn):
    """Something to put; each sort takes its own fields, and refuses those of the others."""

    proposal: Proposal
    up_to_score: int | None = Field(None, ge=1, le=25, description="Of an acceptance.")
    expires_on: Day | None = Field(None, description="Of an acceptance: its last day.")
    condition: Words | None = Field(None, description="Of an acceptance: on what condition.")
    into: Line | None = Field(None, description="Of a merge: the risk that would carry on.")
    to_unit_id: UUID | None = Field(None, description="Of a transfer: the unit to take it over.")


class AnswerIn(SittingIn):
    """What is decided; each kind of decision takes its own fields, and refuses those of others.

    `validate` takes none beside the reason: moderating is to score the risk.
    """

    agree: bool | None = Field(None, description="To what is proposed, or to a removal.")
    verdict: Verdict | None = Field(None, description="Of a draft that was sent for approval.")
    answer: ObjectiveAnswer | None = Field(None, description="To the question of objectives.")
    objective_ids: tuple[UUID, ...] | None = Field(
        None, max_length=100, description="Which objectives, where it has its own entry."
    )
    baf_risk_id: UUID | None = Field(None, description="Under which risk, where it is exposure.")


class NothingIn(Sent):
    """A deed that takes nothing: send {}."""
