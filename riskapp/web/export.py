"""Taking out: the whole register as one list, and everything of an organisation."""

from typing import Final, TypeVar

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.asked import AskedForm
from forms.take_out import TakeEverythingForm, TakeRegisterForm
from reports.list_files import LIST_TYPES
from reports.list_json import list_schema
from riskapp.clock import utc_now, uuid7
from riskapp.domain.actions import Action
from riskapp.domain.errors import UnfitError
from riskapp.domain.jobs import AskJob, JobKind
from riskapp.domain.permissions import may
from riskapp.domain.take_out import ListForm, WholeForm
from riskapp.queries.everything import everything_schema, require_whole
from riskapp.queries.everything_lists import (
    about_register,
    get_whole_register,
    is_long_register,
    long_forms,
)
from riskapp.queries.jobs import list_own_jobs
from riskapp.queries.organisation_history import sees_all
from riskapp.services.taking_out import note_taken_out
from riskapp.services.transactions import transaction
from riskapp.web.guard import needs
from riskapp.web.jobs import begin_job
from riskapp.web.session import current_actor, get_session
from riskapp.web.taking_out import as_files, file_of, list_file
from riskapp.worker.whole import (
    TYPES,
    everything_name,
    everything_pieces,
    register_name,
    register_pieces,
)

pages = Blueprint("export", __name__)

Form = TypeVar("Form", bound=AskedForm)

MADE: Final = (JobKind.TAKE_REGISTER, JobKind.TAKE_EVERYTHING)
OF_TODAY: Final = "The whole register is as it is today. For a past day, take a list of it out."
GROWN: Final = "The register has grown too long to be given at once. Have it made here instead."


@pages.get("/<org>/export")
@needs(Action.VIEW_REGISTER)
def choose() -> ResponseReturnValue:
    """Show what can be taken out, and by whom, and what was made for the person lately."""
    session, actor = get_session(), current_actor()
    whole = may(actor, Action.EXPORT_EVERYTHING) and sees_all(actor)
    jobs = list_own_jobs(session, actor, utc_now(), MADE)
    return render_template(
        "export/choose.html",
        whole=whole,
        long_forms=long_forms(session, actor) if whole else frozenset(),
        long_register=is_long_register(session, actor),
        made=[job for job in jobs if job.under_way or job.file],
        asked=uuid7(),
    )


@as_files(pages, "/<org>/export/whole-register")
@needs(Action.VIEW_REGISTER)
def whole_register() -> ResponseReturnValue:
    """Give every risk that the person may see in full, one row each, closed ones too."""
    if "as-at" in request.args:
        raise UnfitError(OF_TODAY)
    session, actor = get_session(), current_actor()
    if is_long_register(session, actor):
        flash(GROWN, "important")
        return redirect(url_for("export.choose"), 303)
    return list_file(get_whole_register(session, actor, about_register(session, actor, utc_now())))


@pages.post("/<org>/export/whole-register")
@needs(Action.VIEW_REGISTER)
def register() -> ResponseReturnValue:
    """Give the same in the form of the button that was pressed; have it made where it is long."""
    session, actor = get_session(), current_actor()
    asked = _valid(TakeRegisterForm(request.form))
    form = asked.draft()
    if is_long_register(session, actor):
        return _begin(JobKind.TAKE_REGISTER, asked, form)
    pieces = register_pieces(session, actor, form)
    return file_of(pieces, LIST_TYPES[form], register_name(actor, form))


@pages.post("/<org>/export/everything")
@needs(Action.EXPORT_EVERYTHING)
def everything() -> ResponseReturnValue:
    """Give everything in the form of the button that was pressed; the history tells of it.

    Where that takes long it is made behind the page, and told of once it is.
    """
    session, actor = get_session(), current_actor()
    require_whole(actor)
    asked = _valid(TakeEverythingForm(request.form))
    form = asked.draft()
    if form in long_forms(session, actor):
        return _begin(JobKind.TAKE_EVERYTHING, asked, form)
    with transaction(session) as db:
        note_taken_out(db, actor, form)
    return file_of(
        everything_pieces(session, actor, form), TYPES[form], everything_name(actor, form)
    )


@pages.get("/<org>/export/everything-schema.json")
@needs(Action.VIEW_REGISTER)
def schema() -> Response:
    """Give the JSON schema of everything."""
    return jsonify(everything_schema())


@pages.get("/<org>/export/list-schema.json")
@needs(Action.VIEW_REGISTER)
def schema_of_lists() -> Response:
    """Give the JSON schema of every list."""
    return jsonify(list_schema())


def _valid(form: Form) -> Form:
    if not form.validate():
        raise UnfitError(" ".join(message for _, message in form.failures))
    return form


def _begin(kind: JobKind, asked: AskedForm, form: ListForm | WholeForm) -> ResponseReturnValue:
    key = f"{kind}:{current_actor().person_id}:{asked.asked_id}"
    return begin_job(AskJob(kind, key, {"form": form}))
