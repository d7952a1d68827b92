"""What the page of decisions offers: what is open, and what its reader may begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request, url_for

from forms.decisions import NO, YES, AgreeForm, AnswerForm, DecisionForm, PlaceForm
from forms.fields import Option, options_of
from forms.life import AcceptForm, TransferForm, VerdictForm
from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import ON_REGISTER, may_turn
from riskapp.domain.permissions import may
from riskapp.domain.scoring import PRODUCTS
from riskapp.domain.wording import register_short
from riskapp.queries.decisions import list_decisions
from riskapp.queries.risk_choices import (
    list_committees,
    list_objectives_today,
    list_risks_on_baf,
    list_units,
)
from riskapp.readmodels.risk_page import DecisionLine
from riskapp.readmodels.scoring import Scoring
from riskapp.web.binding import sent as sent_fields
from riskapp.web.kept import kept_offer
from riskapp.web.late import Late
from riskapp.web.session import current_actor, get_session
from riskapp.web.sitting import offer_meetings, sittings
from riskapp.web.ways import BEGINNING, PLACE, WAYS, Beginning, Way

ANSWERS = {
    DecisionKind.CLOSE: ("Close the risk", "Keep it open"),
    DecisionKind.ACCEPT: ("Accept it on these terms", "Do not accept it"),
    DecisionKind.REOPEN: ("Open it again", "Leave it as it is"),
    DecisionKind.MERGE: ("Merge the two", "Keep them apart"),
    DecisionKind.TRANSFER: ("Hand it over", "Leave it where it is"),
}
"""The two answers to what somebody proposed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to decide or begin; without a form, somebody else decides it.

    `open` tells to show the form of what could be begun at once.
    """

    name: str
    deed: str
    way: Way | None
    form: DecisionForm | None
    line: DecisionLine | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """The form that was sent, and who came first where it was late."""

    deed: str
    form: DecisionForm
    late: Late | None = None


def list_open(scoring: Scoring, sent: Sent | None) -> list[Offer]:
    """Return what is open about a risk; the form that was sent in its place."""
    return [_open_offer(line, scoring, sent) for line in _waiting(scoring)]


def list_beginnings(scoring: Scoring, waiting: Sequence[Offer], sent: Sent | None) -> list[Offer]:
    """Return what the actor may begin now, and what they have just tried."""
    begun = {offer.line.kind for offer in waiting if offer.line}
    tried = sent.deed if sent else ""
    return [
        _new_offer(deed, way, scoring, sent)
        for deed, way in BEGINNING.items()
        if deed == tried or (way.kind not in begun and _may_begin(deed, way, scoring))
    ]


def sent_form(deed: str, scoring: Scoring) -> DecisionForm:
    """Return the form that was sent, or that its reader goes on with, with its choices."""
    form = WAYS[deed].form(sent_fields())
    lines = list_decisions(get_session(), current_actor(), [scoring.risk_id])
    about = {str(line.id): line for line in lines.get(scoring.risk_id, ())}
    return prepared(form, scoring, about.get(form.decision.data or ""))


def _waiting(scoring: Scoring) -> list[DecisionLine]:
    lines = list_decisions(get_session(), current_actor(), [scoring.risk_id])
    every = lines.get(scoring.risk_id, ())
    return [line for line in every if line.state is DecisionState.OPEN]


def _may_begin(deed: str, way: Beginning, scoring: Scoring) -> bool:
    stands, actor = scoring.stands, current_actor()
    if deed == PLACE:
        off = stands.status in ON_REGISTER and Register.BAF not in stands.held
        return off and may(actor, Action.PLACE_ON_BAF)
    turned = way.turn is not None and may_turn(stands.status, way.turn)
    return turned and way.is_offered_to(actor, at_meetings=bool(sittings()))


def _open_offer(line: DecisionLine, scoring: Scoring, sent: Sent | None) -> Offer:
    deed, name = line.kind.value, f"decision-{line.id}"
    if sent and sent.form.decision_id == line.id:
        sent.form.set_apart(name)
        return Offer(name, sent.deed, WAYS[sent.deed], sent.form, line)
    way = WAYS.get(deed)
    if way is None or not (line.may_decide or (line.may_record and sittings())):
        return Offer(name, deed, way, None, line)
    form = prepared(way.form(data={"decision": str(line.id)}), scoring, line)
    form.set_apart(name)
    return Offer(name, deed, way, form, line)


def _new_offer(deed: str, way: Way, scoring: Scoring, sent: Sent | None) -> Offer:
    mine = sent if sent and sent.deed == deed else None
    form = mine.form if mine else prepared(way.form(), scoring)
    form.set_apart(deed)
    return Offer(deed, deed, way, form, open=bool(mine) or _is_asked(deed, scoring))


def _is_asked(deed: str, scoring: Scoring) -> bool:
    """Tell whether the address asks for the form of a deed, or its reader has begun it."""
    if request.args.get("begin") == deed:
        return True
    address = url_for("decisions.decide", reference=scoring.reference)
    return kept_offer(address, {"deed": deed}) is not None


def prepared(
    form: DecisionForm, scoring: Scoring, line: DecisionLine | None = None
) -> DecisionForm:
    """Give a form its choices.

    One that is sent about a meeting may lose the field for a committee: see `offer_meetings`.
    """
    session, actor = get_session(), current_actor()
    if isinstance(form, AgreeForm | PlaceForm | VerdictForm):
        form.committee.options = options_of(list_committees(session, actor))
    if isinstance(form, AgreeForm):
        form.agree.options = answers_to(line)
    if isinstance(form, AnswerForm):
        form.objectives.options = options_of(list_objectives_today(session, actor))
        below = list_risks_on_baf(session, actor, but=scoring.risk_id)
        form.baf_risk.options = options_of(below)
    if isinstance(form, AcceptForm):
        form.up_to_score.options = scores_from(scoring.stands.value)
    if isinstance(form, TransferForm):
        form.to_unit.options = options_of(list_units(session, actor))
    offer_meetings(form)
    return form


def scores_from(lowest: int) -> list[Option]:
    """Return the scores that the matrix can give, from the one that stands."""
    scores = (str(score) for score in sorted(PRODUCTS) if score >= lowest)
    return [Option(score, score) for score in scores]


def answers_to(line: DecisionLine | None) -> tuple[Option, Option]:
    """Return the two answers in words: to a removal from a register, or to what is proposed."""
    if line is not None and line.register is not None:
        short = register_short(line.register)
        return Option(YES, f"Take it off the {short}"), Option(NO, f"Keep it on the {short}")
    kind = line.kind if line else DecisionKind.CLOSE
    yes, no = ANSWERS.get(kind, ("Agree", "Decline"))
    return Option(YES, yes), Option(NO, no)
