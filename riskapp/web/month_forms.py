"""The forms of a meeting's decisions: filled in, given their choices, compared when late."""

from typing import Any

from flask import request

from forms.fields import CarriedField, Option, options_of
from forms.late import WHY, Both, words_of
from forms.outcomes import (
    AcceptOutcome,
    ActionOutcome,
    AnswerOutcome,
    DeferOutcome,
    HandOnOutcome,
    JudgeOutcome,
    OutcomeForm,
)
from riskapp.clock import uuid7
from riskapp.domain.decisions import DecisionState
from riskapp.domain.months import OUTCOME_WORDS
from riskapp.domain.wording import state_words
from riskapp.queries.month_choices import list_meetings_after
from riskapp.queries.names import list_post_names
from riskapp.queries.risk_choices import (
    list_committees,
    list_objectives_today,
    list_risks_on_baf,
)
from riskapp.readmodels.month_risk import MonthRisk
from riskapp.readmodels.months import MeetingName
from riskapp.web.kept import taken_up
from riskapp.web.late import Late
from riskapp.web.month_ways import FORMS, HAND_ON, NO_CHANGE, SCORED, Way, find_way, list_ways
from riskapp.web.offers import answers_to, scores_from
from riskapp.web.session import current_actor, get_session

NOTHING_TO_ADD = "Theirs stands, and there is nothing to add to it: go on to the next risk."
SEND_AGAIN = "Read theirs. Where yours is to be recorded as well, send it again below."
CHANGED = "Nothing was decided: the risk itself was changed, as is told below."
GONE = "Theirs stands, and what you were deciding is decided: copy what you still need."


def new_form(way: Way, risk: MonthRisk, meeting: MeetingName) -> OutcomeForm:
    """Return a form as it opens, which is recorded once."""
    filled: dict[str, Any] = {"once": str(uuid7()), **_carried(way, risk, meeting)}
    if way.name == SCORED and risk.given is not None:
        filled |= {"assessment": str(risk.given.id), "reason": risk.given.reason}
    return prepared_outcome(FORMS[way.name](data=filled), risk)


def begun_form(way: Way, risk: MonthRisk, meeting: MeetingName) -> OutcomeForm | None:
    """Return the form that its reader goes on with, for the meeting of today; None for none."""
    kept = taken_up()
    if kept is None:
        return None
    form = FORMS[way.name](kept)
    for name, value in _carried(way, risk, meeting).items():
        form[name].data = value
    return prepared_outcome(form, risk)


def sent_form(name: str, risk: MonthRisk | None) -> OutcomeForm:
    """Return the form that was sent, with its choices where it has any."""
    form = FORMS[name](request.form)
    return prepared_outcome(form, risk) if risk else form


def met(name: str, form: OutcomeForm, risk: MonthRisk) -> Late:
    """Return what somebody else recorded first beside what was sent."""
    yours = _yours(name, form, risk)
    still_open = find_way(list_ways(risk), name) is not None
    advice = NOTHING_TO_ADD if name == NO_CHANGE else SEND_AGAIN if still_open else GONE
    return Late(
        risk.row.reference,
        leave="",
        rows=tuple(
            Both(label, theirs, mine)
            for label, theirs, mine in zip(_LABELS, _theirs(form, risk), yours, strict=True)
        ),
        open=still_open,
        turned="has been decided on by somebody else",
        advice=advice,
    )


_LABELS = ("Decision", "Why", "Recorded by")


def _theirs(form: OutcomeForm, risk: MonthRisk) -> tuple[str, str, str]:
    if risk.outcomes:
        last = risk.outcomes[-1]
        said = "; ".join(OUTCOME_WORDS[one.outcome] for one in risk.outcomes)
        return said, last.reason, last.recorded_by
    about = (one for one in risk.decisions if one.id == form.decision_id)
    line = next((one for one in about if one.state is not DecisionState.OPEN), None)
    if line is None:
        return CHANGED, "", ""
    return line.answer or state_words(line.state), line.decided_why, line.decided_by


def _yours(name: str, form: OutcomeForm, risk: MonthRisk) -> tuple[str, str, str]:
    way = find_way(list_ways(risk), name)
    said = [
        f"{field.label.text} {words_of(field, field.data)}"
        for field in form
        if not isinstance(field, CarriedField) and field.name not in WHY and field.data
    ]
    what = "Reviewed, no change" if name == NO_CHANGE else way.words if way else "A decision"
    why = str(form["reason"].data or "") if "reason" in form else ""
    return "; ".join([what, *said]), why, current_actor().name


def _carried(way: Way, risk: MonthRisk, meeting: MeetingName) -> dict[str, str]:
    """Return what a form carries unseen, as things stand now."""
    return {
        "decide": way.name,
        "meeting": str(meeting.id),
        "seen_version": str(risk.version),
        "decision": str(way.line.id) if way.line else "",
        **({"seen_risk": str(risk.risk_version)} if way.name == HAND_ON else {}),
    }


def prepared_outcome(form: OutcomeForm, risk: MonthRisk) -> OutcomeForm:
    """Give a form its choices."""
    session, actor = get_session(), current_actor()
    posts = options_of(list_post_names(session, actor))
    form.proposed_by.options = posts
    if isinstance(form, ActionOutcome):
        form.owner.options = posts
    if isinstance(form, AcceptOutcome):
        form.up_to_score.options = _scores(risk)
    if isinstance(form, JudgeOutcome):
        about = (one for one in risk.decisions if one.id == form.decision_id)
        form.agree.options = answers_to(next(about, None))
    if isinstance(form, DeferOutcome):
        held = (one.held_on for one in risk.meetings if one.id == form.meeting.uuid)
        later = list_meetings_after(session, actor, next(held, actor.today))
        form.later.options = options_of(later)
    _give_places(form, risk)
    return form


def _give_places(form: OutcomeForm, risk: MonthRisk) -> None:
    """Give a form the objectives, risks or committees under which the risk may come."""
    session, actor = get_session(), current_actor()
    if isinstance(form, AnswerOutcome):
        form.objectives.options = options_of(list_objectives_today(session, actor))
        below = list_risks_on_baf(session, actor, but=risk.row.id)
        form.baf_risk.options = options_of(below)
    if isinstance(form, HandOnOutcome):
        form.to_committee.options = options_of(list_committees(session, actor))


def _scores(risk: MonthRisk) -> list[Option]:
    return scores_from(risk.row.current.value if risk.row.current else 1)
