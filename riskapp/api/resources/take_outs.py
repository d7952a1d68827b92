"""Taking out whole: a job makes the file, which is then fetched from the job."""

from uuid import UUID

from flask import Response
from pydantic import Field
from sqlmodel import Session

from riskapp.api.answers import created
from riskapp.api.resource import Resource
from riskapp.api.resources.jobs import JobOut
from riskapp.api.shapes import Sent
from riskapp.clock import uuid7
from riskapp.domain.actions import Action
from riskapp.domain.jobs import AskJob, JobKind
from riskapp.domain.take_out import ListForm, WholeForm
from riskapp.queries.everything import require_whole
from riskapp.services.jobs import ask_job
from riskapp.web.jobs import wake_worker
from riskapp.web.session import current_actor

resource = Resource(
    "take-outs", "Taking out", "The whole register, or everything, as a file that a job makes."
)


class RegisterIn(Sent):
    """The form in which the whole register is wanted."""

    form: ListForm = Field(description="What the file is: CSV, a workbook or JSON.")


class EverythingIn(Sent):
    """The form in which everything is wanted."""

    form: WholeForm = Field(
        description="What the file is: JSON, which can be brought in elsewhere as it is, a"
        " workbook, or CSV files in a ZIP file."
    )


@resource.adds("/take-outs/register", Action.VIEW_REGISTER, JobOut)
def register(body: RegisterIn) -> Response:
    """Have the whole register made as a file; the answer is the job, which leads to it."""
    return _begun(JobKind.TAKE_REGISTER, body.form)


@resource.adds("/take-outs/everything", Action.EXPORT_EVERYTHING, JobOut)
def everything(body: EverythingIn) -> Response:
    """Have everything made as a file; the answer is the job, which leads to it."""
    require_whole(current_actor())
    return _begun(JobKind.TAKE_EVERYTHING, body.form)


def _begun(kind: JobKind, form: ListForm | WholeForm) -> Response:
    asked = AskJob(kind, f"api:{uuid7()}", {"form": form})

    def ask(session: Session) -> UUID:
        return ask_job(session, current_actor(), asked)

    response = created(ask, "jobs.job", lambda key: {"id": key})
    wake_worker()
    return response
