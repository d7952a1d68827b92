"""A risk of an open month as a meeting goes through it: no change, or put off to a later one."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from pydantic import Field

from forms.outcomes import TakeBackForm
from riskapp.api.answers import changed, seen_version, shown
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import ReasonIn
from riskapp.api.resources.naming import OfMonth, OfRisk, One
from riskapp.api.shapes import Sent, Shape, Stated, Words
from riskapp.clock import uuid7
from riskapp.domain.actions import Action
from riskapp.domain.months import Listed, MonthState, Outcome
from riskapp.queries.month_risk import get_month_risk
from riskapp.readmodels.month_risk import MonthRisk
from riskapp.services import taking_back
from riskapp.services.outcomes import record_outcome
from riskapp.web.month_forms import prepared_outcome
from riskapp.web.month_ways import DEFER, FORMS, NO_CHANGE
from riskapp.web.months import asked_month
from riskapp.web.session import current_actor, get_session

resource = Resource("month-risks", "Risks of a month", "What meetings decide about them.")

OF_MONTH = "/reviews/<month>/risks/<reference>"
HERE = "month-risks.month_risk"
NAMES = {
    "meeting": "meeting_id",
    "proposed_by": "proposed_by_id",
    "later": "later_meeting_id",
}
"""What the API calls the fields of the forms."""


class OneMonthRisk(OfRisk, OfMonth):
    """Names a risk of a month."""


class OneOutcome(OneMonthRisk, One):
    """Names what was recorded about a risk of a month."""


class MonthMeetingNameOut(Shape):
    """A meeting of the month."""

    id: UUID
    words: str
    held_on: date


class RecordedOut(Shape):
    """What a meeting decided about a risk of the month."""

    id: UUID
    outcome: Outcome
    reason: str
    decided_on: date
    recorded_by: str
    meeting: Stated
    proposed_by: Stated
    deferred_to: Stated


class RiskOfMonthOut(Shape):
    """A risk of a month: why it is on the list, at which meetings it can come up, and what came."""

    reference: str
    title: str
    month: date
    state: MonthState
    listed: tuple[Listed, ...]
    meetings: tuple[MonthMeetingNameOut, ...]
    outcomes: tuple[RecordedOut, ...]
    taken_back: tuple[RecordedOut, ...] = Field(description="Recorded by mistake.")
    last_reviewed: date | None
    next_review: date | None


class NoChangeIn(Sent):
    """For which meeting something is recorded, and at whose word."""

    meeting_id: UUID = Field(description="One of the month's, with two or more present.")
    proposed_by_id: UUID | None = Field(None, description="The post that proposed it.")


class DeferralIn(NoChangeIn):
    """To which later meeting a risk is put off, and why."""

    later_meeting_id: UUID = Field(description="One that is planned for after that day.")
    reason: Words = Field(min_length=1, description="Why: the reason is kept with the decision.")


@resource.shows(OF_MONTH, Action.VIEW_REGISTER, RiskOfMonthOut)
def month_risk(path: OneMonthRisk) -> Response:
    """Show a risk of a month, and what meetings decided about it."""
    found = _find(path)
    said = {name: getattr(found, name) for name in _AS_SAID}
    named = {"reference": found.row.reference, "title": found.row.title}
    told = RiskOfMonthOut.model_validate({**said, **named}, from_attributes=True)
    return shown(told, found.version)


@resource.changes(f"{OF_MONTH}/no-change", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post")
def no_change(path: OneMonthRisk, body: NoChangeIn) -> Response:
    """Record that a meeting reviewed a risk without a change; If-Match is its ETag in the month."""
    return _record(path, NO_CHANGE, body)


@resource.changes(f"{OF_MONTH}/deferral", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post")
def defer(path: OneMonthRisk, body: DeferralIn) -> Response:
    """Record that a meeting put a risk off to a later one; If-Match is its ETag in the month."""
    return _record(path, DEFER, body)


@resource.changes(
    f"{OF_MONTH}/outcomes/<uuid:id>/withdrawal",
    Action.RECORD_FOR_MEETING,
    RiskOfMonthOut,
    method="post",
)
def take_back(path: OneOutcome, body: ReasonIn) -> Response:
    """Take back what is only a record and was a mistake; If-Match is the risk's ETag in the month.

    What was decided is undone as decisions are.
    """
    of_risk = {"month": path.month, "reference": path.reference}
    seen = seen_version(HERE, **of_risk)
    form = judged(TakeBackForm(typed({"reason": body.reason, "seen_version": seen})), {})
    actor, draft = current_actor(), form.draft(asked_month(path.month), path.id)
    return changed(
        lambda db: taking_back.take_back(db, actor, path.reference, draft), HERE, **of_risk
    )


def _record(path: OneMonthRisk, name: str, body: NoChangeIn) -> Response:
    seen = seen_version(HERE, **path.model_dump())
    given: dict[str, Any] = {form: getattr(body, named, None) for form, named in NAMES.items()}
    given |= {"reason": getattr(body, "reason", None), "decide": name, "once": uuid7()}
    sent = FORMS[name](typed({**given, "seen_version": seen}))
    form = judged(prepared_outcome(sent, _find(path)), NAMES)
    actor, asked = current_actor(), form.asked(asked_month(path.month))
    return changed(
        lambda db: record_outcome(db, actor, path.reference, asked), HERE, **path.model_dump()
    )


def _find(path: OneMonthRisk) -> MonthRisk:
    month = asked_month(path.month)
    return get_month_risk(get_session(), current_actor(), month, path.reference)


_AS_SAID = (
    "month",
    "state",
    "listed",
    "meetings",
    "outcomes",
    "taken_back",
    "last_reviewed",
    "next_review",
)
