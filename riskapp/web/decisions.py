"""Deciding about a risk: every decision that is open or can be made, each with its own form."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.decisions import DecisionForm
from forms.late import WHY, Both, words_of
from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionState
from riskapp.domain.errors import NotAllowedError, StaleError, UnfitError
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import decision_words, state_words
from riskapp.queries.decisions import list_decisions
from riskapp.queries.scoring import get_scoring
from riskapp.readmodels.risk_page import DecisionLine
from riskapp.readmodels.scoring import Scoring
from riskapp.web.binding import saved
from riskapp.web.guard import needs
from riskapp.web.kept import keeps, taken_up
from riskapp.web.late import Late
from riskapp.web.offers import Sent, list_beginnings, list_open, sent_form
from riskapp.web.session import current_actor, get_session
from riskapp.web.sitting import acting, sittings
from riskapp.web.ways import WAYS, WITHDRAW

pages = Blueprint("decisions", __name__)

_UNSAID = {WITHDRAW: "Withdrawn"}
"""What a form decides that asks nothing, where that is not to agree."""


@pages.get("/<org>/risks/<reference>/decisions")
@needs(Action.VIEW_REGISTER)
@keeps(deed="", decision="")
def decisions(reference: str) -> ResponseReturnValue:
    """Show what there is to decide about a risk; with what its reader began, if they go on."""
    scoring = get_scoring(get_session(), current_actor(), reference)
    return _show(scoring, _begun(scoring))


@pages.post("/<org>/risks/<reference>/decisions")
@needs(Action.VIEW_REGISTER)
@keeps(deed="", decision="")
def decide(reference: str) -> ResponseReturnValue:
    """Take one decision; the deed itself asks for the right to, and a refusal comes back here."""
    session, actor = get_session(), current_actor()
    deed = request.form.get("deed", "")
    if deed not in WAYS:
        raise UnfitError("The form does not say what is to be decided.")
    scoring = get_scoring(session, actor, reference)
    form = sent_form(deed, scoring)
    try:
        if saved(form, lambda db: WAYS[deed].does(db, acting(db, form), reference, form)):
            flash(WAYS[deed].done, "success")
            return redirect(url_for("risk_pages.show", reference=scoring.reference), 303)
    except StaleError:
        return _again(reference, Sent(deed, form, _taken(scoring, deed, form))), 409
    except NotAllowedError as error:
        form.refuse("", str(error))
        return _again(reference, Sent(deed, form)), 403
    return _again(reference, Sent(deed, form)), 422


def _again(reference: str, sent: Sent) -> str:
    """Show the page as things stand now, with what was sent in its place."""
    session = get_session()
    session.expire_all()
    return _show(get_scoring(session, current_actor(), reference), sent)


def _begun(scoring: Scoring) -> Sent | None:
    """Return the form that the reader goes on with, and what was decided since it was begun."""
    kept = taken_up()
    deed = kept.get("deed", "") if kept else ""
    if deed not in WAYS:
        return None
    form = sent_form(deed, scoring)
    line = _find_line(scoring, form)
    over = line is not None and line.state is not DecisionState.OPEN
    late = replace(_taken(scoring, deed, form), since="you began this") if over else None
    return Sent(deed, form, late)


def _find_line(scoring: Scoring, form: DecisionForm) -> DecisionLine | None:
    lines = list_decisions(get_session(), current_actor(), [scoring.risk_id])
    about = (each for each in lines.get(scoring.risk_id, ()) if each.id == form.decision_id)
    return next(about, None)


def _taken(scoring: Scoring, deed: str, form: DecisionForm) -> Late:
    """Return what was decided meanwhile beside what was about to be decided."""
    leave = url_for("risk_pages.show", reference=scoring.reference)
    line = _find_line(scoring, form)
    if line is None:
        return Late("What you were deciding", leave, open=False)
    chosen = (words_of(field, field.data) for field in form if field.name not in {"decision", *WHY})
    decided = ", ".join(filter(None, (state_words(line.state), line.answer)))
    rows = (
        Both("Decision", decided, ", ".join(filter(None, chosen)) or _UNSAID.get(deed, "Agreed")),
        Both("Why", line.decided_why, str(form["reason"].data or "") if "reason" in form else ""),
        Both("Decided by", line.decided_by, current_actor().name),
    )
    what = decision_words(line.kind, line.register)
    return Late(f"“{what}”", leave, rows=rows, open=False, turned="has been decided or overtaken")


def _show(scoring: Scoring, sent: Sent | None = None) -> str:
    waiting = list_open(scoring, sent)
    return render_template(
        "risks/decisions.html",
        scoring=scoring,
        current=scoring.scores.get(ScoreKind.CURRENT),
        waiting=waiting,
        beginnings=list_beginnings(scoring, waiting, sent),
        late=sent.late if sent else None,
        has_meetings=bool(sittings()),
        **({"form": sent.form} if sent else {}),
    )
