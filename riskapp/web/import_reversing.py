"""Taking an import back: what would happen, and doing it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from forms.imports import TakeBackForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.queries.import_reversal import Reversal, find_reversal
from riskapp.queries.imports import get_import, get_loaded
from riskapp.services.importing.reversing import reverse_import
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("import_reversing", __name__)
_PAGE = "imports/take_back.html"
TAKEN_BACK = "The import is taken back. The risks that it brought in are withdrawn."


@pages.route("/<org>/imports/<uuid:file_id>/take-back", methods=["GET", "POST"])
@needs(Action.IMPORT_RISKS)
def take_back(file_id: UUID) -> ResponseReturnValue:
    """Show what taking an import back would do, and do it."""
    session, actor = get_session(), current_actor()
    page, reversal = get_import(session, actor, file_id), _reversal(file_id)
    form = TakeBackForm(sent(), data=at_first({"seen": str(reversal.risks)}))
    here = url_for("imports.show", file_id=file_id)
    try:
        if saved(form, lambda db: reverse_import(db, actor, file_id, form.why, seen=form.number)):
            flash(TAKEN_BACK, "success")
            return redirect(here, 303)
    except StaleError:
        session.expire_all()
        page, reversal = get_import(session, actor, file_id), _reversal(file_id)
        now = TakeBackForm(data={"seen": str(reversal.risks)})
        late = Late("This import", here)
        return show_late(_PAGE, form, now, late, file=page.line, reversal=reversal)
    return show_form(_PAGE, form, file=page.line, reversal=reversal)


def _reversal(file_id: UUID) -> Reversal:
    session, actor = get_session(), current_actor()
    return find_reversal(session, actor, get_loaded(session, actor, file_id))
