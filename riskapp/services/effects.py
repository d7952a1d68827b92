"""The effect that a milestone is expected to have on a risk that it mitigates."""

from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.milestone_drafts import ExpectEffect
from riskapp.domain.permissions import Actor
from riskapp.domain.references import milestone_reference
from riskapp.domain.scoring import Score, score_of
from riskapp.models import Milestone, RiskMilestone
from riskapp.queries.scope import still
from riskapp.services.deeds import Deed, begin_deed

NOT_SAID = "not said"


def expect_effect(
    session: Session, actor: Actor, reference: str, milestone_id: UUID, draft: ExpectEffect
) -> None:
    """Record to which score a milestone should bring a risk, or that nobody expects one any more.

    StaleError if something else is expected than what was seen.
    """
    deed = begin_deed(session, actor, reference, Action.LINK_MILESTONE)
    deed.refuse_closed()
    if not draft.reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the change.")
    held = _get_link(deed, milestone_id)
    before = score_of(held.expected_consequence, held.expected_likelihood)
    if before != draft.seen:
        raise StaleError("Someone else changed the effect while you were looking at it.")
    if before == draft.expected:
        raise FieldError("consequence", "That is what is expected already.")
    _replace(deed, held, draft.expected)
    _note(deed, milestone_id, before, draft)
    session.flush()


def _note(deed: Deed, milestone_id: UUID, before: Score | None, draft: ExpectEffect) -> None:
    key = (deed.actor.organisation_id, milestone_id)
    facts = {
        "milestone": milestone_reference(deed.session.get_one(Milestone, key).number),
        "before": _words(before),
        "expected": _words(draft.expected),
    }
    words = {"reason": draft.reason}
    deed.note(Happening.EFFECT_EXPECTED, milestone_id, facts=facts, words=words)


def _get_link(deed: Deed, milestone_id: UUID) -> RiskMilestone:
    query = select(RiskMilestone).where(
        col(RiskMilestone.organisation_id) == deed.case.risk.organisation_id,
        col(RiskMilestone.risk_id) == deed.case.risk.id,
        col(RiskMilestone.milestone_id) == milestone_id,
        still(RiskMilestone),
    )
    held = deed.session.exec(query).one_or_none()
    if held is None:
        raise NotFoundError("That milestone does not mitigate this risk.")
    return held


def _replace(deed: Deed, held: RiskMilestone, expected: Score | None) -> None:
    """Let the link hold with what is expected from today; what was before is kept."""
    today = deed.actor.today
    now = held
    if held.from_on < today:
        held.until_on = today
        now = RiskMilestone(
            organisation_id=held.organisation_id,
            risk_id=held.risk_id,
            milestone_id=held.milestone_id,
            from_on=today,
        )
        deed.session.add(now)
    now.expected_consequence = int(expected.consequence) if expected else None
    now.expected_likelihood = int(expected.likelihood) if expected else None


def _words(score: Score | None) -> str:
    if score is None:
        return NOT_SAID
    return f"{score.value}, consequence {score.consequence} and likelihood {score.likelihood}"
