"""Saying who was at a meeting, in rows that need no script."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from forms.fields import options_of
from forms.late import Both, words_of
from forms.meetings import AttendanceForm, filled_rows
from riskapp.domain.actions import Action
from riskapp.domain.meetings import Attended
from riskapp.domain.wording import label_of
from riskapp.queries.meetings import get_meeting, list_attendance
from riskapp.queries.names import list_post_names
from riskapp.readmodels.meetings import MeetingRow
from riskapp.services.attendance import record_attendance
from riskapp.web.binding import sent
from riskapp.web.guard import needs
from riskapp.web.meetings import change
from riskapp.web.session import current_actor, get_session

pages = Blueprint("attendance", __name__)


@pages.route("/<org>/meetings/<uuid:meeting_id>/attendance", methods=["GET", "POST"])
@needs(Action.CHANGE_MEETING)
def record(meeting_id: UUID) -> ResponseReturnValue:
    """Record who was at a meeting: as many rows as there are people, and some to spare."""
    session, actor = get_session(), current_actor()
    row = get_meeting(session, actor, meeting_id)
    form = AttendanceForm(sent()) if sent() is not None else _opened(row)
    form.offer(options_of(list_post_names(session, actor)))
    return change(
        "meetings/attendance.html", form, row,
        lambda db: record_attendance(db, actor, row.id, form.draft()),
        _opened, rows=lambda now: _both(_opened(now), form),
    )  # fmt: skip


def _opened(row: MeetingRow) -> AttendanceForm:
    """Return the form as it opens: with whoever is recorded."""
    session, actor = get_session(), current_actor()
    lines = list_attendance(session, actor, row.id)
    filled = filled_rows((line.post_id, line.name, line.attended) for line in lines)
    form = AttendanceForm(data={**filled, "seen_version": str(row.version)})
    form.offer(options_of(list_post_names(session, actor)))
    return form


def _both(theirs: AttendanceForm, yours: AttendanceForm) -> tuple[Both, ...]:
    """Return who is recorded beside who was typed, by how they took part."""
    return tuple(Both(label_of(how), _who(theirs, how), _who(yours, how)) for how in Attended)


def _who(form: AttendanceForm, how: Attended) -> str:
    rows = (row for row in form.every_row if not row.is_empty and row.attended.member is how)
    return ", ".join(words_of(row.post, row.post.data) or str(row.name.data) for row in rows)
