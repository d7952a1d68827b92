"""Issued packs, what they are waived of, and how packs look; stays on registers of no day."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from riskapp.migrations.altering import Change, one_of
from riskapp.migrations.stays import end_stays, lengthen_stays

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

HAPPENINGS = (
    "organisation-loaded",
    "organisation-created",
    "person-added",
    "signed-in",
    "sign-in-refused",
    "signed-out",
    "risk-raised",
    "risk-edited",
    "risk-opened",
    "risk-closed",
    "risk-reviewed",
    "scored",
    "score-printed",
    "placed",
    "taken-off",
    "kept-on",
    "validation-asked",
    "validated",
    "moderated",
    "objective-asked",
    "objective-answered",
    "removal-proposed",
    "closing-proposed",
    "closing-declined",
    "decision-superseded",
    "objective-linked",
    "objective-unlinked",
    "risk-linked",
    "milestone-added",
    "milestone-linked",
    "milestone-unlinked",
    "milestone-moved",
    "milestone-set",
    "control-added",
    "control-changed",
    "control-retired",
    "assurance-recorded",
    "assurance-settled",
    "assurance-withdrawn",
    "gap-raised",
    "gap-linked",
    "gap-unlinked",
    "gap-closed",
    "assurance-rated",
    "appetite-scale-set",
    "appetite-set",
    "appetite-ended",
    "matrix-changed",
    "matrix-applied",
    "matrix-withdrawn",
    "milestone-noted",
    "milestone-edited",
    "effect-expected",
    "risk-unlinked",
    "exposure-linked",
    "exposure-unlinked",
    "approval-asked",
    "approved",
    "sent-back",
    "rejected",
    "acceptance-proposed",
    "accepted",
    "acceptance-declined",
    "acceptance-ended",
    "reopening-proposed",
    "reopened",
    "reopening-declined",
    "merge-proposed",
    "merged",
    "took-in",
    "merge-declined",
    "transfer-proposed",
    "transferred",
    "transfer-declined",
    "proposal-withdrawn",
    "happened",
    "rescore-asked",
    "note-added",
    "redaction-proposed",
    "redacted",
    "redaction-declined",
    "post-added",
    "post-filled",
    "post-vacated",
    "quality-set",
    "month-opened",
    "month-closed",
    "month-not-held",
    "decided-at-meeting",
    "deferred",
    "meeting-planned",
    "meeting-changed",
    "meeting-cancelled",
    "attendance-recorded",
    "oversight-set",
    "handed-on",
    "period-prepared",
    "period-entry-set",
    "period-opened",
    "objective-added",
    "objective-ended",
    "reminders-set",
    "pack-issued",
    "pack-reissued",
    "pack-withdrawn",
    "waiver-set",
    "waiver-ended",
    "look-set",
    "outcome-taken-back",
    "review-taken-back",
)

STILL = sa.text("until_on = '9999-12-31'")
CELLS = ("kind", "until_on", "consequence", "likelihood", "score", "risk_id")
BY_CELL, OPENED = "ix_position_by_cell", "ix_risk_organisation_id_opened_on_number"
BEFORE = (
    (BY_CELL, "position", (*CELLS, "from_on"), {}),
    (OPENED, "risk", ("opened_on", "number"), {}),
)
NOW = (
    (BY_CELL, "position", CELLS, {"sqlite_where": STILL, "postgresql_where": STILL}),
    ("ix_position_by_day", "position", ("kind", "from_on", *CELLS[1:]), {}),
    (f"{OPENED}_id", "risk", ("opened_on", "number", "id"), {}),
)
"""The current scores by cell, and all scores by the days on which they held."""

Indexes = tuple[tuple[str, str, tuple[str, ...], dict[str, Any]], ...]

PERSON = "person (id)"

BEFORE_DOWN = (
    "DELETE FROM monthly_outcome WHERE withdrawn_on IS NOT NULL",
    "DELETE FROM review WHERE withdrawn_on IS NOT NULL",
    "DELETE FROM monthly_outcome WHERE outcome = 'handed-on'",
)
"""What the schema before would count again, or has no word for."""

OUTCOMES = (
    "no-change",
    "scored",
    "score-confirmed",
    "escalated",
    "not-escalated",
    "removed",
    "kept-on",
    "accepted",
    "closed",
    "action-asked",
    "deferred",
    "declined",
    "agreed",
    "handed-on",
)

CHANGES = (
    Change("history", lists={"ck_history_happening": (one_of("kind", HAPPENINGS), None)}),
    Change(
        "monthly_outcome",
        columns=(
            sa.Column("withdrawn_on", sa.Date(), nullable=True),
            sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
            sa.Column("withdrawn_why", sa.String(), nullable=False),
        ),
        fills={"withdrawn_why": "''"},
        keys={"fk_monthly_outcome_withdrawn_by_id": ("withdrawn_by_id", PERSON)},
        lists={
            "ck_monthly_outcome_outcome": (
                one_of("outcome", OUTCOMES),
                one_of("outcome", OUTCOMES[:-1]),
            )
        },
    ),
    Change(
        "review",
        columns=(
            sa.Column("withdrawn_on", sa.Date(), nullable=True),
            sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        ),
        keys={"fk_review_withdrawn_by_id": ("withdrawn_by_id", PERSON)},
    ),
)


def upgrade() -> None:
    """Step up."""
    op.create_table(
        "organisation_look",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("dark", sa.String(length=7), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_words", sa.String(length=200), nullable=False),
        sa.Column("nhs_mark", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_organisation_look_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_look_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_organisation_look")),
    )
    op.create_table(
        "pack_waiver",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("check_key", sa.String(length=60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_pack_waiver_by_id")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["person.id"], name=op.f("fk_pack_waiver_ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pack_waiver_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_pack_waiver")),
    )
    op.create_index(
        op.f("ix_pack_waiver_organisation_id_check_key_until_on"),
        "pack_waiver",
        ["organisation_id", "check_key", "until_on"],
        unique=False,
    )
    op.create_table(
        "pack",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("stem", sa.String(length=90), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "board",
                "executive",
                "committee",
                "objective",
                "risk",
                "milestones",
                "assurance-map",
                "audit",
                name="packkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("committee_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("content_id", sa.Uuid(), nullable=False),
        sa.Column("asked_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("drawn_by", sa.String(length=40), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_why", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)",
            name=op.f("ck_pack_withdrawn_by_somebody"),
        ),
        sa.CheckConstraint("edition >= 1", name=op.f("ck_pack_edition")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_pack_issued_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "committee_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_pack_organisation_id_committee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "content_id"],
            ["final_content.organisation_id", "final_content.id"],
            name=op.f("fk_pack_organisation_id_content_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_pack_organisation_id_meeting_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "replaces_id"],
            ["pack.organisation_id", "pack.id"],
            name=op.f("fk_pack_organisation_id_replaces_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pack_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name=op.f("fk_pack_withdrawn_by_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_pack")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_pack_organisation_id_number")
        ),
        sa.UniqueConstraint(
            "organisation_id", "asked_id", name=op.f("uq_pack_organisation_id_asked_id")
        ),
        sa.UniqueConstraint(
            "organisation_id", "stem", "edition", name=op.f("uq_pack_organisation_id_stem_edition")
        ),
    )
    op.create_index(
        op.f("ix_pack_organisation_id_code"), "pack", ["organisation_id", "code"], unique=False
    )
    op.create_index(
        op.f("ix_pack_organisation_id_file_digest"),
        "pack",
        ["organisation_id", "file_digest"],
        unique=False,
    )
    op.create_index(
        op.f("ix_pack_organisation_id_kind_committee_id_as_at"),
        "pack",
        ["organisation_id", "kind", "committee_id", "as_at"],
        unique=False,
    )
    op.create_table(
        "pack_file",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "pack_id"],
            ["pack.organisation_id", "pack.id"],
            name=op.f("fk_pack_file_organisation_id_pack_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pack_file_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "pack_id", name=op.f("pk_pack_file")),
    )
    op.create_table(
        "pack_risk",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("pack_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "pack_id"],
            ["pack.organisation_id", "pack.id"],
            name=op.f("fk_pack_risk_organisation_id_pack_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_pack_risk_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_pack_risk_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "pack_id", "risk_id", name=op.f("pk_pack_risk")),
    )
    op.create_index(
        op.f("ix_pack_risk_organisation_id_risk_id"),
        "pack_risk",
        ["organisation_id", "risk_id"],
        unique=False,
    )
    for change in CHANGES:
        change.make()
    end_stays()
    _renew(BEFORE, NOW)


def downgrade() -> None:
    """Step down."""
    for statement in BEFORE_DOWN:
        op.execute(statement)
    _renew(NOW, BEFORE)
    lengthen_stays()
    for change in reversed(CHANGES):
        change.undo()
    op.drop_index(op.f("ix_pack_risk_organisation_id_risk_id"), table_name="pack_risk")
    op.drop_table("pack_risk")
    op.drop_table("pack_file")
    op.drop_index(op.f("ix_pack_organisation_id_kind_committee_id_as_at"), table_name="pack")
    op.drop_index(op.f("ix_pack_organisation_id_file_digest"), table_name="pack")
    op.drop_index(op.f("ix_pack_organisation_id_code"), table_name="pack")
    op.drop_table("pack")
    op.drop_index(
        op.f("ix_pack_waiver_organisation_id_check_key_until_on"), table_name="pack_waiver"
    )
    op.drop_table("pack_waiver")
    op.drop_table("organisation_look")


def _renew(old: Indexes, new: Indexes) -> None:
    for name, table, _, _ in old:
        op.drop_index(name, table_name=table)
    for name, table, columns, where in new:
        op.create_index(name, table, ["organisation_id", *columns], **where)
