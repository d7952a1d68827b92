"""The plan that is proposed for a file: its sheet, its headings, and what each column holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.imports import LISTED, Holds, QuestionKey
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.intake.book import Book, Sheet
from riskapp.intake.columns import Proposal, propose_columns
from riskapp.intake.date_proof import as_dated
from riskapp.intake.file_words import day_of, quarters_year, register_of
from riskapp.intake.header_rows import Header, find_header, header_at, width_of
from riskapp.intake.kept_plans import carried_over, header_as_kept
from riskapp.intake.order_proof import infer_order
from riskapp.intake.register_sheets import register_sheet, sheet_named
from riskapp.intake.row_signs import says_unit
from riskapp.intake.samples import sample_of
from riskapp.intake.sections import OBJECTIVE, SECTION, SECTIONS, STATUS, section_of
from riskapp.intake.sheet_rows import SheetRows, sheet_rows
from riskapp.intake.splits import split_of


def propose(book: Book, sheet: str = "", kept: FilePlan | None = None) -> FilePlan:
    """Return how a file may be read; with what was kept of the last file of its source."""
    named = sheet or (kept.sheet if kept else "")
    chosen = (sheet_named(book, named) if named else None) or register_sheet(book)
    if chosen is None:
        return kept or FilePlan()
    header = find_header(chosen)
    return _plan(chosen, header_as_kept(chosen, kept, header) if kept else header, kept)


def propose_under(
    sheet: Sheet, header_row: int, header_rows: int, kept: FilePlan | None = None
) -> FilePlan:
    """Return how a sheet may be read whose headings somebody says stand in these rows."""
    return _plan(sheet, header_at(sheet, header_row, header_rows), kept)


def reasons(sheet: Sheet, plan: FilePlan) -> Mapping[int, str]:
    """Return, by column, why the plan says what it holds."""
    proposed = {one.column.index: one for one in _proposals(sheet, _header(sheet, plan))}
    return {one.index: _reason(one, proposed.get(one.index)) for one in plan.columns}


def _reason(column: ColumnPlan, proposed: Proposal | None) -> str:
    if proposed is None:
        return OF_SECTIONS if column.heading in SECTIONS else SAID
    told = proposed.column
    same = (told.holds, told.score, told.point) == (column.holds, column.score, column.point)
    return proposed.why if same else SAID


def _header(sheet: Sheet, plan: FilePlan) -> Header:
    return header_at(sheet, plan.header_row, plan.header_rows)


def _proposals(sheet: Sheet, header: Header) -> tuple[Proposal, ...]:
    return propose_columns(header, sample_of(sheet, header))


def _plan(sheet: Sheet, header: Header, kept: FilePlan | None) -> FilePlan:
    columns = tuple(one.column for one in _proposals(sheet, header))
    plan = FilePlan(sheet.name, header.row, header.rows, columns)
    plan = replace(plan, register=register_of(sheet, plan), as_at=day_of(sheet, plan))
    rows = sheet_rows(sheet, plan)
    plan = replace(plan, columns=tuple(_split(plan, rows)) + _section(sheet, plan, rows))
    if kept:
        plan = carried_over(plan, kept)
    plan = replace(plan, year=quarters_year(sheet, plan))
    rows = sheet_rows(sheet, plan) if kept or rows.sections else rows
    return _with_order(sheet, as_dated(sheet, plan, rows.risks), rows)


def _with_order(sheet: Sheet, plan: FilePlan, rows: SheetRows) -> FilePlan:
    """Return the plan with the order that the file proves; a contradicted one is asked again."""
    proof = infer_order(sheet, plan, rows)
    if plan.order is ScoreOrder.UNKNOWN:
        return replace(plan, order=proof.order)
    if proof.contradicts(plan.order):
        return replace(plan, settled=plan.settled - {QuestionKey.ORDER})
    return plan


def _split(plan: FilePlan, rows: SheetRows) -> list[ColumnPlan]:
    return [
        replace(one, split=split_of([cells[one.index] for _, cells in rows.risks]))
        if one.holds in LISTED
        else one
        for one in plan.columns
    ]


def _section(sheet: Sheet, plan: FilePlan, rows: SheetRows) -> tuple[ColumnPlan, ...]:
    """Return columns for what rows say once for those below them, where there are such rows."""
    by_heading = {
        heading: [words for words in rows.sections if section_of(words) == heading]
        for heading in (OBJECTIVE, STATUS, SECTION)
    }
    holds = {
        OBJECTIVE: Holds.OBJECTIVES,
        STATUS: Holds.AS_PRINTED if plan.holding(Holds.STATUS) else Holds.STATUS,
        SECTION: _of_others(plan, by_heading[SECTION]),
    }
    told = {heading: holds[heading] for heading, said in by_heading.items() if said}
    return tuple(
        ColumnPlan(at, heading, holds)
        for at, (heading, holds) in enumerate(told.items(), width_of(sheet))
    )


def _of_others(plan: FilePlan, sections: Sequence[str]) -> Holds:
    units = sum(map(says_unit, sections)) >= _MOST * len(sections)
    return Holds.UNIT if units and not plan.holding(Holds.UNIT) else Holds.AS_PRINTED


SAID: Final = "as it was said for this file or the last one of its source"
OF_SECTIONS: Final = "by the rows that stand above others and belong to no risk"
_MOST: Final = 0.5
