"""Milestones: of one risk, and by programme with the overdue first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from reportlab.platypus import Flowable

from reports.contents import MILESTONES, begin
from reports.gate import Entry, Strong, heading, words
from reports.grid import Cell, CellText, table
from reports.styles import CELL_SMALL, LINE, PART, WIDTH
from riskapp.domain.milestones import StandingKind, label
from riskapp.domain.wording import NO_POST, counted, date_words
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.plan import MilestoneCounts, MilestoneRow, ProgrammeRow

_HEAD: Final = ("Ref.", "Milestone", "Due", "Status")
_WIDTHS: Final = tuple(WIDTH * part for part in (0.09, 0.35, 0.22, 0.155, 0.185))
_NARROW: Final = tuple(WIDTH * part for part in (0.09, 0.535, 0.22, 0.155))


def milestones(pack: BoardPack) -> Iterator[Flowable]:
    """Return every programme with its milestones, the overdue first."""
    yield from begin(MILESTONES)
    if not pack.programmes:
        yield from words("No programme has milestones.")
        return
    yield from words(_counts(pack.milestones))
    for number, programme in enumerate(pack.programmes):
        yield from _programme(programme, number)


def own_milestones(rows: Iterable[MilestoneRow]) -> Flowable:
    """Return the milestones of one risk with their owners, in the order given."""
    return _table([(_row(replace(row, workstream="")), row.owner) for row in rows], "Owner")


def _table(lines: Sequence[tuple[Sequence[CellText], str]], last: str) -> Flowable:
    """Return a table, its last column left out where no milestone has anything in it."""
    if not any(said for _, said in lines):
        return table(_HEAD, [cells for cells, _ in lines], _NARROW)
    rows = [(*cells, Cell(said or NO_POST, CELL_SMALL)) for cells, said in lines]
    return table((*_HEAD, last), rows, _WIDTHS)


def _programme(programme: ProgrammeRow, number: int) -> Iterator[Flowable]:
    yield from heading(programme.name, PART, Entry(1, f"programme-{number}", "Milestones"))
    yield from words(" ".join(_about(programme)), LINE)
    if programme.milestones:
        rows = sorted(programme.milestones, key=_is_not_late)
        yield _table([(_row(row), _owner(row)) for row in rows], "Owner, risks")
    else:
        yield from words("No milestones are recorded for this programme.")


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


def _row(row: MilestoneRow) -> Sequence[CellText]:
    late = row.standing.kind is StandingKind.LATE
    standing = row.standing.words.capitalize()
    return (
        row.reference,
        Cell([row.words, f"\nWorkstream: {row.workstream}" if row.workstream else ""]),
        Cell(_due(row), CELL_SMALL),
        Cell([Strong(standing) if late else standing, f"\n{_said(row)}"], CELL_SMALL),
    )


def _said(row: MilestoneRow) -> str:
    """Return what the owner says of a milestone whose date says something else."""
    if row.done_on:
        return date_words(row.done_on)
    said = {StandingKind.LATE, StandingKind.DUE, StandingKind.ONLY_STARTS}
    return f"({label(row.status).lower()})" if row.standing.kind in said else ""


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
