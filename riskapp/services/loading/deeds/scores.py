"""Scores in an event: given, moderated and confirmed."""

from functools import partial

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.domains import Domain
from riskapp.domain.drafts import ScoreRisk
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.services.decisions import validate_score
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.deeds.verdicts import decided
from riskapp.services.loading.kinds import Kind
from riskapp.services.scores import score_risk


def _score(fields: EventFields) -> Act:
    reason, kind = fields.reason(), fields.choice("kind", ScoreKind)
    likelihood = Likelihood(fields.number("likelihood", 1, 5))
    consequences = _consequences(fields)
    target_on = fields.maybe_day("target_date")

    def act(scene: Scene) -> None:
        seen = scene.standing(kind)
        draft = ScoreRisk(kind, consequences, likelihood, reason, seen=seen, target_on=target_on)
        score_risk(scene.session, scene.actor, scene.reference, draft)

    return act


def _moderate(fields: EventFields) -> Act:
    if fields.choice("kind", ScoreKind) is not ScoreKind.CURRENT:
        raise fields.refuse("kind", "expected current: only that score is moderated")
    score = _score(fields)

    def act(scene: Scene) -> None:
        scene.waiting(DecisionKind.VALIDATE)
        score(scene)

    return act


def _consequences(fields: EventFields) -> dict[Domain, Consequence]:
    part = fields.part("consequences")
    given = {
        domain: Consequence(part.number(domain, 1, 5))
        for domain in Domain
        if part is not None and domain in part.values
    }
    if part is None or not given:
        raise fields.refuse("consequences", "expected a consequence for at least one domain")
    part.all_taken()
    return given


DEEDS = to(
    Kind.RISK,
    {
        "score": _score,
        "moderate": _moderate,
        "validate": partial(decided, DecisionKind.VALIDATE, validate_score, agree=True),
    },
)
