"""The whole risk record: controls, assurances, gaps, appetite, and a risk's life to its end."""

import sqlalchemy as sa
from alembic import op

from riskapp.migrations.altering import Change, one_of

revision = "0002"
down_revision = "0001"
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
)
DECISION_KINDS = (
    "validate",
    "answer-objective",
    "remove",
    "place",
    "close",
    "approve",
    "accept",
    "reopen",
    "merge",
    "transfer",
    "rescore",
)
DECISION_STATES = (
    "open",
    "agreed",
    "declined",
    "moderated",
    "superseded",
    "withdrawn",
    "sent-back",
)
STATUSES = (
    "draft",
    "awaiting-approval",
    "open",
    "tolerated",
    "closed",
    "merged",
    "rejected",
)

OLD_DECISION_KINDS = ("validate", "answer-objective", "remove", "place", "close")
OLD_DECISION_STATES = ("open", "agreed", "declined", "moderated", "superseded")
OLD_STATUSES = ("draft", "open", "tolerated", "closed")

COLOURS = {"low": "green", "moderate": "yellow", "high": "orange", "extreme": "red"}
"""What the bands of the first schema were shown in."""

BEFORE_DOWN = (
    "UPDATE risk_version SET status = 'draft' WHERE status = 'awaiting-approval'",
    "UPDATE risk_version SET status = 'closed' WHERE status IN ('merged', 'rejected')",
    "DELETE FROM decision_terms",
    "DELETE FROM risk_merge",
    "UPDATE placement SET left_by_id = NULL WHERE left_by_id IN (SELECT id FROM decision"
    " WHERE kind IN ('approve', 'accept', 'reopen', 'merge', 'transfer', 'rescore'))",
    "DELETE FROM decision WHERE kind IN"
    " ('approve', 'accept', 'reopen', 'merge', 'transfer', 'rescore')",
    "UPDATE decision SET state = 'superseded' WHERE state IN ('withdrawn', 'sent-back')",
)


CHANGES = (
    Change("history", lists={"ck_history_happening": (one_of("kind", HAPPENINGS), None)}),
    Change(
        "decision",
        lists={
            "ck_decision_decisionkind": (
                one_of("kind", DECISION_KINDS),
                one_of("kind", OLD_DECISION_KINDS),
            ),
            "ck_decision_decisionstate": (
                one_of("state", DECISION_STATES),
                one_of("state", OLD_DECISION_STATES),
            ),
        },
    ),
    Change(
        "risk_version",
        columns=(
            sa.Column("handler_post_id", sa.Uuid(), nullable=True),
            sa.Column("proximity", sa.String(length=40), nullable=True),
            sa.Column("public_words", sa.String(), nullable=False),
            sa.Column("visibility_review_on", sa.Date(), nullable=True),
        ),
        fills={"public_words": "''"},
        checks={
            "ck_risk_version_proximity": one_of(
                "proximity", ("now", "within-3-months", "within-a-year", "later")
            )
        },
        keys={
            "fk_risk_version_organisation_id_handler_post_id": (
                "organisation_id, handler_post_id",
                "post (organisation_id, id)",
            )
        },
        lists={
            "ck_risk_version_riskstatus": (
                one_of("status", STATUSES),
                one_of("status", OLD_STATUSES),
            )
        },
    ),
    Change(
        "risk_milestone",
        columns=(
            sa.Column("expected_consequence", sa.Integer(), nullable=True),
            sa.Column("expected_likelihood", sa.Integer(), nullable=True),
        ),
        checks={
            "ck_risk_milestone_expected": (
                "(expected_consequence IS NULL AND expected_likelihood IS NULL)"
                " OR (expected_consequence BETWEEN 1 AND 5"
                " AND expected_likelihood BETWEEN 1 AND 5)"
            )
        },
    ),
    Change(
        "milestone",
        columns=(sa.Column("evidence", sa.String(length=500), nullable=False),),
        fills={"evidence": "''"},
    ),
    Change(
        "post",
        columns=(sa.Column("version", sa.Integer(), nullable=False),),
        fills={"version": "1"},
    ),
    Change(
        "matrix_version",
        columns=(
            sa.Column("likelihood_by", sa.String(length=40), nullable=False),
            sa.Column("reason", sa.String(), nullable=False),
            sa.Column("by_id", sa.Uuid(), nullable=True),
            sa.Column("entered_on", sa.Date(), nullable=True),
            sa.Column("applied_on", sa.Date(), nullable=True),
        ),
        fills={"likelihood_by": "'both'", "reason": "''", "applied_on": "'1990-01-01'"},
        checks={
            "ck_matrix_version_likelihood_by": one_of(
                "likelihood_by", ("frequency", "probability", "both")
            )
        },
        keys={"fk_matrix_version_by_id": ("by_id", "person (id)")},
    ),
    Change(
        "matrix_band",
        columns=(sa.Column("colour", sa.String(length=40), nullable=False),),
        fills={"colour": "'grey'"},
        checks={
            "ck_matrix_band_colour": one_of(
                "colour", ("green", "yellow", "orange", "red", "blue", "purple", "grey")
            )
        },
    ),
)


