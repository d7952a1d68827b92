"""Every risk on the Board Assurance Framework in one table, and by objective."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.escalation import Register
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import (
    AWAITING,
    NO_COMMITTEE,
    NO_OBJECTIVE,
    NO_POST,
    counted,
    date_words,
)
from riskapp.papers.making import CellText, cell, named, part, said, table
from riskapp.papers.risk_words import reference_cell, title_cell, unbroken
from riskapp.papers.scores import score_cell
from riskapp.papers.sections import SUMMARY
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.paper import Block, Section, Start
from riskapp.readmodels.register import ObjectiveGroup, RegisterRow
from riskapp.readmodels.risk_page import RiskPage

_SHARES: Final = (0.1, 0.245, 0.24, 0.155, 0.125, 0.135)
_HEAD: Final = (
    "Risk",
    "Title, objectives",
    "Lead, committee",
    "Score",
    "Target",
    "On the BAF since",
)
_GROUP_SHARES: Final = (0.46, 0.2, 0.34)


def summary(pack: BoardPack) -> Section:
    """Return the summary of every BAF risk, then the risks of each objective."""
    return SUMMARY.of(_blocks(pack), Start.NEW_PAGE)


def _blocks(pack: BoardPack) -> Iterator[Block]:
    if not pack.summary:
        yield said("No risk is on the Board Assurance Framework.")
        return
    awaiting = pack.framework.awaiting_validation
    yield said(
        f"{counted(len(pack.summary), 'risk')} on the Board Assurance Framework (BAF), highest"
        f" score first; {counted(awaiting, 'risk')} {AWAITING}."
    )
    before = {risk.row.id: _before(risk) for risk in pack.risks}
    rows = [_row(row, before.get(row.id, "")) for row in pack.summary]
    yield table("BAF risks", _HEAD, rows, _SHARES)
    yield part("Risks by objective")
    groups = [_group(group) for group in pack.framework.groups]
    yield table(
        "Risks by objective", ("Objective", "Executive lead", "Risks"), groups, _GROUP_SHARES
    )
    yield from _without_risk(pack)


def _before(risk: RiskPage) -> str:
    """Return the score that the risk had before its current one, where there was another."""
    scores = [line.score for line in risk.assessments if line.kind is ScoreKind.CURRENT]
    return f"before: {scores[1].value}" if len(scores) > 1 else ""


def _without_risk(pack: BoardPack) -> Iterator[Block]:
    """Yield the objectives that no risk on the BAF is linked to, by number and title."""
    linked = {(g.objective.number, g.objective.title) for g in pack.framework.groups if g.objective}
    bare = [f"{o[0]} {o[1]}" for o in pack.objectives if o not in linked]
    if bare:
        yield named("Objectives with no risk on the BAF", f"{'; '.join(bare)}.")


def _row(row: RegisterRow, before: str) -> Sequence[CellText]:
    held = row.standing_on(Register.BAF)
    return (
        reference_cell(row, Register.BAF),
        title_cell(row),
        cell(f"{row.executive or NO_POST}; {row.committee or NO_COMMITTEE}"),
        score_cell(row.current, more=before),
        score_cell(row.target),
        cell(unbroken(date_words(held.since)) if held else "not stated"),
    )


def _group(group: ObjectiveGroup) -> Sequence[CellText]:
    one = group.objective
    title = f"{one.number} {one.title}" if one else NO_OBJECTIVE.capitalize()
    references = ", ".join(row.reference for row in group.rows)
    lead = group.executive or (NO_POST if one else "")
    return title, lead, references or "no risks"
