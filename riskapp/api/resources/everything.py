"""Taking out as one file: the whole register, or everything of an organisation; made as a job."""

from flask import Response

from forms.asked import AskedForm
from forms.take_out import TakeEverythingForm, TakeRegisterForm
from riskapp.api.answers import created
from riskapp.api.judging import judged, typed
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

resource = Resource("everything", "Taking out", "The whole register, or everything, as one file.")


class RegisterFileIn(Sent):
    """In which form the whole register is wanted."""

    form: ListForm


class EverythingIn(Sent):
    """In which form everything is wanted."""

    form: WholeForm


@resource.adds("/register-files", Action.VIEW_REGISTER, JobOut)
def register(body: RegisterFileIn) -> Response:
    """Have every risk that you may see made a file, in full; the answer is the job."""
    form = judged(TakeRegisterForm(typed({"form": body.form, "asked": uuid7()})), {})
    return _begin(JobKind.TAKE_REGISTER, form, form.draft())


@resource.adds("/everything-files", Action.EXPORT_EVERYTHING, JobOut)
def everything(body: EverythingIn) -> Response:
    """Have everything made a file, restricted risks too, as the history tells; a job again."""
    require_whole(current_actor())
    form = judged(TakeEverythingForm(typed({"form": body.form, "asked": uuid7()})), {})
    return _begin(JobKind.TAKE_EVERYTHING, form, form.draft())


def _begin(kind: JobKind, asked: AskedForm, form: ListForm | WholeForm) -> Response:
    actor, job = current_actor(), AskJob(kind, f"api:{asked.asked_id}", {"form": form})
    response = created(lambda db: ask_job(db, actor, job), "jobs.job", lambda key: {"id": key})
    wake_worker()
    return response
