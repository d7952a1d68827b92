"""Adding milestones, moving their due dates and saying how they stand."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.drafts import AddMilestone, MoveMilestone, SetMilestone
from riskapp.domain.due_periods import DuePeriod
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.evidence import REFUSAL, is_evidence
from riskapp.domain.happenings import Happening
from riskapp.domain.milestone_drafts import GiveMilestone, NoteProgress
from riskapp.domain.milestones import NOBODY, MilestoneStatus
from riskapp.domain.permissions import Actor, require
from riskapp.domain.references import milestone_reference
from riskapp.domain.wording import NO_POST
from riskapp.models import Milestone, MilestoneDue, MilestoneNote, Post
from riskapp.queries.cases import get_case_by_id
from riskapp.queries.milestones import refuse_hidden
from riskapp.queries.scope import still
from riskapp.services.deeds import Deed
from riskapp.services.history import note
from riskapp.services.links import mitigate
from riskapp.services.transactions import next_milestone_number


def add_milestone(
    session: Session, actor: Actor, draft: AddMilestone, *, from_on: date | None = None
) -> Milestone:
    """Add a milestone of a programme, an action of risks, or both.

    `from_on` is the day since which its due period has been known, None for today.
    """
    require(actor, Action.CHANGE_MILESTONE)
    if not draft.words.strip():
        raise FieldError("words", "Say what is to be done.")
    if draft.risk_ids:
        require(actor, Action.LINK_MILESTONE)
    cases = [get_case_by_id(session, actor, risk_id) for risk_id in draft.risk_ids]
    milestone = _new(session, actor, draft)
    session.add_all([milestone, _due(milestone, from_on or actor.today, draft.due)])
    session.flush()
    facts, words = {"due": draft.due.printed}, {"words": draft.words}
    _note(session, actor, milestone, Happening.MILESTONE_ADDED, facts=facts, words=words)
    for case in cases:
        mitigate(Deed(session, actor, case), milestone)
    return milestone


def _new(session: Session, actor: Actor, draft: AddMilestone) -> Milestone:
    return Milestone(
        organisation_id=actor.organisation_id,
        number=next_milestone_number(session, actor.organisation_id),
        words=draft.words.strip(),
        programme_id=draft.programme_id,
        workstream_id=draft.workstream_id,
        owner_post_id=draft.owner_post_id,
    )


def move_milestone(
    session: Session, actor: Actor, milestone_id: UUID, draft: MoveMilestone
) -> None:
    """Give a milestone another due period; the earlier one is kept and the slip counted."""
    milestone = _get(session, actor, milestone_id, draft.seen_version)
    _refuse_no_reason(draft.reason)
    held = get_due(session, milestone)
    if held.printed == draft.due.printed:
        raise FieldError("due", "That is the due date it has already.")
    facts, words = {"before": held.printed, "due": draft.due.printed}, {"reason": draft.reason}
    if held.from_on >= actor.today:
        held.sqlmodel_update(_period(draft.due) | {"slip": held.slip + 1})
    else:
        held.until_on = actor.today
        session.add(_due(milestone, actor.today, draft.due, slip=held.slip + 1))
    milestone.version += 1
    _note(session, actor, milestone, Happening.MILESTONE_MOVED, facts=facts, words=words)
    session.flush()


def set_milestone(session: Session, actor: Actor, milestone_id: UUID, draft: SetMilestone) -> None:
    """Say how a milestone stands: done, at risk, in progress, cancelled."""
    milestone = _get(session, actor, milestone_id, draft.seen_version)
    _refuse_no_reason(draft.reason)
    facts = {"before": milestone.status.value, "status": draft.status.value}
    milestone.status = draft.status
    milestone.done_on = actor.today if draft.status is MilestoneStatus.DONE else None
    milestone.version += 1
    _note(
        session,
        actor,
        milestone,
        Happening.MILESTONE_SET,
        facts=facts,
        words={"reason": draft.reason},
    )
    session.flush()


def give_milestone(
    session: Session, actor: Actor, milestone_id: UUID, draft: GiveMilestone
) -> None:
    """Give a milestone to another post, or to none."""
    milestone = _get(session, actor, milestone_id, draft.seen_version)
    _refuse_no_reason(draft.reason)
    if milestone.owner_post_id == draft.owner_post_id:
        raise FieldError("owner", "That post owns it already.")
    facts = {
        "fields": "owner",
        "before": _post_words(session, actor, milestone.owner_post_id),
        "after": _post_words(session, actor, draft.owner_post_id),
    }
    milestone.owner_post_id = draft.owner_post_id
    milestone.version += 1
    words = {"reason": draft.reason}
    _note(session, actor, milestone, Happening.MILESTONE_EDITED, facts=facts, words=words)
    session.flush()


def note_progress(
    session: Session, actor: Actor, milestone_id: UUID, draft: NoteProgress
) -> MilestoneNote:
    """Keep a note on how a milestone is getting on; it takes nobody else's words away."""
    milestone = _get(session, actor, milestone_id)
    if not draft.words.strip():
        raise FieldError("words", "Say how it is getting on.")
    if not is_evidence(draft.evidence):
        raise FieldError("evidence", REFUSAL)
    kept = MilestoneNote(
        organisation_id=actor.organisation_id,
        milestone_id=milestone.id,
        words=draft.words.strip(),
        evidence=draft.evidence.strip(),
        entered_on=actor.today,
        by_id=actor.person_id,
    )
    session.add(kept)
    words = {"note": draft.words, "evidence": draft.evidence}
    _note(session, actor, milestone, Happening.MILESTONE_NOTED, facts={}, words=words)
    session.flush()
    return kept


