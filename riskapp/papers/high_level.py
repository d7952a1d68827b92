"""The High Level Risk Register as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from riskapp.domain.escalation import REGISTER_NAMES, Register
from riskapp.domain.wording import AWAITING, NO_POST, counted
from riskapp.papers.making import CellText, cell, said, table, typed
from riskapp.papers.risk_words import reference_cell, since_words, title_cell
from riskapp.papers.scores import score_cell
from riskapp.papers.sections import HIGH_LEVEL
from riskapp.readmodels.paper import Block, Section
from riskapp.readmodels.register import HighLevelRegister, RegisterRow
from riskapp.readmodels.scores import ShownScore

_SHARES: Final = (0.1, 0.3, 0.25, 0.15, 0.2)
_HEAD: Final = ("Risk", "Title, objectives", "Unit, lead", "Score", "On the HLRR since")


def high_level(register: HighLevelRegister) -> Section:
    """Return the register, with what awaits a decision counted apart."""
    return HIGH_LEVEL.of(_blocks(register))


def _blocks(register: HighLevelRegister) -> Iterator[Block]:
    if not register.rows:
        yield said(f"No risk is on the {REGISTER_NAMES[Register.HLRR]}.")
        return
    yield said(_counts(register))
    yield table("HLRR", _HEAD, [_row(row) for row in register.rows], _SHARES)


def _counts(register: HighLevelRegister) -> str:
    listed = counted(len(register.rows), "risk")
    sentences = [
        f"{listed} on the High Level Risk Register (HLRR), highest score first,",
        f"{register.awaiting_validation} of them {AWAITING}.",
    ]
    if register.removals_proposed:
        sentences.append(f"Removals proposed: {register.removals_proposed}.")
    if register.questions_open:
        asked = counted(register.questions_open, "risk")
        sentences.append(
            f"Whether it affects a strategic objective is still to be said of {asked}."
        )
    return " ".join(sentences)


def _row(row: RegisterRow) -> Sequence[CellText]:
    held = row.standing_on(Register.HLRR)
    return (
        reference_cell(row, Register.HLRR),
        title_cell(row, _also(row)),
        cell(f"{row.unit}; {row.executive or NO_POST}"),
        score_cell(_with_no_note(row.current)),
        cell(typed(since_words(held), row.id) if held else "not stated"),
    )


def _with_no_note(score: ShownScore | None) -> ShownScore | None:
    """Return the score without what the next column says: that it awaits validation."""
    return replace(score, awaiting_validation=False) if score else None


def _also(row: RegisterRow) -> str:
    also = ", on the BAF too" if row.standing_on(Register.BAF) else ""
    return f"{also}{', still to be answered' if row.objective_question_open else ''}"
