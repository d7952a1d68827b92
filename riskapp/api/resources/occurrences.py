"""That a risk has happened: how often so far, and recording it."""

from datetime import date

from flask import Response
from pydantic import Field

from forms.life import OccurrenceForm
from riskapp.api.answers import created
from riskapp.api.cursors import listed_counted
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import OfRiskAsked
from riskapp.api.resources.naming import OfRisk
from riskapp.api.shapes import Day, Line, Listing, Sent, Shape, Words
from riskapp.domain.actions import Action
from riskapp.queries.life import list_lives_of_risks
from riskapp.queries.names import get_risk_name
from riskapp.readmodels.life import NO_TURNS
from riskapp.services.occurrences import record_occurrence
from riskapp.web.session import current_actor, get_session

resource = Resource("occurrences", "Occurrences", "When a risk has happened.")


class OccurrenceOut(Shape):
    """That a risk has happened."""

    happened_on: date
    words: str
    incident_reference: str
    by: str
    entered_on: date


class Occurrences(Listing[OccurrenceOut]):
    """A piece of the times that a risk has happened, the last first."""


class OccurrenceIn(Sent):
    """When the risk happened, and what followed."""

    happened_on: Day
    words: Words = Field(min_length=1, description="What followed.")
    incident_reference: Line = Field("", max_length=60, description="If there is one.")


@resource.lists("/risks/<reference>/occurrences", Action.VIEW_REGISTER, Occurrences)
def occurrences(path: OfRisk, query: OfRiskAsked) -> Response:
    """List the times that a risk has happened."""
    session, actor, day = get_session(), current_actor(), query.day()
    risk = get_risk_name(session, actor, path.reference)
    life = list_lives_of_risks(session, actor, [risk.id], day).get(risk.id, NO_TURNS)
    return listed_counted(Occurrences, life.occurrences, query, OccurrenceOut.of)


@resource.adds("/risks/<reference>/occurrences", Action.RECORD_OCCURRENCE, Occurrences)
def record(path: OfRisk, body: OccurrenceIn) -> Response:
    """Record that a risk has happened, so that its score is asked again; the answer are all."""
    actor, draft = current_actor(), judged(OccurrenceForm(typed(body.model_dump())), {}).draft()
    return created(
        lambda db: record_occurrence(db, actor, path.reference, draft),
        "occurrences.occurrences",
        lambda _made: {"reference": path.reference},
    )
