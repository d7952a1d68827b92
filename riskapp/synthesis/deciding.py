"""Deciding what is open on a synthetic risk, by those who have the right to, or not yet."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from riskapp.domain.answers import answer_words
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import REGISTER_NAMES, Entered, ObjectiveAnswer, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Actor, Role
from riskapp.services.in_bulk.ledger import Row
from riskapp.synthesis.fates import days_to_decide, falls
from riskapp.synthesis.life import Life
from riskapp.synthesis.vocabulary import REASONS


def decide_what_is_open(life: Life, since: date) -> None:
    """Decide what a score has opened, some days after it, none of it after today."""
    due: list[tuple[int, Row]] = []
    for decision in life.standing.decisions:
        if decision["state"] is DecisionState.OPEN:
            days = days_to_decide(life.chance)
            if days is not None and since + timedelta(days=days) <= life.trust.today:
                due.append((days, decision))
    for days, decision in sorted(due, key=lambda one: one[0]):
        DECIDE[decision["kind"]](life, since + timedelta(days=days), decision)


def close(life: Life, day: date) -> None:
    """Close the risk: proposed by its lead, agreed by the risk manager."""
    lead, manager = life.acting(Role.RISK_LEAD, day), life.acting(Role.RISK_MANAGER, day)
    proposed = life.standing.ask(lead, DecisionKind.CLOSE, None, opened_why=REASONS[1])
    words = {"reason": REASONS[1]}
    life.teller.note(lead, Happening.CLOSING_PROPOSED, proposed["id"], words=words)
    _end(manager, proposed, REASONS[4])
    for register in list(life.standing.placements):
        life.standing.leave(manager, register, proposed)
    for other in life.standing.decisions:
        if other["state"] is DecisionState.OPEN:
            _end(manager, other, "The risk was closed.", DecisionState.SUPERSEDED)
    changed = {"status": RiskStatus.CLOSED, "closed_on": manager.today}
    life.rewrite(manager, changed, Happening.RISK_CLOSED, REASONS[4])


def _end(
    actor: Actor, decision: Row, why: str, state: DecisionState = DecisionState.AGREED
) -> None:
    decision |= {
        "state": state,
        "decided_on": actor.today,
        "decided_by_id": actor.person_id,
        "decided_why": why,
    }


def _validate(life: Life, day: date, decision: Row) -> None:
    manager = life.acting(Role.RISK_MANAGER, day)
    reason = life.chance.choice(REASONS)
    _end(manager, decision, reason)
    facts, words = {"score": decision["to_score"]}, {"reason": reason}
    life.teller.note(manager, Happening.VALIDATED, decision["id"], facts, words)


def _answer(life: Life, day: date, decision: Row) -> None:
    executive = life.acting(Role.EXECUTIVE, day)
    reason = life.chance.choice(REASONS)
    own = falls(life.chance, 50 * life.trust.strategic_share)
    answer = ObjectiveAnswer.OWN_ENTRY if own else ObjectiveAnswer.NEITHER
    _end(executive, decision, reason)
    decision["answer"] = answer
    facts, words = {"answer": answer_words(answer)}, {"reason": reason}
    life.teller.note(executive, Happening.OBJECTIVE_ANSWERED, decision["id"], facts, words)
    if own and life.judged is not None:
        life.link(executive, life.chance.choice(list(life.trust.objective_numbers)), reason)
        judged = replace(life.judged, on=executive.today)
        life.standing.enter(executive, Register.BAF, Entered.OBJECTIVE, judged)


def _remove(life: Life, day: date, decision: Row) -> None:
    manager = life.acting(Role.RISK_MANAGER, day)
    reason = life.chance.choice(REASONS)
    register: Register = decision["register_kind"]
    _end(manager, decision, reason)
    facts, words = {"register": REGISTER_NAMES[register]}, {"reason": reason}
    life.teller.note(manager, Happening.TAKEN_OFF, decision["id"], facts, words)
    life.standing.leave(manager, register, decision)


DECIDE: Mapping[DecisionKind, Callable[[Life, date, Row], None]] = {
    DecisionKind.VALIDATE: _validate,
    DecisionKind.ANSWER_OBJECTIVE: _answer,
    DecisionKind.REMOVE: _remove,
}
