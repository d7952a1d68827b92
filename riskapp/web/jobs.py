"""Long work: how far it is, and what came of it."""

import os
from dataclasses import replace
from typing import cast
from uuid import UUID

from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.jobs import AskJob, JobState
from riskapp.files import Files, read_on
from riskapp.queries.jobs import get_job, list_own_jobs
from riskapp.readmodels.jobs import ShownJob
from riskapp.services.jobs import ask_again, ask_job
from riskapp.services.transactions import transaction
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session, get_settings
from riskapp.worker.aside import read_aside
from riskapp.worker.shop import file_key, files_of

pages = Blueprint("jobs", __name__)

FILES = "riskapp_files"
NO_FILE = "The file is kept no longer, or it is not yours to fetch."


@pages.get("/<org>/jobs")
@needs(Action.VIEW_REGISTER)
def jobs() -> ResponseReturnValue:
    """Show what the person has asked for, the newest first."""
    found = [as_it_is(one) for one in list_own_jobs(get_session(), current_actor(), utc_now())]
    return render_template("jobs/jobs.html", jobs=found)


@pages.get("/<org>/jobs/<uuid:job_id>")
@needs(Action.VIEW_REGISTER)
def job(job_id: UUID) -> ResponseReturnValue:
    """Show how far a job is, and what came of it."""
    found = as_it_is(get_job(get_session(), current_actor(), job_id, utc_now()))
    return render_template("jobs/job.html", job=found)


@pages.get("/<org>/jobs/<uuid:job_id>/file")
@needs(Action.VIEW_REGISTER)
def file(job_id: UUID) -> ResponseReturnValue:
    """Give the file that a job made to whoever asked for it."""
    return give_file(job_id)


@pages.post("/<org>/jobs/<uuid:job_id>/again")
@needs(Action.VIEW_REGISTER)
def again(job_id: UUID) -> ResponseReturnValue:
    """Put a job that broke off into the queue once more."""
    with transaction(get_session()) as session:
        ask_again(session, current_actor(), job_id)
    wake_worker()
    return redirect(url_for("jobs.job", job_id=job_id), 303)


def begin_job(draft: AskJob) -> ResponseReturnValue:
    """Ask for long work, wake a worker, and lead to the page that shows how far it is."""
    with transaction(get_session()) as session:
        job_id = ask_job(session, current_actor(), draft)
    wake_worker()
    return redirect(url_for("jobs.job", job_id=job_id), 303)


def as_it_is(job: ShownJob) -> ShownJob:
    """Return a job with how far it is by what its worker has put aside, where it has."""
    if job.state is not JobState.RUNNING:
        return job
    progress = read_aside(_files(), job.id)
    return job if progress is None else replace(job, progress=progress)


def give_file(job_id: UUID) -> Response:
    """Return the file that a job made, read as it is sent; NotFoundError but for who asked."""
    actor = current_actor()
    found = get_job(get_session(), actor, job_id, utc_now()).file
    if found is None:
        raise NotFoundError(NO_FILE)
    file = _files().open(file_key(actor.organisation_id, job_id, found.name))
    if file is None:
        raise NotFoundError(NO_FILE)
    response = Response(read_on(file), content_type=found.media_type)
    response.content_length = os.fstat(file.fileno()).st_size
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response.call_on_close(file.close)
    return response


def wake_worker() -> None:
    """Wake a worker, once what it is to do has been asked for."""
    # Imported late: most requests ask for no work, and the queue takes a while to load.
    from riskapp.worker.bell import ring  # noqa: PLC0415

    ring(get_settings(), current_app.extensions)


def _files() -> Files:
    return cast("Files", current_app.extensions.setdefault(FILES, files_of(get_settings())))
