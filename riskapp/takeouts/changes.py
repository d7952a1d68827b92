"""What changed between two days, and the assurance map, as lists to take out."""

from collections.abc import Callable
from typing import Final

from riskapp.domain.assurance import LINE_SHORT, Line
from riskapp.domain.assurance_map import Cell
from riskapp.domain.movement import MOVE_NAMES
from riskapp.domain.take_out import CellKind
from riskapp.domain.wording import NO_OBJECTIVE, REDACTED, register_short
from riskapp.readmodels.assurance_map import AssuranceMap, MapGroup, MapRow
from riskapp.readmodels.movement import Moved, Movement, Step
from riskapp.readmodels.take_out import About, Asked, TakeOut, asked, take_out

DAY, NUMBER, REFERENCE = CellKind.DAY, CellKind.NUMBER, CellKind.REFERENCE
Mapped = tuple[MapGroup, MapRow]


def movement_list(about: About, found: Movement) -> TakeOut:
    """Return the changes, one row for each; several risks of one share its row."""
    return take_out("What changed", "what-changed", about, MOVE_COLUMNS, found.moves)


def map_list(about: About, found: AssuranceMap) -> TakeOut:
    """Return the map: one row for each risk under each objective."""
    rows = ((group, row) for group in found.groups for row in group.rows)
    return take_out("Assurance map", "assurance-map", about, MAP_COLUMNS, rows)


def _milestone(move: Moved) -> str:
    milestone = move.milestone
    return f"{milestone.reference} {milestone.words}" if milestone else ""


def _step(step: Step) -> str:
    late = f", entered {step.entered_later}" if step.entered_later else ""
    return f"{step.before} to {step.after} on {step.on}{late} by {step.by}: {_why(step.why)}"


def _why(why: str | None) -> str:
    return REDACTED if why is None else why


def _cell(cell: Cell) -> str:
    return f"{cell.words} (and {cell.more} more)" if cell.more else cell.words


def _said_by(line: Line) -> Callable[[Mapped], str]:
    return lambda one: _cell(one[1].cells[line])


MOVE_COLUMNS: Final[tuple[Asked[Moved], ...]] = (
    asked("change", "Change", lambda move: MOVE_NAMES[move.kind]),
    asked("register", "Register", lambda move: move.register and register_short(move.register)),
    asked("risks", "Risk", lambda move: ", ".join(risk.reference for risk in move.risks)),
    asked("titles", "Title", lambda move: "; ".join(risk.title for risk in move.risks), wide=True),
    asked("milestone", "Milestone", _milestone, wide=True),
    asked("words", "What changed", lambda move: move.words, wide=True),
    asked("before", "From", lambda move: move.before),
    asked("after", "To", lambda move: move.after),
    asked("on", "On", lambda move: move.on, DAY),
    asked("entered_on", "Entered on", lambda move: move.entered_on, DAY),
    asked("by", "By", lambda move: move.by),
    asked("why", "Why", lambda move: _why(move.why), wide=True),
    asked(
        "crossings",
        "Crossed on the way",
        lambda move: "; ".join(crossing.words for crossing in move.crossings),
        wide=True,
    ),
    asked("steps", "Every step", lambda move: "; ".join(map(_step, move.steps)), wide=True),
)
MAP_COLUMNS: Final[tuple[Asked[Mapped], ...]] = (
    asked(
        "objective", "Objective", lambda one: one[0].objective.number if one[0].objective else None
    ),
    asked(
        "objective_title",
        "Objective's title",
        lambda one: one[0].objective.title if one[0].objective else NO_OBJECTIVE,
        wide=True,
    ),
    asked("reference", "Reference", lambda one: one[1].reference, REFERENCE),
    asked("title", "Title", lambda one: one[1].title, wide=True),
    asked(
        "current_score",
        "Current score",
        lambda one: one[1].current.value if one[1].current else None,
        NUMBER,
    ),
    asked("committee", "Lead committee", lambda one: one[1].committee),
    *(asked(line.value, LINE_SHORT[line].capitalize(), _said_by(line), wide=True) for line in Line),
    asked("holes", "Holes", lambda one: one[1].holes, NUMBER),
    asked("expired", "Expired", lambda one: one[1].expired, NUMBER),
)
