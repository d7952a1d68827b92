"""The tables of milestones across all programmes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from riskapp.domain.milestones import StandingKind
from riskapp.domain.wording import NO_POST, date_words
from riskapp.papers.making import CellText, cell, table, typed
from riskapp.readmodels.paper import Piece, Strong, Table
from riskapp.readmodels.plan import GapToClose, MilestoneRow

_HEAD: Final = ("Milestone", "Programme, owner", "Due", "Standing", "Risks")
_SHARES: Final = (0.36, 0.24, 0.15, 0.13, 0.12)
_MITIGATION_HEAD: Final = ("Milestone", "Risks mitigated", "Gaps to close")
_MITIGATION_SHARES: Final = (0.34, 0.33, 0.33)


def plan_table(name: str, rows: Iterable[MilestoneRow]) -> Table:
    """Return milestones with whose they are, when they are due and how they stand."""
    return table(name, _HEAD, map(_row, rows), _SHARES)


def mitigation_table(
    rows: Iterable[MilestoneRow], gaps: Mapping[UUID, Sequence[GapToClose]]
) -> Table:
    """Return which risks milestones mitigate, and which gaps they are to close."""
    lines = [_mitigation(row, gaps.get(row.id, ())) for row in rows]
    return table("What milestones mitigate", _MITIGATION_HEAD, lines, _MITIGATION_SHARES)


def _row(row: MilestoneRow) -> Sequence[CellText]:
    late = row.standing.kind is StandingKind.LATE
    standing = row.standing.words.capitalize()
    return (
        cell(*_named(row)),
        cell(f"{row.programme or 'no programme'}\n{row.owner or NO_POST}"),
        cell(_due(row)),
        cell(Strong(standing) if late else standing, _done(row)),
        cell(", ".join(risk.reference for risk in row.risks) or "none stated"),
    )


def _named(row: MilestoneRow) -> Iterator[Piece]:
    yield Strong(f"{row.reference} ")
    yield typed(row.words, row.risks[0].id if row.risks else None)


def _due(row: MilestoneRow) -> str:
    """Return when a milestone is due, and at first was, if it was moved."""
    if not row.earlier:
        return row.due.printed
    times = f"{row.slips} times" if row.slips > 1 else "once"
    return f"{row.due.printed}\nat first {row.earlier[0].printed}, moved {times}"


def _done(row: MilestoneRow) -> str:
    return f"\n{date_words(row.done_on)}" if row.done_on else ""


def _mitigation(row: MilestoneRow, gaps: Sequence[GapToClose]) -> Sequence[CellText]:
    return cell(*_named(row)), cell(*_risks(row)), cell(*_gaps(gaps))


def _risks(row: MilestoneRow) -> Iterator[Piece]:
    if not row.risks:
        yield "none stated"
    for number, risk in enumerate(row.risks):
        yield "\n" if number else ""
        yield Strong(f"{risk.reference} ")
        yield typed(risk.title, risk.id)


def _gaps(gaps: Sequence[GapToClose]) -> Iterator[Piece]:
    if not gaps:
        yield "none"
    for number, gap in enumerate(gaps):
        yield "\n" if number else ""
        yield f"{gap.risk.reference}, in {gap.kind.value}: "
        yield typed(gap.words, gap.risk.id)
