"""Assessments, append-only; the positions that follow from them; the matrix they were made on."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from riskapp.clock import utc_now
from riskapp.domain.domains import Domain
from riskapp.domain.intervals import FOREVER
from riskapp.domain.matrix import Axis, BandColour, EntryRule, LikelihoodBy
from riskapp.domain.scoring import ScoreKind
from riskapp.models.base import STILL, OrganisationTable, OwnedTable, by_value, half_open, owned

PAIR_OR_PRINTED = (
    "(consequence BETWEEN 1 AND 5 AND likelihood BETWEEN 1 AND 5 AND printed_score IS NULL"
    " AND score = consequence * likelihood)"
    " OR (consequence IS NULL AND likelihood IS NULL AND printed_score IS NOT NULL"
    " AND printed_score >= 1 AND score = printed_score)"
)


class MatrixVersion(OwnedTable, table=True):
    """One version of an organisation's matrix, in force from a day.

    `applied_on` is the day its threshold was applied to the scores that stood before it.
    """

    __tablename__ = "matrix_version"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "version"), half_open())

    version: int
    from_on: date
    until_on: date = FOREVER
    threshold: int
    entry: EntryRule = Field(sa_type=by_value(EntryRule))
    likelihood_by: LikelihoodBy = Field(
        default=LikelihoodBy.BOTH, sa_type=by_value(LikelihoodBy, "likelihood_by")
    )
    reason: str = ""
    by_id: UUID | None = Field(default=None, foreign_key="person.id")
    entered_on: date | None = None
    applied_on: date | None = None


class MatrixBand(OrganisationTable, table=True):
    """A band of one version of the matrix."""

    __tablename__ = "matrix_band"
    __table_args__ = (
        owned("matrix_id", "matrix_version"),
        sa.CheckConstraint("lowest <= highest", name="rises"),
    )

    matrix_id: UUID = Field(primary_key=True)
    lowest: int = Field(primary_key=True)
    highest: int
    key: str = Field(max_length=20)
    name: str = Field(max_length=40)
    review_months: int
    colour: BandColour = Field(default=BandColour.GREY, sa_type=by_value(BandColour, "colour"))


class MatrixLevel(OrganisationTable, table=True):
    """The name of a level of consequence or likelihood in one version, and what a likelihood means.

    A version without such rows has the published names and descriptors.
    """

    __tablename__ = "matrix_level"
    __table_args__ = (
        owned("matrix_id", "matrix_version"),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    )

    matrix_id: UUID = Field(primary_key=True)
    axis: Axis = Field(primary_key=True, sa_type=by_value(Axis))
    level: int = Field(primary_key=True)
    name: str = Field(max_length=40)
    broad: str = ""
    time_framed: str = ""
    probability: str = ""


class MatrixDescriptor(OrganisationTable, table=True):
    """What a consequence means in one domain, in one version of the matrix."""

    __tablename__ = "matrix_descriptor"
    __table_args__ = (
        owned("matrix_id", "matrix_version"),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level"),
    )

    matrix_id: UUID = Field(primary_key=True)
    domain: Domain = Field(primary_key=True, sa_type=by_value(Domain))
    level: int = Field(primary_key=True)
    words: str


class Assessment(OwnedTable, table=True):
    """A score given to a risk, with its reason; never changed, only followed by another.

    It has a consequence and a likelihood, or a printed score alone. `entered_on` is the register's
    own day on which it was entered: one effective before it is backdated. The reason is None only
    where it was redacted.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("matrix_id", "matrix_version"),
        sa.CheckConstraint(PAIR_OR_PRINTED, name="score"),
        sa.Index(None, "organisation_id", "risk_id", "kind", "effective_on"),
        sa.Index(None, "organisation_id", "effective_on", "risk_id"),
    )

    risk_id: UUID
    kind: ScoreKind = Field(sa_type=by_value(ScoreKind))
    consequence: int | None = None
    likelihood: int | None = None
    printed_score: int | None = None
    score: int
    matrix_id: UUID
    effective_on: date
    effective_basis: str = Field(default="", max_length=200)
    target_on: date | None = None
    entered_on: date
    recorded_at: datetime = Field(default_factory=utc_now)
    by_id: UUID = Field(foreign_key="person.id")
    reason: str | None


class AssessmentDomain(OrganisationTable, table=True):
    """The consequence given in one domain of an assessment."""

    __tablename__ = "assessment_domain"
    __table_args__ = (
        owned("assessment_id", "assessment"),
        sa.CheckConstraint("consequence BETWEEN 1 AND 5", name="consequence"),
    )

    assessment_id: UUID = Field(primary_key=True)
    domain: Domain = Field(primary_key=True, sa_type=by_value(Domain))
    consequence: int


class Position(OrganisationTable, table=True):
    """The score a risk had from one day until another; score 0 until it is first scored.

    Derived from the assessments in the transaction that saves one; `riskapp database check`
    proves it.
    """

    __tablename__ = "position"
    __table_args__ = (
        owned("risk_id", "risk"),
        owned("assessment_id", "assessment"),
        half_open(),
        sa.CheckConstraint("(assessment_id IS NULL) = (score = 0)", name="scored"),
        sa.Index(
            "ix_position_by_score",
            "organisation_id",
            "kind",
            "until_on",
            sa.desc("score"),
            "risk_id",
        ),
        sa.Index(
            "ix_position_by_cell",
            "organisation_id",
            "kind",
            "until_on",
            "consequence",
            "likelihood",
            "score",
            "risk_id",
            sqlite_where=STILL,
            postgresql_where=STILL,
        ),
        sa.Index(
            "ix_position_by_day",
            "organisation_id",
            "kind",
            "from_on",
            "until_on",
            "consequence",
            "likelihood",
            "score",
            "risk_id",
        ),
        sa.Index(
            "ix_position_ever_by_score",
            "organisation_id",
            "kind",
            sa.desc("score"),
            "risk_id",
            "from_on",
            "until_on",
        ),
    )

    risk_id: UUID = Field(primary_key=True)
    kind: ScoreKind = Field(primary_key=True, sa_type=by_value(ScoreKind))
    from_on: date = Field(primary_key=True)
    until_on: date = FOREVER
    consequence: int | None = None
    likelihood: int | None = None
    score: int = 0
    target_on: date | None = None
    assessment_id: UUID | None = None
