"""The history of an organisation: page by page, as files, and one entry at a time."""

from collections.abc import Iterator

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from forms.history import CheckNotedForm
from reports.history import history_json_lines
from riskapp.domain.actions import Action
from riskapp.queries.organisation_history import (
    get_organisation_history,
    list_whole_history,
    list_writers,
    sees_all,
)
from riskapp.queries.proving import find_noted, get_proof
from riskapp.readmodels.history import ChainedLine
from riskapp.takeouts.history import history_list
from riskapp.web.asked import address_with
from riskapp.web.asked_history import AskedHistory, asked_before, asked_history, offered_kinds
from riskapp.web.binding import show_form
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session
from riskapp.web.taking_out import about, as_files, file_of, list_file

pages = Blueprint("history", __name__)


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
        lines_address=address_with(before=None).replace("/history", "/history.jsonl", 1),
    )


@as_files(pages, "/<org>/history")
@needs(Action.VIEW_HISTORY)
def files() -> ResponseReturnValue:
    """Give all entries that the address asks for as a file, written as it is sent."""
    asked, entries = _asked_entries()
    return list_file(history_list(about(None, asked.words), entries))


@pages.get("/<org>/history.jsonl")
@needs(Action.VIEW_HISTORY)
def json_lines() -> ResponseReturnValue:
    """Give the entries that the address asks for as lines of JSON."""
    _, entries = _asked_entries()
    actor = current_actor()
    name = f"{actor.organisation_code}-history-{actor.today}.jsonl"
    return file_of(history_json_lines(entries), "application/x-ndjson", name)


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


def _asked_entries() -> tuple[AskedHistory, Iterator[ChainedLine]]:
    """Return what the address asks for, and every entry that it lets through."""
    session, actor = get_session(), current_actor()
    asked = asked_history(dict(list_writers(session, actor)))
    return asked, list_whole_history(session, actor, asked.filters)
