"""The scores that a risk was given, and scoring it."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from forms.scores import ScoreForm
from riskapp.api.answers import created, shown
from riskapp.api.cursors import listed, piece
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import OfRisk, OneOfRisk
from riskapp.api.resources.scores import (
    ConsequenceIn,
    ScoreOut,
    consequence_fields,
    consequence_names,
)
from riskapp.api.shapes import AsAt, Day, Level, Listing, Sent, Shape, Walk, Words
from riskapp.domain.actions import Action
from riskapp.domain.domains import Domain
from riskapp.domain.errors import NotFoundError
from riskapp.domain.scoring import ScoreKind
from riskapp.queries.assessments import list_assessments
from riskapp.queries.names import get_risk_name
from riskapp.readmodels.risk_page import AssessmentLine
from riskapp.services.scores import score_risk
from riskapp.web.session import current_actor, get_session

resource = Resource(
    "assessments", "Assessments", "The scores that a risk was given, never changed."
)


class ConsequenceOut(Shape):
    """How bad it would be in one domain."""

    domain: Domain
    consequence: int


class AssessmentOut(Shape):
    """A score that a risk was given; the reason is null where it was redacted."""

    id: UUID
    kind: ScoreKind
    score: ScoreOut
    consequences: tuple[ConsequenceOut, ...]
    reason: str | None
    by: str
    entered_on: date
    backdated: bool

    @classmethod
    def of_line(cls, line: AssessmentLine) -> "AssessmentOut":
        """Return a score of a risk's history as it is answered with."""
        same = ("id", "kind", "reason", "by", "entered_on", "backdated")
        return cls(
            **{name: getattr(line, name) for name in same},
            score=ScoreOut.of(line.score),
            consequences=tuple(
                ConsequenceOut(domain=domain, consequence=level) for domain, level in line.domains
            ),
        )


class Assessments(Listing[AssessmentOut]):
    """A piece of the scores of a risk, the newest first."""


class AssessmentIn(Sent):
    """A new score; the highest consequence leads."""

    kind: ScoreKind
    consequences: tuple[ConsequenceIn, ...] = Field(min_length=1, max_length=len(Domain))
    likelihood: Level
    reason: Words = Field(min_length=1, description="Why: the reason is kept with the score.")
    target_on: Day | None = Field(None, description="Of a target: by when to reach it.")
    seen: UUID | None = Field(
        None,
        description="The assessment of this kind that stood when it was looked at, null for none: "
        "409 where another stands now.",
    )


class AssessmentsAsked(AsAt, Walk):
    """Asks for the scores that a risk had by a day."""


@resource.lists("/risks/<reference>/assessments", Action.VIEW_REGISTER, Assessments)
def assessments(path: OfRisk, query: AssessmentsAsked) -> Response:
    """List the scores of a risk."""
    lines = _lines(path.reference, query.day())
    some, following = piece(lines, query, lambda line: str(line.id))
    items = tuple(map(AssessmentOut.of_line, some))
    return listed(Assessments(items=items, next=following, total=len(lines)))


@resource.shows("/risks/<reference>/assessments/<uuid:id>", Action.VIEW_REGISTER, AssessmentOut)
def assessment(path: OneOfRisk) -> Response:
    """Show one score of a risk."""
    found = [line for line in _lines(path.reference, None) if line.id == path.id]
    if not found:
        raise NotFoundError("There is no such assessment of this risk.")
    return shown(AssessmentOut.of_line(found[0]))


@resource.adds("/risks/<reference>/assessments", Action.SCORE_RISK, AssessmentOut)
def score(path: OfRisk, body: AssessmentIn) -> Response:
    """Score a risk. What follows is done at once: registers, validation, questions."""
    actor = current_actor()
    given = body.model_dump(include={"kind", "likelihood", "reason", "target_on", "seen"})
    form = ScoreForm(typed(given | consequence_fields(body.consequences)))
    draft = judged(form, consequence_names("consequences")).draft()
    return created(
        lambda db: score_risk(db, actor, path.reference, draft).id,
        "assessments.assessment",
        lambda assessment_id: {"reference": path.reference, "id": assessment_id},
    )


def _lines(reference: str, day: date | None) -> tuple[AssessmentLine, ...]:
    """Return the scores of a risk by a day, the newest first; NotFoundError as for its page."""
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, reference)
    return list_assessments(session, actor, [risk.id], day).get(risk.id, ())
