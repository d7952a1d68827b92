"""The monthly reviews: which there are, what one says, opening one and closing it."""

from datetime import date

from flask import Response
from pydantic import Field

from forms.months import CloseMonthForm, NotHeldForm
from riskapp.api.answers import changed, created, refuse_unseen, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.problems import Fault, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.month_shapes import MonthNameOut, MonthOut, Months
from riskapp.api.resources.naming import OfMonth
from riskapp.api.shapes import Line, Sent, Walk, Words
from riskapp.domain.actions import Action
from riskapp.domain.months import month_key, parse_month
from riskapp.queries.finals import get_final
from riskapp.queries.months import get_month, get_review, list_months
from riskapp.services.month_closing import close_month
from riskapp.services.months import open_month
from riskapp.web.month_closing import minutes_of
from riskapp.web.months import asked_month
from riskapp.web.session import current_actor, get_session

NO_MONTH = "Give a month, like 2018-06."

resource = Resource("months", "Monthly reviews", "Month by month, what was reviewed and decided.")


class MonthsAsked(Walk):
    """Asks for the monthly reviews."""


class MonthIn(Sent):
    """The month whose review is to be opened."""

    month: Line = Field(pattern="^[0-9]{4}-[0-9]{2}$", examples=["2018-06"])


class MonthClosingIn(Sent):
    """How a month is to be closed."""

    held: bool = Field(default=True, description="False where its review was not held.")
    why: Words = Field(
        "", description="Why anything is left undecided, or why the review was not held."
    )


@resource.lists("/reviews", Action.VIEW_REGISTER, Months)
def months(query: MonthsAsked) -> Response:
    """List the monthly reviews."""
    rows = list_months(get_session(), current_actor()).rows
    return listed_whole(Months, rows, query, lambda it: month_key(it.month), MonthNameOut.of)


@resource.shows("/reviews/<month>", Action.VIEW_REGISTER, MonthOut)
def month(path: OfMonth) -> Response:
    """Show a monthly review: what is final of a closed one, as it stands of an open one."""
    session, actor = get_session(), current_actor()
    review = get_review(session, actor, asked_month(path.month))
    content, left_out = minutes_of(review)
    final = review.content_id
    digest = get_final(session, review.organisation_id, final).digest if final else None
    told = MonthOut.of(content).model_copy(update={"left_out": left_out, "digest": digest})
    return shown(told)


@resource.adds("/reviews", Action.OPEN_MONTH, MonthOut)
def open_new(body: MonthIn) -> Response:
    """Open the review of a month: the one after the last, once that is closed."""
    actor, asked = current_actor(), parse_month(body.month)
    if asked is None:
        raise SentError([Fault("month", NO_MONTH)])
    return created(
        lambda db: open_month(db, actor, asked).month,
        "months.month",
        lambda opened: {"month": month_key(opened)},
    )


@resource.changes("/reviews/<month>/closing", Action.CLOSE_MONTH, MonthOut, method="post")
def close(path: OfMonth, body: MonthClosingIn) -> Response:
    """Close the review of a month, which makes it final; If-Match is its ETag."""
    refuse_unseen("months.month", month=path.month)
    actor, asked = current_actor(), asked_month(path.month)
    sent = {"why": body.why, "seen": " ".join(_undecided(asked))}
    form = CloseMonthForm(typed(sent)) if body.held else NotHeldForm(typed(sent))
    draft = judged(form, {}).draft(asked)
    return changed(lambda db: close_month(db, actor, draft), "months.month", month=path.month)


def _undecided(month: date) -> list[str]:
    found = get_month(get_session(), current_actor(), month)
    return [item.reference for item in found.undecided]
