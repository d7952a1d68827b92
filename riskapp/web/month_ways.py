"""What a meeting may decide about a risk now: a button for each, its key, and its form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.outcomes import (
    AcceptOutcome,
    ActionOutcome,
    AnswerOutcome,
    CloseOutcome,
    ConfirmOutcome,
    DeferOutcome,
    HandOnOutcome,
    JudgeOutcome,
    NoChangeOutcome,
    OutcomeForm,
    PlaceOutcome,
    ScoredOutcome,
)
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import ON_REGISTER, OVER, Turn, may_turn
from riskapp.domain.wording import register_short
from riskapp.readmodels.month_risk import MonthRisk
from riskapp.readmodels.risk_page import DecisionLine

NO_CHANGE, SCORED, PLACE = "no-change", "scored", "place-on-baf"
ACCEPT, CLOSE, ACTION, DEFER = "accept-now", "close-now", "action", "defer"
HAND_ON = "hand-on"


@dataclass(frozen=True, slots=True)
class Way:
    """Something to decide: its name in the address, its button, its key, and what it is about."""

    name: str
    words: str
    key: str
    line: DecisionLine | None = None


@dataclass(frozen=True, slots=True)
class _Open:
    """How what awaits a decision is decided."""

    words: str
    key: str
    form: type[OutcomeForm]


_OPEN: Mapping[DecisionKind, _Open] = {
    DecisionKind.VALIDATE: _Open("Confirm the score", "v", ConfirmOutcome),
    DecisionKind.ANSWER_OBJECTIVE: _Open("Answer the objective question", "e", AnswerOutcome),
    DecisionKind.REMOVE: _Open("Decide the removal", "x", JudgeOutcome),
    DecisionKind.ACCEPT: _Open("Decide the proposal to accept it", "a", JudgeOutcome),
    DecisionKind.CLOSE: _Open("Decide the proposal to close it", "c", JudgeOutcome),
    DecisionKind.MERGE: _Open("Decide the proposal to merge it", "o", JudgeOutcome),
    DecisionKind.TRANSFER: _Open("Decide the proposal to hand it over", "o", JudgeOutcome),
}

FORMS: Mapping[str, type[OutcomeForm]] = {
    NO_CHANGE: NoChangeOutcome,
    SCORED: ScoredOutcome,
    PLACE: PlaceOutcome,
    ACCEPT: AcceptOutcome,
    CLOSE: CloseOutcome,
    ACTION: ActionOutcome,
    DEFER: DeferOutcome,
    HAND_ON: HandOnOutcome,
    **{kind.value: way.form for kind, way in _OPEN.items()},
    **{f"{DecisionKind.REMOVE}-{one}": JudgeOutcome for one in Register},
}
"""The form of everything that a meeting decides, by its name in the address."""


def list_ways(risk: MonthRisk) -> tuple[Way, ...]:
    """Return what may be decided about a risk now, but for no change, in the order of the page."""
    if risk.row.status in OVER:
        return ()
    return (*_scores(risk), *_waiting(risk), *_beginnings(risk))


def find_way(ways: tuple[Way, ...], name: str) -> Way | None:
    """Return the way of that name, or None where it is not open now."""
    return next((way for way in ways if way.name == name), None)


def _scores(risk: MonthRisk) -> Iterator[Way]:
    if risk.given is not None:
        yield Way(SCORED, f"Record the new score {risk.given.score.value}", "s")


def _waiting(risk: MonthRisk) -> Iterator[Way]:
    """Return what awaits a decision and is not the recorder's own case; no key stands twice."""
    taken: set[str] = set()
    for line in risk.waiting:
        way = _OPEN.get(line.kind)
        if way is None or not line.may_decide:
            continue
        key = "" if way.key in taken else way.key
        taken.add(way.key)
        yield Way(_name(line), _words(line, way), key, line)


def _name(line: DecisionLine) -> str:
    return f"{line.kind}-{line.register}" if line.register else line.kind.value


def _words(line: DecisionLine, way: _Open) -> str:
    on = f" from the {register_short(line.register)}" if line.register else ""
    return f"{way.words}{on}"


def _beginnings(risk: MonthRisk) -> Iterator[Way]:
    row, waiting = risk.row, {line.kind for line in risk.waiting}
    may_place = row.status in ON_REGISTER and row.standing_on(Register.BAF) is None
    if may_place and DecisionKind.ANSWER_OBJECTIVE not in waiting:
        yield Way(PLACE, "Escalate: put it on the BAF", "e")
    begun: tuple[tuple[Any, ...], ...] = (
        (DecisionKind.ACCEPT, Turn.ACCEPT, Way(ACCEPT, "Accept it as it stands", "a")),
        (DecisionKind.CLOSE, Turn.CLOSE, Way(CLOSE, "Close it", "c")),
    )
    for kind, turn, way in begun:
        scored = kind is DecisionKind.CLOSE or row.current is not None
        if kind not in waiting and may_turn(row.status, turn) and scored:
            yield way
    if risk.of_programme:
        yield Way(HAND_ON, "Hand it on to another committee", "h")
    yield Way(ACTION, "Ask for an action", "m")
    yield Way(DEFER, "Put it off to a later meeting", "d")
