"""Milestones: of one risk, and by programme with the overdue first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from riskapp.domain.milestones import StandingKind, label
from riskapp.domain.wording import NO_POST, counted, date_words
from riskapp.papers.making import CellText, cell, said, small, table, typed
from riskapp.papers.sections import MILESTONES
from riskapp.readmodels.paper import (
    Block,
    Cell,
    Heading,
    Rank,
    Section,
    Start,
    Strong,
    Table,
    text_of,
)
from riskapp.readmodels.plan import MilestoneCounts, MilestoneRow, ProgrammeRow

OWN: Final = "Actions and milestones"
"""The name of the table of one risk's milestones."""
_HEAD: Final = ("Ref.", "Milestone", "Due", "Status")
_SHARES: Final = (0.09, 0.35, 0.22, 0.155, 0.185)
_NARROW: Final = (0.09, 0.535, 0.22, 0.155)


def milestones(
    programmes: Sequence[ProgrammeRow], counts: MilestoneCounts, start: Start = Start.NEW_PAGE
) -> Section:
    """Return every programme with its milestones, the overdue first."""
    return MILESTONES.of(_blocks(programmes, counts), start)


def own_milestones(rows: Iterable[MilestoneRow], risk_id: UUID | None = None) -> Table:
    """Return the milestones of one risk with their owners, in the order given."""
    lines = [(_row(replace(row, workstream=""), risk_id), row.owner) for row in rows]
    return _table(OWN, lines, "Owner")


def _blocks(programmes: Sequence[ProgrammeRow], counts: MilestoneCounts) -> Iterator[Block]:
    if not programmes:
        yield said("No programme has milestones.")
        return
    yield said(_counts(counts))
    for number, programme in enumerate(programmes):
        yield from _programme(programme, number)


def _table(name: str, lines: Sequence[tuple[Sequence[CellText], str]], last: str) -> Table:
    """Return a table, its last column left out where no milestone has anything in it."""
    if not any(words for _, words in lines):
        return table(name, _HEAD, [cells for cells, _ in lines], _NARROW)
    rows = [(*cells, cell(words or NO_POST)) for cells, words in lines]
    return table(name, (*_HEAD, last), rows, _SHARES)


def _programme(programme: ProgrammeRow, number: int) -> Iterator[Block]:
    yield Heading(Rank.PART, text_of(programme.name), f"programme-{number}", "Milestones")
    yield small(" ".join(_about(programme)))
    if programme.milestones:
        rows = sorted(programme.milestones, key=_is_not_late)
        lines = [(_row(row), _owner(row)) for row in rows]
        yield _table("Milestones", lines, "Owner, risks")
    else:
        yield said("No milestones are recorded for this programme.")


def _about(programme: ProgrammeRow) -> Iterator[str]:
    """Yield what is said of a programme in a sentence each: its lead, its plan, its milestones."""
    yield f"Executive lead: {programme.executive or NO_POST}."
    if programme.section:
        yield f"Section {programme.section} of the plan."
    if programme.objectives:
        yield f"Objectives served: {', '.join(programme.objectives)}."
    rows = programme.milestones
    if rows:
        late = sum(not _is_not_late(row) for row in rows)
        yield f"{counted(len(rows), 'milestone')}, {late or 'none'} late."
    if rows and not any(row.owner for row in rows):
        yield "No owner is stated for any of them."


def _is_not_late(row: MilestoneRow) -> bool:
    return row.standing.kind is not StandingKind.LATE


def _counts(counts: MilestoneCounts) -> str:
    return (
        f"{counted(counts.total, 'milestone')}: {counts.done} done, {counts.late} late,"
        f" {counts.at_risk} at risk, {counts.only_start} that only start, with no end stated."
        " In each programme those past their due date come first; a milestone due in a month is"
        " due on its last day."
    )


def _row(row: MilestoneRow, risk_id: UUID | None = None) -> Sequence[CellText]:
    """Return the cells of a milestone; its words belong to the risk, or the first that it has."""
    late = row.standing.kind is StandingKind.LATE
    standing = row.standing.words.capitalize()
    whose = risk_id or (row.risks[0].id if row.risks else None)
    stream = f"\nWorkstream: {row.workstream}" if row.workstream else ""
    return (
        row.reference,
        Cell(text_of(typed(row.words, whose), stream)),
        cell(_due(row)),
        cell(Strong(standing) if late else standing, f"\n{_beside(row)}"),
    )


def _beside(row: MilestoneRow) -> str:
    """Return what the owner says of a milestone whose date says something else."""
    if row.done_on:
        return date_words(row.done_on)
    open_kinds = {StandingKind.LATE, StandingKind.DUE, StandingKind.ONLY_STARTS}
    return f"({label(row.status).lower()})" if row.standing.kind in open_kinds else ""


def _due(row: MilestoneRow) -> str:
    """Return when a milestone is due, then each move, the latest first."""
    if not row.earlier:
        return row.due.printed
    moved = [due.set_on for due in (*row.earlier[1:], row.due)]
    slips = [
        f"moved from {due.printed} on {date_words(day)}"
        for due, day in zip(row.earlier, moved, strict=True)
    ]
    return "\n".join([row.due.printed, *reversed(slips)])


def _owner(row: MilestoneRow) -> str:
    risks = ", ".join(risk.reference for risk in row.risks)
    return "\n".join(piece for piece in (row.owner, risks) if piece)
