"""Every risk on the Board Assurance Framework in one table, and by objective."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from reports.clean import clean_line
from reports.contents import SUMMARY, begin
from reports.gate import Cell, CellText, Strong, part, table, words
from reports.score_words import score_cell
from reports.styles import CELL_SMALL, WIDTH
from riskapp.domain.escalation import Register
from riskapp.domain.matrix import Matrix
from riskapp.domain.wording import (
    AWAITING,
    NO_COMMITTEE,
    NO_OBJECTIVE,
    NO_POST,
    counted,
    date_words,
    entered_words,
)
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.register import ObjectiveGroup, OnRegister, RegisterRow

LONGEST_TITLE: Final = 160
_WIDTHS: Final = tuple(WIDTH * part for part in (0.12, 0.26, 0.22, 0.18, 0.11, 0.11))
_HEAD: Final = (
    "Risk",
    "Title and objectives",
    "Lead and committee",
    "Score",
    "Target",
    "On the BAF since",
)


def summary(pack: BoardPack) -> Iterator[Flowable]:
    """Return the summary of every BAF risk, then the risks of each objective."""
    yield from begin(SUMMARY)
    if not pack.summary:
        yield from words("No risk is on the Board Assurance Framework.")
        return
    awaiting = pack.framework.awaiting_validation
    yield from words(
        f"{counted(len(pack.summary), 'risk')}, highest score first;"
        f" {counted(awaiting, 'risk')} {AWAITING}."
    )
    yield table(_HEAD, [_row(row, pack.matrix) for row in pack.summary], _WIDTHS)
    yield from part("Risks by objective")
    yield table(
        ("Objective", "Executive lead", "Risks"),
        [_group(group) for group in pack.framework.groups],
        (WIDTH * 0.5, WIDTH * 0.22, WIDTH * 0.28),
    )


def reference_cell(row: RegisterRow, register: Register) -> Cell:
    """Return a risk's reference, with the one it has in the old register and on this register."""
    held = row.standing_on(register)
    old = {row.printed_reference, held.reference if held else ""} - {"", row.reference}
    return Cell(
        [Strong(row.reference), "".join(f"\nold: {name}" for name in sorted(old))], CELL_SMALL
    )


def objective_words(row: RegisterRow) -> str:
    """Return the objectives that a risk affects, by number, or that none is stated."""
    if not row.objectives:
        return NO_OBJECTIVE
    word = "objective" if len(row.objectives) == 1 else "objectives"
    return f"{word} {', '.join(objective.number for objective in row.objectives)}"


def since_words(held: OnRegister) -> str:
    """Return since when and how a risk is on a register, and what is awaited."""
    waits = [AWAITING] if held.awaiting_validation else []
    waits += ["removal proposed"] if held.removal_proposed else []
    entered = entered_words(held.entered, held.basis)
    return "\n".join([f"{date_words(held.since)}, {entered}", *waits])


def _row(row: RegisterRow, matrix: Matrix) -> Sequence[CellText]:
    held = row.standing_on(Register.BAF)
    return (
        reference_cell(row, Register.BAF),
        Cell(f"{clean_line(row.title, LONGEST_TITLE)} ({objective_words(row)})"),
        Cell(f"{row.executive or NO_POST}; {row.committee or NO_COMMITTEE}", CELL_SMALL),
        score_cell(row.current, matrix),
        score_cell(row.target, matrix),
        Cell(date_words(held.since) if held else "not stated", CELL_SMALL),
    )


def _group(group: ObjectiveGroup) -> Sequence[CellText]:
    named = group.objective
    title = f"{named.number} {named.title}" if named else NO_OBJECTIVE.capitalize()
    references = ", ".join(row.reference for row in group.rows)
    lead = group.executive or (NO_POST if named else "")
    return title, lead, references or "no risks"
