"""Views of the register: keeping what its address asks for, opening it, forgetting it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.views import MINE, SHARED, KeepViewForm
from riskapp.domain.actions import Action
from riskapp.domain.permissions import may
from riskapp.queries.choices import list_choices
from riskapp.queries.matrices import get_matrix
from riskapp.queries.views import list_views
from riskapp.services.transactions import transaction
from riskapp.services.views import forget_view, keep_view
from riskapp.web.asked import address_with, asked_day
from riskapp.web.asked_columns import asked_columns
from riskapp.web.asked_filters import asked_filters, said
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("views", __name__)


def keep_address() -> str:
    """Return the address that keeps the view which this page's address asks for."""
    asks = _asks()
    return f"{url_for('views.keep')}?{asks}" if asks else url_for("views.keep")


@pages.route("/<org>/risks/keep", methods=["GET", "POST"])
@needs(Action.KEEP_VIEW)
def keep() -> ResponseReturnValue:
    """Keep what the address asks for under a name; a mistaken address cannot be kept."""
    session, actor = get_session(), current_actor()
    matrix = get_matrix(session, actor, asked_day())
    choices = list_choices(session, actor)
    filters, columns = asked_filters(choices, matrix), asked_columns()
    form = KeepViewForm(sent(), **at_first({"whose": MINE.value}))
    form.whose.options = (MINE, SHARED) if may(actor, Action.SHARE_VIEW) else (MINE,)
    if saved(form, lambda db: keep_view(db, actor, form.draft(_asks()))):
        flash("The view is kept.", "success")
        return redirect(_register(), 303)
    filtered = list(said(filters, choices, matrix))
    return show_form("views/keep.html", form, said=filtered, columns=columns, register=_register())


@pages.get("/<org>/views")
@needs(Action.VIEW_REGISTER)
def views() -> ResponseReturnValue:
    """Show the views that this person may open."""
    return render_template("views/views.html", views=list_views(get_session(), current_actor()))


@pages.post("/<org>/views/<uuid:view_id>/forget")
@needs(Action.KEEP_VIEW)
def forget(view_id: UUID) -> ResponseReturnValue:
    """Forget a view of this person's own."""
    with transaction(get_session()) as db:
        forget_view(db, current_actor(), view_id)
    flash("The view is deleted.", "success")
    return redirect(url_for("views.views"), 303)


def _asks() -> str:
    """Return all that this page's address asks for but the page of the list."""
    return address_with(page=None).removeprefix(request.path).removeprefix("?")


def _register() -> str:
    asks = _asks()
    return f"{url_for('register.risks')}?{asks}" if asks else url_for("register.risks")
