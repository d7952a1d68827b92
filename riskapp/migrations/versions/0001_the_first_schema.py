"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE risk_search USING fts5("
        "organisation_id UNINDEXED, risk_id UNINDEXED, words, tokenize = 'porter unicode61')",
    ),
    "postgresql": (
        "CREATE TABLE risk_search (organisation_id uuid NOT NULL, risk_id uuid NOT NULL, words text NOT NULL,"
        " lexemes tsvector GENERATED ALWAYS AS (to_tsvector('english', words)) STORED,"
        " CONSTRAINT pk_risk_search PRIMARY KEY (organisation_id, risk_id))",
        "CREATE INDEX ix_risk_search_lexemes ON risk_search USING gin (lexemes)",
    ),
}
"""Full text, made in each engine's own way; kept by the register's own code."""


def upgrade() -> None:
    """Step up."""
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "nhs-trust",
                "integrated-care-system",
                "council",
                "other",
                "installation",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("vision", sa.String(), nullable=False),
        sa.Column("plan", sa.String(length=200), nullable=False),
        sa.Column("plan_dated", sa.Date(), nullable=True),
        sa.Column("plan_dated_basis", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("code", name=op.f("uq_organisation_code")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email_digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_attempt_email_digest_at"), ["email_digest", "at"], unique=False
        )

    op.create_table(
        "committee",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "board",
                "committee",
                "sub-committee",
                "team",
                "group",
                name="committeekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("does", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_committee_organisation_id_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_committee_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_committee")),
    )
    op.create_table(
        "counter",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("risk_number", sa.Integer(), nullable=False),
        sa.Column("milestone_number", sa.Integer(), nullable=False),
        sa.Column("history_number", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_counter_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_counter")),
    )
    op.create_table(
        "history",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
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
                "milestone-moved",
                "milestone-set",
                name="happening",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("risk_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_history_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_history_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "number", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_history_organisation_id_risk_id_number"),
            ["organisation_id", "risk_id", "number"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_history_organisation_id_subject_id_number"),
            ["organisation_id", "subject_id", "number"],
            unique=False,
        )

    op.create_table(
        "matrix_version",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column(
            "entry",
            sa.Enum(
                "at-once",
                "on-validation",
                name="entryrule",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_matrix_version_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_matrix_version_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_matrix_version")),
        sa.UniqueConstraint(
            "organisation_id", "version", name=op.f("uq_matrix_version_organisation_id_version")
        ),
    )
    op.create_table(
        "organisation_value",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_value_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_organisation_value")),
    )
    op.create_table(
        "post",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_post_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_post")),
    )
    op.create_table(
        "provenance",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("record_key", sa.String(length=100), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("lines", sa.String(length=400), nullable=False),
        sa.Column("record_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_provenance_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_provenance")),
        sa.UniqueConstraint(
            "organisation_id",
            "subject_kind",
            "record_key",
            name=op.f("uq_provenance_organisation_id_subject_kind_record_key"),
        ),
    )
    with op.batch_alter_table("provenance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_provenance_organisation_id_subject_id"),
            ["organisation_id", "subject_id"],
            unique=False,
        )

    op.create_table(
        "risk",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("printed_reference", sa.String(length=40), nullable=False),
        sa.Column("printed_key", sa.String(length=40), nullable=False),
        sa.Column("printed_in", sa.String(length=100), nullable=False),
        sa.Column("printed_date", sa.String(length=40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_basis", sa.String(length=200), nullable=False),
        sa.Column("raised_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_risk_organisation_id")
        ),
        sa.ForeignKeyConstraint(["raised_by_id"], ["person.id"], name=op.f("fk_risk_raised_by_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_risk")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_risk_organisation_id_number")
        ),
    )
    with op.batch_alter_table("risk", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_risk_organisation_id_raised_by_id_id"),
            ["organisation_id", "raised_by_id", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_risk_organisation_id_opened_on_number"),
            ["organisation_id", "opened_on", "number"],
            unique=False,
        )
        batch_op.create_index(
            "uq_risk_printed_key",
            ["organisation_id", "printed_key"],
            unique=True,
            sqlite_where=sa.text("printed_key <> ''"),
            postgresql_where=sa.text("printed_key <> ''"),
        )

    op.create_table(
        "sign_in_session",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_session_person_id")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_sign_in_session")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_session_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "unit",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "root",
                "business-unit",
                "directorate",
                "service",
                "locality",
                "pmo",
                name="unitkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_unit_organisation_id_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_unit_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_unit")),
    )
    op.create_table(
        "assessment",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "inherent",
                "current",
                "target",
                name="scorekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("consequence", sa.Integer(), nullable=True),
        sa.Column("likelihood", sa.Integer(), nullable=True),
        sa.Column("printed_score", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("matrix_id", sa.Uuid(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("effective_basis", sa.String(length=200), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(consequence BETWEEN 1 AND 5 AND likelihood BETWEEN 1 AND 5 AND printed_score IS NULL AND score = consequence * likelihood) OR (consequence IS NULL AND likelihood IS NULL AND printed_score IS NOT NULL AND printed_score >= 1 AND score = printed_score)",
            name=op.f("ck_assessment_score"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_assessment_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "matrix_id"],
            ["matrix_version.organisation_id", "matrix_version.id"],
            name=op.f("fk_assessment_organisation_id_matrix_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_assessment_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_assessment_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_organisation_id_risk_id_kind_effective_on"),
            ["organisation_id", "risk_id", "kind", "effective_on"],
            unique=False,
        )

    op.create_table(
        "history_text",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "number"],
            ["history.organisation_id", "history.number"],
            name=op.f("fk_history_text_organisation_id_number"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_history_text_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "number", "name", name=op.f("pk_history_text")),
    )
    op.create_table(
        "matrix_band",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("matrix_id", sa.Uuid(), nullable=False),
        sa.Column("lowest", sa.Integer(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("review_months", sa.Integer(), nullable=False),
        sa.CheckConstraint("lowest <= highest", name=op.f("ck_matrix_band_rises")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "matrix_id"],
            ["matrix_version.organisation_id", "matrix_version.id"],
            name=op.f("fk_matrix_band_organisation_id_matrix_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_matrix_band_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "matrix_id", "lowest", name=op.f("pk_matrix_band")
        ),
    )
    op.create_table(
        "membership",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "viewer",
                "reporter",
                "risk-lead",
                "executive",
                "secretary",
                "risk-manager",
                "auditor",
                "administrator",
                "command-line",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_membership_organisation_id_unit_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "organisation_id", "person_id", name=op.f("uq_membership_organisation_id_person_id")
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)

    op.create_table(
        "objective",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "aim",
                "objective",
                name="objectivelevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("executive_post_id", sa.Uuid(), nullable=True),
        sa.Column("lead_committee_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "executive_post_id"],
            ["post.organisation_id", "post.id"],
            name=op.f("fk_objective_organisation_id_executive_post_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "lead_committee_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_objective_organisation_id_lead_committee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent_id"],
            ["objective.organisation_id", "objective.id"],
            name=op.f("fk_objective_organisation_id_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_objective_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_objective")),
        sa.UniqueConstraint(
            "organisation_id",
            "number",
            "starts_on",
            name=op.f("uq_objective_organisation_id_number_starts_on"),
        ),
    )
    op.create_table(
        "post_holder",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_post_holder_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "post_id"],
            ["post.organisation_id", "post.id"],
            name=op.f("fk_post_holder_organisation_id_post_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_post_holder_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_post_holder_person_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_post_holder")),
    )
    with op.batch_alter_table("post_holder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_holder_person_id"), ["person_id"], unique=False)

    op.create_table(
        "programme",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("executive_post_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "executive_post_id"],
            ["post.organisation_id", "post.id"],
            name=op.f("fk_programme_organisation_id_executive_post_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_programme_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_programme")),
    )
    op.create_table(
        "review",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_review_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_review_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_review_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_organisation_id_risk_id_reviewed_on"),
            ["organisation_id", "risk_id", "reviewed_on"],
            unique=False,
        )

    op.create_table(
        "risk_exposure",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("strategic_id", sa.Uuid(), nullable=False),
        sa.Column("operational_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_risk_exposure_half_open")),
        sa.CheckConstraint(
            "strategic_id <> operational_id", name=op.f("ck_risk_exposure_two_risks")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "operational_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_risk_exposure_organisation_id_operational_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "strategic_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_risk_exposure_organisation_id_strategic_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_risk_exposure_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "strategic_id",
            "operational_id",
            "from_on",
            name=op.f("pk_risk_exposure"),
        ),
    )
    with op.batch_alter_table("risk_exposure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_risk_exposure_organisation_id_until_on_operational_id"),
            ["organisation_id", "until_on", "operational_id"],
            unique=False,
        )

    op.create_table(
        "assessment_domain",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "domain",
            sa.Enum(
                "safety",
                "quality",
                "workforce",
                "statutory",
                "reputation",
                "business",
                "finance",
                "interruption",
                "environment",
                name="domain",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("consequence", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "consequence BETWEEN 1 AND 5", name=op.f("ck_assessment_domain_consequence")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "assessment_id"],
            ["assessment.organisation_id", "assessment.id"],
            name=op.f("fk_assessment_domain_organisation_id_assessment_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_assessment_domain_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "assessment_id", "domain", name=op.f("pk_assessment_domain")
        ),
    )
    op.create_table(
        "decision",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "validate",
                "answer-objective",
                "remove",
                "place",
                "close",
                name="decisionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "register_kind",
            sa.Enum(
                "hlrr", "baf", name="register", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column("assessment_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "agreed",
                "declined",
                "moderated",
                "superseded",
                name="decisionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_score", sa.Integer(), nullable=True),
        sa.Column("to_score", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("opened_why", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_why", sa.String(), nullable=True),
        sa.Column("committee_id", sa.Uuid(), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "own-entry",
                "exposure",
                "neither",
                name="objectiveanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("baf_risk_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_decision_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_decision_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "assessment_id"],
            ["assessment.organisation_id", "assessment.id"],
            name=op.f("fk_decision_organisation_id_assessment_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "baf_risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_decision_organisation_id_baf_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "committee_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_decision_organisation_id_committee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_decision_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_decision_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_organisation_id_risk_id"),
            ["organisation_id", "risk_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_decision_organisation_id_state_kind_risk_id"),
            ["organisation_id", "state", "kind", "risk_id"],
            unique=False,
        )

    op.create_table(
        "position",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "inherent",
                "current",
                "target",
                name="scorekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("consequence", sa.Integer(), nullable=True),
        sa.Column("likelihood", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("assessment_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(assessment_id IS NULL) = (score = 0)", name=op.f("ck_position_scored")
        ),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_position_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "assessment_id"],
            ["assessment.organisation_id", "assessment.id"],
            name=op.f("fk_position_organisation_id_assessment_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_position_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_position_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "risk_id", "kind", "from_on", name=op.f("pk_position")
        ),
    )
    op.create_table(
        "programme_objective",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "objective_id"],
            ["objective.organisation_id", "objective.id"],
            name=op.f("fk_programme_objective_organisation_id_objective_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "programme_id"],
            ["programme.organisation_id", "programme.id"],
            name=op.f("fk_programme_objective_organisation_id_programme_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_programme_objective_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "programme_id", "objective_id", name=op.f("pk_programme_objective")
        ),
    )
    op.create_table(
        "risk_objective",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_risk_objective_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "objective_id"],
            ["objective.organisation_id", "objective.id"],
            name=op.f("fk_risk_objective_organisation_id_objective_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_risk_objective_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_risk_objective_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "risk_id", "objective_id", "from_on", name=op.f("pk_risk_objective")
        ),
    )
    with op.batch_alter_table("risk_objective", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_risk_objective_organisation_id_until_on_objective_id"),
            ["organisation_id", "until_on", "objective_id"],
            unique=False,
        )

    op.create_table(
        "risk_version",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "open",
                "tolerated",
                "closed",
                name="riskstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "strategic",
                "operational",
                "project",
                "partnership",
                name="riskkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=True),
        sa.Column("owner_post_id", sa.Uuid(), nullable=True),
        sa.Column("executive_post_id", sa.Uuid(), nullable=True),
        sa.Column("lead_committee_id", sa.Uuid(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum(
                "incident",
                "complaint",
                "claim",
                "audit",
                "inspection",
                "alert",
                "risk-assessment",
                "legislation",
                "local-register",
                "external-recommendation",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "treatment",
            sa.Enum(
                "tolerate",
                "treat",
                "transfer",
                "terminate",
                name="treatment",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "internal",
                "restricted",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("visibility_reason", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_risk_version_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "executive_post_id"],
            ["post.organisation_id", "post.id"],
            name=op.f("fk_risk_version_organisation_id_executive_post_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "lead_committee_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_risk_version_organisation_id_lead_committee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "owner_post_id"],
            ["post.organisation_id", "post.id"],
            name=op.f("fk_risk_version_organisation_id_owner_post_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "programme_id"],
            ["programme.organisation_id", "programme.id"],
            name=op.f("fk_risk_version_organisation_id_programme_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_risk_version_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_risk_version_organisation_id_unit_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_risk_version_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "risk_id", "from_on", name=op.f("pk_risk_version")
        ),
    )
    with op.batch_alter_table("risk_version", schema=None) as batch_op:
        batch_op.create_index(
            "ix_risk_version_listing",
            ["organisation_id", "until_on", "status", "visibility", "unit_id", "risk_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_risk_version_of_risk",
            ["organisation_id", "risk_id", "until_on", "status", "visibility", "unit_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_risk_version_organisation_id_until_on_title"),
            ["organisation_id", "until_on", "title"],
            unique=False,
        )

    op.create_table(
        "workstream",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "programme_id"],
            ["programme.organisation_id", "programme.id"],
            name=op.f("fk_workstream_organisation_id_programme_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_workstream_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_workstream")),
    )
    op.create_table(
        "milestone",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=True),
        sa.Column("workstream_id", sa.Uuid(), nullable=True),
        sa.Column("owner_post_id", sa.Uuid(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "not-started",
                "in-progress",
                "at-risk",
                "done",
                "cancelled",
                name="milestonestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "owner_post_id"],
            ["post.organisation_id", "post.id"],
            name=op.f("fk_milestone_organisation_id_owner_post_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "programme_id"],
            ["programme.organisation_id", "programme.id"],
            name=op.f("fk_milestone_organisation_id_programme_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "workstream_id"],
            ["workstream.organisation_id", "workstream.id"],
            name=op.f("fk_milestone_organisation_id_workstream_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_milestone_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_milestone")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_milestone_organisation_id_number")
        ),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_milestone_organisation_id_programme_id"),
            ["organisation_id", "programme_id"],
            unique=False,
        )

    op.create_table(
        "placement",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column(
            "register_kind",
            sa.Enum(
                "hlrr", "baf", name="register", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column(
            "entered",
            sa.Enum(
                "threshold",
                "objective",
                "board-decision",
                "as-printed",
                name="entered",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entered_basis", sa.String(length=200), nullable=False),
        sa.Column("opening_score", sa.Integer(), nullable=False),
        sa.Column("lead_committee_id", sa.Uuid(), nullable=True),
        sa.Column("awaiting_validation", sa.Boolean(), nullable=False),
        sa.Column("left_by_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_placement_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "lead_committee_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_placement_organisation_id_lead_committee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "left_by_id"],
            ["decision.organisation_id", "decision.id"],
            name=op.f("fk_placement_organisation_id_left_by_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_placement_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_placement_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_placement_organisation_id_register_kind_until_on_risk_id"),
            ["organisation_id", "register_kind", "until_on", "risk_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_placement_organisation_id_risk_id"),
            ["organisation_id", "risk_id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_placement_open",
            ["organisation_id", "risk_id", "register_kind"],
            unique=True,
            sqlite_where=sa.text("until_on = '9999-12-31'"),
            postgresql_where=sa.text("until_on = '9999-12-31'"),
        )

    op.create_table(
        "milestone_due",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("printed", sa.String(length=60), nullable=False),
        sa.Column(
            "precision",
            sa.Enum(
                "day",
                "month",
                "month-range",
                "quarter",
                "quarter-range",
                "financial-year",
                "ongoing",
                name="precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("slip", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_milestone_due_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "milestone_id"],
            ["milestone.organisation_id", "milestone.id"],
            name=op.f("fk_milestone_due_organisation_id_milestone_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_milestone_due_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "milestone_id", "from_on", name=op.f("pk_milestone_due")
        ),
    )
    with op.batch_alter_table("milestone_due", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_milestone_due_organisation_id_until_on_due_on"),
            ["organisation_id", "until_on", "due_on"],
            unique=False,
        )

    op.create_table(
        "risk_milestone",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_risk_milestone_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "milestone_id"],
            ["milestone.organisation_id", "milestone.id"],
            name=op.f("fk_risk_milestone_organisation_id_milestone_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_risk_milestone_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_risk_milestone_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "risk_id", "milestone_id", "from_on", name=op.f("pk_risk_milestone")
        ),
    )
    with op.batch_alter_table("risk_milestone", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_risk_milestone_organisation_id_until_on_milestone_id"),
            ["organisation_id", "until_on", "milestone_id"],
            unique=False,
        )

    op.create_index(
        "ix_position_by_score",
        "position",
        ["organisation_id", "kind", "until_on", sa.text("score DESC"), "risk_id"],
    )
    op.create_index(
        "ix_position_by_cell",
        "position",
        ["organisation_id", "kind", "until_on", "consequence", "likelihood", "score", "risk_id"],
    )
    op.create_index(
        "uq_decision_open",
        "decision",
        ["organisation_id", "risk_id", "kind", sa.text("coalesce(register_kind, '')")],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Step down."""
    op.execute("DROP TABLE risk_search")
    with op.batch_alter_table("risk_milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_risk_milestone_organisation_id_until_on_milestone_id"))

    op.drop_table("risk_milestone")
    with op.batch_alter_table("milestone_due", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_due_organisation_id_until_on_due_on"))

    op.drop_table("milestone_due")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_placement_open",
            sqlite_where=sa.text("until_on = '9999-12-31'"),
            postgresql_where=sa.text("until_on = '9999-12-31'"),
        )
        batch_op.drop_index(batch_op.f("ix_placement_organisation_id_risk_id"))
        batch_op.drop_index(
            batch_op.f("ix_placement_organisation_id_register_kind_until_on_risk_id")
        )

    op.drop_table("placement")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_organisation_id_programme_id"))

    op.drop_table("milestone")
    op.drop_table("workstream")
    with op.batch_alter_table("risk_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_risk_version_organisation_id_until_on_title"))
        batch_op.drop_index("ix_risk_version_of_risk")
        batch_op.drop_index("ix_risk_version_listing")

    op.drop_table("risk_version")
    with op.batch_alter_table("risk_objective", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_risk_objective_organisation_id_until_on_objective_id"))

    op.drop_table("risk_objective")
    op.drop_table("programme_objective")
    op.drop_table("position")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_organisation_id_state_kind_risk_id"))
        batch_op.drop_index(batch_op.f("ix_decision_organisation_id_risk_id"))

    op.drop_table("decision")
    op.drop_table("assessment_domain")
    with op.batch_alter_table("risk_exposure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_risk_exposure_organisation_id_until_on_operational_id"))

    op.drop_table("risk_exposure")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_organisation_id_risk_id_reviewed_on"))

    op.drop_table("review")
    op.drop_table("programme")
    with op.batch_alter_table("post_holder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_holder_person_id"))

    op.drop_table("post_holder")
    op.drop_table("objective")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_person_id"))

    op.drop_table("membership")
    op.drop_table("matrix_band")
    op.drop_table("history_text")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_organisation_id_risk_id_kind_effective_on"))

    op.drop_table("assessment")
    op.drop_table("unit")
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_session_person_id"))

    op.drop_table("sign_in_session")
    with op.batch_alter_table("risk", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_risk_printed_key",
            sqlite_where=sa.text("printed_key <> ''"),
            postgresql_where=sa.text("printed_key <> ''"),
        )
        batch_op.drop_index(batch_op.f("ix_risk_organisation_id_opened_on_number"))
        batch_op.drop_index(batch_op.f("ix_risk_organisation_id_raised_by_id_id"))

    op.drop_table("risk")
    with op.batch_alter_table("provenance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_provenance_organisation_id_subject_id"))

    op.drop_table("provenance")
    op.drop_table("post")
    op.drop_table("organisation_value")
    op.drop_table("matrix_version")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_history_organisation_id_subject_id_number"))
        batch_op.drop_index(batch_op.f("ix_history_organisation_id_risk_id_number"))

    op.drop_table("history")
    op.drop_table("counter")
    op.drop_table("committee")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_email_digest_at"))

    op.drop_table("sign_in_attempt")
    op.drop_table("person")
    op.drop_table("organisation")
