"""The High Level Risk Register as a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from reports.clean import clean_line
from reports.contents import HIGH_LEVEL, begin
from reports.gate import Cell, CellText, table, words
from reports.score_words import score_cell
from reports.styles import CELL_SMALL, WIDTH
from reports.summary import LONGEST_TITLE, objective_words, reference_cell, since_words
from riskapp.domain.escalation import REGISTER_NAMES, Register
from riskapp.domain.matrix import Matrix
from riskapp.domain.wording import AWAITING, NO_POST, counted
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.register import HighLevelRegister, RegisterRow

_WIDTHS: Final = tuple(WIDTH * part for part in (0.13, 0.30, 0.22, 0.16, 0.19))
_HEAD: Final = ("Risk", "Title and objectives", "Unit and lead", "Score", "On the HLRR since")


def high_level(pack: BoardPack) -> Iterator[Flowable]:
    """Return the register, with what awaits a decision counted apart."""
    register = pack.high_level
    name = REGISTER_NAMES[Register.HLRR]
    yield from begin(HIGH_LEVEL)
    if not register.rows:
        yield from words(f"No risk is on the {name}.")
        return
    yield from words(_counts(register))
    yield table(_HEAD, [_row(row, pack.matrix) for row in register.rows], _WIDTHS)


def _counts(register: HighLevelRegister) -> str:
    return (
        f"{counted(len(register.rows), 'risk')}, highest score first,"
        f" {register.awaiting_validation} of them {AWAITING}."
        f" Removals proposed: {register.removals_proposed}."
        " Risks for which it is still to be said whether they affect a strategic objective:"
        f" {register.questions_open}."
    )


def _row(row: RegisterRow, matrix: Matrix) -> Sequence[CellText]:
    held = row.standing_on(Register.HLRR)
    return (
        reference_cell(row, Register.HLRR),
        Cell([clean_line(row.title, LONGEST_TITLE), f"\n{_objectives(row)}"]),
        Cell(f"{row.unit}\n{row.executive or NO_POST}", CELL_SMALL),
        score_cell(row.current, matrix),
        Cell(since_words(held) if held else "not stated", CELL_SMALL),
    )


def _objectives(row: RegisterRow) -> str:
    also = ", also on the BAF" if row.standing_on(Register.BAF) else ""
    asked = ", strategic objective to be answered" if row.objective_question_open else ""
    return f"{objective_words(row)}{also}{asked}"
