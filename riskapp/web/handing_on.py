"""Handing a programme risk on to another committee, by a person or for a meeting."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import options_of
from forms.handing_on import HandOnForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotAllowedError, StaleError
from riskapp.domain.permissions import may, require
from riskapp.queries.history import find_last_told
from riskapp.queries.oversight import get_overseen_risk
from riskapp.queries.risk_choices import list_committees
from riskapp.readmodels.committees import OverseenRisk
from riskapp.services.handing_on import hand_on
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session
from riskapp.web.sitting import acting, offer_meetings, sittings

pages = Blueprint("handing_on", __name__)


@pages.route("/<org>/risks/<reference>/hand-on", methods=["GET", "POST"])
@needs(Action.VIEW_REGISTER)
def hand(reference: str) -> ResponseReturnValue:
    """Hand a programme risk on; whoever records for a meeting may do it as the meeting."""
    found = get_overseen_risk(get_session(), current_actor(), reference)
    if not _may_decide():
        return render_template("risks/hand_on.html", found=found)
    form = _prepared(HandOnForm(sent(), data=at_first(_seen(found))))
    try:
        if saved(form, lambda db: hand_on(db, acting(db, form), reference, form.draft())):
            flash(f"{found.risk.reference} is handed on.", "success")
            return redirect(url_for("risk_pages.show", reference=found.risk.reference), 303)
    except StaleError:
        return _late(form, reference)
    except NotAllowedError as error:
        form.refuse("", str(error))
        return render_template("risks/hand_on.html", form=form, found=found, late=None), 403
    return show_form("risks/hand_on.html", form, found=found)


def _may_decide() -> bool:
    """Tell whether the reader may decide it, or a meeting is there for which they may record.

    Whoever may never do either is refused.
    """
    actor = current_actor()
    if may(actor, Action.HAND_ON) or sittings():
        return True
    if request.method == "POST" or not may(actor, Action.RECORD_FOR_MEETING):
        require(actor, Action.HAND_ON)
    return False


def _late(form: HandOnForm, reference: str) -> ResponseReturnValue:
    session, actor = get_session(), current_actor()
    session.expire_all()
    now = get_overseen_risk(session, actor, reference)
    opened = _prepared(HandOnForm(data=_seen(now)))
    leave = url_for("risk_pages.show", reference=now.risk.reference)
    late = Late("This risk", leave, told=find_last_told(session, actor, now.risk.id))
    return show_late("risks/hand_on.html", form, opened, late, found=now)


def _prepared(form: HandOnForm) -> HandOnForm:
    form.to_committee.options = options_of(list_committees(get_session(), current_actor()))
    offer_meetings(form)
    return form


def _seen(found: OverseenRisk) -> dict[str, str]:
    return {"seen_version": str(found.version)}
