"""Taking out: the whole register as one list, and everything of an organisation."""

from collections.abc import Iterable

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from reports.everything_json import everything_json
from reports.list_files import LIST_TYPES
from reports.list_json import list_schema
from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import UnfitError
from riskapp.domain.permissions import may
from riskapp.domain.take_out import ListForm, WholeForm
from riskapp.queries.everything import everything_schema, read_everything
from riskapp.queries.everything_lists import get_whole_register, legend_here, list_everything
from riskapp.queries.organisation_history import sees_all
from riskapp.services.taking_out import note_taken_out
from riskapp.services.transactions import transaction
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session
from riskapp.web.taking_out import about, as_files, file_of, list_file

pages = Blueprint("export", __name__)

TYPES = {
    WholeForm.JSON: LIST_TYPES[ListForm.JSON],
    WholeForm.WORKBOOK: LIST_TYPES[ListForm.WORKBOOK],
    WholeForm.CSV_FILES: "application/zip",
}
WHOLE = "everything, restricted risks too"


@pages.get("/<org>/export")
@needs(Action.VIEW_REGISTER)
def choose() -> ResponseReturnValue:
    """Show what can be taken out, and by whom."""
    actor = current_actor()
    whole = may(actor, Action.EXPORT_EVERYTHING) and sees_all(actor)
    return render_template("export/choose.html", whole=whole)


@as_files(pages, "/<org>/export/whole-register")
@needs(Action.VIEW_REGISTER)
def whole_register() -> ResponseReturnValue:
    """Give every risk that the person may see in full, one row each, closed ones too."""
    session, actor = get_session(), current_actor()
    told = about(None, legend=legend_here(session, actor))
    return list_file(get_whole_register(session, actor, told))


@pages.post("/<org>/export/everything")
@needs(Action.EXPORT_EVERYTHING)
def everything() -> ResponseReturnValue:
    """Give everything in the form of the button that was pressed; the history tells of it."""
    actor, form = current_actor(), _form_asked()
    with transaction(get_session()) as db:
        note_taken_out(db, actor, form)
    name = f"{actor.organisation_code}-everything-{actor.today}.{form}"
    return file_of(_content(form), TYPES[form], name)


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


def _form_asked() -> WholeForm:
    try:
        return WholeForm(request.form.get("form", ""))
    except ValueError:
        raise UnfitError("Everything is to be had in no such form.") from None


def _content(form: WholeForm) -> Iterable[bytes]:
    session, actor = get_session(), current_actor()
    if form is WholeForm.JSON:
        return everything_json(read_everything(session, actor, utc_now()))
    told = about(None, legend=legend_here(session, actor), shows=WHOLE)
    lists = list_everything(session, actor, told)
    # Each imported late: who wants the one need not wait for what writes the other.
    if form is WholeForm.CSV_FILES:
        from reports.list_zip import zip_lists  # noqa: PLC0415 - as above

        return [zip_lists("Everything", told, lists)]
    from reports.list_workbook import draw_lists  # noqa: PLC0415 - as above

    return [draw_lists("Everything", told, lists)]
