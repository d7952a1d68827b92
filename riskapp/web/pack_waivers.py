"""Warnings of packs that are waived: which, until when, why, and ending that."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from forms.pack_waivers import WaiveForm
from riskapp.domain.actions import Action
from riskapp.queries.pack_waivers import list_all_waivers
from riskapp.services.pack_waivers import end_waiver, waive_warning
from riskapp.services.transactions import transaction
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("pack_waivers", __name__)


@pages.route("/<org>/packs/waivers", methods=["GET", "POST"])
@needs(Action.WAIVE_WARNING)
def waivers() -> ResponseReturnValue:
    """Show what is waived and was, and waive a warning until a day with the reason."""
    session, actor = get_session(), current_actor()
    form = WaiveForm(sent())
    if saved(form, lambda db: waive_warning(db, actor, form.draft())):
        flash("The warning is waived.", "success")
        return redirect(url_for("pack_waivers.waivers"), 303)
    return show_form("packs/waivers.html", form, rows=list_all_waivers(session, actor))


@pages.post("/<org>/packs/waivers/<uuid:waiver_id>/end")
@needs(Action.WAIVE_WARNING)
def end(waiver_id: UUID) -> ResponseReturnValue:
    """Let a warning count again."""
    with transaction(get_session()) as session:
        end_waiver(session, current_actor(), waiver_id)
    flash("The warning counts again.", "success")
    return redirect(url_for("pack_waivers.waivers"), 303)
