"""Raising a gap in control or in assurance, naming what is to close it, and closing it."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.controls import GAP_NAMES, CloseGap, NameMilestones, RaiseGap
from riskapp.domain.drafts import AddMilestone
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor
from riskapp.domain.references import milestone_reference
from riskapp.models import Gap, GapMilestone, Milestone, RiskMilestone
from riskapp.queries.joins import points_at
from riskapp.queries.scope import still
from riskapp.services.controls import get_standing_control
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.milestones import add_milestone

STALE = "Someone else closed this gap while you were looking at it."


def raise_gap(session: Session, actor: Actor, reference: str, draft: RaiseGap) -> Gap:
    """Raise a gap on a control or on the whole risk, with the milestones that are to close it."""
    deed = begin_deed(session, actor, reference, Action.CHANGE_CONTROL)
    deed.refuse_closed()
    if not draft.words.strip():
        raise FieldError("words", "Say what is missing.")
    if draft.control_id is not None:
        get_standing_control(deed, draft.control_id)
    gap = Gap(
        organisation_id=actor.organisation_id,
        risk_id=deed.case.risk.id,
        control_id=draft.control_id,
        kind=draft.kind,
        words=draft.words.strip(),
        from_on=actor.today,
        by_id=actor.person_id,
    )
    session.add(gap)
    facts = {"gap": GAP_NAMES[gap.kind]}
    deed.note(Happening.GAP_RAISED, gap.id, facts=facts, words={"words": gap.words})
    session.flush()
    _link(deed, gap, draft.milestone_ids)
    return gap


def name_milestones(
    session: Session, actor: Actor, reference: str, gap_id: UUID, draft: NameMilestones
) -> None:
    """Name which of the risk's milestones are to close a gap, and which no longer are."""
    deed = begin_deed(session, actor, reference, Action.CHANGE_CONTROL)
    deed.refuse_closed()
    gap = _get(deed, gap_id)
    held = _held(deed, gap)
    _link(deed, gap, (one for one in draft.milestone_ids if one not in held))
    for milestone_id in set(draft.seen_ids) & held.keys() - set(draft.milestone_ids):
        unlink_gap(deed, gap, held[milestone_id])
    session.flush()


def add_closing_action(
    session: Session, actor: Actor, reference: str, gap_id: UUID, draft: AddMilestone
) -> Milestone:
    """Add an action of the risk, or a milestone that mitigates it, that is to close a gap."""
    deed = begin_deed(session, actor, reference, Action.CHANGE_CONTROL)
    deed.refuse_closed()
    gap = _get(deed, gap_id)
    if deed.case.risk.id not in draft.risk_ids:
        raise FieldError("risks", "What closes a gap of a risk must mitigate that risk.")
    milestone = add_milestone(session, actor, draft)
    _link(deed, gap, [milestone.id])
    return milestone


def close_gap(
    session: Session, actor: Actor, reference: str, gap_id: UUID, draft: CloseGap
) -> None:
    """Close a gap, by one of its milestones that is done or with a reason."""
    deed = begin_deed(session, actor, reference, Action.CHANGE_CONTROL)
    deed.refuse_closed()
    gap = _get(deed, gap_id)
    facts: dict[str, object] = {"gap": GAP_NAMES[gap.kind]}
    if draft.milestone_id is not None:
        facts["milestone"] = _get_done(deed, gap, draft.milestone_id)
    elif not draft.reason.strip():
        raise FieldError("reason", "Choose the milestone that closed it, or say why it is closed.")
    gap.until_on, gap.closed_by_id = actor.today, actor.person_id
    gap.closed_why, gap.closed_milestone_id = draft.reason.strip(), draft.milestone_id
    words = {"words": gap.words, "reason": draft.reason}
    deed.note(Happening.GAP_CLOSED, gap.id, facts=facts, words=words)
    session.flush()


