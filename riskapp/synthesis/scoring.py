"""Scoring synthetic risks: assessments, the positions that follow, and what the rule then does."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from riskapp.clock import utc_now, uuid7
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import ScoreRisk
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import lay_out
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Assessment, AssessmentDomain, Position
from riskapp.services.escalation import Judged
from riskapp.services.in_bulk.ledger import Row
from riskapp.services.telling import tell_scored
from riskapp.synthesis.fates import Given
from riskapp.synthesis.life import Life
from riskapp.synthesis.vocabulary import REASONS

TARGET_AFTER: Final = timedelta(days=365)


def score(life: Life, day: date, kind: ScoreKind, given: Given, before: int = 0) -> Row:
    """Give the risk a score of one kind on a day; return its assessment."""
    actor = life.acting(Role.RISK_LEAD, day)
    target_on = day + TARGET_AFTER if kind is ScoreKind.TARGET else None
    reason = life.chance.choice(REASONS)
    draft = ScoreRisk(kind, given.consequences, given.likelihood, reason, target_on=target_on)
    assessment = life.teller.keep(Assessment, **_assessment(life, actor, draft))
    for domain, consequence in given.consequences.items():
        life.teller.ledger.keep(
            AssessmentDomain,
            {
                "organisation_id": life.teller.organisation_id,
                "assessment_id": assessment["id"],
                "domain": domain,
                "consequence": consequence.value,
            },
        )
    facts, words = tell_scored(draft, day, before)
    life.teller.note(actor, Happening.SCORED, assessment["id"], facts, words)
    if kind is ScoreKind.CURRENT and life.says["status"] in ON_REGISTER:
        _follow(life, actor, assessment, before)
    return assessment


def hold(life: Life, kind: ScoreKind, assessments: list[Row]) -> None:
    """Lay out the positions that a kind's assessments make; a current one begins unscored."""
    by_id = {str(row["id"]): row for row in assessments}
    marks = [(row["effective_on"], key) for key, row in by_id.items()]
    if kind is ScoreKind.CURRENT:
        marks.insert(0, (life.fate.opened_on, ""))
    for span in lay_out(marks):
        columns = _position(by_id.get(span.mark))
        life.teller.keep(
            Position, kind=kind, from_on=span.from_on, until_on=span.until_on, **columns
        )


def _follow(life: Life, actor: Actor, assessment: Row, before: int) -> None:
    """Ask for validation where it is due, then let the escalation rule move the risk."""
    validated = before
    waiting = life.standing.open(DecisionKind.VALIDATE)
    if waiting is not None:
        validated = waiting["from_score"]
        life.standing.supersede(actor, waiting)
    matrix, value = life.trust.matrix, assessment["score"]
    awaits = matrix.needs_validation(validated, value)
    life.judged = Judged(value, actor.today, awaits, assessment_id=assessment["id"])
    if awaits:
        asked = life.standing.ask(actor, DecisionKind.VALIDATE, life.judged, from_score=validated)
        life.teller.note(actor, Happening.VALIDATION_ASKED, asked["id"], {"score": value})
    life.standing.follow(actor, life.judged, linked=bool(life.objective_ids))


def _assessment(life: Life, actor: Actor, draft: ScoreRisk) -> Row:
    given = draft.score
    return {
        "id": uuid7(),
        "kind": draft.kind,
        "consequence": given.consequence.value,
        "likelihood": given.likelihood.value,
        "printed_score": None,
        "score": given.value,
        "matrix_id": life.trust.matrix_id,
        "effective_on": actor.today,
        "effective_basis": "",
        "target_on": draft.target_on,
        "entered_on": actor.today,
        "recorded_at": utc_now(),
        "by_id": actor.person_id,
        "reason": draft.reason,
    }


def _position(assessment: Mapping[str, object] | None) -> Row:
    """Return what a position takes from its assessment; unscored without one."""
    if assessment is None:
        return UNSCORED
    taken = {name: assessment[name] for name in UNSCORED if name != "assessment_id"}
    return taken | {"assessment_id": assessment["id"]}


UNSCORED: Final[Row] = {
    "consequence": None,
    "likelihood": None,
    "score": 0,
    "target_on": None,
    "assessment_id": None,
}
