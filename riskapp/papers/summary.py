"""Every risk of a pack in one table, a line or three for each, and the risks by objective."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from riskapp.domain.appetite import NONE_STATED
from riskapp.domain.escalation import Register
from riskapp.domain.wording import NO_OBJECTIVE, NO_POST, counted, short_date_words
from riskapp.papers.making import CellText, cell, named, part, said, table, typed
from riskapp.papers.risk_words import reference_cell, title_cell
from riskapp.papers.scores import short_score_cell
from riskapp.papers.sections import SUMMARY
from riskapp.readmodels.assurance import RiskAssurance
from riskapp.readmodels.paper import Block, Cell, CellLook, Piece, Section, Start, Strong, text_of
from riskapp.readmodels.register import Framework, ObjectiveGroup, RegisterRow
from riskapp.readmodels.risk_page import RiskPage

_SHARES: Final = (0.09, 0.22, 0.13, 0.145, 0.12, 0.13, 0.165)
_HEAD: Final = (
    "Risk",
    "Title, objectives",
    "Lead",
    "Score, change",
    "Target, by",
    "Appetite",
    "Assurance",
)
_GROUP_SHARES: Final = (0.46, 0.2, 0.34)
UP, DOWN, SAME, NEW = "\u25b2 up from {}", "\u25bc down from {}", "= same", "first score"


def summary(
    risks: Sequence[RiskPage], before: Mapping[UUID, int], of: str, more: Sequence[Block] = ()
) -> Section:
    """Return every risk in a line of one table, with its score at the last pack beside its own.

    `of` says what they are: "on the Board Assurance Framework (BAF)"; `more` follows the table.
    """
    return SUMMARY.of((*_blocks(risks, before, of), *more), Start.NEW_PAGE)


def moved_words(now: int, before: int | None) -> str:
    """Return which way a score has gone since the last pack, an arrow before the words."""
    if before is None:
        return NEW
    if now == before:
        return SAME
    return (UP if now > before else DOWN).format(before)


def by_objective(framework: Framework, objectives: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """Yield the risks of each objective, and the objectives that none is linked to."""
    yield part("Risks by objective")
    rows = [_group(group) for group in framework.groups]
    head = ("Objective", "Executive lead", "Risks")
    yield table("Risks by objective", head, rows, _GROUP_SHARES)
    linked = {(g.objective.number, g.objective.title) for g in framework.groups if g.objective}
    bare = [f"{number} {title}" for number, title in objectives if (number, title) not in linked]
    if bare:
        yield named("Objectives with no risk on the BAF", f"{'; '.join(bare)}.")


def _blocks(risks: Sequence[RiskPage], before: Mapping[UUID, int], of: str) -> Iterator[Block]:
    if not risks:
        yield said(f"No risk is {'one ' if of.startswith('that') else ''}{of}.")
        return
    scores = [risk.row.current for risk in risks if risk.row.current]
    awaiting = sum(score.awaiting_validation for score in scores)
    yield said(
        f"{counted(len(risks), 'risk')} {of}, highest score first; {awaiting} awaiting validation."
    )
    rows = [_row(risk, before) for risk in risks]
    yield table("Risks", _HEAD, rows, _SHARES)


def _row(risk: RiskPage, before: Mapping[UUID, int]) -> Sequence[CellText]:
    row, score = risk.row, risk.row.current
    moved = moved_words(score.value, before.get(row.id)) if score else ""
    return (
        reference_cell(row, Register.BAF),
        title_cell(row),
        cell(row.executive or NO_POST),
        short_score_cell(score, moved),
        _target(risk),
        cell(_appetite(row)),
        cell(*_assured(risk.assurance, row.id)),
    )


def _target(risk: RiskPage) -> Cell:
    target = risk.row.target
    if target is None:
        return Cell(text_of("none set"), CellLook.SMALL)
    day = f"by {short_date_words(target.target_on)}" if target.target_on else "no date"
    return short_score_cell(target, day)


def _appetite(row: RegisterRow) -> str:
    """Return how far a risk is from appetite, which the head of the column names already."""
    words = row.appetite_words
    return "none stated" if words == NONE_STATED else words.replace(" appetite", "")


def _assured(found: RiskAssurance, risk_id: UUID) -> Iterator[Piece]:
    """Yield the rating, which is the record, with what the assurances come to."""
    if found.rating is not None:
        yield Strong(typed(found.rating.rating, risk_id))
        yield "; "
    yield found.confidence.words.partition(";")[0]


def _group(group: ObjectiveGroup) -> Sequence[CellText]:
    one = group.objective
    title = f"{one.number} {one.title}" if one else NO_OBJECTIVE.capitalize()
    references = ", ".join(row.reference for row in group.rows)
    lead = group.executive or (NO_POST if one else "")
    return title, lead, references or "no risks"
