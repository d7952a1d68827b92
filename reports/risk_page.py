"""One page for each risk on the Board Assurance Framework."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from reportlab.platypus import Flowable

from reports.gate import Cell, CellText, Entry, Strong, heading, part, table, words
from reports.milestone_tables import milestone_table
from reports.score_words import score_tile, score_words
from reports.styles import CELL_SMALL, RISK, WIDTH
from riskapp.domain.decisions import DecisionState
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.wording import (
    AWAITING,
    NO_COMMITTEE,
    NO_OBJECTIVE,
    NO_POST,
    REDACTED,
    date_words,
    decision_words,
    entered_words,
    label_of,
    register_short,
)
from riskapp.readmodels.plan import RiskName
from riskapp.readmodels.register import OnRegister
from riskapp.readmodels.risk_page import AssessmentLine, DecisionLine, Left, RiskPage

_FACTS: Final = tuple(WIDTH * part for part in (0.165, 0.335, 0.165, 0.335))
_TILES: Final = (WIDTH / 3,) * 3
_HISTORY: Final = tuple(WIDTH * part for part in (0.19, 0.12, 0.26, 0.43))
_DECISIONS: Final = tuple(WIDTH * part for part in (0.34, 0.19, 0.17, 0.3))


def risk_page(risk: RiskPage) -> Iterator[Flowable]:
    """Return everything the Board reads of one risk."""
    row = risk.row
    entry = Entry(1, f"risk-{row.id}", f"Risk {row.reference}")
    yield from heading(f"{row.reference} {row.title}", RISK, entry)
    yield table((), _side_by_side(_facts(risk)), _FACTS, side_heads=(0, 2))
    yield from _statement(risk)
    yield from _scores(risk)
    yield from _registers(risk)
    yield from _history(risk)
    yield from _decisions(risk)
    yield from _milestones(risk)


def _facts(risk: RiskPage) -> list[tuple[str, str]]:
    row = risk.row
    named = "\n".join(f"{o.number} {o.title}" for o in row.objectives)
    pairs = [
        ("Executive lead", row.executive or NO_POST),
        ("Risk owner", row.owner or NO_POST),
        ("Lead committee", row.committee or NO_COMMITTEE),
        ("Unit", row.unit),
        ("Programme", risk.programme),
        ("Objectives", named or NO_OBJECTIVE),
        ("Status", _status(risk)),
        ("Opened", f"{date_words(risk.opened_on)}{_in_brackets(risk.opened_basis)}"),
        ("Last review", _reviewed(risk)),
        ("Restricted", risk.visibility_reason if _is_restricted(risk) else ""),
        ("Operational risks", _references(risk.exposure)),
        ("Comes under", _references(risk.under)),
        ("Printed", _printed(risk)),
        ("Source", risk.source),
    ]
    return [(name, value) for name, value in pairs if value]


def _side_by_side(facts: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    left, right = facts[::2], facts[1::2]
    return [(*pair, *other) for pair, other in zip_longest(left, right, fillvalue=("", ""))]


def _statement(risk: RiskPage) -> Iterator[Flowable]:
    parts = (
        ("Because: ", risk.cause),
        ("There is a risk that: ", risk.event),
        ("Leading to: ", risk.effect),
    )
    yield from part("Statement")
    if not any(text for _, text in parts):
        yield from words("Only a title is recorded: no cause, event or effect.")
        return
    for name, text in parts:
        yield from words([Strong(name), text or "not stated"])


def _scores(risk: RiskPage) -> Iterator[Flowable]:
    yield from part("Scores")
    shown = (risk.inherent, risk.row.current, risk.row.target)
    tiles = [score_tile(score, risk.matrix) for score in shown]
    yield table(("Inherent", "Current", "Target"), [tiles], _TILES)


def _registers(risk: RiskPage) -> Iterator[Flowable]:
    yield from part("Registers")
    lines = [*map(_held, risk.row.registers), *map(_left, risk.left)]
    yield from words("\n".join(lines) or "On neither register.")


def _held(held: OnRegister) -> str:
    said = [f"On the {register_short(held.register)} since {date_words(held.since)}"]
    said.append(entered_words(held.entered, held.basis))
    said.append(f"with a score of {held.opening_score} then")
    said += [f"there called {held.reference}"] if held.reference else []
    said += [AWAITING] if held.awaiting_validation else []
    said += ["removal proposed"] if held.removal_proposed else []
    return f"{', '.join(said)}."


def _left(left: Left) -> str:
    since, until = date_words(left.since), date_words(left.until)
    return f"Was on the {register_short(left.register)} from {since} until {until}."


def _history(risk: RiskPage) -> Iterator[Flowable]:
    yield from part("Score history, newest first")
    if not risk.assessments:
        yield from words("It has never been scored.")
        return
    rows = [_assessment(line) for line in risk.assessments]
    yield table(("Effective", "Which", "Score", "Why, and by whom"), rows, _HISTORY)


def _assessment(line: AssessmentLine) -> Sequence[CellText]:
    score = line.score
    effective = date_words(score.on or line.entered_on)
    entered = f"\nentered {date_words(line.entered_on)}" if line.backdated else ""
    pair = ""
    if score.consequence is not None and score.likelihood is not None:
        pair = f"\nconsequence {score.consequence}, likelihood {score.likelihood}"
    why = REDACTED if line.reason is None else line.reason
    return (
        Cell(f"{effective}{_in_brackets(score.basis)}{entered}", CELL_SMALL),
        Cell(label_of(line.kind), CELL_SMALL),
        Cell(f"{score_words(score)}{pair}", CELL_SMALL),
        Cell([why, f"\n{line.by}"], CELL_SMALL),
    )


def _decisions(risk: RiskPage) -> Iterator[Flowable]:
    still_open = [line for line in risk.decisions if line.state is DecisionState.OPEN]
    if not still_open:
        yield from words([Strong("Decisions to take: "), "none is open."])
        return
    yield from part("Decisions to take")
    rows = [_decision(line) for line in still_open]
    yield table(("What", "Since", "Score", "Why"), rows, _DECISIONS)


def _decision(line: DecisionLine) -> Sequence[CellText]:
    scores = [str(score) for score in (line.from_score, line.to_score) if score]
    return (
        decision_words(line.kind, line.register),
        Cell(date_words(line.opened_on), CELL_SMALL),
        Cell(" to ".join(scores) or "as it is", CELL_SMALL),
        Cell([line.opened_why or "not stated", f"\n{line.opened_by}"], CELL_SMALL),
    )


def _milestones(risk: RiskPage) -> Iterator[Flowable]:
    if not risk.milestones:
        yield from words([Strong("Actions and milestones: "), "none is linked to this risk."])
        return
    yield from part("Actions and milestones")
    yield milestone_table(risk.milestones)


def _printed(risk: RiskPage) -> str:
    pieces = (
        ("as", risk.row.printed_reference),
        ("in", risk.printed_in),
        ("with the date", risk.printed_date),
    )
    return " ".join(f"{name} {value}" for name, value in pieces if value)


def _status(risk: RiskPage) -> str:
    row = risk.row
    treatment = f", treatment: {risk.treatment.lower()}" if risk.treatment else ""
    origin = (
        f", first noticed through: {risk.origin.lower().replace('-', ' ')}" if risk.origin else ""
    )
    return f"{label_of(row.status)}, {row.kind.value}{treatment}{origin}"


def _reviewed(risk: RiskPage) -> str:
    last = date_words(risk.last_reviewed) if risk.last_reviewed else "no review is recorded"
    return f"{last}; next by {date_words(risk.next_review)}" if risk.next_review else last


def _is_restricted(risk: RiskPage) -> bool:
    return risk.row.visibility is Visibility.RESTRICTED


def _in_brackets(basis: str) -> str:
    return f" ({basis})" if basis else ""


def _references(risks: Sequence[RiskName]) -> str:
    return ", ".join(risk.reference for risk in risks)
