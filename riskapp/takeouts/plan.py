"""The plan as lists to take out: milestones, objectives and programmes."""

from collections.abc import Iterable
from typing import Final

from riskapp.domain.milestones import label
from riskapp.domain.take_out import CellKind
from riskapp.readmodels.plan import MilestoneCounts, MilestoneRow, ObjectiveRow, ProgrammeRow
from riskapp.readmodels.take_out import About, Asked, TakeOut, asked, take_out

NUMBER, DAY, REFERENCE = CellKind.NUMBER, CellKind.DAY, CellKind.REFERENCE
Counted = tuple[ProgrammeRow, MilestoneCounts]

MILESTONE_COLUMNS: Final[tuple[Asked[MilestoneRow], ...]] = (
    asked("reference", "Reference", lambda row: row.reference, REFERENCE),
    asked("words", "Milestone", lambda row: row.words, wide=True),
    asked("status", "Status", lambda row: label(row.status)),
    asked("standing", "How it stands", lambda row: row.standing.words),
    asked("days_late", "Days late", lambda row: row.standing.days_late, NUMBER),
    asked("due", "Due", lambda row: row.due.printed),
    asked("due_on", "Last day", lambda row: row.due.due_on, DAY),
    asked("slips", "Times moved", lambda row: row.slips, NUMBER),
    asked("first_due", "First due", lambda row: row.earlier[0].printed if row.earlier else None),
    asked("done_on", "Done on", lambda row: row.done_on, DAY),
    asked("owner", "Owner", lambda row: row.owner),
    asked("programme", "Programme", lambda row: row.programme),
    asked("workstream", "Workstream", lambda row: row.workstream),
    asked("risks", "Risks", lambda row: "; ".join(one.reference for one in row.risks)),
)
OBJECTIVE_COLUMNS: Final[tuple[Asked[ObjectiveRow], ...]] = (
    asked("number", "Number", lambda row: row.number, REFERENCE),
    asked("level", "Level", lambda row: row.level),
    asked("title", "Title", lambda row: row.title, wide=True),
    asked("parent", "Under", lambda row: row.parent),
    asked("executive", "Executive", lambda row: row.executive),
    asked("committee", "Lead committee", lambda row: row.committee),
    asked("starts_on", "From", lambda row: row.starts_on, DAY),
    asked("ends_on", "Until", lambda row: row.ends_on, DAY),
    asked("risks", "Risks", lambda row: row.risks, NUMBER),
    asked("highest", "Highest score", lambda row: row.highest or None, NUMBER),
    asked("on_baf", "On the BAF", lambda row: row.on_baf, NUMBER),
)
PROGRAMME_COLUMNS: Final[tuple[Asked[Counted], ...]] = (
    asked("name", "Programme", lambda one: one[0].name, wide=True),
    asked("executive", "Executive", lambda one: one[0].executive),
    asked("workstreams", "Workstreams", lambda one: "; ".join(one[0].workstreams), wide=True),
    asked("objectives", "Objectives", lambda one: "; ".join(one[0].objectives)),
    asked("milestones", "Milestones", lambda one: one[1].total, NUMBER),
    asked("late", "Late", lambda one: one[1].late, NUMBER),
    asked("at_risk", "At risk", lambda one: one[1].at_risk, NUMBER),
    asked("done", "Done", lambda one: one[1].done, NUMBER),
)


def milestone_list(about: About, rows: Iterable[MilestoneRow]) -> TakeOut:
    """Return milestones, one row for each."""
    return take_out("Milestones", "milestones", about, MILESTONE_COLUMNS, rows)


def objective_list(about: About, rows: Iterable[ObjectiveRow]) -> TakeOut:
    """Return objectives with the figures of their risks."""
    return take_out("Objectives", "objectives", about, OBJECTIVE_COLUMNS, rows)


def programme_list(about: About, rows: Iterable[Counted]) -> TakeOut:
    """Return programmes with how their milestones stand."""
    return take_out("Programmes", "programmes", about, PROGRAMME_COLUMNS, rows)
