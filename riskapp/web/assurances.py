"""Recording assurances of a risk, settling and withdrawing them, and a committee's rating."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.assurances import AssuranceForm, RatingForm, SettleForm, WithdrawForm
from forms.fields import Option, options_of
from forms.late import Both
from riskapp.domain.actions import Action
from riskapp.domain.assurance import LINE_SHORT, Line
from riskapp.domain.wording import date_words
from riskapp.queries.risk_choices import list_committees
from riskapp.readmodels.assurance import AssuranceLine, AssurancePage
from riskapp.services.assurances import (
    may_record,
    rate_assurance,
    record_assurance,
    settle_assurance,
    withdraw_assurance,
)
from riskapp.web.about_risk import (
    Asked,
    Turned,
    answer,
    answer_late,
    read_page,
    refuse_missing,
)
from riskapp.web.asked import asked_id
from riskapp.web.binding import sent
from riskapp.web.formats import day
from riskapp.web.guard import needs
from riskapp.web.kept import keeps
from riskapp.web.session import current_actor, get_session

pages = Blueprint("assurances", __name__)

RECORD = Asked("Record assurance", "Record the assurance", "The assurance is recorded.")
RATE = Asked("Record a committee's rating", "Record the rating", "The rating is recorded.")
SETTLE = "Verify that what it recommended is done"
WITHDRAW = "Withdraw an assurance entered by mistake"
DONE = "A negative then stands no more: what is said follows from the other assurances."
KEPT = "It counts no more, but stays on the page of the risk's controls and in its history."


@pages.route("/<org>/risks/<reference>/assurances/new", methods=["GET", "POST"])
@needs(Action.RECORD_ASSURANCE)
@keeps()
def record(reference: str) -> ResponseReturnValue:
    """Record an assurance that was received, on a control or on the whole risk."""
    page, actor = read_page(reference), current_actor()
    chosen = page.control(asked_id("control"))
    form = AssuranceForm(sent(), control=str(chosen.id) if chosen else "")
    offer_choices(form, page)
    return answer(
        page, RECORD, form, lambda db: record_assurance(db, actor, reference, form.draft())
    )


@pages.route(
    "/<org>/risks/<reference>/assurances/<uuid:assurance_id>/settle", methods=["GET", "POST"]
)
@needs(Action.SETTLE_ASSURANCE)
@keeps()
def settle(reference: str, assurance_id: UUID) -> ResponseReturnValue:
    """Say that what an assurance recommended is verified as done."""
    page, actor = read_page(reference), current_actor()
    line = page.assurance(assurance_id)
    form = SettleForm(sent(), seen_version=line.version if line else 0)
    asked = Asked(SETTLE, "Record that it is done", "It is recorded as done.", _about(line), DONE)
    return _end(
        page,
        asked,
        form,
        assurance_id,
        lambda db: settle_assurance(db, actor, reference, assurance_id, form.draft()),
    )


@pages.route(
    "/<org>/risks/<reference>/assurances/<uuid:assurance_id>/withdraw", methods=["GET", "POST"]
)
@needs(Action.RECORD_ASSURANCE)
@keeps()
def withdraw(reference: str, assurance_id: UUID) -> ResponseReturnValue:
    """Withdraw an assurance that was entered by mistake."""
    page, actor = read_page(reference), current_actor()
    line = page.assurance(assurance_id)
    form = WithdrawForm(sent(), seen_version=line.version if line else 0)
    asked = Asked(WITHDRAW, "Withdraw it", "The assurance is withdrawn.", _about(line), KEPT)
    return _end(
        page,
        asked,
        form,
        assurance_id,
        lambda db: withdraw_assurance(db, actor, reference, assurance_id, form.draft()),
    )


@pages.route("/<org>/risks/<reference>/assurance-rating", methods=["GET", "POST"])
@needs(Action.RATE_ASSURANCE)
@keeps()
def rate(reference: str) -> ResponseReturnValue:
    """Record how a committee rates the assurance of a risk."""
    page, actor = read_page(reference), current_actor()
    form = RatingForm(sent(), rated_on=date_words(actor.today))
    form.committee.options = options_of(list_committees(get_session(), actor))
    return answer(page, RATE, form, lambda db: rate_assurance(db, actor, reference, form.draft()))


def offer_choices(form: AssuranceForm, page: AssurancePage) -> AssuranceForm:
    """Give a form the controls of the risk, the lines that its reader records, and committees."""
    actor = current_actor()
    form.control.options = control_options(page)
    form.line.options = [one for one in form.line.options if may_record(actor, Line(one.value))]
    form.committee.options = options_of(list_committees(get_session(), actor))
    return form


def control_options(page: AssurancePage) -> tuple[Option, ...]:
    """Return the controls of a risk that something can be about."""
    return tuple(Option(str(one.id), one.words) for one in page.found.controls)


def _end(
    page: AssurancePage,
    asked: Asked,
    form: Any,
    assurance_id: UUID,
    deed: Callable[[Session], object],
) -> ResponseReturnValue:
    """Show a form that ends what an assurance says, or do its deed."""
    refuse_missing(page.assurance(assurance_id), "assurance")

    def late(now: AssurancePage) -> ResponseReturnValue:
        there = now.assurance(assurance_id)
        theirs = type(form)(seen_version=there.version if there else 0)
        words = "has been settled" if there else "has been withdrawn"
        rows = (Both("Why", _why(now, assurance_id), form.reason.data),)
        left = there is not None and isinstance(form, WithdrawForm)
        turned = Turned("This assurance", assurance_id, words, rows, open=left)
        return answer_late(now, asked, form, theirs, turned)

    return answer(page, asked, form, deed, late)


def _why(page: AssurancePage, assurance_id: UUID) -> str:
    """Return why an assurance was withdrawn or settled."""
    lines = (*page.found.withdrawn, *page.found.all_assurances)
    found = next((one for one in lines if one.id == assurance_id), None)
    return (found.withdrawn_why or found.settled_why) if found else ""


def _about(line: AssuranceLine | None) -> tuple[tuple[str, str], ...]:
    if line is None:
        return ()
    return (
        ("The assurance", line.source),
        ("It found", f"{line.result.value}, {LINE_SHORT[line.line]}"),
        ("Received", day(line.received_on)),
    )
