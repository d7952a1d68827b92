"""The High Level Risk Register as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportlab.platypus import Flowable

from reports.clean import clean_line
from reports.contents import HIGH_LEVEL, begin
from reports.gate import words
from reports.grid import Cell, CellText, table
from reports.score_words import score_cell
from reports.styles import CELL_SMALL, WIDTH
from reports.summary import LONGEST_TITLE, objective_words, reference_cell, since_words
from riskapp.domain.escalation import REGISTER_NAMES, Register
from riskapp.domain.wording import AWAITING, NO_POST, counted
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.register import HighLevelRegister, RegisterRow
from riskapp.readmodels.scores import ShownScore

_WIDTHS: Final = tuple(WIDTH * part for part in (0.1, 0.3, 0.25, 0.15, 0.2))
_HEAD: Final = ("Risk", "Title, objectives", "Unit, lead", "Score", "On the HLRR since")


def high_level(pack: BoardPack) -> Iterator[Flowable]:
    """Return the register, with what awaits a decision counted apart."""
    register = pack.high_level
    name = REGISTER_NAMES[Register.HLRR]
    yield from begin(HIGH_LEVEL)
    if not register.rows:
        yield from words(f"No risk is on the {name}.")
        return
    yield from words(_counts(register))
    yield table(_HEAD, [_row(row) for row in register.rows], _WIDTHS)


def _counts(register: HighLevelRegister) -> str:
    listed = counted(len(register.rows), "risk")
    said = [
        f"{listed} on the High Level Risk Register (HLRR), highest score first,",
        f"{register.awaiting_validation} of them {AWAITING}.",
    ]
    if register.removals_proposed:
        said.append(f"Removals proposed: {register.removals_proposed}.")
    if register.questions_open:
        asked = counted(register.questions_open, "risk")
        said.append(f"Whether it affects a strategic objective is still to be said of {asked}.")
    return " ".join(said)


def _row(row: RegisterRow) -> Sequence[CellText]:
    held = row.standing_on(Register.HLRR)
    return (
        reference_cell(row, Register.HLRR),
        Cell(f"{clean_line(row.title, LONGEST_TITLE)} ({_objectives(row)})", CELL_SMALL),
        Cell(f"{row.unit}; {row.executive or NO_POST}", CELL_SMALL),
        score_cell(_with_no_note(row.current)),
        Cell(since_words(held) if held else "not stated", CELL_SMALL),
    )


def _with_no_note(score: ShownScore | None) -> ShownScore | None:
    """Return the score without what the next column says: that it awaits validation."""
    return replace(score, awaiting_validation=False) if score else None


def _objectives(row: RegisterRow) -> str:
    also = ", on the BAF too" if row.standing_on(Register.BAF) else ""
    asked = ", still to be answered" if row.objective_question_open else ""
    return f"{objective_words(row)}{also}{asked}"