def gaps_to_close(deed: Deed, milestone_id: UUID) -> dict[UUID, tuple[Gap, GapMilestone]]:
    """Return the open gaps of the risk that a milestone is to close, by id, each with its link."""
    query = (
        select(Gap, GapMilestone)
        .join(GapMilestone, points_at(GapMilestone.gap_id, Gap))
        .where(
            col(Gap.organisation_id) == deed.case.risk.organisation_id,
            col(Gap.risk_id) == deed.case.risk.id,
            col(GapMilestone.milestone_id) == milestone_id,
            *(still(Gap), still(GapMilestone)),
        )
        .order_by(col(Gap.id))
    )
    return {gap.id: (gap, link) for gap, link in deed.session.exec(query)}


def _get(deed: Deed, gap_id: UUID) -> Gap:
    """Return a gap of the risk; StaleError once it is closed."""
    query = select(Gap).where(
        col(Gap.organisation_id) == deed.case.risk.organisation_id,
        col(Gap.risk_id) == deed.case.risk.id,
        col(Gap.id) == gap_id,
    )
    fresh = query.execution_options(populate_existing=True)
    gap = deed.session.exec(fresh).one_or_none()
    if gap is None:
        raise NotFoundError("There is no such gap of this risk.")
    if gap.until_on != FOREVER:
        raise StaleError(STALE)
    return gap


def _get_done(deed: Deed, gap: Gap, milestone_id: UUID) -> str:
    """Return the reference of a milestone of the gap that is done; FieldError otherwise."""
    milestone = deed.session.get(Milestone, (gap.organisation_id, milestone_id))
    if milestone is None or milestone_id not in _held(deed, gap):
        raise FieldError("milestone", "Choose one of the milestones that are to close this gap.")
    if milestone.status is not MilestoneStatus.DONE:
        raise FieldError("milestone", "That milestone is not done yet, so it has closed nothing.")
    return milestone_reference(milestone.number)


def _held(deed: Deed, gap: Gap) -> dict[UUID, GapMilestone]:
    """Return the links that hold, by the milestone they name."""
    query = select(GapMilestone).where(
        col(GapMilestone.organisation_id) == gap.organisation_id,
        col(GapMilestone.gap_id) == gap.id,
        still(GapMilestone),
    )
    return {link.milestone_id: link for link in deed.session.exec(query)}


def _link(deed: Deed, gap: Gap, milestone_ids: Iterable[UUID]) -> None:
    """Name milestones of the risk as what is to close a gap, from today."""
    known = _mitigating(deed)
    for milestone_id in dict.fromkeys(milestone_ids):
        if milestone_id not in known:
            raise FieldError("milestones", "Choose milestones that mitigate this risk.")
        deed.session.add(
            GapMilestone(
                organisation_id=gap.organisation_id,
                gap_id=gap.id,
                milestone_id=milestone_id,
                from_on=deed.actor.today,
            )
        )
        _note(deed, gap, Happening.GAP_LINKED, milestone_id)
    deed.session.flush()


def unlink_gap(deed: Deed, gap: Gap, link: GapMilestone) -> None:
    """End a link today; one made today never held at a day's end, so it goes."""
    _note(deed, gap, Happening.GAP_UNLINKED, link.milestone_id)
    if link.from_on < deed.actor.today:
        link.until_on = deed.actor.today
    else:
        deed.session.delete(link)


def _mitigating(deed: Deed) -> set[UUID]:
    """Return the milestones that mitigate the risk."""
    query = select(col(RiskMilestone.milestone_id)).where(
        col(RiskMilestone.organisation_id) == deed.case.risk.organisation_id,
        col(RiskMilestone.risk_id) == deed.case.risk.id,
        still(RiskMilestone),
    )
    return set(deed.session.exec(query))


def _note(deed: Deed, gap: Gap, kind: Happening, milestone_id: UUID) -> None:
    milestone = deed.session.get_one(Milestone, (gap.organisation_id, milestone_id))
    facts = {"gap": GAP_NAMES[gap.kind], "milestone": milestone_reference(milestone.number)}
    deed.note(kind, gap.id, facts=facts)
