"""Meetings in an event: held with whoever was there, and a programme risk handed on."""

from collections.abc import Iterator, Sequence

from riskapp.domain.life_drafts import HandOn
from riskapp.domain.meeting_drafts import Attendee, PlanMeeting, RecordAttendance
from riskapp.domain.meetings import Attended
from riskapp.models import Risk
from riskapp.queries.months import get_review
from riskapp.services.attendance import record_attendance
from riskapp.services.handing_on import hand_on
from riskapp.services.loading.deeds.months import take_month
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.records import NAME
from riskapp.services.meetings import plan_meeting
from riskapp.services.sitting import sit

PARTS = {
    "present": Attended.PRESENT,
    "in_attendance": Attended.IN_ATTENDANCE,
    "apologies": Attended.APOLOGIES,
}


def _hold(fields: EventFields) -> Act:
    key, committee = fields.makes(Kind.MEETING), fields.key("committee", Kind.COMMITTEE)
    title = fields.maybe_text("title", NAME)
    month = take_month(fields) if fields.maybe_text("month", 7) else None
    there = {how: fields.keys_of(part, Kind.POST) for part, how in PARTS.items()}

    def act(scene: Scene) -> None:
        row = scene.get(Kind.COMMITTEE, committee)
        review = get_review(scene.session, scene.actor, month) if month else None
        held_on = scene.actor.today
        draft = PlanMeeting(row, held_on, title, review.id if review else None)
        meeting = plan_meeting(scene.session, scene.actor, draft)
        scene.keep(Kind.MEETING, key, meeting.id)
        who = tuple(one for how, posts in there.items() for one in _there(scene, how, posts))
        if who:
            attended = RecordAttendance(who, meeting.version)
            record_attendance(scene.session, scene.actor, meeting.id, attended)

    return act


def _there(scene: Scene, how: Attended, posts: Sequence[str]) -> Iterator[Attendee]:
    return (Attendee(how, scene.get(Kind.POST, post)) for post in posts)


def _hand_on(fields: EventFields) -> Act:
    reason, committee = fields.reason(), fields.key("committee", Kind.COMMITTEE)
    meeting = fields.maybe_key("meeting", Kind.MEETING)

    def act(scene: Scene) -> None:
        risk = scene.session.get_one(Risk, (scene.actor.organisation_id, scene.subject_id))
        draft = HandOn(scene.get(Kind.COMMITTEE, committee), reason, risk.version)
        sat = scene.find(Kind.MEETING, meeting)
        actor = sit(scene.session, scene.actor, sat) if sat else scene.actor
        hand_on(scene.session, actor, scene.reference, draft)

    return act


DEEDS = to(None, {"hold-meeting": _hold}) | to(Kind.RISK, {"hand-on": _hand_on})
