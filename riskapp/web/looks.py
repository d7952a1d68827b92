"""How packs look: the colours of the organisation, and its logo."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session
from werkzeug.datastructures import CombinedMultiDict

from forms.looks import LookForm
from reports.logo import can_draw
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.looks import NOT_A_PNG, SetLook, check_logo
from riskapp.queries.looks import get_look
from riskapp.services.looks import set_look
from riskapp.web.binding import saved, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("looks", __name__)
_PAGE = "settings/look.html"


@pages.route("/<org>/settings/look", methods=["GET", "POST"])
@needs(Action.SET_LOOK)
def look() -> ResponseReturnValue:
    """Show how packs look, and set it."""
    actor = current_actor()
    held = get_look(get_session(), actor)
    form = LookForm(_sent(), **_filled())
    try:
        if saved(form, lambda db: _set(db, form.draft())):
            flash("Packs look so from now on. Those that are issued stay as they are.", "success")
            return redirect(url_for("looks.look"), 303)
    except StaleError:
        late = Late("How packs look", url_for("looks.look"))
        return show_late(_PAGE, form, LookForm(**_filled()), late, held=held)
    return show_form(_PAGE, form, held=held)


def _set(session: Session, draft: SetLook) -> None:
    """Set the look; a picture that cannot be drawn is refused here, not when a pack is made."""
    if draft.logo is not None:
        check_logo(draft.logo)
        if not can_draw(draft.logo):
            raise FieldError("logo", NOT_A_PNG)
    set_look(session, current_actor(), draft)


def _sent() -> CombinedMultiDict[str, Any] | None:
    if request.method != "POST":
        return None
    return CombinedMultiDict([request.files, request.form])


def _filled() -> dict[str, Any]:
    held = get_look(get_session(), current_actor())
    return {
        "colour": held.colour,
        "dark": held.dark,
        "logo_words": held.logo_words,
        "holds_mark": ["yes"] if held.nhs_mark else [],
        "entitled": ["yes"] if held.nhs_mark else [],
        "seen_version": str(held.version),
    }
