"""Milestones in an event: moved, said how they stand, noted, given to another, their effect."""

from uuid import UUID

from sqlmodel import col, select

from riskapp.domain.drafts import MoveMilestone, SetMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.milestone_drafts import ExpectEffect, GiveMilestone, NoteProgress
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.scoring import Score, score_of
from riskapp.models import Milestone, RiskMilestone
from riskapp.queries.scope import still
from riskapp.services.effects import expect_effect
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind
from riskapp.services.milestones import (
    give_milestone,
    move_milestone,
    note_progress,
    set_milestone,
)

EVIDENCE = 500


def _move(fields: EventFields) -> Act:
    reason = fields.reason()
    due = fields.read("due", fields.text("due"), parse_due)

    def act(scene: Scene) -> None:
        draft = MoveMilestone(due, reason, scene.version_of(Milestone, scene.subject_id))
        move_milestone(scene.session, scene.actor, scene.subject_id, draft)

    return act


def _set(fields: EventFields) -> Act:
    reason, status = fields.reason(), fields.choice("status", MilestoneStatus)

    def act(scene: Scene) -> None:
        draft = SetMilestone(status, reason, scene.version_of(Milestone, scene.subject_id))
        set_milestone(scene.session, scene.actor, scene.subject_id, draft)

    return act


def _give(fields: EventFields) -> Act:
    reason, owner = fields.reason(), fields.maybe_key("owner_post", Kind.POST)

    def act(scene: Scene) -> None:
        seen = scene.version_of(Milestone, scene.subject_id)
        draft = GiveMilestone(scene.find(Kind.POST, owner), reason, seen)
        give_milestone(scene.session, scene.actor, scene.subject_id, draft)

    return act


def _note(fields: EventFields) -> Act:
    draft = NoteProgress(fields.text("text"), fields.maybe_text("evidence", EVIDENCE))

    def act(scene: Scene) -> None:
        note_progress(scene.session, scene.actor, scene.subject_id, draft)

    return act


def _expect(fields: EventFields) -> Act:
    reason, risk = fields.reason(), fields.key("risk", Kind.RISK)
    consequence = fields.maybe_number("consequence", 1, 5)
    likelihood = fields.maybe_number("likelihood", 1, 5)
    if (consequence is None) is not (likelihood is None):
        raise fields.refuse("consequence", "expected a consequence and a likelihood, or neither")

    def act(scene: Scene) -> None:
        risk_id = scene.get(Kind.RISK, risk)
        draft = ExpectEffect(score_of(consequence, likelihood), reason, _expected(scene, risk_id))
        reference = scene.reference_of(risk_id)
        expect_effect(scene.session, scene.actor, reference, scene.subject_id, draft)

    return act


def _expected(scene: Scene, risk_id: UUID) -> Score | None:
    """Return what the event's milestone is expected to bring a risk to by now."""
    query = select(RiskMilestone).where(
        col(RiskMilestone.organisation_id) == scene.actor.organisation_id,
        col(RiskMilestone.risk_id) == risk_id,
        col(RiskMilestone.milestone_id) == scene.subject_id,
        still(RiskMilestone),
    )
    held = scene.session.exec(query).one_or_none()
    return score_of(held.expected_consequence, held.expected_likelihood) if held else None


DEEDS = to(
    Kind.MILESTONE,
    {
        "move-milestone": _move,
        "set-milestone": _set,
        "give-milestone": _give,
        "note-progress": _note,
        "expect-effect": _expect,
    },
)
