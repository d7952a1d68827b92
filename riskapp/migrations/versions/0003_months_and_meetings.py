"""The monthly review, committees and their meetings, and what has become final."""

import sqlalchemy as sa
from alembic import op

from riskapp.migrations.altering import Change, one_of
from riskapp.migrations.queue import drop_queue, make_queue

revision = "0003"
down_revision = "0002"
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
    "hand-on",
)

BEFORE_DOWN = (
    "DELETE FROM decision_terms WHERE decision_id IN"
    " (SELECT id FROM decision WHERE kind = 'hand-on')",
    "DELETE FROM decision WHERE kind = 'hand-on'",
)
"""What the schema before had no place for."""

HISTORY_BY = (
    ("entered_on", "number"),
    ("by_id", "entered_on", "number", "kind"),
    ("kind", "entered_on", "number"),
)
"""How the history of a whole organisation is asked for: by day, by person, by kind."""

SCORED_BY = "ix_assessment_organisation_id_effective_on_risk_id"
"""How the scores given between two days are asked for."""

CELLS = ("kind", "until_on", "consequence", "likelihood", "score", "risk_id")
LISTED = ("until_on", "status", "visibility", "unit_id", "risk_id")
RENEWED = (
    ("ix_position_by_cell", "position", CELLS),
    ("ix_risk_version_listing", "risk_version", LISTED),
)
"""The indexes that now also tell from which day a row holds, and so answer for a past day."""

SCORED_EVER = "ix_position_ever_by_score"
"""How the highest scores of a past day are found."""

MEETING = "meeting (organisation_id, id)"

CHANGES = (
    Change("history", lists={"ck_history_happening": (one_of("kind", HAPPENINGS), None)}),
    Change(
        "committee",
        columns=(
            sa.Column("takes_programme_risks", sa.Boolean(), nullable=False),
            sa.Column("version", sa.Integer(), nullable=False),
        ),
        fills={"takes_programme_risks": "false", "version": "1"},
    ),
    Change(
        "decision",
        columns=(
            sa.Column("proposed_in_id", sa.Uuid(), nullable=True),
            sa.Column("proposed_by_post_id", sa.Uuid(), nullable=True),
            sa.Column("decided_in_id", sa.Uuid(), nullable=True),
        ),
        keys={
            "fk_decision_organisation_id_proposed_in_id": (
                "organisation_id, proposed_in_id",
                MEETING,
            ),
            "fk_decision_organisation_id_decided_in_id": (
                "organisation_id, decided_in_id",
                MEETING,
            ),
            "fk_decision_organisation_id_proposed_by_post_id": (
                "organisation_id, proposed_by_post_id",
                "post (organisation_id, id)",
            ),
        },
        lists={
            "ck_decision_decisionkind": (
                one_of("kind", DECISION_KINDS),
                one_of("kind", DECISION_KINDS[:-1]),
            ),
        },
    ),
    Change(
        "decision_terms",
        columns=(sa.Column("to_committee_id", sa.Uuid(), nullable=True),),
        keys={
            "fk_decision_terms_organisation_id_to_committee_id": (
                "organisation_id, to_committee_id",
                "committee (organisation_id, id)",
            )
        },
    ),
    Change(
        "review",
        columns=(sa.Column("meeting_id", sa.Uuid(), nullable=True),),
        keys={"fk_review_organisation_id_meeting_id": ("organisation_id, meeting_id", MEETING)},
    ),
)


