"""Linking risks: to the objectives they threaten, and to milestones."""

from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.answers import answer_words
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.escalation import ObjectiveAnswer, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor, require
from riskapp.domain.references import milestone_reference
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Milestone,
    Objective,
    RiskMilestone,
    RiskObjective,
)
from riskapp.queries.cases import Standing
from riskapp.queries.milestones import refuse_hidden
from riskapp.queries.scope import still
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.escalation import follow_rule, get_standing
from riskapp.services.proposals import judged_now
from riskapp.services.search_index import reindex

AnyLink = TypeVar("AnyLink", RiskObjective, RiskMilestone)


Seen = frozenset[UUID]
"""The objectives that a risk was linked to when somebody looked."""


def link_objective(
    session: Session,
    actor: Actor,
    reference: str,
    objective_id: UUID,
    reason: str = "",
    *,
    seen: Seen | None = None,
) -> None:
    """Link a risk to an objective; one that scores at the threshold goes on the BAF with it.

    Where it would, it takes someone who may answer the objective question. StaleError if the risk
    is linked to others than those `seen`, where that is given.
    """
    deed = _begin(session, actor, reference, seen)
    standing = get_standing(deed)
    value = _score(standing)
    if deed.case.matrix.escalates(value) and Register.BAF not in standing.placements:
        require(actor, Action.ANSWER_OBJECTIVE)
    link(deed, objective_id, reason)
    _answer_the_question(deed, standing, reason)
    if value:
        follow_rule(deed, standing, judged_now(deed, standing), affects_objective=True)
    session.flush()


def _answer_the_question(deed: Deed, standing: Standing, reason: str) -> None:
    """Take the link as the answer to the objective question, if that is open."""
    question = standing.open(DecisionKind.ANSWER_OBJECTIVE)
    if question is None:
        return
    if not reason.strip():
        raise FieldError("reason", "Say why: this answers the question that is open on the risk.")
    question.answer = ObjectiveAnswer.OWN_ENTRY
    deed.decide(question, DecisionState.AGREED, reason)
    facts = {"answer": answer_words(question.answer)}
    deed.note(Happening.OBJECTIVE_ANSWERED, question.id, facts=facts, words={"reason": reason})


def unlink_objective(
    session: Session,
    actor: Actor,
    reference: str,
    objective_id: UUID,
    reason: str,
    *,
    seen: Seen | None = None,
) -> None:
    """End a link from today, with the reason; what is on the BAF stays there until decided.

    StaleError if it is linked to others than those `seen`, where what was seen is given.
    """
    deed = _begin(session, actor, reference, seen)
    if not reason.strip():
        raise FieldError("reason", "Say why the risk no longer affects this objective.")
    unlink(deed, objective_id, reason)


def _score(standing: Standing) -> int:
    position = standing.positions.get(ScoreKind.CURRENT)
    return position.score if position else 0


def _begin(session: Session, actor: Actor, reference: str, seen: Seen | None) -> Deed:
    """Begin to change the links of a risk to objectives; StaleError if others did meanwhile."""
    deed = begin_deed(session, actor, reference, Action.LINK_OBJECTIVE)
    deed.refuse_closed()
    if seen is None:
        return deed
    query = select(col(RiskObjective.objective_id)).where(
        col(RiskObjective.organisation_id) == deed.case.risk.organisation_id,
        col(RiskObjective.risk_id) == deed.case.risk.id,
        still(RiskObjective),
    )
    if frozenset(deed.session.exec(query)) != seen:
        raise StaleError("Someone else changed the objectives of this risk while you looked at it.")
    return deed


def link(deed: Deed, objective_id: UUID, reason: str = "") -> None:
    """Link the risk to an objective from today; to do it twice changes nothing."""
    objective = _get_objective(deed, objective_id)
    if _find(deed, RiskObjective, col(RiskObjective.objective_id) == objective_id) is not None:
        return
    deed.session.add(
        RiskObjective(
            organisation_id=objective.organisation_id,
            risk_id=deed.case.risk.id,
            objective_id=objective_id,
            from_on=deed.actor.today,
        )
    )
    facts = {"objective": objective.number}
    deed.note(Happening.OBJECTIVE_LINKED, objective_id, facts=facts, words={"reason": reason})
    deed.session.flush()


def unlink(deed: Deed, objective_id: UUID, reason: str) -> None:
    """End the link of the risk to an objective today; FieldError where there is none."""
    objective = _get_objective(deed, objective_id)
    held = _find(deed, RiskObjective, col(RiskObjective.objective_id) == objective_id)
    if held is None:
        raise FieldError("objective", "This risk is not linked to that objective.")
    _end(deed, held)
    facts = {"objective": objective.number}
    deed.note(Happening.OBJECTIVE_UNLINKED, objective_id, facts=facts, words={"reason": reason})
    deed.session.flush()


def link_milestone(session: Session, actor: Actor, reference: str, milestone_id: UUID) -> None:
    """Let a milestone mitigate the risk from today; to do it twice changes nothing."""
    deed = begin_deed(session, actor, reference, Action.LINK_MILESTONE)
    milestone = session.get(Milestone, (actor.organisation_id, milestone_id))
    if milestone is None:
        raise NotFoundError("There is no such milestone in this organisation.")
    refuse_hidden(session, actor, milestone)
    mitigate(deed, milestone)


def mitigate(deed: Deed, milestone: Milestone) -> None:
    """Link a milestone within a deed that has the right to."""
    deed.refuse_closed()
    if _find(deed, RiskMilestone, col(RiskMilestone.milestone_id) == milestone.id) is not None:
        return
    deed.session.add(
        RiskMilestone(
            organisation_id=milestone.organisation_id,
            risk_id=deed.case.risk.id,
            milestone_id=milestone.id,
            from_on=deed.actor.today,
        )
    )
    facts = {"milestone": milestone_reference(milestone.number)}
    deed.note(Happening.MILESTONE_LINKED, milestone.id, facts=facts)
    reindex(deed.session, milestone.organisation_id, deed.case.risk.id)


def _get_objective(deed: Deed, objective_id: UUID) -> Objective:
    objective = deed.session.get(Objective, (deed.case.risk.organisation_id, objective_id))
    if objective is None:
        raise NotFoundError("There is no such objective in this organisation.")
    return objective


def _find(deed: Deed, kind: type[AnyLink], which: sa.ColumnElement[bool]) -> AnyLink | None:
    """Return the link that holds, or None."""
    query = select(kind).where(
        col(kind.organisation_id) == deed.case.risk.organisation_id,
        col(kind.risk_id) == deed.case.risk.id,
        still(kind),
        which,
    )
    return deed.session.exec(query).one_or_none()


def _end(deed: Deed, held: RiskObjective) -> None:
    """End a link today; one made today never held at a day's end, so it goes."""
    if held.from_on >= deed.actor.today:
        deed.session.delete(held)
    else:
        held.until_on = deed.actor.today
