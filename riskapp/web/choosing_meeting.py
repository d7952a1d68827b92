"""Saying for which meeting of a month one records: once, before the first risk."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.fields import options_of
from forms.outcomes import RecordingForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError
from riskapp.domain.months import month_key
from riskapp.domain.references import risk_number, risk_reference
from riskapp.models import MonthlyReview
from riskapp.queries.month_listing import Asked
from riskapp.queries.month_order import list_entries
from riskapp.queries.month_outcomes import list_meetings
from riskapp.queries.months import get_review, get_since
from riskapp.readmodels.months import MeetingName
from riskapp.services.sitting import sit
from riskapp.web.binding import show_form
from riskapp.web.guard import needs
from riskapp.web.months import asked_month
from riskapp.web.recording import chosen_meeting, remember_meeting
from riskapp.web.session import current_actor, get_session

pages = Blueprint("choosing_meeting", __name__)


@pages.route("/<org>/reviews/<month>/recording", methods=["GET", "POST"])
@needs(Action.RECORD_FOR_MEETING)
def choose(month: str) -> ResponseReturnValue:
    """Say for which meeting of the month everything is recorded from now on."""
    session, actor = get_session(), current_actor()
    review = get_review(session, actor, asked_month(month))
    meetings = list_meetings(session, review)
    form = _form(review, meetings)
    if request.method == "POST" and form.validate() and _can_decide(session, form):
        remember_meeting(review.month, form.draft())
        return redirect(_first(session, review), 303)
    return show_form("reviews/recording.html", form, month=review.month, meetings=meetings)


def _form(review: MonthlyReview, meetings: tuple[MeetingName, ...]) -> RecordingForm:
    chosen = chosen_meeting(review.month) or (meetings[0].id if len(meetings) == 1 else None)
    sent = request.form if request.method == "POST" else None
    form = RecordingForm(sent, meeting=str(chosen) if chosen else None)
    form.meeting.options = options_of((one.id, one.words) for one in meetings)
    return form


def _can_decide(session: Session, form: RecordingForm) -> bool:
    """Tell whether that meeting can decide anything; what it lacks is said at the field."""
    try:
        sit(session, current_actor(), form.draft())
    except FieldError as error:
        form.refuse("meeting", str(error))
        return False
    return True


def _first(session: Session, review: MonthlyReview) -> str:
    """Return where to begin: the risk that the address names, else the first undecided one."""
    month, named = month_key(review.month), risk_number(request.args.get("risk", ""))
    if named is not None:
        reference = risk_reference(named)
        return url_for("meeting_mode.show", month=month, reference=reference)
    actor = current_actor()
    order = list_entries(session, review, Asked(actor, review.month, get_since(session, review)))
    entry = next((one for one in order if not one.is_decided), None)
    if entry is None:
        return url_for("months.review", month=month)
    return url_for("meeting_mode.show", month=month, reference=entry.reference)
