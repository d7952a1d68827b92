"""Long work: how far it is, and what came of it."""

from datetime import datetime
from uuid import UUID

from flask import Response
from pydantic import Field

from riskapp.api.answers import changed, marked, refuse_unseen, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.resource import Resource
from riskapp.api.resources.decision_shapes import NothingIn
from riskapp.api.resources.naming import One
from riskapp.api.shapes import Listing, Shape, Walk
from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.jobs import JobState
from riskapp.queries.jobs import get_job, list_own_jobs
from riskapp.services.jobs import ask_again
from riskapp.web.jobs import as_it_is, give_file, wake_worker
from riskapp.web.session import current_actor, get_session

resource = Resource("jobs", "Jobs", "Long work, which is done behind the answers.")

ANYTHING = "*/*"


class ProgressOut(Shape):
    """How much of a job is done; a total of 0 is not known yet."""

    done: int
    total: int
    words: str


class JobFileOut(Shape):
    """The file that a job made, and until when it is kept."""

    name: str
    media_type: str
    until: datetime


class JobOut(Shape):
    """A job; what came of it shows to whoever asked for it alone."""

    id: UUID
    name: str
    state: JobState
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    progress: ProgressOut
    error: str
    result: str
    link: str = Field(description="The page of what came of it, below the organisation's address.")
    file: JobFileOut | None


class Jobs(Listing[JobOut]):
    """A piece of what whoever asks has asked for, the newest first."""


class JobsAsked(Walk):
    """Asks for the jobs of whoever asks."""


@resource.lists("/jobs", Action.VIEW_REGISTER, Jobs)
def jobs(query: JobsAsked) -> Response:
    """List your own jobs, the last 50."""
    found = [as_it_is(one) for one in list_own_jobs(get_session(), current_actor(), utc_now())]
    return listed_whole(Jobs, found, query, lambda it: str(it.id), JobOut.of)


@resource.shows("/jobs/<uuid:id>", Action.VIEW_REGISTER, JobOut)
def job(path: One) -> Response:
    """Show how far a job is."""
    found = get_job(get_session(), current_actor(), path.id, utc_now())
    return shown(JobOut.of(as_it_is(found)))


@resource.gives("/jobs/<uuid:id>/file", Action.VIEW_REGISTER, ANYTHING)
def file(path: One) -> Response:
    """Give the file that a job made to whoever asked for it."""
    return marked(give_file(path.id), path.id.hex)


@resource.changes("/jobs/<uuid:id>/again", Action.VIEW_REGISTER, JobOut, method="post")
def again(path: One, body: NothingIn) -> Response:  # noqa: ARG001 - must be {}
    """Put a job of one's own that broke off into the queue once more; If-Match is its ETag."""
    refuse_unseen("jobs.job", id=path.id)
    actor = current_actor()
    response = changed(lambda db: ask_again(db, actor, path.id), "jobs.job", id=path.id)
    wake_worker()
    return response
