"""The notes on a risk: all of them, and writing one."""

from datetime import date, datetime

from flask import Response
from pydantic import Field

from forms.notes import NoteForm
from riskapp.api.answers import created
from riskapp.api.cursors import listed_counted
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import OfRiskAsked
from riskapp.api.resources.naming import OfRisk
from riskapp.api.shapes import Listing, Sent, Shape, Words
from riskapp.domain.actions import Action
from riskapp.queries.names import get_risk_name
from riskapp.queries.notes import list_notes
from riskapp.services.notes import add_note
from riskapp.web.session import current_actor, get_session

resource = Resource("notes", "Notes", "What people tell one another about a risk.")


class RiskNoteOut(Shape):
    """A note on a risk; its words are null where they were redacted."""

    words: str | None
    by: str
    entered_on: date
    at: datetime


class RiskNotes(Listing[RiskNoteOut]):
    """A piece of the notes on a risk, the newest first."""


class RiskNoteIn(Sent):
    """A note for colleagues: it stays as it is, and is in no pack."""

    words: Words = Field(min_length=1)


@resource.lists("/risks/<reference>/notes", Action.VIEW_REGISTER, RiskNotes)
def notes(path: OfRisk, query: OfRiskAsked) -> Response:
    """List the notes on a risk."""
    session, actor, day = get_session(), current_actor(), query.day()
    risk = get_risk_name(session, actor, path.reference)
    return listed_counted(
        RiskNotes, list_notes(session, actor, risk.id, day), query, RiskNoteOut.of
    )


@resource.adds("/risks/<reference>/notes", Action.ADD_NOTE, RiskNotes)
def add(path: OfRisk, body: RiskNoteIn) -> Response:
    """Write a note on a risk; the answer are all notes."""
    actor, draft = current_actor(), judged(NoteForm(typed(body.model_dump())), {}).draft()
    return created(
        lambda db: add_note(db, actor, path.reference, draft),
        "notes.notes",
        lambda _note: {"reference": path.reference},
    )
