"""The score form: what each level means, what will follow, and a late save that loses nothing."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from forms.judging import further_name
from forms.late import Both, compared, take_up
from forms.scores import ScoreForm
from riskapp.domain.actions import Action
from riskapp.domain.domains import label
from riskapp.domain.errors import StaleError
from riskapp.domain.preview import outlook, outlook_sentences
from riskapp.domain.scoring import Consequence, ScoreKind
from riskapp.domain.wording import REDACTED, band_words, consequence_words, date_words
from riskapp.queries.history import find_last_told
from riskapp.queries.scoring import get_scoring
from riskapp.readmodels.scoring import Scoring
from riskapp.services.scores import score_risk
from riskapp.web.asked import asked_word
from riskapp.web.binding import saved, sent
from riskapp.web.guard import needs
from riskapp.web.kept import keeps
from riskapp.web.late import Late, late_since_begun
from riskapp.web.recording import after_scoring
from riskapp.web.session import current_actor, get_session

pages = Blueprint("scores", __name__)

LOOKING = frozenset({"preview", "more"})
"""The buttons that show the form again and save nothing."""


@pages.get("/<org>/risks/<reference>/score")
@needs(Action.SCORE_RISK)
@keeps(kind=ScoreKind.CURRENT.value)
def score(reference: str) -> ResponseReturnValue:
    """Show the form for one of a risk's scores, filled in from the one that stands."""
    kind = asked_word("kind", ScoreKind) or ScoreKind.CURRENT
    scoring = get_scoring(get_session(), current_actor(), reference)
    stands, kept = ScoreForm(data=_filled_in(scoring, kind)), sent()
    form = ScoreForm(kept) if kept else stands
    late = late_since_begun(form, lambda: stands, lambda: _late(scoring, form, stands))
    return _show(scoring, form, late=late)


@pages.post("/<org>/risks/<reference>/score")
@needs(Action.SCORE_RISK)
@keeps(kind=ScoreKind.CURRENT.value)
def save_score(reference: str) -> ResponseReturnValue:
    """Save a score; or show what will follow from it, or room for another domain."""
    actor, form = current_actor(), ScoreForm(_sent())
    looking, onward = not LOOKING.isdisjoint(request.form), after_scoring(reference)
    try:
        if not looking and saved(form, lambda db: score_risk(db, actor, reference, form.draft())):
            flash(f"The {form.score_kind.value} score is saved.", "success")
            return redirect(onward, 303)
    except StaleError:
        return _show_late(reference, form)
    return _show(get_scoring(get_session(), actor, reference), form)


def _sent() -> MultiDict[str, str]:
    """Return what was sent, with the kind of score that the address names if the form has none."""
    sent = MultiDict(request.form)
    sent.setdefault("kind", request.args.get("kind", ScoreKind.CURRENT.value))
    return sent


def _show_late(reference: str, form: ScoreForm) -> ResponseReturnValue:
    """Show both scores, with the form ready to be saved over the one that came first."""
    scoring = get_scoring(get_session(), current_actor(), reference)
    theirs = ScoreForm(data=_filled_in(scoring, form.score_kind))
    late = _late(scoring, form, theirs)
    take_up(form, theirs)
    return _show(scoring, form, late=late)[0], 409


def _late(scoring: Scoring, form: ScoreForm, theirs: ScoreForm) -> Late:
    for one in (form, theirs):
        one.speak(scoring.stands.matrix)
    kind, seen = form.score_kind, scoring.seen(form.score_kind)
    told = find_last_told(get_session(), current_actor(), seen) if seen else None
    leave = url_for("risk_pages.show", reference=scoring.reference)
    return Late(f"The {kind.value} score", leave, told, both_scores(form, theirs, scoring))


def both_scores(form: ScoreForm, theirs: ScoreForm, scoring: Scoring) -> tuple[Both, ...]:
    """Return the score that stands beside the one that was chosen: each part of it, then why."""
    line, given = scoring.scores.get(form.score_kind), form.score
    parts = {"likelihood", "target_on"} if form.is_target else {"likelihood"}
    return (
        Both(
            "Score",
            _score_words(scoring, line.score.value if line else None),
            _score_words(scoring, given.value if given else None),
        ),
        *(
            Both(
                label(domain),
                *(_level(scoring, each.consequences.get(domain)) for each in (theirs, form)),
            )
            for domain in sorted({*theirs.consequences, *form.consequences})
        ),
        *compared(form, theirs, but={field.name for field in form} - parts),
        Both("Why", (line.reason or REDACTED) if line else "", form.reason.data or ""),
    )


def _score_words(scoring: Scoring, value: int | None) -> str:
    return f"{value}, {band_words(scoring.stands.matrix.band(value))}" if value else "not complete"


def _level(scoring: Scoring, consequence: Consequence | None) -> str:
    words = scoring.stands.matrix.words
    return consequence_words(consequence.value, words) if consequence else ""


def _show(scoring: Scoring, form: ScoreForm, **context: Any) -> tuple[str, int]:
    form.speak(scoring.stands.matrix)
    stands, given = scoring.stands, form.score
    follows: tuple[str, ...] = ()
    if given is not None:
        seen = outlook(stands, form.score_kind, given, current_actor())
        follows = outlook_sentences(seen, stands)
    page = render_template(
        "risks/score.html",
        form=form,
        scoring=scoring,
        follows=follows,
        kinds=ScoreKind,
        onward=after_scoring(scoring.reference),
        rows=form.shown_rows(another="more" in request.form),
        **({"late": None} | context),
    )
    return page, 422 if form.failures else 200


def _filled_in(scoring: Scoring, kind: ScoreKind) -> dict[str, Any]:
    """Return the form as it opens: the score that stands, for the scorer to change."""
    stands = scoring.scores.get(kind)
    filled: dict[str, Any] = {"kind": kind, "seen": scoring.seen(kind)}
    target_on = scoring.target_on(kind)
    if target_on:
        filled["target_on"] = date_words(target_on)
    if stands is None:
        return filled
    filled["likelihood"] = _text(stands.score.likelihood)
    for number, (domain, level) in enumerate(stands.domains, 1):
        filled[_name("domain", number)] = domain
        filled[_name("consequence", number)] = _text(level)
    return filled


def _name(field: str, number: int) -> str:
    return field if number == 1 else further_name(field, number)


def _text(level: int | None) -> str | None:
    return str(level) if level else None
