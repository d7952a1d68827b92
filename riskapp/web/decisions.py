"""Deciding about a risk: every decision that is open or can be made, each with its own form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.decisions import (
    NO,
    YES,
    AgreeForm,
    AnswerForm,
    ConfirmForm,
    DecisionForm,
    PlaceForm,
    ReasonForm,
)
from forms.fields import Option, options_of
from forms.late import WHY, Both, words_of
from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.errors import NotAllowedError, StaleError, UnfitError
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import ON_REGISTER, RiskStatus
from riskapp.domain.permissions import Actor, may
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import decision_words, register_short, state_words
from riskapp.queries.decisions import list_decisions
from riskapp.queries.risk_choices import (
    list_committees,
    list_objectives_today,
    list_risks_on_baf,
)
from riskapp.queries.scoring import get_scoring
from riskapp.readmodels.risk_page import DecisionLine
from riskapp.readmodels.scoring import Scoring
from riskapp.services.decisions import (
    answer_objective,
    decide_closing,
    decide_removal,
    place_on_baf,
    propose_closing,
    validate_score,
)
from riskapp.web.binding import saved
from riskapp.web.guard import needs
from riskapp.web.late import Late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("decisions", __name__)

PROPOSE = "propose-closing"
PLACE = DecisionKind.PLACE.value

FORMS: Mapping[str, type[DecisionForm]] = {
    DecisionKind.VALIDATE.value: ConfirmForm,
    DecisionKind.ANSWER_OBJECTIVE.value: AnswerForm,
    DecisionKind.REMOVE.value: AgreeForm,
    DecisionKind.CLOSE.value: AgreeForm,
    PLACE: PlaceForm,
    PROPOSE: ReasonForm,
}
"""The form of each deed, by the name that the form carries."""

Deed = Callable[[Session, Actor, str, Any], object]

DEEDS: Mapping[str, Deed] = {
    "validate": lambda db, who, ref, f: validate_score(db, who, ref, f.decision_id, f.draft()),
    "answer-objective": lambda db, who, ref, f: answer_objective(
        db, who, ref, f.decision_id, f.draft()
    ),
    "remove": lambda db, who, ref, f: decide_removal(db, who, ref, f.decision_id, f.draft()),
    "close": lambda db, who, ref, f: decide_closing(db, who, ref, f.decision_id, f.draft()),
    PLACE: lambda db, who, ref, f: place_on_baf(db, who, ref, f.draft()),
    PROPOSE: lambda db, who, ref, f: propose_closing(db, who, ref, f.draft()),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to decide as the page shows it; without a form, somebody else decides it."""

    name: str
    deed: str
    form: DecisionForm | None
    line: DecisionLine | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The form that was sent, and who came first where it was late."""

    deed: str
    form: DecisionForm
    late: Late | None = None


@pages.get("/<org>/risks/<reference>/decisions")
@needs(Action.VIEW_REGISTER)
def decisions(reference: str) -> ResponseReturnValue:
    """Show what there is to decide about a risk."""
    return _show(get_scoring(get_session(), current_actor(), reference))


@pages.post("/<org>/risks/<reference>/decisions")
@needs(Action.VIEW_REGISTER)
def decide(reference: str) -> ResponseReturnValue:
    """Take one decision; the deed itself asks for the right to, and a refusal comes back here."""
    session, actor = get_session(), current_actor()
    deed = request.form.get("deed", "")
    if deed not in FORMS:
        raise UnfitError("The form does not say what is to be decided.")
    scoring = get_scoring(session, actor, reference)
    form = _sent_form(deed, scoring)
    try:
        if saved(form, lambda db: DEEDS[deed](db, actor, reference, form)):
            flash("The decision is recorded.", "success")
            return redirect(url_for("risk_pages.show", reference=scoring.reference), 303)
    except StaleError:
        return _again(reference, Sent(deed, form, _taken(scoring, form))), 409
    except NotAllowedError as error:
        form.refuse("", str(error))
        return _again(reference, Sent(deed, form)), 403
    return _again(reference, Sent(deed, form)), 422


def _again(reference: str, sent: Sent) -> str:
    """Show the page as things stand now, with what was sent in its place."""
    session = get_session()
    session.expire_all()
    return _show(get_scoring(session, current_actor(), reference), sent)


def _taken(scoring: Scoring, form: DecisionForm) -> Late:
    """Return what was decided meanwhile beside what was about to be decided."""
    lines = list_decisions(get_session(), current_actor(), [scoring.risk_id])
    line = next(each for each in lines[scoring.risk_id] if each.id == form.decision_id)
    chosen = (words_of(field, field.data) for field in form if field.name not in {"decision", *WHY})
    decided = ", ".join(filter(None, (state_words(line.state), line.answer)))
    rows = (
        Both("Decision", decided, ", ".join(filter(None, chosen)) or "Agreed"),
        Both("Why", line.decided_why, str(form["reason"].data or "")),
        Both("Decided by", line.decided_by, current_actor().name),
    )
    leave = url_for("risk_pages.show", reference=scoring.reference)
    what = decision_words(line.kind, line.register)
    return Late(f"“{what}”", leave, rows=rows, open=False, turned="has been decided or overtaken")


def _show(scoring: Scoring, sent: Sent | None = None) -> str:
    offers = _offers(scoring, sent)
    return render_template(
        "risks/decisions.html",
        scoring=scoring,
        current=scoring.scores.get(ScoreKind.CURRENT),
        offers=offers,
        late=sent.late if sent else None,
        **({"form": sent.form} if sent else {}),
    )


def _offers(scoring: Scoring, sent: Sent | None) -> list[Offer]:
    """Return what is open, then what the actor can begin; the form that was sent in its place."""
    session, actor = get_session(), current_actor()
    lines = list_decisions(session, actor, [scoring.risk_id]).get(scoring.risk_id, ())
    waiting = [line for line in lines if line.state is DecisionState.OPEN]
    offers = [_open_offer(line, scoring, sent) for line in waiting]
    offers += [_new_offer(deed, scoring, sent) for deed in _begins(scoring, waiting, sent)]
    return offers


def _begins(scoring: Scoring, waiting: list[DecisionLine], sent: Sent | None) -> list[str]:
    """Return the deeds that need nothing open, where the actor may do them or has just tried."""
    actor, status = current_actor(), scoring.stands.status
    live, listed = status is not RiskStatus.CLOSED, status in ON_REGISTER
    begun = {line.kind for line in waiting}
    can = {
        PLACE: listed
        and may(actor, Action.PLACE_ON_BAF)
        and Register.BAF not in scoring.stands.held,
        PROPOSE: may(actor, Action.PROPOSE_CLOSING) and DecisionKind.CLOSE not in begun,
    }
    tried = sent.deed if sent else ""
    return [deed for deed, so in can.items() if (so and live) or deed == tried]


def _open_offer(line: DecisionLine, scoring: Scoring, sent: Sent | None) -> Offer:
    deed, name = line.kind.value, f"decision-{line.id}"
    if sent and sent.form.decision_id == line.id:
        sent.form.set_apart(name)
        return Offer(name, deed, sent.form, line)
    if not line.may_decide:
        return Offer(name, deed, None, line)
    form = _prepared(FORMS[deed](data={"decision": str(line.id)}), scoring, line.register)
    form.set_apart(name)
    return Offer(name, deed, form, line)


def _new_offer(deed: str, scoring: Scoring, sent: Sent | None) -> Offer:
    form = sent.form if sent and sent.deed == deed else _prepared(FORMS[deed](), scoring)
    form.set_apart(deed)
    return Offer(deed, deed, form)


def _sent_form(deed: str, scoring: Scoring) -> DecisionForm:
    form = FORMS[deed](request.form)
    lines = list_decisions(get_session(), current_actor(), [scoring.risk_id])
    about = {str(line.id): line.register for line in lines.get(scoring.risk_id, ())}
    return _prepared(form, scoring, about.get(form.decision.data or ""))


def _prepared(
    form: DecisionForm, scoring: Scoring, register: Register | None = None
) -> DecisionForm:
    """Give a form its choices."""
    session, actor = get_session(), current_actor()
    if isinstance(form, AgreeForm | PlaceForm):
        form.committee.options = options_of(list_committees(session, actor))
    if isinstance(form, AgreeForm):
        form.agree.options = _answers(register)
    if isinstance(form, AnswerForm):
        form.objectives.options = options_of(list_objectives_today(session, actor))
        below = list_risks_on_baf(session, actor, but=scoring.risk_id)
        form.baf_risk.options = options_of(below)
    return form


def _answers(register: Register | None) -> tuple[Option, Option]:
    """Return the two answers in words: to a removal from a register, or else to closing."""
    if register is None:
        return Option(YES, "Close the risk"), Option(NO, "Keep it open")
    short = register_short(register)
    return Option(YES, f"Take it off the {short}"), Option(NO, f"Keep it on the {short}")
