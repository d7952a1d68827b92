"""The monthly reviews: which there are, and what one says."""

from flask import Response
from pydantic import BaseModel, Field

from riskapp.api.answers import shown
from riskapp.api.cursors import listed_whole
from riskapp.api.resource import Resource
from riskapp.api.resources.month_shapes import MonthNameOut, MonthOut, Months
from riskapp.api.shapes import Walk
from riskapp.domain.actions import Action
from riskapp.domain.months import month_key
from riskapp.queries.finals import get_final
from riskapp.queries.months import get_review, list_months
from riskapp.web.month_closing import minutes_of
from riskapp.web.months import asked_month
from riskapp.web.session import current_actor, get_session

resource = Resource("months", "Monthly reviews", "Month by month, what was reviewed and decided.")


class MonthsAsked(Walk):
    """Asks for the monthly reviews."""


class OneMonth(BaseModel):
    """Names a month."""

    month: str = Field(description="A month.", examples=["2018-06"])


@resource.lists("/reviews", Action.VIEW_REGISTER, Months)
def months(query: MonthsAsked) -> Response:
    """List the monthly reviews."""
    rows = list_months(get_session(), current_actor()).rows
    return listed_whole(Months, rows, query, lambda it: month_key(it.month), MonthNameOut.of)


@resource.shows("/reviews/<month>", Action.VIEW_REGISTER, MonthOut)
def month(path: OneMonth) -> Response:
    """Show a monthly review: what is final of a closed one, as it stands of an open one."""
    session, actor = get_session(), current_actor()
    review = get_review(session, actor, asked_month(path.month))
    content, left_out = minutes_of(review)
    final = review.content_id
    digest = get_final(session, review.organisation_id, final).digest if final else None
    told = MonthOut.of(content).model_copy(update={"left_out": left_out, "digest": digest})
    return shown(told)
