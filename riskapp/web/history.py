"""The history of an organisation: page by page, as files, and one entry at a time."""

from collections.abc import Callable, Iterable, Iterator

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from forms.history import CheckNotedForm
from reports.history import history_csv, history_json_lines
from riskapp.domain.actions import Action
from riskapp.queries.organisation_history import (
    get_organisation_history,
    list_whole_history,
    list_writers,
    sees_all,
)
from riskapp.queries.proving import find_noted, get_proof
from riskapp.readmodels.history import ChainedLine
from riskapp.web.asked import address_with
from riskapp.web.asked_history import asked_before, asked_history, offered_kinds
from riskapp.web.binding import show_form
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("history", __name__)

Written = Callable[[Iterable[ChainedLine]], Iterator[bytes]]


@pages.get("/<org>/history")
@needs(Action.VIEW_HISTORY)
def show() -> ResponseReturnValue:
    """Show what happened in the organisation, newest first."""
    session, actor = get_session(), current_actor()
    writers = dict(list_writers(session, actor))
    asked = asked_history(writers)
    before = asked_before()
    return render_template(
        "history/history.html",
        found=get_organisation_history(session, actor, asked.filters, before),
        asked=asked,
        before=before,
        whole=sees_all(actor),
        writers=writers,
        kinds=offered_kinds(),
        address_with=address_with,
        file_address=lambda kind: address_with(before=None).replace(
            "/history", f"/history.{kind}", 1
        ),
    )


@pages.get("/<org>/history.csv")
@needs(Action.VIEW_HISTORY)
def csv_file() -> ResponseReturnValue:
    """Give the entries that the address asks for as a file for a spreadsheet."""
    return _file("csv", "text/csv; charset=utf-8", history_csv)


@pages.get("/<org>/history.jsonl")
@needs(Action.VIEW_HISTORY)
def json_lines() -> ResponseReturnValue:
    """Give the entries that the address asks for as lines of JSON."""
    return _file("jsonl", "application/x-ndjson", history_json_lines)


@pages.get("/<org>/history/<int:number>")
@needs(Action.VIEW_HISTORY)
def entry(number: int) -> ResponseReturnValue:
    """Show one entry, what proves it, and the ways to those beside it."""
    proof = get_proof(get_session(), current_actor(), number)
    return render_template("history/entry.html", proof=proof)


@pages.get("/<org>/history/check")
@needs(Action.VIEW_HISTORY)
def check() -> ResponseReturnValue:
    """Show whether an entry that was noted is still the one that it was."""
    form = CheckNotedForm(request.args)
    asked = "noted" in request.args
    found = None
    if asked and form.validate():
        found = find_noted(get_session(), current_actor(), form.draft())
    return show_form("history/check.html", form, found=found)


def _file(kind: str, content_type: str, written: Written) -> Response:
    """Return a file that is written as it is sent, however many entries there are."""
    session, actor = get_session(), current_actor()
    asked = asked_history(dict(list_writers(session, actor)))
    name = f"{actor.organisation_code}-history-{actor.today}.{kind}"
    entries = list_whole_history(session, actor, asked.filters)
    return Response(
        stream_with_context(written(entries)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
