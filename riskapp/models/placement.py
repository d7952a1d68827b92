"""Risks on registers, and the decisions about them."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import Entered, ObjectiveAnswer, Register
from riskapp.domain.intervals import FOREVER
from riskapp.models.base import STILL, OwnedTable, by_value, owned

UNDECIDED = sa.text("state = 'open'")


class Placement(OwnedTable, table=True):
    """A risk on a register from one day until another, with how it came there.

    One that came off on the day it went on was there at no day's end: that stay holds on no day.
    """

    __tablename__ = "placement"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("lead_committee_id", "committee"),
        owned("left_by_id", "decision"),
        sa.CheckConstraint("from_on <= until_on", name="half_open"),
        sa.Index(
            "uq_placement_open",
            "organisation_id",
            "risk_id",
            "register_kind",
            unique=True,
            sqlite_where=STILL,
            postgresql_where=STILL,
        ),
        sa.Index(None, "organisation_id", "register_kind", "until_on", "risk_id"),
        sa.Index(None, "organisation_id", "risk_id"),
    )

    risk_id: UUID
    register_kind: Register = Field(sa_type=by_value(Register))
    reference: str = Field(default="", max_length=40)
    from_on: date
    until_on: date = FOREVER
    entered: Entered = Field(sa_type=by_value(Entered))
    entered_basis: str = Field(default="", max_length=200)
    opening_score: int
    lead_committee_id: UUID | None = None
    left_by_id: UUID | None = None
    recorded_at: datetime = Field(default_factory=utc_now)


class Decision(OwnedTable, table=True):
    """Something to decide about a risk: asked or proposed by one, decided by another, with reasons.

    For a validation `from_score` is the last score that stood validated and `to_score` the one that
    awaits it; for a removal `to_score` is the score that led to it. A reason is None only where it
    was redacted or not yet given. What a meeting proposed or decided names the meeting, and the
    person is then who recorded it.
    """

    __tablename__ = "decision"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("assessment_id", "assessment"),
        owned("committee_id", "committee"),
        owned("baf_risk_id", "risk"),
        owned("proposed_in_id", "meeting"),
        owned("decided_in_id", "meeting"),
        owned("proposed_by_post_id", "post"),
        sa.Index(
            "uq_decision_open",
            "organisation_id",
            "risk_id",
            "kind",
            sa.text("coalesce(register_kind, '')"),
            unique=True,
            sqlite_where=UNDECIDED,
            postgresql_where=UNDECIDED,
        ),
        sa.Index(None, "organisation_id", "state", "kind", "risk_id"),
        sa.Index(None, "organisation_id", "risk_id"),
    )

    risk_id: UUID
    kind: DecisionKind = Field(sa_type=by_value(DecisionKind))
    register_kind: Register | None = Field(default=None, sa_type=by_value(Register))
    assessment_id: UUID | None = None
    state: DecisionState = Field(default=DecisionState.OPEN, sa_type=by_value(DecisionState))
    from_score: int | None = None
    to_score: int | None = None
    opened_on: date
    opened_by_id: UUID = Field(foreign_key="person.id")
    opened_why: str | None = None
    decided_on: date | None = None
    decided_by_id: UUID | None = Field(default=None, foreign_key="person.id")
    decided_why: str | None = None
    committee_id: UUID | None = None
    answer: ObjectiveAnswer | None = Field(default=None, sa_type=by_value(ObjectiveAnswer))
    baf_risk_id: UUID | None = None
    recorded_at: datetime = Field(default_factory=utc_now)
    proposed_in_id: UUID | None = None
    proposed_by_post_id: UUID | None = None
    decided_in_id: UUID | None = None
