"""For which meeting somebody records: chosen once, and remembered while they are signed in."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from flask import request, session, url_for

from riskapp.domain.actions import Action
from riskapp.domain.errors import UnfitError
from riskapp.domain.months import MonthState, month_key, parse_month
from riskapp.domain.permissions import Actor, Sitting, may
from riskapp.readmodels.month_risk import MonthRisk
from riskapp.readmodels.months import MeetingName

RECORDING: Final = "recording"
RECORDED: Final = "recorded"
REVIEW: Final = "review"
"""In the address of a score, asks to go on with that month's review afterwards."""
_UNKNOWN: Final = UUID(int=0)


def remember_meeting(month: date, meeting_id: UUID) -> None:
    """Remember for which meeting of a month this person records."""
    session[RECORDING] = [month_key(month), str(meeting_id)]


def chosen_meeting(month: date) -> UUID | None:
    """Return the meeting of a month for which this person records, or None."""
    chosen = session.get(RECORDING)
    return UUID(chosen[1]) if chosen and chosen[0] == month_key(month) else None


def as_recorder(actor: Actor, month: date) -> Actor:
    """Return the actor with the rights of the meeting they record for, for a page to offer.

    Whether that meeting can decide is asked when something is recorded.
    """
    chosen = chosen_meeting(month)
    if chosen is None or not may(actor, Action.RECORD_FOR_MEETING):
        return actor
    return replace(actor, sitting=Sitting(chosen, committee_id=_UNKNOWN))


def meeting_of(risk: MonthRisk, actor: Actor) -> MeetingName | None:
    """Return the meeting for which the actor records about a risk; None where nothing can be."""
    if risk.state is not MonthState.OPEN or not may(actor, Action.RECORD_FOR_MEETING):
        return None
    chosen = chosen_meeting(risk.month)
    return next((one for one in risk.meetings if one.id == chosen), None)


def remember_recorded(reference: str, words: str, once: UUID | None) -> None:
    """Remember what has just been recorded, for the next page to say."""
    session[RECORDED] = [reference, words, str(once or "")]


def take_recorded() -> list[str] | None:
    """Return what has just been recorded: of which risk, in words, and with which form."""
    recorded: list[str] | None = session.pop(RECORDED, None)
    return recorded


def after_scoring(reference: str) -> str:
    """Return where to go on once a score is saved: the risk's page, or its place in a review."""
    written = request.args.get(REVIEW)
    if written is None:
        return url_for("risk_pages.show", reference=reference)
    if parse_month(written) is None:
        raise UnfitError("The address does not name a month, such as 2018-06.")
    return url_for("meeting_mode.show", month=written, reference=reference, decide="scored")
