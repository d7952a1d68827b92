"""Ending the link of a milestone to a risk, and with it what it was to close there."""

from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.milestone_drafts import UnlinkMilestone
from riskapp.domain.permissions import Actor
from riskapp.domain.references import milestone_reference
from riskapp.models import Milestone, Risk, RiskMilestone, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.milestones import refuse_hidden
from riskapp.queries.scope import same_risk, still, visible
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.gaps import gaps_to_close, unlink_gap
from riskapp.services.search_index import reindex

GONE = "Someone else unlinked this milestone from the risk while you were looking at it."
STALE = "Someone else changed this milestone, or what it is to close, while you looked at it."
ALONE = "It is an action of this risk alone: say that it is cancelled instead."


def unlink_milestone(
    session: Session, actor: Actor, reference: str, milestone_id: UUID, draft: UnlinkMilestone
) -> None:
    """Let a milestone mitigate the risk no longer from today, nor close any open gap of it.

    StaleError if it does not any more, or is to close others than those that were seen.
    """
    deed = begin_deed(session, actor, reference, Action.LINK_MILESTONE)
    deed.refuse_closed()
    if not draft.reason.strip():
        raise FieldError("reason", "Say why it no longer mitigates this risk.")
    milestone = _get(deed, milestone_id)
    held, gaps = _get_link(deed, milestone_id), gaps_to_close(deed, milestone_id)
    if milestone.version != draft.seen_version or gaps.keys() != draft.seen_gaps:
        raise StaleError(STALE)
    _refuse_alone(deed, milestone)
    for gap, link in gaps.values():
        unlink_gap(deed, gap, link)
    _end(deed, held)
    facts = {"milestone": milestone_reference(milestone.number)}
    words = {"reason": draft.reason}
    deed.note(Happening.MILESTONE_UNLINKED, milestone.id, facts=facts, words=words)
    session.flush()
    reindex(session, milestone.organisation_id, deed.case.risk.id)


def _get(deed: Deed, milestone_id: UUID) -> Milestone:
    milestone = deed.session.get(Milestone, (deed.actor.organisation_id, milestone_id))
    if milestone is None:
        raise NotFoundError("There is no such milestone in this organisation.")
    refuse_hidden(deed.session, deed.actor, milestone)
    return milestone


def _get_link(deed: Deed, milestone_id: UUID) -> RiskMilestone:
    query = select(RiskMilestone).where(
        col(RiskMilestone.organisation_id) == deed.case.risk.organisation_id,
        col(RiskMilestone.risk_id) == deed.case.risk.id,
        col(RiskMilestone.milestone_id) == milestone_id,
        still(RiskMilestone),
    )
    held = deed.session.exec(query).one_or_none()
    if held is None:
        raise StaleError(GONE)
    return held


def _refuse_alone(deed: Deed, milestone: Milestone) -> None:
    """Refuse to leave an action without a risk; a risk hidden from the actor is none to them."""
    if milestone.programme_id is not None:
        return
    others = (
        select(col(RiskMilestone.risk_id))
        .join(Risk, points_at(RiskMilestone.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .where(
            col(RiskMilestone.milestone_id) == milestone.id,
            col(RiskMilestone.risk_id) != deed.case.risk.id,
            *(still(RiskMilestone), still(RiskVersion), visible(deed.actor)),
        )
    )
    if deed.session.exec(others).first() is None:
        raise FieldError("reason", ALONE)


def _end(deed: Deed, held: RiskMilestone) -> None:
    """End a link today; one made today never held at a day's end, so it goes."""
    if held.from_on >= deed.actor.today:
        deed.session.delete(held)
    else:
        held.until_on = deed.actor.today
