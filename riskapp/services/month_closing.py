"""Closing a month: what it was becomes final, and what is decided later is the next month's."""

from dataclasses import replace

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.months import CloseMonth, MonthState
from riskapp.domain.permissions import Actor, require
from riskapp.domain.wording import date_words, month_words
from riskapp.models import Counter, MonthlyReview
from riskapp.queries.month_content import gather_content
from riskapp.queries.month_facts import list_known
from riskapp.queries.month_listing import Asked, list_reasons
from riskapp.queries.months import get_since, list_listed, read_month
from riskapp.readmodels.month_content import KIND, LAYOUT
from riskapp.readmodels.months import Month
from riskapp.services.finals import make_final
from riskapp.services.history import note, seal
from riskapp.services.months import facts_of, list_risks, open_month, refuse_closed, whole

CHANGED = "What is undecided has changed since you opened this page."
WHY_LEFT = "Say why something is left undecided: the next month takes it up again."
WHY_NOT_HELD = "Say why the review was not held."
DECIDED = "Something was decided in this month, so it was held: close it as held."


def close_month(session: Session, actor: Actor, draft: CloseMonth) -> MonthlyReview:
    """Close a month, held or not: its risks, figures, decisions and attendance become final.

    FieldError where something is undecided and nobody says why, or a meeting of it lies ahead;
    StaleError where what is undecided is no longer what was seen. Nobody else saves anything until
    it is done, so that all of it is of one moment.
    """
    require(actor, Action.CLOSE_MONTH)
    review = _hold(session, actor, draft)
    _list_arrivals(session, actor, review)
    _hold_history(session, actor)
    month = read_month(session, whole(actor), review)
    if draft.held:
        _refuse_ahead(month, actor)
        _refuse_undecided(session, actor, month, draft)
    else:
        _refuse_held(month, draft)
    _finish(session, actor, review, month, draft)
    session.flush()
    return review


def _hold(session: Session, actor: Actor, draft: CloseMonth) -> MonthlyReview:
    """Return the month, in which nobody records anything meanwhile; what was not held is opened."""
    query = (
        select(MonthlyReview)
        .where(
            col(MonthlyReview.organisation_id) == actor.organisation_id,
            col(MonthlyReview.month) == draft.month,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    review = session.exec(query).one_or_none()
    if review is not None:
        refuse_closed(review)
        return review
    if draft.held:
        raise NotFoundError(f"The review of {month_words(draft.month)} has not been opened.")
    return open_month(session, actor, draft.month)


def _list_arrivals(session: Session, actor: Actor, review: MonthlyReview) -> None:
    """Put on the list what came up since the month was opened."""
    asked = Asked(whole(actor), review.month, get_since(session, review))
    held = list_listed(session, review)
    reasons = list_reasons(session, asked)
    list_risks(session, actor, review, {one: reasons[one] for one in reasons if one not in held})
    session.flush()


def _hold_history(session: Session, actor: Actor) -> None:
    """Let no other deed of the organisation be sealed before this one; seal what was noted so far.

    The head of the history that becomes final is then that of all that went before.
    """
    session.flush()
    seal(session)
    here = col(Counter.organisation_id) == actor.organisation_id
    session.connection().execute(
        sa.select(col(Counter.history_number)).where(here).with_for_update()
    )


def _refuse_ahead(month: Month, actor: Actor) -> None:
    for meeting in month.meetings:
        if meeting.held_on > actor.today:
            day = date_words(meeting.held_on)
            message = f"{meeting.words}, lies ahead. Close the month after {day}, or cancel it."
            raise FieldError("", message)


def _refuse_undecided(session: Session, actor: Actor, month: Month, draft: CloseMonth) -> None:
    """Refuse to leave anything undecided that was not seen, or without a reason."""
    known = list_known(session, actor, [item.row.id for item in month.undecided])
    left = {item.reference for item in month.undecided if item.row.id in known}
    if draft.seen is not None and draft.seen != left:
        raise StaleError(CHANGED)
    if left and not draft.why.strip():
        raise FieldError("why", WHY_LEFT)


def _refuse_held(month: Month, draft: CloseMonth) -> None:
    if any(item.outcomes for item in month.items):
        raise FieldError("", DECIDED)
    if not draft.why.strip():
        raise FieldError("why", WHY_NOT_HELD)


def _finish(
    session: Session, actor: Actor, review: MonthlyReview, month: Month, draft: CloseMonth
) -> None:
    """Keep the month as it stands, and note the digest of what is kept."""
    since = get_since(session, review)
    review.state = MonthState.CLOSED if draft.held else MonthState.NOT_HELD
    review.closed_on = actor.today
    review.closed_by_id = actor.person_id
    review.why = draft.why.strip()
    review.version += 1
    closed = replace(month, closed_by=actor.name)
    content = gather_content(session, whole(actor), review, closed, since)
    review.content_id, final = make_final(session, review.organisation_id, KIND, LAYOUT, content)
    session.add(review)
    note(
        session,
        actor,
        Happening.MONTH_CLOSED if draft.held else Happening.MONTH_NOT_HELD,
        subject_id=review.id,
        facts={**facts_of(review), "digest": final.digest},
        words={"reason": review.why},
    )
