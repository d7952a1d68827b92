"""Milestones: with the filters of their page, one, adding one, and what becomes of it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from forms.milestones import GiveMilestoneForm, NoteProgressForm
from forms.plan import PART, AddMilestoneForm, MoveMilestoneForm, SetMilestoneForm
from riskapp.api.answers import changed, created, seen_version, shown
from riskapp.api.cursors import listed, listed_counted, piece
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.milestone_shapes import (
    DueIn,
    MilestoneIn,
    MilestoneOut,
    Milestones,
    NoteIn,
    NoteOut,
    Notes,
    OwnerIn,
    StatusIn,
)
from riskapp.api.shapes import AsAt, Walk
from riskapp.domain.actions import Action
from riskapp.domain.milestones import StandingKind
from riskapp.domain.references import milestone_reference
from riskapp.queries.milestone_progress import list_progress_notes
from riskapp.queries.milestones import get_milestone, list_found, list_milestones
from riskapp.queries.programmes import list_programme_names
from riskapp.services.milestones import (
    give_milestone,
    move_milestone,
    note_progress,
    set_milestone,
)
from riskapp.web.milestones import asked_filters
from riskapp.web.new_milestone import add_asked, post_options, programme_options
from riskapp.web.session import current_actor, get_session

resource = Resource("milestones", "Milestones", "What is to be done, by when, and how it stands.")

NAMES = {"owner": "owner_id", "programme": "programme_id"}
"""What the API calls the fields of the forms."""


class MilestonesAsked(AsAt, Walk):
    """Narrows the milestones, by the names and values that their page has."""

    programme: UUID | None = None
    standing: StandingKind | None = None
    risk: str | None = Field(None, max_length=40, description="A risk's reference.")
    search: str | None = Field(None, max_length=200)


class NotesAsked(AsAt, Walk):
    """Asks for the notes that a milestone had by a day."""


class OneMilestone(BaseModel):
    """Names a milestone."""

    reference: str = Field(description="A milestone's reference.", examples=["M-0007"])


@resource.lists("/milestones", Action.VIEW_REGISTER, Milestones)
def milestones(query: MilestonesAsked) -> Response:
    """List milestones."""
    session, actor, day = get_session(), current_actor(), query.day()
    filters = asked_filters(session, list_programme_names(session, actor))
    every = list_found(session, actor, filters, day)
    some, following = piece(every, query, lambda one: str(one.id))
    rows = list_milestones(session, actor, [one.id for one in some], day)
    items = tuple(map(MilestoneOut.of, rows))
    return listed(Milestones(items=items, next=following, total=len(every)))


@resource.shows("/milestones/<reference>", Action.VIEW_REGISTER, MilestoneOut)
def milestone(path: OneMilestone, query: AsAt) -> Response:
    """Show a milestone."""
    row = get_milestone(get_session(), current_actor(), path.reference, query.day())
    return shown(MilestoneOut.of(row), row.version)


@resource.adds("/milestones", Action.CHANGE_MILESTONE, MilestoneOut)
def add(body: MilestoneIn) -> Response:
    """Add a milestone."""
    session = get_session()
    parts = [str(part) for part in (body.programme_id, body.workstream_id) if part]
    given = {
        "words": body.words,
        "due": body.due,
        "owner": body.owner_id,
        "programme": PART.join(parts),
        "risks": " ".join(body.risks),
    }
    form = AddMilestoneForm(typed(given))
    form.owner.options = post_options(session)
    form.programme.options = programme_options(session)
    form = judged(form, NAMES)
    return created(
        lambda db: milestone_reference(add_asked(db, form).number),
        "milestones.milestone",
        lambda reference: {"reference": reference},
    )


@resource.changes(
    "/milestones/<reference>/due", Action.CHANGE_MILESTONE, MilestoneOut, method="put"
)
def move(path: OneMilestone, body: DueIn) -> Response:
    """Move the due date of a milestone; If-Match is its ETag."""
    draft = judged(MoveMilestoneForm(_seen(path, body.model_dump())), NAMES).draft()
    actor, milestone_id = current_actor(), _id(path)
    return _changed(path, lambda db: move_milestone(db, actor, milestone_id, draft))


@resource.changes(
    "/milestones/<reference>/status", Action.CHANGE_MILESTONE, MilestoneOut, method="put"
)
def set_status(path: OneMilestone, body: StatusIn) -> Response:
    """Say how a milestone stands; If-Match is its ETag."""
    draft = judged(SetMilestoneForm(_seen(path, body.model_dump())), NAMES).draft()
    actor, milestone_id = current_actor(), _id(path)
    return _changed(path, lambda db: set_milestone(db, actor, milestone_id, draft))


@resource.changes(
    "/milestones/<reference>/owner", Action.CHANGE_MILESTONE, MilestoneOut, method="put"
)
def give(path: OneMilestone, body: OwnerIn) -> Response:
    """Give a milestone to another post, or to none; If-Match is its ETag."""
    given = {"owner": body.owner_id, "reason": body.reason}
    form = GiveMilestoneForm(_seen(path, given))
    form.owner.options = post_options(get_session())
    draft = judged(form, NAMES).draft()
    actor, milestone_id = current_actor(), _id(path)
    return _changed(path, lambda db: give_milestone(db, actor, milestone_id, draft))


@resource.lists("/milestones/<reference>/notes", Action.VIEW_REGISTER, Notes)
def notes(path: OneMilestone, query: NotesAsked) -> Response:
    """List the notes on the progress of a milestone."""
    session, actor, day = get_session(), current_actor(), query.day()
    row = get_milestone(session, actor, path.reference, day)
    found = list_progress_notes(session, actor, row, day)
    return listed_counted(Notes, found, query, NoteOut.of)


@resource.adds("/milestones/<reference>/notes", Action.CHANGE_MILESTONE, Notes)
def note(path: OneMilestone, body: NoteIn) -> Response:
    """Write a note on the progress of a milestone; the answer are all notes."""
    actor, milestone_id = current_actor(), _id(path)
    draft = judged(NoteProgressForm(typed(body.model_dump())), NAMES).draft()
    return created(
        lambda db: note_progress(db, actor, milestone_id, draft),
        "milestones.notes",
        lambda _note: {"reference": path.reference},
    )


def _id(path: OneMilestone) -> UUID:
    return get_milestone(get_session(), current_actor(), path.reference).id


def _seen(path: OneMilestone, given: Mapping[str, object]) -> MultiDict[str, str]:
    """Return what is given with the version that was seen, as a form is sent it."""
    version = seen_version("milestones.milestone", reference=path.reference)
    return typed({**given, "seen_version": version})


def _changed(path: OneMilestone, deed: Callable[[Session], object]) -> Response:
    return changed(deed, "milestones.milestone", reference=path.reference)
