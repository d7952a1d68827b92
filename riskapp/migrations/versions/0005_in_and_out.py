"""In and out: files of old registers, and tokens and answers of other systems."""

import sqlalchemy as sa
from alembic import op

from riskapp.migrations.altering import Change, one_of

revision = "0005"
down_revision = "0004"
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
    "unit-added",
    "committee-added",
    "import-loaded",
    "import-reversed",
    "risk-withdrawn",
    "cells-printed",
    "exported",
    "password-set",
    "token-made",
    "token-revoked",
)

STATUSES = (
    "draft",
    "awaiting-approval",
    "open",
    "tolerated",
    "closed",
    "merged",
    "rejected",
    "withdrawn-by-import",
)

BEFORE_DOWN = ("UPDATE risk_version SET status = 'rejected' WHERE status = 'withdrawn-by-import'",)
"""What the schema before has no word for: such a risk was never one."""

CHANGES = (
    Change("history", lists={"ck_history_happening": (one_of("kind", HAPPENINGS), None)}),
    Change(
        "risk",
        columns=(sa.Column("printed_cells", sa.String(), nullable=False),),
        fills={"printed_cells": "'[]'"},
    ),
    Change(
        "risk_version",
        lists={
            "ck_risk_version_riskstatus": (
                one_of("status", STATUSES),
                one_of("status", STATUSES[:-1]),
            )
        },
    ),
)


def upgrade() -> None:
    """Step up."""
    op.create_table(
        "api_token",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("hint", sa.String(length=8), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "read",
                "write",
                name="tokenscope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_api_token_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_api_token_person_id")),
        sa.ForeignKeyConstraint(
            ["revoked_by_id"], ["person.id"], name=op.f("fk_api_token_revoked_by_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(
        op.f("ix_api_token_organisation_id_person_id"),
        "api_token",
        ["organisation_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "import_source",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_import_source_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_source_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_import_source")),
        sa.UniqueConstraint(
            "organisation_id", "name", name=op.f("uq_import_source_organisation_id_name")
        ),
    )
    op.create_table(
        "api_answer",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "token_id"],
            ["api_token.organisation_id", "api_token.id"],
            name=op.f("fk_api_answer_organisation_id_token_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_api_answer_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "token_id", "key", name=op.f("pk_api_answer")),
    )
    op.create_index(op.f("ix_api_answer_recorded_at"), "api_answer", ["recorded_at"], unique=False)
    op.create_table(
        "import_file",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("corrections", sa.String(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "loaded",
                "thrown-away",
                "reversed",
                name="importstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rows_in_file", sa.Integer(), nullable=False),
        sa.Column("rows_new", sa.Integer(), nullable=False),
        sa.Column("rows_updated", sa.Integer(), nullable=False),
        sa.Column("rows_unchanged", sa.Integer(), nullable=False),
        sa.Column("rows_left_out", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("loaded_on", sa.Date(), nullable=True),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("loaded_by_id", sa.Uuid(), nullable=True),
        sa.Column("last_entry", sa.Integer(), nullable=True),
        sa.Column("reversed_on", sa.Date(), nullable=True),
        sa.Column("reversed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reversed_why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_import_file_by_id")),
        sa.ForeignKeyConstraint(
            ["loaded_by_id"], ["person.id"], name=op.f("fk_import_file_loaded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "source_id"],
            ["import_source.organisation_id", "import_source.id"],
            name=op.f("fk_import_file_organisation_id_source_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_file_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["reversed_by_id"], ["person.id"], name=op.f("fk_import_file_reversed_by_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_import_file")),
    )
    op.create_index(
        op.f("ix_import_file_organisation_id_recorded_at"),
        "import_file",
        ["organisation_id", "recorded_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_import_file_organisation_id_sha256"),
        "import_file",
        ["organisation_id", "sha256"],
        unique=False,
    )
    op.create_table(
        "import_row",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "new",
                "updated",
                "unchanged",
                "left-out",
                name="rowoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("risk_id", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("digests", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["import_file.organisation_id", "import_file.id"],
            name=op.f("fk_import_row_organisation_id_file_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_import_row_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_import_row_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "file_id", "row_number", name=op.f("pk_import_row")
        ),
    )
    op.create_index(
        op.f("ix_import_row_organisation_id_risk_id"),
        "import_row",
        ["organisation_id", "risk_id"],
        unique=False,
    )
    for change in CHANGES:
        change.make()


def downgrade() -> None:
    """Step down."""
    for statement in BEFORE_DOWN:
        op.execute(statement)
    for change in reversed(CHANGES):
        change.undo()
    op.drop_index(op.f("ix_import_row_organisation_id_risk_id"), table_name="import_row")
    op.drop_table("import_row")
    op.drop_index(op.f("ix_import_file_organisation_id_sha256"), table_name="import_file")
    op.drop_index(op.f("ix_import_file_organisation_id_recorded_at"), table_name="import_file")
    op.drop_table("import_file")
    op.drop_index(op.f("ix_api_answer_recorded_at"), table_name="api_answer")
    op.drop_table("api_answer")
    op.drop_table("import_source")
    op.drop_index(op.f("ix_api_token_organisation_id_person_id"), table_name="api_token")
    op.drop_table("api_token")
