"""Choosing reminders, and the rows that keep any digest from being sent twice."""

from datetime import date

from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor, require
from riskapp.domain.reminders import MOST_DAYS, Choice, ChooseReminders, Sent, SetLine
from riskapp.domain.wording import counted
from riskapp.models import ReminderChoice, ReminderMail, ReminderRule
from riskapp.services.history import note
from riskapp.services.transactions import hold_settings

SAVED_SINCE = "This was changed since you opened the page."
MOST_ATTEMPTS = 5


def choose_reminders(session: Session, actor: Actor, draft: ChooseReminders) -> None:
    """Keep how often the actor is told; StaleError where they chose anew in another window."""
    require(actor, Action.VIEW_REGISTER)
    hold_settings(session, actor.organisation_id)
    held = session.get(
        ReminderChoice, (actor.organisation_id, actor.person_id), populate_existing=True
    )
    if (held.version if held else 0) != draft.seen_version:
        raise StaleError(SAVED_SINCE)
    if held is None:
        held = ReminderChoice(
            organisation_id=actor.organisation_id, person_id=actor.person_id, how=draft.how
        )
    else:
        held.version += 1
    held.how, held.weekday, held.recorded_at = draft.how, draft.weekday, utc_now()
    session.add(held)
    how = Choice(draft.how, draft.weekday).words
    note(session, actor, Happening.REMINDERS_SET, subject_id=actor.person_id, facts={"how": how})
    session.flush()


def set_line(session: Session, actor: Actor, draft: SetLine) -> None:
    """Set after how many days overdue the line is told, for the whole organisation."""
    require(actor, Action.SET_REMINDERS)
    if not 0 <= draft.days <= MOST_DAYS:
        raise FieldError("days", f"Enter a number of days from 0 to {MOST_DAYS}.")
    hold_settings(session, actor.organisation_id)
    held = session.get(ReminderRule, actor.organisation_id, populate_existing=True)
    if (held.version if held else 0) != draft.seen_version:
        raise StaleError(SAVED_SINCE)
    if held is None:
        held = ReminderRule(organisation_id=actor.organisation_id, by_id=actor.person_id)
    else:
        held.version += 1
    held.days, held.by_id, held.recorded_at = draft.days, actor.person_id, utc_now()
    session.add(held)
    note(session, actor, Happening.REMINDERS_SET, facts={"how": _line_words(draft.days)})
    session.flush()


def begin_mail(session: Session, actor: Actor, day: date) -> bool:
    """Take it upon oneself to send the actor's digest of a day; False where it is not to be sent.

    One that was sent, or was on its way when its sender stopped, is never sent again; one that the
    server refused is, five times at most.
    """
    hold_settings(session, actor.organisation_id)
    query = select(ReminderMail).where(
        col(ReminderMail.organisation_id) == actor.organisation_id,
        col(ReminderMail.person_id) == actor.person_id,
        col(ReminderMail.day) == day,
    )
    held = session.exec(query.execution_options(populate_existing=True)).one_or_none()
    if held is None:
        held = ReminderMail(
            organisation_id=actor.organisation_id, person_id=actor.person_id, day=day
        )
    elif held.state is not Sent.FAILED or held.attempts >= MOST_ATTEMPTS:
        return False
    else:
        held.state, held.attempts, held.began_at = Sent.SENDING, held.attempts + 1, utc_now()
    session.add(held)
    session.flush()
    return True


def end_mail(session: Session, actor: Actor, day: date, error: str = "") -> None:
    """Keep that a digest was sent, or that the server would not take it."""
    held = session.get_one(
        ReminderMail, (actor.organisation_id, actor.person_id, day), populate_existing=True
    )
    held.state, held.error = (Sent.FAILED, error) if error else (Sent.SENT, "")
    held.sent_at = None if error else utc_now()
    session.add(held)
    session.flush()


def _line_words(days: int) -> str:
    if not days:
        return "the line is never told of what is overdue"
    return f"the line is told of what is overdue for more than {counted(days, 'day')}"