def upgrade() -> None:
    """Step up."""
    op.create_table(
        "final_content",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("layout", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_final_content_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_final_content")),
    )
    op.create_table(
        "committee_domain",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Uuid(), nullable=False),
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
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_committee_domain_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "committee_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_committee_domain_organisation_id_committee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_committee_domain_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "committee_id", "domain", "from_on", name=op.f("pk_committee_domain")
        ),
    )
    op.create_table(
        "final_words",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("content_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "content_id"],
            ["final_content.organisation_id", "final_content.id"],
            name=op.f("fk_final_words_organisation_id_content_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_final_words_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "content_id", "number", name=op.f("pk_final_words")
        ),
    )
    op.create_index(
        op.f("ix_final_words_organisation_id_risk_id"),
        "final_words",
        ["organisation_id", "risk_id"],
        unique=False,
    )
    op.create_table(
        "monthly_review",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "closed",
                "not-held",
                name="monthstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("content_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["person.id"], name=op.f("fk_monthly_review_closed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_monthly_review_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "content_id"],
            ["final_content.organisation_id", "final_content.id"],
            name=op.f("fk_monthly_review_organisation_id_content_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_monthly_review_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_monthly_review")),
        sa.UniqueConstraint(
            "organisation_id", "month", name=op.f("uq_monthly_review_organisation_id_month")
        ),
    )
    op.create_index(
        "uq_monthly_review_open",
        "monthly_review",
        ["organisation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "meeting",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "held",
                "cancelled",
                name="meetingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("monthly_review_id", sa.Uuid(), nullable=True),
        sa.Column("cancelled_why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_meeting_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "committee_id"],
            ["committee.organisation_id", "committee.id"],
            name=op.f("fk_meeting_organisation_id_committee_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "monthly_review_id"],
            ["monthly_review.organisation_id", "monthly_review.id"],
            name=op.f("fk_meeting_organisation_id_monthly_review_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_meeting_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_meeting")),
        sa.UniqueConstraint(
            "organisation_id",
            "committee_id",
            "held_on",
            "title",
            name=op.f("uq_meeting_organisation_id_committee_id_held_on_title"),
        ),
    )
    op.create_index(
        op.f("ix_meeting_organisation_id_held_on"),
        "meeting",
        ["organisation_id", "held_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_meeting_organisation_id_monthly_review_id"),
        "meeting",
        ["organisation_id", "monthly_review_id"],
        unique=False,
    )
    op.create_table(
        "monthly_item",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("monthly_review_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("listed", sa.String(length=400), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("score_then", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "monthly_review_id"],
            ["monthly_review.organisation_id", "monthly_review.id"],
            name=op.f("fk_monthly_item_organisation_id_monthly_review_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_monthly_item_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_monthly_item_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "monthly_review_id", "risk_id", name=op.f("pk_monthly_item")
        ),
    )
    op.create_index(
        op.f("ix_monthly_item_organisation_id_risk_id"),
        "monthly_item",
        ["organisation_id", "risk_id"],
        unique=False,
    )
    op.create_table(
        "attendance",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "attended",
            sa.Enum(
                "present",
                "in-attendance",
                "apologies",
                name="attended",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_attendance_organisation_id_meeting_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "post_id"],
            ["post.organisation_id", "post.id"],
            name=op.f("fk_attendance_organisation_id_post_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_attendance_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_attendance")),
    )
    op.create_index(
        op.f("ix_attendance_organisation_id_meeting_id"),
        "attendance",
        ["organisation_id", "meeting_id"],
        unique=False,
    )
    op.create_table(
        "monthly_outcome",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("monthly_review_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
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
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("proposed_by_post_id", sa.Uuid(), nullable=True),
        sa.Column("deferred_to_id", sa.Uuid(), nullable=True),
        sa.Column("form_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "deferred_to_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_monthly_outcome_organisation_id_deferred_to_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_monthly_outcome_organisation_id_meeting_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "monthly_review_id"],
            ["monthly_review.organisation_id", "monthly_review.id"],
            name=op.f("fk_monthly_outcome_organisation_id_monthly_review_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "proposed_by_post_id"],
            ["post.organisation_id", "post.id"],
            name=op.f("fk_monthly_outcome_organisation_id_proposed_by_post_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_monthly_outcome_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_monthly_outcome_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_monthly_outcome_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_monthly_outcome")),
        sa.UniqueConstraint(
            "organisation_id", "form_id", name=op.f("uq_monthly_outcome_organisation_id_form_id")
        ),
    )
    op.create_index(
        op.f("ix_monthly_outcome_organisation_id_monthly_review_id_risk_id"),
        "monthly_outcome",
        ["organisation_id", "monthly_review_id", "risk_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_monthly_outcome_organisation_id_risk_id"),
        "monthly_outcome",
        ["organisation_id", "risk_id"],
        unique=False,
    )
    make_jobs()
    make_periods()
    make_reminders()
    for change in CHANGES:
        change.make()
    for columns in HISTORY_BY:
        name = op.f(f"ix_history_organisation_id_{'_'.join(columns)}")
        op.create_index(name, "history", ["organisation_id", *columns], unique=False)
    op.create_index(
        op.f(SCORED_BY), "assessment", ["organisation_id", "effective_on", "risk_id"], unique=False
    )
    for name, table, columns in RENEWED:
        _renew(name, table, *columns, "from_on")
    op.create_index(
        SCORED_EVER,
        "position",
        ["organisation_id", "kind", sa.text("score DESC"), "risk_id", "from_on", "until_on"],
    )


def downgrade() -> None:
    """Step down."""
    op.drop_index(SCORED_EVER, table_name="position")
    for name, table, columns in RENEWED:
        _renew(name, table, *columns)
    op.drop_index(op.f(SCORED_BY), table_name="assessment")
    for columns in HISTORY_BY:
        name = op.f(f"ix_history_organisation_id_{'_'.join(columns)}")
        op.drop_index(name, table_name="history")
    for statement in BEFORE_DOWN:
        op.execute(statement)
    for change in reversed(CHANGES):
        change.undo()
    drop_periods()
    drop_jobs()
    op.drop_index(op.f("ix_monthly_outcome_organisation_id_risk_id"), table_name="monthly_outcome")
    op.drop_index(
        op.f("ix_monthly_outcome_organisation_id_monthly_review_id_risk_id"),
        table_name="monthly_outcome",
    )
    op.drop_table("monthly_outcome")
    op.drop_index(op.f("ix_attendance_organisation_id_meeting_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_monthly_item_organisation_id_risk_id"), table_name="monthly_item")
    op.drop_table("monthly_item")
    op.drop_index(op.f("ix_meeting_organisation_id_monthly_review_id"), table_name="meeting")
    op.drop_index(op.f("ix_meeting_organisation_id_held_on"), table_name="meeting")
    op.drop_table("meeting")
    op.drop_index(
        "uq_monthly_review_open",
        table_name="monthly_review",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_table("monthly_review")
    op.drop_index(op.f("ix_final_words_organisation_id_risk_id"), table_name="final_words")
    op.drop_table("final_words")
    op.drop_table("committee_domain")
    op.drop_table("final_content")


def make_jobs() -> None:
    """Make the tables of long work."""
    op.create_table(
        "job",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "asked_as",
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
        sa.Column("arguments", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "failed",
                "given-up",
                name="jobstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.Column("result", sa.String(length=500), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("made_file", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=True),
        sa.Column("file_type", sa.String(length=100), nullable=True),
        sa.Column("file_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("done >= 0 AND total >= 0", name=op.f("ck_job_progress")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_job_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_job_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_job")),
        sa.UniqueConstraint("organisation_id", "key", name=op.f("uq_job_organisation_id_key")),
    )
    op.create_index(
        op.f("ix_job_organisation_id_by_id_asked_at"),
        "job",
        ["organisation_id", "by_id", "asked_at"],
        unique=False,
    )
    op.create_index(
        "ix_job_under_way",
        "job",
        ["state", "due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'running')"),
        postgresql_where=sa.text("state IN ('waiting', 'running')"),
    )
    make_queue()


def make_reminders() -> None:
    """Make the tables of reminders."""
    op.create_table(
        "reminder_choice",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "daily",
                "weekly",
                "off",
                name="howoften",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_reminder_choice_weekday")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_reminder_choice_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reminder_choice_person_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name=op.f("pk_reminder_choice")),
    )
    op.create_table(
        "reminder_rule",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("days BETWEEN 0 AND 365", name=op.f("ck_reminder_rule_days")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_reminder_rule_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_reminder_rule_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_reminder_rule")),
    )
    op.create_table(
        "reminder_mail",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "sending",
                "sent",
                "failed",
                name="sent",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_reminder_mail_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reminder_mail_person_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "person_id", "day", name=op.f("pk_reminder_mail")
        ),
    )


def drop_jobs() -> None:
    """Drop the tables of long work and of reminders."""
    for table in ("reminder_mail", "reminder_rule", "reminder_choice"):
        op.drop_table(table)
    drop_queue()
    op.drop_table("job")


def make_periods() -> None:
    """Make the periods of the BAF."""
    op.create_table(
        "baf_period",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "preparing",
                "open",
                name="periodstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("opened_by_id", sa.Uuid(), nullable=True),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_baf_period_by_id")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["person.id"], name=op.f("fk_baf_period_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "meeting_id"],
            ["meeting.organisation_id", "meeting.id"],
            name=op.f("fk_baf_period_organisation_id_meeting_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_baf_period_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_baf_period")),
        sa.UniqueConstraint(
            "organisation_id", "starts_on", name=op.f("uq_baf_period_organisation_id_starts_on")
        ),
    )
    op.create_index(
        "uq_baf_period_preparing",
        "baf_period",
        ["organisation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'preparing'"),
        postgresql_where=sa.text("state = 'preparing'"),
    )
    op.create_table(
        "baf_entry",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("period_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column(
            "fate",
            sa.Enum(
                "carried",
                "reworded",
                "merged",
                "retired",
                "new",
                name="fate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.Column("into_risk_id", sa.Uuid(), nullable=True),
        sa.Column("gap", sa.String(), nullable=False),
        sa.Column("closing_score", sa.Integer(), nullable=True),
        sa.Column("opening_score", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_on < until_on", name=op.f("ck_baf_entry_half_open")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "into_risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_baf_entry_organisation_id_into_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "period_id"],
            ["baf_period.organisation_id", "baf_period.id"],
            name=op.f("fk_baf_entry_organisation_id_period_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_baf_entry_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_baf_entry_organisation_id")
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "period_id", "risk_id", name=op.f("pk_baf_entry")
        ),
    )
    op.create_index(
        op.f("ix_baf_entry_organisation_id_risk_id_until_on"),
        "baf_entry",
        ["organisation_id", "risk_id", "until_on"],
        unique=False,
    )
    op.create_table(
        "baf_entry_objective",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("period_id", sa.Uuid(), nullable=False),
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "objective_id"],
            ["objective.organisation_id", "objective.id"],
            name=op.f("fk_baf_entry_objective_organisation_id_objective_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "period_id"],
            ["baf_period.organisation_id", "baf_period.id"],
            name=op.f("fk_baf_entry_objective_organisation_id_period_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "risk_id"],
            ["risk.organisation_id", "risk.id"],
            name=op.f("fk_baf_entry_objective_organisation_id_risk_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_baf_entry_objective_organisation_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "period_id",
            "risk_id",
            "objective_id",
            name=op.f("pk_baf_entry_objective"),
        ),
    )


def drop_periods() -> None:
    """Drop the periods of the BAF."""
    op.drop_table("baf_entry_objective")
    op.drop_index(op.f("ix_baf_entry_organisation_id_risk_id_until_on"), table_name="baf_entry")
    op.drop_table("baf_entry")
    op.drop_index(
        "uq_baf_period_preparing",
        table_name="baf_period",
        sqlite_where=sa.text("state = 'preparing'"),
        postgresql_where=sa.text("state = 'preparing'"),
    )
    op.drop_table("baf_period")


def _renew(name: str, table: str, *columns: str) -> None:
    op.drop_index(name, table_name=table)
    op.create_index(name, table, ["organisation_id", *columns])