def _post_words(session: Session, actor: Actor, post_id: UUID | None) -> str:
    """Return a post of the organisation in words; NotFoundError where it has no such post."""
    if post_id is None:
        return NOBODY
    post = session.get(Post, (actor.organisation_id, post_id))
    if post is None:
        raise NotFoundError("There is no such post in this organisation.")
    return post.title or NO_POST


def _get(
    session: Session, actor: Actor, milestone_id: UUID, seen_version: int | None = None
) -> Milestone:
    """Fetch and lock a milestone; StaleError if it was changed since it was looked at."""
    require(actor, Action.CHANGE_MILESTONE)
    query = (
        select(Milestone)
        .where(
            col(Milestone.organisation_id) == actor.organisation_id,
            col(Milestone.id) == milestone_id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    milestone = session.exec(query).one_or_none()
    if milestone is None:
        raise NotFoundError("There is no such milestone in this organisation.")
    refuse_hidden(session, actor, milestone)
    if seen_version is not None and milestone.version != seen_version:
        raise StaleError("Someone else changed this milestone while you were looking at it.")
    return milestone


def get_due(session: Session, milestone: Milestone) -> MilestoneDue:
    """Return the due period that a milestone has now."""
    query = select(MilestoneDue).where(
        col(MilestoneDue.organisation_id) == milestone.organisation_id,
        col(MilestoneDue.milestone_id) == milestone.id,
        still(MilestoneDue),
    )
    return session.exec(query).one()


def _due(milestone: Milestone, from_on: date, due: DuePeriod, slip: int = 0) -> MilestoneDue:
    return MilestoneDue(
        organisation_id=milestone.organisation_id,
        milestone_id=milestone.id,
        from_on=from_on,
        slip=slip,
        **_period(due),
    )


def _period(due: DuePeriod) -> dict[str, Any]:
    return {
        "printed": due.printed,
        "precision": due.precision,
        "starts_on": due.starts_on,
        "due_on": due.due_on,
    }


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the change.")


def _note(
    session: Session,
    actor: Actor,
    milestone: Milestone,
    kind: Happening,
    *,
    facts: Mapping[str, str],
    words: Mapping[str, str],
) -> None:
    named = {"milestone": milestone_reference(milestone.number), **facts}
    note(session, actor, kind, subject_id=milestone.id, facts=named, words=words)
