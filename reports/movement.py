"""What changed between two days, as a CSV file."""

from collections.abc import Iterator

from reports.csv_file import csv_bytes
from riskapp.domain.movement import MOVE_NAMES
from riskapp.domain.wording import REDACTED, register_short
from riskapp.readmodels.movement import Moved, Movement, Step

COLUMNS = (
    "Change",
    "Register",
    "Risk",
    "Title",
    "Milestone",
    "What changed",
    "From",
    "To",
    "On",
    "Entered on",
    "By",
    "Why",
    "Crossed on the way",
    "Every step",
)


def movement_csv(found: Movement) -> bytes:
    """Return the changes as a file, one row for each; several risks of one share its row."""
    return csv_bytes(COLUMNS, _rows(found))


def _rows(found: Movement) -> Iterator[tuple[object, ...]]:
    for move in found.moves:
        milestone = move.milestone
        yield (
            MOVE_NAMES[move.kind],
            register_short(move.register) if move.register else "",
            ", ".join(risk.reference for risk in move.risks),
            "; ".join(risk.title for risk in move.risks),
            f"{milestone.reference} {milestone.words}" if milestone else "",
            move.words,
            *_how(move),
        )


def _how(move: Moved) -> tuple[object, ...]:
    return (
        move.before,
        move.after,
        move.on,
        move.entered_on,
        move.by,
        REDACTED if move.why is None else move.why,
        "; ".join(crossing.words for crossing in move.crossings),
        "; ".join(map(_step, move.steps)),
    )


def _step(step: Step) -> str:
    why = REDACTED if step.why is None else step.why
    late = f", entered {step.entered_later}" if step.entered_later else ""
    return f"{step.before} to {step.after} on {step.on}{late} by {step.by}: {why}"
