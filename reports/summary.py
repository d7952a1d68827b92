"""Every risk on the Board Assurance Framework in one table, and by objective."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from reports.clean import clean_line
from reports.contents import SUMMARY, begin
from reports.gate import Strong, part, words
from reports.grid import Cell, CellText, table
from reports.score_words import score_cell
from reports.styles import CELL_SMALL, WIDTH
from riskapp.domain.escalation import Register
from riskapp.domain.scoring import ScoreKind
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
from riskapp.readmodels.risk_page import RiskPage

LONGEST_TITLE: Final = 160
_WIDTHS: Final = tuple(WIDTH * part for part in (0.1, 0.245, 0.24, 0.155, 0.125, 0.135))
_HEAD: Final = (
    "Risk",
    "Title, objectives",
    "Lead, committee",
    "Score",
    "Target",
    "On the BAF since",
)
_GROUP_WIDTHS: Final = tuple(WIDTH * part for part in (0.46, 0.2, 0.34))


def summary(pack: BoardPack) -> Iterator[Flowable]:
    """Return the summary of every BAF risk, then the risks of each objective."""
    yield from begin(SUMMARY)
    if not pack.summary:
        yield from words("No risk is on the Board Assurance Framework.")
        return
    awaiting = pack.framework.awaiting_validation
    yield from words(
        f"{counted(len(pack.summary), 'risk')} on the Board Assurance Framework (BAF), highest"
        f" score first; {counted(awaiting, 'risk')} {AWAITING}."
    )
    before = {risk.row.id: _before(risk) for risk in pack.risks}
    rows = [_row(row, before.get(row.id, "")) for row in pack.summary]
    yield table(_HEAD, rows, _WIDTHS)
    yield from part("Risks by objective")
    groups = [_group(group) for group in pack.framework.groups]
    yield table(("Objective", "Executive lead", "Risks"), groups, _GROUP_WIDTHS)
    yield from words(_without_risk(pack), CELL_SMALL)


def _before(risk: RiskPage) -> str:
    """Return the score that the risk had before its current one, where there was another."""
    scores = [line.score for line in risk.assessments if line.kind is ScoreKind.CURRENT]
    return f"before: {scores[1].value}" if len(scores) > 1 else ""


def _without_risk(pack: BoardPack) -> list[str]:
    """Return the objectives that no risk on the BAF is linked to, by number and title."""
    linked = {(g.objective.number, g.objective.title) for g in pack.framework.groups if g.objective}
    bare = [f"{o[0]} {o[1]}" for o in pack.objectives if o not in linked]
    return [Strong("Objectives with no risk on the BAF: "), f"{'; '.join(bare)}."] if bare else []


def reference_cell(row: RegisterRow, register: Register) -> Cell:
    """Return a risk's reference, with the one it has in the old register and on this register."""
    held = row.standing_on(register)
    old = {row.printed_reference, held.reference if held else ""} - {"", row.reference}
    return Cell(
        [Strong(row.reference), "".join(f"\nold: {_unbroken(name)}" for name in sorted(old))],
        CELL_SMALL,
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


def _row(row: RegisterRow, before: str) -> Sequence[CellText]:
    held = row.standing_on(Register.BAF)
    return (
        reference_cell(row, Register.BAF),
        Cell(f"{clean_line(row.title, LONGEST_TITLE)} ({objective_words(row)})", CELL_SMALL),
        Cell(f"{row.executive or NO_POST}; {row.committee or NO_COMMITTEE}", CELL_SMALL),
        score_cell(row.current, more=before),
        score_cell(row.target),
        Cell(_unbroken(date_words(held.since)) if held else "not stated", CELL_SMALL),
    )


def _unbroken(words: str) -> str:
    """Return words of which the first two, a day and its month, stay on one line."""
    return words.replace(" ", "\u00a0", 1)


def _group(group: ObjectiveGroup) -> Sequence[CellText]:
    named = group.objective
    title = f"{named.number} {named.title}" if named else NO_OBJECTIVE.capitalize()
    references = ", ".join(row.reference for row in group.rows)
    lead = group.executive or (NO_POST if named else "")
    return title, lead, references or "no risks"
