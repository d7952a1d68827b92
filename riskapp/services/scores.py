"""Scoring: a new assessment, what it moves, and what must then be asked, proposed or confirmed."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import ScoreRisk
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.permissions import Actor, may_moderate
from riskapp.domain.printed_drafts import PrintedAs
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Assessment, AssessmentDomain, Decision, Position
from riskapp.queries.cases import Standing
from riskapp.services.acceptances import end_exceeded_acceptance
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.escalation import Judged, follow_rule, get_standing, supersede
from riskapp.services.positions import mark
from riskapp.services.telling import tell_printed, tell_scored


def score_risk(session: Session, actor: Actor, reference: str, draft: ScoreRisk) -> Assessment:
    """Give the risk a score; escalate it in the same transaction if it is a current one.

    StaleError when the risk was scored since the scorer looked; FieldError on what cannot be used.
    """
    return score(begin_deed(session, actor, reference, Action.SCORE_RISK), draft)


def score(deed: Deed, draft: ScoreRisk) -> Assessment:
    """Give a score within a deed that has the right to."""
    effective_on = draft.effective_on or deed.actor.today
    deed.refuse_closed("reason")
    _refuse_unfit(draft, effective_on, deed.actor.today)
    standing = get_standing(deed)
    before = standing.positions.get(draft.kind)
    _refuse_stale(before, draft)
    assessment = _assess(deed, draft, effective_on)
    value_before = before.score if before else 0
    facts, words = tell_scored(draft, effective_on, value_before)
    deed.note(Happening.SCORED, assessment.id, facts=facts, words=words)
    holds_now = mark(deed.session, assessment, before)
    if draft.kind is ScoreKind.CURRENT and holds_now:
        _follow(deed, standing, assessment, value_before)
    deed.session.flush()
    return assessment


def print_score(deed: Deed, printed: PrintedAs, standing: Standing) -> None:
    """Keep a score of the old register as printed, and escalate on it: it is never split."""
    assessment = Assessment(
        organisation_id=deed.case.risk.organisation_id,
        risk_id=deed.case.risk.id,
        matrix_id=deed.case.matrix_id,
        effective_on=printed.effective_on,
        effective_basis=printed.basis,
        target_on=printed.target_on,
        entered_on=deed.actor.today,
        by_id=deed.actor.person_id,
        reason=printed.reason,
        **printed.columns,
    )
    deed.session.add(assessment)
    before = standing.positions.get(printed.kind)
    kind, facts, words = tell_printed(printed, before.score if before else 0)
    deed.note(kind, assessment.id, facts=facts, words=words)
    holds_now = mark(deed.session, assessment, before)
    if holds_now and printed.kind is ScoreKind.CURRENT and not printed.past:
        _follow_printed(deed, standing, assessment, printed)
    deed.session.flush()


def _follow_printed(
    deed: Deed, standing: Standing, assessment: Assessment, printed: PrintedAs
) -> None:
    if deed.case.says.status in ON_REGISTER:
        end_exceeded_acceptance(deed, assessment.score)
        judged = _await_validation(deed, standing, assessment, printed.stood)
        _rule(deed, standing, replace(judged, basis=printed.entered_basis))


def _refuse_unfit(draft: ScoreRisk, effective_on: date, today: date) -> None:
    if not draft.reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the score.")
    if effective_on > today:
        raise FieldError("effective_on", "A score cannot hold from a day that has not come.")
    if draft.kind is ScoreKind.TARGET and draft.target_on is None:
        raise FieldError("target_on", "Give the date by which the target should be reached.")


def _refuse_stale(before: Position | None, draft: ScoreRisk) -> None:
    standing = before.assessment_id if before else None
    if standing != draft.seen:
        raise StaleError("Someone else scored this risk while you were looking at it.")


def _assess(deed: Deed, draft: ScoreRisk, effective_on: date) -> Assessment:
    risk = deed.case.risk
    given = draft.score
    assessment = Assessment(
        organisation_id=risk.organisation_id,
        risk_id=risk.id,
        kind=draft.kind,
        consequence=given.consequence.value,
        likelihood=given.likelihood.value,
        score=given.value,
        matrix_id=deed.case.matrix_id,
        effective_on=effective_on,
        target_on=draft.target_on if draft.kind is ScoreKind.TARGET else None,
        entered_on=deed.actor.today,
        by_id=deed.actor.person_id,
        reason=draft.reason.strip(),
    )
    deed.session.add(assessment)
    deed.session.add_all(_by_domain(assessment, draft))
    return assessment


def _by_domain(assessment: Assessment, draft: ScoreRisk) -> list[AssessmentDomain]:
    return [
        AssessmentDomain(
            organisation_id=assessment.organisation_id,
            assessment_id=assessment.id,
            domain=domain,
            consequence=consequence.value,
        )
        for domain, consequence in draft.consequences.items()
    ]


def follow_current(deed: Deed, assessment: Assessment) -> None:
    """Let the rule see from today the current score of a risk that has just been opened."""
    if deed.case.says.status not in ON_REGISTER:
        return
    standing = get_standing(deed)
    judged = _await_validation(deed, standing, assessment, 0)
    _rule(deed, standing, replace(judged, on=deed.actor.today))
    deed.session.flush()


def _follow(deed: Deed, standing: Standing, assessment: Assessment, value_before: int) -> None:
    """Ask for validation where it is due, then let the escalation rule move the risk."""
    if deed.case.says.status not in ON_REGISTER:
        return
    end_exceeded_acceptance(deed, assessment.score)
    _answer_rescore(deed, standing, assessment)
    waiting = standing.open(DecisionKind.VALIDATE)
    if waiting is not None and may_moderate(deed.actor, waiting.opened_by_id):
        judged = _moderate(deed, waiting, assessment)
    else:
        judged = _await_validation(deed, standing, assessment, value_before)
    _rule(deed, standing, judged)


def _answer_rescore(deed: Deed, standing: Standing, assessment: Assessment) -> None:
    """Take a new score as the answer to how likely the risk is now that it has happened."""
    asked = standing.open(DecisionKind.RESCORE)
    if asked is not None:
        asked.assessment_id = assessment.id
        deed.decide(asked, DecisionState.AGREED, assessment.reason or "")


def _rule(deed: Deed, standing: Standing, judged: Judged) -> None:
    follow_rule(deed, standing, judged, affects_objective=deed.case.affects_objective)


def _moderate(deed: Deed, waiting: Decision, assessment: Assessment) -> Judged:
    """Take a second person's own score as the validation of the one that waited for it."""
    deed.decide(waiting, DecisionState.MODERATED, assessment.reason or "")
    facts = {"score": waiting.to_score, "to": assessment.score}
    deed.note(Happening.MODERATED, waiting.id, facts=facts)
    return Judged(assessment.score, assessment.effective_on, assessment_id=assessment.id)


def _await_validation(
    deed: Deed, standing: Standing, assessment: Assessment, validated: int
) -> Judged:
    """Ask for a second person if the score reaches the threshold or falls across a band.

    `validated` is the score that stood before; while one still awaits validation, what stood before
    that one counts.
    """
    waiting = standing.open(DecisionKind.VALIDATE)
    if waiting is not None:
        validated = waiting.from_score or 0
        supersede(deed, waiting)
        deed.session.flush()
    awaits = deed.case.matrix.needs_validation(validated, assessment.score)
    if awaits:
        _ask_validation(deed, assessment, validated)
    return Judged(assessment.score, assessment.effective_on, awaits, assessment_id=assessment.id)


def _ask_validation(deed: Deed, assessment: Assessment, validated: int) -> None:
    asked = deed.open_decision(
        DecisionKind.VALIDATE,
        opened_by_id=assessment.by_id,
        assessment_id=assessment.id,
        from_score=validated,
        to_score=assessment.score,
    )
    deed.note(Happening.VALIDATION_ASKED, asked.id, facts={"score": assessment.score})
