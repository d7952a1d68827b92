"""Milestones in an event: moved, and said how they stand."""

from riskapp.domain.drafts import MoveMilestone, SetMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.milestones import MilestoneStatus
from riskapp.models import Milestone
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind
from riskapp.services.milestones import move_milestone, set_milestone


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


DEEDS = to(Kind.MILESTONE, {"move-milestone": _move, "set-milestone": _set})
