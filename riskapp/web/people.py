"""Signing in and out, the way to the first page, and the accessibility statement."""

from collections.abc import Mapping
from itertools import groupby
from operator import attrgetter

from flask import Blueprint, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from forms.people import SignInForm
from riskapp.domain.errors import NotAllowedError
from riskapp.domain.permissions import Role
from riskapp.queries.people import (
    DemonstrationAccount,
    list_demonstration_accounts,
    list_organisations_of,
)
from riskapp.services.people import DEMONSTRATION_PASSWORD
from riskapp.services.sign_in import Refusal, judge_sign_in
from riskapp.services.sign_in import sign_in as let_in
from riskapp.services.sign_in import sign_out as let_out
from riskapp.services.transactions import transaction
from riskapp.web.binding import show_form
from riskapp.web.guard import TOKEN, local_address, open_to_all, signed_in
from riskapp.web.session import current_visit, get_session, get_settings, get_today

pages = Blueprint("people", __name__)

PERSON = "person"

ROLE_SUMMARIES: Mapping[Role, str] = {
    Role.VIEWER: "Reads the registers, the framework and the packs",
    Role.REPORTER: "Raises risks and follows their own",
    Role.RISK_LEAD: "Raises, scores and reviews risks",
    Role.EXECUTIVE: "Validates scores and decides what goes on and off the registers",
    Role.SECRETARY: "Prepares the Board's packs and records its decisions",
    Role.RISK_MANAGER: "Looks after the whole register for the governance team",
    Role.AUDITOR: "Reads everything, and the history of it",
    Role.ADMINISTRATOR: "Looks after people and settings",
}


@pages.get("/")
@signed_in
def start() -> ResponseReturnValue:
    """Lead to the first of the person's organisations."""
    visit = current_visit()
    codes = list_organisations_of(get_session(), visit.person_id) if visit else []
    if not codes:
        raise NotAllowedError("You have no role in any organisation. An administrator gives one.")
    return redirect(f"/{codes[0]}/", 303)


@pages.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Sign in with an e-mail address and a password."""
    form = SignInForm(request.form)
    wanted = local_address(request.values.get("next")) or ""
    if request.method == "POST" and form.validate():
        outcome = _try(form)
        if not isinstance(outcome, Refusal):
            return redirect(wanted or "/", 303)
        form.refuse("email", outcome)
    return show_form(
        "people/sign_in.html", form, wanted=wanted, groups=_accounts(), roles=ROLE_SUMMARIES,
        demonstration_password=DEMONSTRATION_PASSWORD,
    )  # fmt: skip


@pages.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    token = session.get(TOKEN)
    if token:
        with transaction(get_session()) as writing:
            let_out(writing, token, get_today())
    session.clear()
    flash("You are signed out.", "success")
    return redirect("/sign-in", 303)


@pages.get("/accessibility")
@open_to_all
def accessibility() -> ResponseReturnValue:
    """Show the accessibility statement."""
    return render_template("people/accessibility.html")


def _try(form: SignInForm) -> Refusal | None:
    """Sign in; None when the person is in, else why not."""
    asked = form.draft()
    reading = get_session()
    verdict = judge_sign_in(reading, asked, demonstration=get_settings().demonstration)
    with transaction(reading) as writing:
        outcome = let_in(writing, verdict, get_today())
    if isinstance(outcome, Refusal):
        return outcome
    _remember(str(verdict.person_id), outcome)
    return None


def _remember(person_id: str, token: str) -> None:
    """Keep the token; forget all else, unless it is the same person come back.

    Their open forms can then still be sent after they were signed out for being idle.
    """
    if session.get(PERSON) != person_id:
        session.clear()
    session[PERSON] = person_id
    session[TOKEN] = token


def _accounts() -> list[tuple[str, list[DemonstrationAccount]]]:
    """Return the demonstration's accounts by the name of their organisation."""
    if not get_settings().demonstration:
        return []
    accounts = list_demonstration_accounts(get_session())
    return [(name, list(group)) for name, group in groupby(accounts, attrgetter("organisation"))]
