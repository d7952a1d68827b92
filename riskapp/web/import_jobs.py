"""A long file that is looked through or loaded by the worker: how far it is, on its own page."""

from typing import Final
from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from riskapp.clock import utc_now, uuid7
from riskapp.domain.jobs import AskJob, JobKind
from riskapp.queries.jobs import find_last_job
from riskapp.readmodels.imports import ImportLine, ImportPage
from riskapp.readmodels.jobs import ShownJob
from riskapp.services.jobs import ask_job_anew
from riskapp.services.transactions import transaction
from riskapp.web.jobs import as_it_is, wake_worker
from riskapp.web.session import current_actor, get_session

LONG_FROM: Final = 300_000
"""Bytes from which a file is looked through in the background: some 2,000 rows."""
MANY_ROWS: Final = 1_000
"""Rows from which a file is loaded in the background."""
ANEW: Final = {"HX-Refresh": "true"}
"""Bids a page that asks by itself to be opened anew: there is nothing left to wait for."""


def checks_long(line: ImportLine) -> bool:
    """Tell whether looking a file through takes longer than anybody waits for a page."""
    return line.size >= LONG_FROM


def loads_long(line: ImportLine) -> bool:
    """Tell whether loading a file takes longer than anybody waits for a page."""
    return checks_long(line) or line.rows_in_file >= MANY_ROWS


def begin_of_file(kind: JobKind, file_id: UUID, seen_version: int) -> UUID:
    """Ask for long work on a file, and wake a worker; what broke off before is begun once more.

    A file is loaded once as it was seen, and looked through as often as asked.
    """
    once = seen_version if kind is JobKind.LOAD_IMPORT else uuid7()
    arguments = {"file_id": str(file_id), "seen_version": seen_version}
    draft = AskJob(kind, key_of(kind, file_id, once), arguments)
    with transaction(get_session()) as session:
        job_id = ask_job_anew(session, current_actor(), draft)
    wake_worker()
    return job_id


def key_of(kind: JobKind, file_id: UUID, once: object = "") -> str:
    """Return the key of a job of a file, or what those of its kind begin with."""
    return f"{kind}:{file_id}:{once}"


def last_job(page: ImportPage) -> ShownJob | None:
    """Return the last job of a file as it is read now, None where it had none."""
    loads = key_of(JobKind.LOAD_IMPORT, page.line.id, page.line.version)
    keys = (key_of(JobKind.CHECK_IMPORT, page.line.id), loads)
    found = find_last_job(get_session(), current_actor(), keys, utc_now())
    return as_it_is(found) if found is not None else None


def under_way(page: ImportPage, job: ShownJob | None) -> ResponseReturnValue | None:
    """Return the page of a file while the worker is at it; None where it is not."""
    if job is not None and job.under_way:
        return render_template("imports/under_way.html", file=page.line, page=page, job=job)
    return Response(headers=ANEW) if request.headers.get("HX-Request") else None


def why_not(page: ImportPage, job: ShownJob | None) -> str:
    """Return why the last job of a file came to nothing, as long as nothing came after it."""
    if job is None or not job.broken_off:
        return ""
    return "" if job.kind == JobKind.CHECK_IMPORT and page.findings else job.error
