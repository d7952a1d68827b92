"""Appetite: the scale, what is stated for each objective and domain, and changing both."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.appetite import EndForm, ScaleForm, StateForm
from forms.late import Both
from riskapp.domain.actions import Action
from riskapp.domain.appetite import READY, Scale
from riskapp.domain.appetite_drafts import Subject
from riskapp.domain.domains import Domain
from riskapp.domain.errors import NotFoundError, StaleError, UnfitError
from riskapp.queries.appetite import get_appetite
from riskapp.queries.history import find_last_told
from riskapp.readmodels.appetite import Appetite, ScaleShown, StatementLine
from riskapp.services.appetite import end_appetite, set_scale, state_appetite
from riskapp.web.asked import asked_day, asked_id, asked_word
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
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
    session, actor = get_session(), current_actor()
    held = get_appetite(session, actor).scale
    form = ScaleForm(sent(), data=at_first(_filled_in(held, _asked_ready())))
    try:
        if saved(form, lambda writing: set_scale(writing, actor, form.draft())):
            return _done("The scale is set.")
    except StaleError:
        held = get_appetite(session, actor).scale
        late = _late("The scale of appetite", held.id if held else None)
        return show_late(
            "appetite/scale.html", form, ScaleForm(data=_filled_in(held, None)), late, ready=READY
        )
    return show_form("appetite/scale.html", form, ready=READY)


@pages.route("/<org>/appetite/state", methods=["GET", "POST"])
@needs(Action.SET_APPETITE)
def state() -> ResponseReturnValue:
    """State the appetite for one objective or domain."""
    actor = current_actor()
    found, line = _asked_line()
    form = _offer(StateForm(sent(), data=at_first(_stated_now(found, line))), found)
    try:
        if saved(form, lambda writing: state_appetite(writing, actor, form.draft(line.subject))):
            return _done(f"The appetite for {line.name} is stated.")
    except StaleError:
        found, line = _asked_line()
        now = _offer(StateForm(data=_stated_now(found, line)), found)
        late = _late(f"The appetite for {line.name}", line.id)
        context = {"found": found, "line": line}
        return show_late("appetite/state.html", _offer(form, found), now, late, **context)
    return show_form("appetite/state.html", form, found=found, line=line)


@pages.route("/<org>/appetite/end", methods=["GET", "POST"])
@needs(Action.SET_APPETITE)
def end() -> ResponseReturnValue:
    """End what is stated for one objective or domain."""
    actor = current_actor()
    line = _asked_line()[1]
    form = EndForm(sent(), data=at_first({"seen": line.id}))
    try:
        if saved(form, lambda writing: end_appetite(writing, actor, form.draft(line.subject))):
            return _done(f"No appetite is stated for {line.name} now.")
    except StaleError:
        line = _asked_line()[1]
        rows = (Both("Appetite", line.stated.words if line.stated else "", "none stated"),)
        told = _late(f"The appetite for {line.name}", line.id)
        late = replace(told, rows=rows, open=line.stated is not None)
        return show_late("appetite/end.html", form, EndForm(seen=line.id), late, line=line)
    return show_form("appetite/end.html", form, line=line)


def _offer(form: StateForm, found: Appetite) -> StateForm:
    """Offer the levels of the scale that holds."""
    form.offer(found.scale.levels if found.scale else ())
    return form


def _late(what: str, subject_id: UUID | None) -> Late:
    """Return what a late save is told: who came first, if something stands, and the way back."""
    session, actor = get_session(), current_actor()
    told = find_last_told(session, actor, subject_id) if subject_id else None
    return Late(what, url_for("appetite.show"), told)


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
    return filled | {"seen_scale": found.scale.id}


def _done(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("appetite.show"), 303)
