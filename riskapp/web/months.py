"""The monthly reviews: which there are, opening the next, and one with its list."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.months import (
    LISTED_WORDS,
    MOVEMENT_WORDS,
    OUTCOME_WORDS,
    STATE_WORDS,
    MonthState,
    month_key,
    parse_month,
)
from riskapp.domain.wording import month_words
from riskapp.queries.months import find_review, get_month, get_review, list_months
from riskapp.services.months import open_month
from riskapp.services.transactions import transaction
from riskapp.web.addresses import address_of_risk
from riskapp.web.guard import needs
from riskapp.web.navigation import is_open_to
from riskapp.web.session import current_actor, get_session

pages = Blueprint("months", __name__)
pages.add_app_template_filter(month_key)
pages.add_app_template_filter(LISTED_WORDS.__getitem__, "listed_words")
pages.add_app_template_filter(OUTCOME_WORDS.__getitem__, "outcome_words")
pages.add_app_template_filter(MOVEMENT_WORDS.__getitem__, "movement_words")
pages.add_app_template_filter(STATE_WORDS.__getitem__, "month_state")

ITEM = "/<org>/reviews/<month>/<reference>"


@pages.get("/<org>/reviews")
@needs(Action.VIEW_REGISTER)
def reviews() -> ResponseReturnValue:
    """Show all monthly reviews, and which is to be opened next."""
    return render_template(
        "months/reviews.html", months=list_months(get_session(), current_actor())
    )


@pages.post("/<org>/reviews/<month>/open")
@needs(Action.OPEN_MONTH)
def open_review(month: str) -> ResponseReturnValue:
    """Open the review of a month, or show it if it is open already."""
    session, actor, asked = get_session(), current_actor(), asked_month(month)
    there = find_review(session, actor, asked) is not None
    with transaction(session) as writing:
        open_month(writing, actor, asked)
    words = month_words(asked)
    flash(f"The review of {words} is {'open already' if there else 'open'}.", "success")
    return redirect(url_for("months.review", month=month), 303)


@pages.get("/<org>/reviews/<month>")
@needs(Action.VIEW_REGISTER)
def review(month: str) -> ResponseReturnValue:
    """Show the review of a month, the exceptions first; of a closed one, what is final."""
    session, actor, asked = get_session(), current_actor(), asked_month(month)
    if get_review(session, actor, asked).state is not MonthState.OPEN:
        return redirect(url_for("month_closing.minutes", month=month), 303)
    found = get_month(session, actor, asked)
    return render_template("months/review.html", found=found, item_address=item_address)


def asked_month(written: str) -> date:
    """Return the month that an address names; NotFoundError where it names none."""
    month = parse_month(written)
    if month is None:
        raise NotFoundError("There is no such month.")
    return month


def item_address(month: date, reference: str) -> str:
    """Return where a risk of an open month is gone through, else the risk's own page."""
    actor = current_actor()
    if not is_open_to(actor, ITEM):
        return address_of_risk(reference)
    named = ITEM.replace("<org>", actor.organisation_code).replace("<month>", month_key(month))
    return named.replace("<reference>", reference)
