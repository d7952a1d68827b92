"""The quality checks: what they find, what fails one of them, and how serious each is."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.late import compared
from forms.quality import SetQualityForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.domain.quality import CHECKS
from riskapp.domain.quality_verdict import Subject
from riskapp.domain.severity import SEVERITIES, SEVERITY_NAMES, becomes_words
from riskapp.queries.choices import Choices, list_choices
from riskapp.queries.quality_page import get_check, get_failing_page, get_quality_page, list_checks
from riskapp.queries.quality_settings import list_all_settings
from riskapp.queries.quality_survey import Asked, ask
from riskapp.readmodels.quality import CheckRow
from riskapp.services.quality import set_quality
from riskapp.web.asked import address_with, asked_day, asked_id, asked_page, listed
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.remedies import way_to
from riskapp.web.session import current_actor, get_session
from riskapp.web.way_back import remember_list

pages = Blueprint("quality", __name__)
pages.add_app_template_global(becomes_words)
pages.add_app_template_filter(SEVERITY_NAMES.__getitem__, "severity")


@pages.get("/<org>/quality")
@needs(Action.VIEW_REGISTER)
def checks() -> ResponseReturnValue:
    """Show what every check finds, the most serious first."""
    choices = list_choices(get_session(), current_actor())
    asked = asked_checks(choices)
    return render_template(
        "quality/checks.html",
        found=get_quality_page(asked),
        units=choices.units,
        unit=asked.unit,
        as_at=asked.on,
        severities=SEVERITIES,
        Subject=Subject,
        kept=_kept(asked),
    )


@pages.get("/<org>/quality/<check>")
@needs(Action.VIEW_REGISTER)
def failing(check: str) -> ResponseReturnValue:
    """Show the risks, objectives or milestones that fail a check, and how to put it right."""
    choices = list_choices(get_session(), current_actor())
    asked = asked_checks(choices)
    remember_list()
    return render_template(
        "quality/failing.html",
        found=get_failing_page(asked, check, asked_page()),
        unit=choices.units.get(asked.unit) if asked.unit else None,
        as_at=asked.on,
        way_to=way_to,
        kept=_kept(asked),
        address=lambda page: address_with(page=page),
    )


@pages.get("/<org>/quality/settings")
@needs(Action.VIEW_REGISTER)
def settings() -> ResponseReturnValue:
    """Show how serious each check is, and every change of that."""
    session, actor = get_session(), current_actor()
    return render_template(
        "quality/settings.html",
        rows=list_checks(ask(session, actor)),
        history=list_all_settings(session, actor),
        titles={key: check.title for key, check in CHECKS.items()},
    )


@pages.route("/<org>/quality/settings/<check>", methods=["GET", "POST"])
@needs(Action.SET_QUALITY)
def set_check(check: str) -> ResponseReturnValue:
    """Say how serious a check is, or switch it off, with the reason."""
    session, actor = get_session(), current_actor()
    row = get_check(ask(session, actor), check)
    form = SetQualityForm(sent(), **_held(row))
    try:
        if saved(form, lambda writing: set_quality(writing, actor, form.draft(row.check.key))):
            flash(f"“{row.check.title}” is set.", "success")
            return redirect(url_for("quality.settings"), 303)
    except StaleError:
        now = get_check(ask(session, actor), check)
        theirs = SetQualityForm(**_held(now), reason=now.set_so.reason if now.set_so else "")
        rows = compared(form, theirs, but=())
        late = Late("This check", url_for("quality.settings"), rows=rows)
        return show_late("quality/set.html", form, theirs, late, row=now)
    return show_form("quality/set.html", form, row=row)


def _held(row: CheckRow) -> dict[str, Any]:
    """Return the form of a check as it opens: how serious it is, and which setting that is."""
    version = row.set_so.version if row.set_so else 0
    return {"severity": row.severity, "seen_version": version}


def asked_checks(choices: Choices) -> Asked:
    """Return what the address asks of the quality checks."""
    unit = listed("unit", asked_id("unit"), choices.units)
    return ask(get_session(), current_actor(), unit=unit, on=asked_day())


def _kept(asked: Asked) -> dict[str, str | None]:
    """Return what the addresses of both pages have in common."""
    return {
        "unit": str(asked.unit) if asked.unit else None,
        "as-at": asked.on.isoformat() if asked.on else None,
    }
