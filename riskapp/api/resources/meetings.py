"""Meetings of committees: planned, changed, cancelled, who was at one and what it decided."""

from uuid import UUID

from flask import Response

from forms.fields import Option, options_of
from forms.meetings import (
    BECAME,
    MOST_ROWS,
    AttendanceForm,
    CancelMeetingForm,
    ChangeMeetingForm,
    PlanMeetingForm,
)
from riskapp.api.answers import changed, created, seen_version, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.problems import Fault, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import ReasonIn
from riskapp.api.resources.meeting_shapes import (
    AttendanceIn,
    AttendeeOut,
    DecidedAtOut,
    MeetingChange,
    MeetingIn,
    MeetingOut,
    MeetingRowOut,
    Meetings,
)
from riskapp.api.resources.months import NO_MONTH
from riskapp.api.resources.naming import One
from riskapp.api.shapes import Walk
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.meetings import MeetingState
from riskapp.domain.months import month_key, parse_month
from riskapp.queries.meetings import get_meeting, get_meeting_page, list_meetings
from riskapp.queries.months import get_review
from riskapp.queries.names import list_post_names
from riskapp.queries.risk_choices import list_committees
from riskapp.services.attendance import NEITHER, record_attendance
from riskapp.services.meetings import cancel_meeting, change_meeting, plan_meeting
from riskapp.web.session import current_actor, get_session

resource = Resource("meetings", "Meetings", "Meetings of committees, and what they decided.")

HERE = "meetings.meeting"
NAMES = {"committee": "committee_id"}
"""What the API calls the fields of the forms."""
PARTS = {"post": "post_id", "name": "name", "attended": "attended"}
"""What the API calls the fields of each row of those who were there."""
ROWS = {
    f"{part}_{at}": f"attendance.{at - 1}.{name}"
    for at in range(1, MOST_ROWS + 1)
    for part, name in PARTS.items()
}


class MeetingsAsked(Walk):
    """Asks for the meetings."""


@resource.lists("/meetings", Action.VIEW_REGISTER, Meetings)
def meetings(query: MeetingsAsked) -> Response:
    """List the meetings."""
    rows = list_meetings(get_session(), current_actor())
    return listed_whole(Meetings, rows, query, lambda it: str(it.id), MeetingRowOut.of)


@resource.shows("/meetings/<uuid:id>", Action.VIEW_REGISTER, MeetingOut)
def meeting(path: One) -> Response:
    """Show a meeting."""
    page = get_meeting_page(get_session(), current_actor(), path.id)
    told = MeetingOut(
        **dict(MeetingRowOut.of(page.row)),
        attendance=tuple(map(AttendeeOut.of, page.attendance)),
        decided=tuple(map(DecidedAtOut.of, page.decided)),
    )
    return shown(told, page.row.version)


@resource.adds("/meetings", Action.CHANGE_MEETING, MeetingOut)
def plan(body: MeetingIn) -> Response:
    """Plan a meeting, or enter one that was held."""
    session, actor = get_session(), current_actor()
    review = _review_of(body.month)
    form = PlanMeetingForm(
        typed({**body.model_dump(), "committee": body.committee_id, "month": review})
    )
    form.committee.options = options_of(list_committees(session, actor))
    form.month.options = _only(review)
    draft = judged(form, NAMES).draft()
    return created(lambda db: plan_meeting(db, actor, draft).id, HERE, lambda key: {"id": key})


@resource.changes("/meetings/<uuid:id>", Action.CHANGE_MEETING, MeetingOut)
def change(path: One, body: MeetingChange) -> Response:
    """Change the day, title or review of a meeting, or say that it was held."""
    actor, version = current_actor(), seen_version()
    given = _stands(path) | body.model_dump(exclude_unset=True) | {"seen_version": version}
    review = _review_of(given["month"])
    form = ChangeMeetingForm(typed(given | {"month": review}))
    form.month.options = _only(review)
    draft = judged(form, NAMES).draft()
    return changed(lambda db: change_meeting(db, actor, path.id, draft))


@resource.changes(
    "/meetings/<uuid:id>/cancellation", Action.CHANGE_MEETING, MeetingOut, method="post"
)
def cancel(path: One, body: ReasonIn) -> Response:
    """Cancel a meeting at which nothing was decided; If-Match is its ETag."""
    actor, version = current_actor(), seen_version(HERE, id=path.id)
    form = CancelMeetingForm(typed({"reason": body.reason, "seen_version": version}))
    draft = judged(form, {}).draft()
    return changed(lambda db: cancel_meeting(db, actor, path.id, draft), HERE, id=path.id)


@resource.changes("/meetings/<uuid:id>/attendance", Action.CHANGE_MEETING, MeetingOut, method="put")
def attend(path: One, body: AttendanceIn) -> Response:
    """Say who was at a meeting, all of them; If-Match is its ETag."""
    session, actor, version = get_session(), current_actor(), seen_version(HERE, id=path.id)
    form = AttendanceForm(typed({"seen_version": version, **_rows(body)}))
    form.offer(options_of(list_post_names(session, actor)))
    draft = judged(form, ROWS).draft()
    return changed(lambda db: record_attendance(db, actor, path.id, draft), HERE, id=path.id)


def _stands(path: One) -> dict[str, object]:
    """Return a meeting as a change of it begins; one that was cancelled is refused by the deed."""
    row = get_meeting(get_session(), current_actor(), path.id)
    return {
        "held_on": row.held_on,
        "title": row.title,
        "month": month_key(row.month) if row.month else None,
        "state": row.state if row.state in BECAME else MeetingState.HELD,
    }


def _review_of(month: object) -> UUID | None:
    """Return the review of a month, whose state the deed judges; SentError for none."""
    if month is None:
        return None
    asked = parse_month(str(month))
    if asked is None:
        raise SentError([Fault("month", NO_MONTH)])
    try:
        return get_review(get_session(), current_actor(), asked).id
    except NotFoundError as error:
        raise SentError([Fault("month", str(error))]) from None


def _only(review: UUID | None) -> tuple[Option, ...]:
    """Return the one review that a form then has to choose from."""
    return options_of([(review, "")] if review else [])


def _rows(body: AttendanceIn) -> dict[str, object]:
    """Return who was there by the fields of the form; SentError for a row of nobody."""
    sent: dict[str, object] = {}
    for at, row in enumerate(body.attendance, start=1):
        if row.post_id is None and not row.name.strip():
            raise SentError([Fault(ROWS[f"post_{at}"], NEITHER)])
        sent |= {f"{part}_{at}": getattr(row, name) for part, name in PARTS.items()}
    return sent
