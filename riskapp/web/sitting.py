"""Recording for a meeting on a form that could also be a person's own decision."""

from flask import g
from sqlmodel import Session

from forms.fields import options_of
from forms.sitting import SittingForm
from riskapp.domain.actions import Action
from riskapp.domain.permissions import Actor, may
from riskapp.queries.meetings import list_sittings
from riskapp.queries.names import Names, list_post_names
from riskapp.services.sitting import sit
from riskapp.web.session import current_actor, get_session


def sittings() -> Names:
    """Return the meetings of late for which the reader may record; asked for once a request."""
    if "sittings" not in g:
        session, actor = get_session(), current_actor()
        records = may(actor, Action.RECORD_FOR_MEETING)
        g.sittings = list_sittings(session, actor) if records else ()
        g.proposers = list_post_names(session, actor) if g.sittings else ()
    found: Names = g.sittings
    return found


def offer_meetings(form: SittingForm) -> None:
    """Offer the meetings that could have decided; without any, the form does not ask.

    With one chosen, the committee follows from it, so that is not asked beside it.
    """
    if "meeting" not in form:
        return
    offered = sittings()
    for name in ("committee",) if offered else ("meeting", "proposed_by"):
        if name in form:
            del form[name]
    if offered:
        form["meeting"].options = options_of(offered)  # type: ignore[attr-defined]
        form["proposed_by"].options = options_of(g.proposers)  # type: ignore[attr-defined]


def acting(session: Session, form: SittingForm) -> Actor:
    """Return who acts: the person, or the meeting for which they record."""
    actor, meeting_id = current_actor(), form.meeting_id
    if meeting_id is None:
        return actor
    return sit(session, actor, meeting_id, proposed_by_post_id=form.proposer_id)
