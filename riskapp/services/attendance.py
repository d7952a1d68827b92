"""Who was at a meeting: recorded as a whole, in the order of the minutes."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.errors import FieldError
from riskapp.domain.happenings import Happening
from riskapp.domain.meeting_drafts import Attendee, RecordAttendance
from riskapp.domain.meetings import QUORUM, Attended, MeetingState
from riskapp.domain.permissions import Actor
from riskapp.domain.wording import date_words, label_of, post_words
from riskapp.models import Attendance, Post
from riskapp.queries.meetings import has_decided
from riskapp.services.meetings import Convened, begin_with

EITHER = "Choose a post or type a name, not both."
NEITHER = "Choose the post, or type the name."
TWICE = "This post is given twice: enter each once."


def record_attendance(
    session: Session, actor: Actor, meeting_id: UUID, draft: RecordAttendance
) -> None:
    """Keep who was at a meeting; with somebody present it was held."""
    convened = begin_with(session, actor, meeting_id, draft.seen_version)
    posts = _posts(convened)
    for row in draft.attendees:
        _refuse_unfit(convened, row, posts)
    _refuse_twice(draft.attendees)
    present = sum(row.attended is Attended.PRESENT for row in draft.attendees)
    if present < QUORUM and has_decided(session, actor, meeting_id):
        raise FieldError("", f"Something was decided there, which takes {QUORUM} who were present.")
    _replace(convened, draft.attendees)
    if present:
        convened.meeting.state = MeetingState.HELD
    convened.meeting.version += 1
    words = {"attendance": _words(draft.attendees, posts)}
    convened.note(Happening.ATTENDANCE_RECORDED, facts={"present": present}, words=words)
    session.flush()


def _posts(convened: Convened) -> Mapping[UUID, str]:
    query = select(Post.id, Post.title).where(
        col(Post.organisation_id) == convened.actor.organisation_id
    )
    return {id_: post_words(id_, title) for id_, title in convened.session.exec(query)}


def _refuse_unfit(convened: Convened, row: Attendee, posts: Mapping[UUID, str]) -> None:
    if row.post_id is None and not row.name.strip():
        raise FieldError(f"post_{row.row}", NEITHER)
    if row.post_id is not None and row.name.strip():
        raise FieldError(f"name_{row.row}", EITHER)
    if row.post_id is not None and row.post_id not in posts:
        raise FieldError(f"post_{row.row}", "Choose one of those listed.")
    ahead = convened.meeting.held_on > convened.actor.today
    if ahead and row.attended is not Attended.APOLOGIES:
        day = date_words(convened.meeting.held_on)
        only = "until then only apologies can be recorded."
        raise FieldError(f"attended_{row.row}", f"The meeting is not until {day}: {only}")


def _refuse_twice(rows: Sequence[Attendee]) -> None:
    seen: set[UUID] = set()
    for row in rows:
        if row.post_id in seen:
            raise FieldError(f"post_{row.row}", TWICE)
        if row.post_id is not None:
            seen.add(row.post_id)


def _replace(convened: Convened, rows: Sequence[Attendee]) -> None:
    session, meeting = convened.session, convened.meeting
    query = select(Attendance).where(
        col(Attendance.organisation_id) == meeting.organisation_id,
        col(Attendance.meeting_id) == meeting.id,
    )
    for old in session.exec(query):
        session.delete(old)
    session.add_all(
        Attendance(
            organisation_id=meeting.organisation_id,
            meeting_id=meeting.id,
            post_id=row.post_id,
            name=" ".join(row.name.split()),
            attended=row.attended,
            position=place,
        )
        for place, row in enumerate(rows)
    )


def _words(rows: Sequence[Attendee], posts: Mapping[UUID, str]) -> str:
    """Return who was there in the words of minutes: "Present: the Matron, Ann. Apologies: Ben."."""
    said = []
    for how in Attended:
        who = [_who(row, posts) for row in rows if row.attended is how]
        said += [f"{label_of(how)}: {', '.join(who)}."] if who else []
    return " ".join(said)


def _who(row: Attendee, posts: Mapping[UUID, str]) -> str:
    return posts[row.post_id] if row.post_id else " ".join(row.name.split())
