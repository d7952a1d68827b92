"""Closing a month, held or not, and its minutes."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.late import Both
from forms.months import CloseMonthForm, NotHeldForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError, StaleError
from riskapp.domain.months import MonthState, closed_words, month_key, why_not_to_open
from riskapp.domain.wording import month_words
from riskapp.models import MonthlyReview
from riskapp.queries.finals import get_final
from riskapp.queries.month_content import gather_content, get_month_content
from riskapp.queries.months import find_review, get_month, get_review, get_since, list_months
from riskapp.readmodels.month_content import MonthContent
from riskapp.readmodels.months import Month
from riskapp.services.month_closing import close_month
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.months import asked_month, item_address
from riskapp.web.session import current_actor, get_session

pages = Blueprint("month_closing", __name__)


@pages.route("/<org>/reviews/<month>/close", methods=["GET", "POST"])
@needs(Action.CLOSE_MONTH)
def close(month: str) -> ResponseReturnValue:
    """Show what is undecided, and close the month with the reason why it is left so."""
    session, actor, asked = get_session(), current_actor(), asked_month(month)
    if get_review(session, actor, asked).state is not MonthState.OPEN:
        return _is_final(asked)
    found = get_month(session, actor, asked)
    form = CloseMonthForm(sent(), data=at_first({"seen": _references(found)}))
    shown = {"found": found, "item_address": item_address}
    try:
        if saved(form, lambda db: close_month(db, actor, form.draft(asked))):
            flash(f"The review of {month_words(asked)} is closed. It is final now.", "success")
            return redirect(url_for("month_closing.minutes", month=month), 303)
    except StaleError:
        return _late(form, asked)
    return show_form("months/close.html", form, **shown)


@pages.route("/<org>/reviews/<month>/not-held", methods=["GET", "POST"])
@needs(Action.CLOSE_MONTH)
def not_held(month: str) -> ResponseReturnValue:
    """Close a month whose review was not held, with the reason."""
    session, actor, asked = get_session(), current_actor(), asked_month(month)
    review = find_review(session, actor, asked)
    if review is None:
        _refuse_other(asked)
    elif review.state is not MonthState.OPEN:
        return _is_final(asked)
    form = NotHeldForm(sent())
    if saved(form, lambda db: close_month(db, actor, form.draft(asked))):
        flash(f"The review of {month_words(asked)} is closed as not held.", "success")
        return redirect(url_for("months.reviews"), 303)
    return show_form("months/not_held.html", form, month=asked)


@pages.get("/<org>/reviews/<month>/minutes")
@needs(Action.VIEW_REGISTER)
def minutes(month: str) -> ResponseReturnValue:
    """Show the minutes of a month: what is final of a closed one, a draft of an open one."""
    session, actor = get_session(), current_actor()
    review = get_review(session, actor, asked_month(month))
    content, left_out = minutes_of(review)
    final = review.content_id
    return render_template(
        "months/minutes.html",
        found=content,
        left_out=left_out,
        digest=get_final(session, review.organisation_id, final).digest if final else "",
    )


def minutes_of(review: MonthlyReview) -> tuple[MonthContent, int]:
    """Return what the minutes say, and how many risks they leave out for this reader."""
    session, actor = get_session(), current_actor()
    if review.state is not MonthState.OPEN:
        return get_month_content(session, actor, review)
    found = get_month(session, actor, review.month)
    return gather_content(session, actor, review, found, get_since(session, review)), 0


def _late(form: CloseMonthForm, month: date) -> ResponseReturnValue:
    """Show what is undecided now beside what was when the page was opened."""
    session = get_session()
    session.expire_all()
    now = get_month(session, current_actor(), month)
    opened = CloseMonthForm(data={"seen": _references(now)})
    words = [", ".join(sorted(one.seen.references)) for one in (opened, form)]
    late = Late(
        "What is undecided",
        url_for("months.review", month=month_key(month)),
        rows=(Both("Undecided", *words),),
    )
    return show_late("months/close.html", form, opened, late, found=now, item_address=item_address)


def _references(found: Month) -> list[str]:
    return [item.reference for item in found.undecided]


def _is_final(month: date) -> ResponseReturnValue:
    """Say that a month is closed, and show what became final of it."""
    flash(closed_words(month), "important")
    return redirect(url_for("month_closing.minutes", month=month_key(month)), 303)


def _refuse_other(month: date) -> None:
    """Refuse a month that is not the next one to be opened."""
    months = list_months(get_session(), current_actor())
    last = months.rows[0].month if months.rows else None
    why_not = why_not_to_open(month, last, current_actor().today)
    if why_not:
        raise NotFoundError(why_not)
