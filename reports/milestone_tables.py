"""Milestones: of one risk, and by programme with the overdue first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from reports.contents import MILESTONES, begin
from reports.gate import Cell, CellText, Entry, Strong, heading, table, words
from reports.styles import CELL_SMALL, PART, WIDTH
from riskapp.domain.milestones import StandingKind, label
from riskapp.domain.wording import NO_POST, counted, date_words
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.plan import MilestoneCounts, MilestoneRow, ProgrammeRow

_WIDTHS: Final = tuple(WIDTH * part for part in (0.1, 0.42, 0.21, 0.12, 0.15))
_HEAD: Final = ("Ref.", "Milestone", "Due", "Status", "Owner, risks")


def milestones(pack: BoardPack) -> Iterator[Flowable]:
    """Return every programme with its milestones, the overdue first."""
    yield from begin(MILESTONES)
    if not pack.programmes:
        yield from words("No programme has milestones.")
        return
    yield from words(_counts(pack.milestones))
    for number, programme in enumerate(pack.programmes):
        yield from _programme(programme, number)


def milestone_table(rows: Iterable[MilestoneRow]) -> Flowable:
    """Return milestones in the order given, with their slips and how they stand."""
    return table(_HEAD, [_row(row) for row in rows], _WIDTHS)


def _programme(programme: ProgrammeRow, number: int) -> Iterator[Flowable]:
    name = f"{programme.section} {programme.name}".strip()
    yield from heading(name, PART, Entry(1, f"programme-{number}", "Milestones"))
    served = ", ".join(programme.objectives)
    lead = f"Executive lead: {programme.executive or NO_POST}."
    yield from words(f"{lead} Objectives served: {served}." if served else lead)
    if programme.milestones:
        yield milestone_table(sorted(programme.milestones, key=_is_not_late))
    else:
        yield from words("No milestones are recorded for this programme.")


def _is_not_late(row: MilestoneRow) -> bool:
    return row.standing.kind is not StandingKind.LATE


def _counts(counts: MilestoneCounts) -> str:
    return (
        f"{counted(counts.total, 'milestone')}: {counts.done} done, {counts.late} late,"
        f" {counts.at_risk} at risk, {counts.only_start} with a start but no end."
        " Within each programme those past their due date come first."
    )


def _row(row: MilestoneRow) -> Sequence[CellText]:
    late = row.standing.kind is StandingKind.LATE
    standing = row.standing.words.capitalize()
    return (
        row.reference,
        Cell([row.words, f"\nWorkstream: {row.workstream}" if row.workstream else ""]),
        Cell(_due(row), CELL_SMALL),
        Cell([Strong(standing) if late else standing, f"\n{_said(row)}"], CELL_SMALL),
        Cell(_owner(row), CELL_SMALL),
    )


def _said(row: MilestoneRow) -> str:
    """Return what the owner says of a milestone whose date says something else."""
    if row.done_on:
        return date_words(row.done_on)
    said = {StandingKind.LATE, StandingKind.DUE, StandingKind.ONLY_STARTS}
    return f"({label(row.status).lower()})" if row.standing.kind in said else ""


def _due(row: MilestoneRow) -> str:
    """Return when a milestone is due, and each due period it had until when."""
    if not row.earlier:
        return row.due.printed
    given_up = [due.set_on for due in (*row.earlier[1:], row.due)]
    slips = [
        f"{due.printed} until {date_words(day)}"
        for due, day in zip(row.earlier, given_up, strict=True)
    ]
    times = "once" if row.slips == 1 else f"{row.slips} times"
    return f"{row.due.printed}\nmoved {times}; was {', '.join(slips)}"


def _owner(row: MilestoneRow) -> str:
    risks = ", ".join(risk.reference for risk in row.risks)
    return f"{row.owner or NO_POST}\n{risks}"
