"""A risk of an open month as a meeting goes through it: what it decides about it, recorded."""

from uuid import UUID

from flask import Response

from forms.decisions import NO, YES
from forms.outcomes import OutcomeForm, TakeBackForm
from riskapp.api.answers import changed, refuse_unseen, seen_version, shown
from riskapp.api.judging import judged, typed
from riskapp.api.problems import Fault, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import ReasonIn
from riskapp.api.resources.decisions import ANOTHERS
from riskapp.api.resources.decisions import NOT_HERE as BY_THE_DEED
from riskapp.api.resources.month_risk_shapes import (
    AskedActionIn,
    DecidedIn,
    DeferralIn,
    GivenScoreOut,
    MeetingAcceptsIn,
    MeetingAnswersIn,
    MeetingHandsOnIn,
    NoChangeIn,
    NotedScoreIn,
    RiskOfMonthOut,
)
from riskapp.api.resources.naming import OfMonth, OfRisk, One, found
from riskapp.clock import uuid7
from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind
from riskapp.queries.month_risk import get_month_risk
from riskapp.readmodels.month_risk import MonthRisk
from riskapp.readmodels.risk_page import AssessmentLine
from riskapp.services import taking_back
from riskapp.services.outcome_deeds import JUDGING
from riskapp.services.outcomes import record_outcome
from riskapp.web.month_forms import prepared_outcome
from riskapp.web.month_ways import (
    ACCEPT,
    ACTION,
    CLOSE,
    DEFER,
    FORMS,
    HAND_ON,
    NO_CHANGE,
    PLACE,
    SCORED,
)
from riskapp.web.months import asked_month
from riskapp.web.session import current_actor, get_session

resource = Resource("month-risks", "Risks of a month", "What meetings decide about them.")

OF_MONTH = "/reviews/<month>/risks/<reference>"
HERE = "month-risks.month_risk"
NAMES = {
    "meeting": "meeting_id",
    "proposed_by": "proposed_by_id",
    "later": "later_meeting_id",
    "assessment": "assessment_id",
    "owner": "owner_id",
    "to_committee": "to_committee_id",
    "objectives": "objective_ids",
    "baf_risk": "baf_risk_id",
}
"""What the API calls the fields of the forms."""
FIELDS = {named: field for field, named in NAMES.items()}

BY_MEETINGS = frozenset({*JUDGING, DecisionKind.ANSWER_OBJECTIVE})


class OneMonthRisk(OfRisk, OfMonth):
    """Names a risk of a month."""


class OneOfMonthRisk(OneMonthRisk, One):
    """Names something about a risk of a month: a decision, or what was recorded."""


@resource.shows(OF_MONTH, Action.VIEW_REGISTER, RiskOfMonthOut)
def month_risk(path: OneMonthRisk) -> Response:
    """Show a risk of a month, and what meetings decided about it."""
    risk = _find(path)
    said = {name: getattr(risk, name) for name in RiskOfMonthOut.model_fields if name not in _ELSE}
    named = {"reference": risk.row.reference, "title": risk.row.title, "given": _given(risk.given)}
    told = RiskOfMonthOut.model_validate(said | named, from_attributes=True)
    return shown(told, risk.version)


