"""Appetite: the scale, what is stated for each objective and domain, and changing both."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.appetite import EndForm, ScaleForm, StateForm
from riskapp.domain.actions import Action
from riskapp.domain.appetite import READY, Scale
from riskapp.domain.appetite_drafts import Subject
from riskapp.domain.domains import Domain
from riskapp.domain.errors import NotFoundError, StaleError, UnfitError
from riskapp.queries.appetite import get_appetite
from riskapp.readmodels.appetite import Appetite, ScaleShown, StatementLine
from riskapp.services.appetite import end_appetite, set_scale, state_appetite
from riskapp.web.asked import asked_day, asked_id, asked_word
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("appetite", __name__)


@pages.get("/<org>/appetite")
@needs(Action.VIEW_REGISTER)
def show() -> ResponseReturnValue:
    """Show the scale, and what is stated for every objective and every domain."""
    day = asked_day()
    found = get_appetite(get_session(), current_actor(), day)
    return render_template("appetite/show.html", found=found, as_at=day)


@pages.route("/<org>/appetite/scale", methods=["GET", "POST"])
@needs(Action.SET_APPETITE)
def scale() -> ResponseReturnValue:
    """Set the scale: one that is ready, or the organisation's own."""
    actor = current_actor()
    held = get_appetite(get_session(), actor).scale
    form = ScaleForm(sent(), data=at_first(_filled_in(held, _asked_ready())))
    try:
        if saved(form, lambda writing: set_scale(writing, actor, form.draft())):
            return _done("The scale is set.")
    except StaleError as error:
        held = get_appetite(get_session(), actor).scale
        form.seen.data = str(held.id) if held else ""
        return _late("appetite/scale.html", form, str(error), held=held, ready=READY)
    return show_form("appetite/scale.html", form, held=held, ready=READY, stale="")


@pages.route("/<org>/appetite/state", methods=["GET", "POST"])
@needs(Action.SET_APPETITE)
def state() -> ResponseReturnValue:
    """State the appetite for one objective or domain."""
    actor = current_actor()
    found, line = _asked_line()
    form = StateForm(sent(), data=at_first(_stated_now(found, line)))
    form.offer(found.scale.levels if found.scale else ())
    try:
        if saved(form, lambda writing: state_appetite(writing, actor, form.draft(line.subject))):
            return _done(f"The appetite for {line.name} is stated.")
    except StaleError as error:
        return _show_late_statement(form, str(error))
    return show_form("appetite/state.html", form, found=found, line=line, stale="")


@pages.route("/<org>/appetite/end", methods=["GET", "POST"])
@needs(Action.SET_APPETITE)
def end() -> ResponseReturnValue:
    """End what is stated for one objective or domain."""
    actor = current_actor()
    _found, line = _asked_line()
    form = EndForm(sent(), data=at_first({"seen": line.id}))
    try:
        if saved(form, lambda writing: end_appetite(writing, actor, form.draft(line.subject))):
            return _done(f"No appetite is stated for {line.name} now.")
    except StaleError as error:
        _found, line = _asked_line()
        form.seen.data = str(line.id or "")
        return _late("appetite/end.html", form, str(error), line=line)
    return show_form("appetite/end.html", form, line=line, stale="")


def _show_late_statement(form: StateForm, message: str) -> ResponseReturnValue:
    """Show what is stated now above what was typed, ready to be saved over it knowingly."""
    found, line = _asked_line()
    form.seen.data = str(line.id or "")
    form.scale.data = str(found.scale.id) if found.scale else ""
    form.offer(found.scale.levels if found.scale else ())
    return _late("appetite/state.html", form, message, found=found, line=line)


def _asked_line() -> tuple[Appetite, StatementLine]:
    """Return all that is stated, and the line of the objective or domain that is asked for."""
    objective_id, domain = asked_id("objective"), asked_word("domain", Domain)
    if (objective_id is None) is (domain is None):
        raise UnfitError("The address asks for one objective or one domain.")
    found = get_appetite(get_session(), current_actor())
    line = found.line(Subject(objective_id, domain))
    if line is None:
        raise NotFoundError("There is no such objective in this organisation.")
    return found, line


def _asked_ready() -> Scale | None:
    """Return the ready scale that the address asks for, None where it asks for none."""
    asked = request.args.get("ready", "")
    if asked and asked not in READY:
        raise UnfitError(f"The address asks for a scale that is none of: {', '.join(READY)}.")
    return READY.get(asked)


def _filled_in(held: ScaleShown | None, ready: Scale | None) -> dict[str, Any]:
    """Return the form as it opens: the ready scale that was picked, or the one that holds."""
    shown = ready or held
    filled: dict[str, Any] = {"seen": held.id if held else None}
    if shown is None:
        return filled
    for at, level in enumerate(shown.levels, 1):
        filled |= {f"level_{at}": level.name, f"highest_{at}": str(level.highest)}
        filled[f"words_{at}"] = level.words
    return filled | {"name": shown.name}


def _stated_now(found: Appetite, line: StatementLine) -> dict[str, Any]:
    """Return the form as it opens: what is stated, where it is a level of the scale that holds."""
    filled: dict[str, Any] = {"seen": line.id, "words": line.words}
    if found.scale is None:
        return filled
    names = [level.name for level in found.scale.levels]
    if line.stated and not line.scale and line.stated.level in names:
        filled["level"] = str(names.index(line.stated.level) + 1)
    return filled | {"scale": found.scale.id}


def _late(template: str, form: Any, message: str, **context: Any) -> ResponseReturnValue:
    return show_form(template, form, stale=message, **context)[0], 409


def _done(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("appetite.show"), 303)