def upgrade() -> None:
    """Step up."""
    op.create_table(
        "appetite_scale",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_appetite_scale_half_open")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_appetite_scale_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_appetite_scale_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_appetite_scale")),
    )
    op.create_index(
        "uq_appetite_scale_open",
        "appetite_scale",
        ["organisation_id"],
        unique=True,
        sqlite_where=sa.text("until_on = '9999-12-31'"),
        postgresql_where=sa.text("until_on = '9999-12-31'"),
    )
    op.create_table(
        "quality_setting",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("check_key", sa.String(length=60), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column(
            "severity",
            sa.Enum(
                "serious",
                "warning",
                "advice",
                "off",
                name="severity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_quality_setting_half_open")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_quality_setting_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_quality_setting_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "check_key", "from_on", name=op.f("pk_quality_setting")
        ),
    )
    op.create_table(
        "saved_view",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("asks", sa.String(length=2000), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_saved_view_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id")),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint(
            "organisation_id",
            "person_id",
            "name",
            name=op.f("uq_saved_view_organisation_id_person_id_name"),
        ),
    )
    op.create_index(op.f("ix_saved_view_person_id"), "saved_view", ["person_id"], unique=False)
    op.create_table(
        "appetite_level",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("scale_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("highest BETWEEN 0 AND 25", name=op.f("ck_appetite_level_highest")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "scale_id"],
            ["appetite_scale.organisation_id", "appetite_scale.id"],
            name=op.f("fk_appetite_level_organisation_id_scale_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_appetite_level_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "scale_id", "position", name=op.f("pk_appetite_level")
        ),
    )
    op.create_table(
        "assurance_rating",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Uuid(), nullable=False),
        sa.Column("rating", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_assurance_rating_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "committee_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_assurance_rating_organisation_id_committee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_assurance_rating_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_assurance_rating_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_assurance_rating")),
    )
    op.create_index(
        op.f("ix_assurance_rating_organisation_id_risk_id_rated_on"),
        "assurance_rating",
        ["organisation_id", "risk_id", "rated_on"],
        unique=False,
    )
    op.create_table(
        "control",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_control_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_control_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_control_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_control")),
    )
    op.create_index(
        op.f("ix_control_organisation_id_risk_id"),
        "control",
        ["organisation_id", "risk_id"],
        unique=False,
    )
    op.create_table(
        "kept_form",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_kept_form_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_kept_form_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_kept_form_person_id")),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", "place", name=op.f("pk_kept_form")),
    )
    op.create_index(op.f("ix_kept_form_person_id"), "kept_form", ["person_id"], unique=False)
    op.create_table(
        "matrix_descriptor",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("matrix_id", sa.Uuid(), nullable=False),
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
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_matrix_descriptor_level")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "matrix_id"],
            ["matrix_version.organisation_id", "matrix_version.id"],
            name=op.f("fk_matrix_descriptor_organisation_id_matrix_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_matrix_descriptor_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "matrix_id", "domain", "level", name=op.f("pk_matrix_descriptor")
        ),
    )
    op.create_table(
        "matrix_level",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("matrix_id", sa.Uuid(), nullable=False),
        sa.Column(
            "axis",
            sa.Enum(
                "consequence",
                "likelihood",
                name="axis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("broad", sa.String(), nullable=False),
        sa.Column("time_framed", sa.String(), nullable=False),
        sa.Column("probability", sa.String(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_matrix_level_level")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "matrix_id"],
            ["matrix_version.organisation_id", "matrix_version.id"],
            name=op.f("fk_matrix_level_organisation_id_matrix_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_matrix_level_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "matrix_id", "axis", "level", name=op.f("pk_matrix_level")
        ),
    )
    op.create_table(
        "occurrence",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("incident_reference", sa.String(length=60), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_occurrence_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_occurrence_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_occurrence_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_occurrence")),
    )
    op.create_index(
        op.f("ix_occurrence_organisation_id_risk_id_happened_on"),
        "occurrence",
        ["organisation_id", "risk_id", "happened_on"],
        unique=False,
    )
    op.create_table(
        "redaction",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "agreed",
                "declined",
                "moderated",
                "superseded",
                "withdrawn",
                "sent-back",
                name="decisionstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("opened_why", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_why", sa.String(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_redaction_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_redaction_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_redaction_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_redaction_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_redaction")),
    )
    op.create_index(
        op.f("ix_redaction_organisation_id_risk_id"),
        "redaction",
        ["organisation_id", "risk_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_redaction_organisation_id_state"),
        "redaction",
        ["organisation_id", "state"],
        unique=False,
    )
    op.create_table(
        "risk_note",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_risk_note_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_risk_note_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_risk_note_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_risk_note")),
    )
    op.create_index(
        op.f("ix_risk_note_organisation_id_risk_id"),
        "risk_note",
        ["organisation_id", "risk_id"],
        unique=False,
    )
    op.create_table(
        "appetite_statement",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=True),
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
            nullable=True,
        ),
        sa.Column("scale_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(objective_id IS NULL) <> (domain IS NULL)", name=op.f("ck_appetite_statement_subject")
        ),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_appetite_statement_half_open")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_appetite_statement_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "objective_id"],
            ["objective.organisation_id", "objective.id"],
            name=op.f("fk_appetite_statement_organisation_id_objective_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "scale_id", "level"],
            [
                "appetite_level.organisation_id",
                "appetite_level.scale_id",
                "appetite_level.position",
            ],
            name=op.f("fk_appetite_statement_organisation_id_scale_id_level"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_appetite_statement_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_appetite_statement")),
    )
    op.create_index(
        "uq_appetite_statement_domain",
        "appetite_statement",
        ["organisation_id", "domain"],
        unique=True,
        sqlite_where=sa.text("until_on = '9999-12-31'"),
        postgresql_where=sa.text("until_on = '9999-12-31'"),
    )
    op.create_index(
        "uq_appetite_statement_objective",
        "appetite_statement",
        ["organisation_id", "objective_id"],
        unique=True,
        sqlite_where=sa.text("until_on = '9999-12-31'"),
        postgresql_where=sa.text("until_on = '9999-12-31'"),
    )
    op.create_table(
        "assurance",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("control_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column(
            "source_kind",
            sa.Enum(
                "internal-audit",
                "independent-review",
                "committee-report",
                "inspection",
                "clinical-audit",
                "management-check",
                "other",
                name="sourcekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "line",
            sa.Enum(
                "first",
                "second",
                "third",
                "external",
                name="line",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("independent", sa.Boolean(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "positive",
                "mixed",
                "negative",
                name="assuranceresult",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "none",
                "limited",
                "reasonable",
                "substantial",
                name="assurancelevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=True),
        sa.Column("period_to", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("committee_id", sa.Uuid(), nullable=True),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_by_id", sa.Uuid(), nullable=True),
        sa.Column("settled_why", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("period_from <= period_to", name=op.f("ck_assurance_period")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_assurance_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "committee_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_assurance_organisation_id_committee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "control_id"],
            ["control.organisation_id", "control.id"],
            name=op.f("fk_assurance_organisation_id_control_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_assurance_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_assurance_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_assurance_settled_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["person.id"], name=op.f("fk_assurance_withdrawn_by_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_assurance")),
    )
    op.create_index(
        op.f("ix_assurance_organisation_id_risk_id_received_on"),
        "assurance",
        ["organisation_id", "risk_id", "received_on"],
        unique=False,
    )
    op.create_table(
        "control_version",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("control_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "control_type",
            sa.Enum(
                "preventive",
                "detective",
                "directive",
                "corrective",
                name="controltype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("owner_post_id", sa.Uuid(), nullable=True),
        sa.Column(
            "effectiveness",
            sa.Enum(
                "effective",
                "partly-effective",
                "ineffective",
                "not-known",
                name="effectiveness",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("last_tested_on", sa.Date(), nullable=True),
        sa.Column(
            "frequency",
            sa.Enum(
                "continuous",
                "daily",
                "weekly",
                "monthly",
                "quarterly",
                "yearly",
                "when-needed",
                name="frequency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_control_version_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "control_id"],
            ["control.organisation_id", "control.id"],
            name=op.f("fk_control_version_organisation_id_control_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "owner_post_id"],
            ["post.organisation_id", "post.id"],
            name=op.f("fk_control_version_organisation_id_owner_post_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_control_version_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_control_version_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "control_id", "from_on", name=op.f("pk_control_version")
        ),
    )
    op.create_index(
        op.f("ix_control_version_organisation_id_risk_id_until_on"),
        "control_version",
        ["organisation_id", "risk_id", "until_on"],
        unique=False,
    )
    op.create_table(
        "decision_terms",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("up_to_score", sa.Integer(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("into_risk_id", sa.Uuid(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column(
            "ended_by",
            sa.Enum(
                "expired",
                "score-rose",
                "decided",
                "replaced",
                "risk-over",
                name="acceptanceend",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (ended_by IS NULL)", name=op.f("ck_decision_terms_ended")
        ),
        sa.CheckConstraint(
            "up_to_score BETWEEN 1 AND 25", name=op.f("ck_decision_terms_up_to_score")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "decision_id"],
            ["decision.organisation_id", "decision.id"],
            name=op.f("fk_decision_terms_organisation_id_decision_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "into_risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_decision_terms_organisation_id_into_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_decision_terms_organisation_id_unit_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_decision_terms_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "decision_id", name=op.f("pk_decision_terms")),
    )
    op.create_table(
        "risk_merge",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("into_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_risk_merge_half_open")),
        sa.CheckConstraint("risk_id <> into_id", name=op.f("ck_risk_merge_two_risks")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "decision_id"],
            ["decision.organisation_id", "decision.id"],
            name=op.f("fk_risk_merge_organisation_id_decision_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "into_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_risk_merge_organisation_id_into_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_risk_merge_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_risk_merge_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "risk_id", name=op.f("pk_risk_merge")),
    )
    op.create_index(
        op.f("ix_risk_merge_organisation_id_into_id"),
        "risk_merge",
        ["organisation_id", "into_id"],
        unique=False,
    )
    op.create_table(
        "gap",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("control_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "control",
                "assurance",
                name="gapkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("closed_why", sa.String(), nullable=False),
        sa.Column("closed_milestone_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("from_on <= until_on", name=op.f("ck_gap_half_open")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_gap_by_id")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_gap_closed_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "closed_milestone_id"],
            ["milestone.organisation_id", "milestone.id"],
            name=op.f("fk_gap_organisation_id_closed_milestone_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "control_id"],
            ["control.organisation_id", "control.id"],
            name=op.f("fk_gap_organisation_id_control_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_gap_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_gap_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_gap")),
    )
    op.create_index(
        op.f("ix_gap_organisation_id_risk_id_until_on"),
        "gap",
        ["organisation_id", "risk_id", "until_on"],
        unique=False,
    )
    op.create_table(
        "milestone_note",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_milestone_note_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "milestone_id"],
            ["milestone.organisation_id", "milestone.id"],
            name=op.f("fk_milestone_note_organisation_id_milestone_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_milestone_note_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_milestone_note")),
    )
    op.create_index(
        op.f("ix_milestone_note_organisation_id_milestone_id"),
        "milestone_note",
        ["organisation_id", "milestone_id"],
        unique=False,
    )
    op.create_table(
        "gap_milestone",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("gap_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_gap_milestone_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "gap_id"],
            ["gap.organisation_id", "gap.id"],
            name=op.f("fk_gap_milestone_organisation_id_gap_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "milestone_id"],
            ["milestone.organisation_id", "milestone.id"],
            name=op.f("fk_gap_milestone_organisation_id_milestone_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_gap_milestone_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "gap_id", "milestone_id", "from_on", name=op.f("pk_gap_milestone")
        ),
    )
    op.create_index(
        op.f("ix_gap_milestone_organisation_id_milestone_id"),
        "gap_milestone",
        ["organisation_id", "milestone_id"],
        unique=False,
    )
    for change in CHANGES:
        change.make()
    for key, colour in COLOURS.items():
        op.execute(f"UPDATE matrix_band SET colour = '{colour}' WHERE key = '{key}'")  # noqa: S608


def downgrade() -> None:
    """Step down; what the first schema cannot hold becomes the nearest that it can, or goes.

    The history keeps every entry, so its list of happenings stays as long as it has become.
    """
    for statement in BEFORE_DOWN:
        op.execute(statement)
    for change in CHANGES:
        change.undo()
    op.drop_index(op.f("ix_gap_milestone_organisation_id_milestone_id"), table_name="gap_milestone")
    op.drop_table("gap_milestone")
    op.drop_index(
        op.f("ix_milestone_note_organisation_id_milestone_id"), table_name="milestone_note"
    )
    op.drop_table("milestone_note")
    op.drop_index(op.f("ix_gap_organisation_id_risk_id_until_on"), table_name="gap")
    op.drop_table("gap")
    op.drop_index(op.f("ix_risk_merge_organisation_id_into_id"), table_name="risk_merge")
    op.drop_table("risk_merge")
    op.drop_table("decision_terms")
    op.drop_index(
        op.f("ix_control_version_organisation_id_risk_id_until_on"), table_name="control_version"
    )
    op.drop_table("control_version")
    op.drop_index(op.f("ix_assurance_organisation_id_risk_id_received_on"), table_name="assurance")
    op.drop_table("assurance")
    op.drop_index(
        "uq_appetite_statement_objective",
        table_name="appetite_statement",
        sqlite_where=sa.text("until_on = '9999-12-31'"),
        postgresql_where=sa.text("until_on = '9999-12-31'"),
    )
    op.drop_index(
        "uq_appetite_statement_domain",
        table_name="appetite_statement",
        sqlite_where=sa.text("until_on = '9999-12-31'"),
        postgresql_where=sa.text("until_on = '9999-12-31'"),
    )
    op.drop_table("appetite_statement")
    op.drop_index(op.f("ix_risk_note_organisation_id_risk_id"), table_name="risk_note")
    op.drop_table("risk_note")
    op.drop_index(op.f("ix_redaction_organisation_id_state"), table_name="redaction")
    op.drop_index(op.f("ix_redaction_organisation_id_risk_id"), table_name="redaction")
    op.drop_table("redaction")
    op.drop_index(
        op.f("ix_occurrence_organisation_id_risk_id_happened_on"), table_name="occurrence"
    )
    op.drop_table("occurrence")
    op.drop_table("matrix_level")
    op.drop_table("matrix_descriptor")
    op.drop_index(op.f("ix_kept_form_person_id"), table_name="kept_form")
    op.drop_table("kept_form")
    op.drop_index(op.f("ix_control_organisation_id_risk_id"), table_name="control")
    op.drop_table("control")
    op.drop_index(
        op.f("ix_assurance_rating_organisation_id_risk_id_rated_on"), table_name="assurance_rating"
    )
    op.drop_table("assurance_rating")
    op.drop_table("appetite_level")
    op.drop_index(op.f("ix_saved_view_person_id"), table_name="saved_view")
    op.drop_table("saved_view")
    op.drop_table("quality_setting")
    op.drop_index(
        "uq_appetite_scale_open",
        table_name="appetite_scale",
        sqlite_where=sa.text("until_on = '9999-12-31'"),
        postgresql_where=sa.text("until_on = '9999-12-31'"),
    )
    op.drop_table("appetite_scale")