@resource.changes(f"{OF_MONTH}/no-change", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post")
def no_change(path: OneMonthRisk, body: NoChangeIn) -> Response:
    """Record that a meeting reviewed a risk without a change; If-Match is its ETag in the month."""
    return _record(path, NO_CHANGE, body)


@resource.changes(f"{OF_MONTH}/deferral", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post")
def defer(path: OneMonthRisk, body: DeferralIn) -> Response:
    """Record that a meeting put a risk off to a later one; If-Match is its ETag in the month."""
    return _record(path, DEFER, body)


@resource.changes(f"{OF_MONTH}/score", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post")
def score(path: OneMonthRisk, body: NotedScoreIn) -> Response:
    """Record that a score was given for a meeting; If-Match is the risk's ETag in the month."""
    return _record(path, SCORED, body)


@resource.changes(f"{OF_MONTH}/action", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post")
def ask_action(path: OneMonthRisk, body: AskedActionIn) -> Response:
    """Record that a meeting asked for an action; If-Match is the risk's ETag in the month."""
    return _record(path, ACTION, body)


@resource.changes(f"{OF_MONTH}/placing", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post")
def place(path: OneMonthRisk, body: DecidedIn) -> Response:
    """Record that a meeting put a risk on the BAF; If-Match is its ETag in the month."""
    return _record(path, PLACE, body)


@resource.changes(
    f"{OF_MONTH}/acceptance", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post"
)
def accept(path: OneMonthRisk, body: MeetingAcceptsIn) -> Response:
    """Record that a meeting accepted a risk as it stands; If-Match is its ETag in the month."""
    return _record(path, ACCEPT, body)


@resource.changes(f"{OF_MONTH}/closing", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post")
def close(path: OneMonthRisk, body: DecidedIn) -> Response:
    """Record that a meeting closed a risk; If-Match is its ETag in the month."""
    return _record(path, CLOSE, body)


@resource.changes(
    f"{OF_MONTH}/handing-on", Action.RECORD_FOR_MEETING, RiskOfMonthOut, method="post"
)
def hand_on(path: OneMonthRisk, body: MeetingHandsOnIn) -> Response:
    """Record that a meeting handed a programme risk on; If-Match is its ETag in the month."""
    return _record(path, HAND_ON, body)


@resource.changes(
    f"{OF_MONTH}/decisions/<uuid:id>/answer",
    Action.RECORD_FOR_MEETING,
    RiskOfMonthOut,
    method="post",
)
def answer(path: OneOfMonthRisk, body: MeetingAnswersIn) -> Response:
    """Record what a meeting decided of what waits; If-Match is the risk's ETag in the month."""
    refuse_unseen(HERE, **_of_risk(path))
    waiting = (one for one in _find(path).waiting if one.id == path.id)
    line = found(next(waiting, None), "decision that waits")
    if line.kind not in BY_MEETINGS:
        raise SentError([Fault("", BY_THE_DEED)])
    return _record(path, line.kind.value, body, path.id)


@resource.changes(
    f"{OF_MONTH}/outcomes/<uuid:id>/withdrawal",
    Action.RECORD_FOR_MEETING,
    RiskOfMonthOut,
    method="post",
)
def take_back(path: OneOfMonthRisk, body: ReasonIn) -> Response:
    """Take back what is only a record and was a mistake; If-Match is the risk's ETag in the month.

    What was decided is undone as decisions are.
    """
    seen = seen_version(HERE, **_of_risk(path))
    form = judged(TakeBackForm(typed({"reason": body.reason, "seen_version": seen})), {})
    actor, draft = current_actor(), form.draft(asked_month(path.month), path.id)
    return changed(
        lambda db: taking_back.take_back(db, actor, path.reference, draft), HERE, **_of_risk(path)
    )


def _record(
    path: OneMonthRisk, name: str, body: NoChangeIn, decision_id: UUID | None = None
) -> Response:
    """Record what a meeting decided, with the form that its page has for it."""
    seen, risk = seen_version(HERE, **_of_risk(path)), _find(path)
    carried = {
        "decide": name,
        "once": uuid7(),
        "seen_version": seen,
        "seen_risk": risk.risk_version,
        "decision": decision_id,
    }
    form = judged(_prepared(name, _sent(body), carried, risk), NAMES)
    actor, asked = current_actor(), form.asked(asked_month(path.month))
    return changed(
        lambda db: record_outcome(db, actor, path.reference, asked), HERE, **_of_risk(path)
    )


def _sent(body: NoChangeIn) -> dict[str, object]:
    """Return what is sent by the names of the form's fields."""
    given: dict[str, object] = {
        FIELDS.get(name, name): one for name, one in body.model_dump(exclude_none=True).items()
    }
    if "agree" in given:
        given["agree"] = YES if given["agree"] else NO
    return given


def _prepared(
    name: str, sent: dict[str, object], carried: dict[str, object], risk: MonthRisk
) -> OutcomeForm:
    """Return the form of what is decided; SentError for a field that it does not have."""
    form = prepared_outcome(FORMS[name](typed(sent | carried)), risk)
    unknown = [Fault(NAMES.get(one, one), ANOTHERS) for one in sent if one not in form]
    if unknown:
        raise SentError(unknown)
    return form


def _find(path: OneMonthRisk) -> MonthRisk:
    month = asked_month(path.month)
    return get_month_risk(get_session(), current_actor(), month, path.reference)


def _of_risk(path: OneMonthRisk) -> dict[str, str]:
    return {"month": path.month, "reference": path.reference}


def _given(line: AssessmentLine | None) -> GivenScoreOut | None:
    if line is None:
        return None
    return GivenScoreOut(id=line.id, score=line.score.value, reason=line.reason)


_ELSE = frozenset({"reference", "title", "given"})
"""What is not said by the name that the read model has for it."""
