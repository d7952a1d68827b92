"""What a file of this folder comes to, in plain words, to be compared with what is expected."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from riskapp.domain.errors import FieldError
from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.import_rows import ReadRow, RowAction, RowScore
from riskapp.domain.imports import Holds, Point, Split, Verdict
from riskapp.domain.lifecycle import RiskKind, RiskStatus
from riskapp.intake.answering import answered
from riskapp.intake.asking import open_questions
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.intake.register_sheets import other_registers, sheet_named
from riskapp.intake.rows import read_rows
from riskapp.intake.sheet_rows import sheet_rows
from riskapp.intake.torn import with_torn

TODAY: Final = date(2019, 6, 30)
_COUNTED: Final = {"rows_in_file", "header_rows"}
Told = dict[str, Any]


def told(file: Path, answers: Mapping[str, str]) -> Told:
    """Everything that is read of a file, once its questions are answered."""
    try:
        book = open_book(file.read_bytes())
    except FieldError as refused:
        return {"refused": str(refused)}
    plan = propose(book)
    sheet = sheet_named(book, plan.sheet)
    assert sheet is not None
    plan_told = _plan_told(plan) | {
        "other_sheets": list(other_registers(book, plan)),
        "asked": [question.key for question in open_questions(sheet, plan)],
    }
    for key, answer in answers.items():
        plan = answered(sheet, plan, key, answer)
    assert open_questions(sheet, plan) == ()
    found = sheet_rows(sheet, plan)
    passed = {str(number): words for number, words in found.passed}
    rows = with_torn(read_rows(plan, found.risks, TODAY), found.torn, plan)
    return _without_nothing(plan_told | {"passed_over": passed}) | _rows_told(rows)


def _plan_told(plan: FilePlan) -> Told:
    return {
        "sheet": plan.sheet,
        "header_row": plan.header_row + 1,
        "header_rows": plan.header_rows,
        "columns": {_name(plan, one): _column_told(one) for one in plan.columns if _is_in(one)},
        "columns_left_out": sum(not _is_in(one) for one in plan.columns),
        "order": plan.order.value,
        "as_at": _day(plan.as_at),
        "year": plan.year,
        "register": plan.register.value if plan.register else None,
    }


def _is_in(column: ColumnPlan) -> bool:
    return column.holds is not Holds.NOTHING


def _name(plan: FilePlan, column: ColumnPlan) -> str:
    """A heading, with its column's number where another has the same."""
    same = [one for one in plan.columns if one.heading == column.heading]
    return f"{column.heading} [{column.index + 1}]" if len(same) > 1 else column.heading


def _column_told(column: ColumnPlan) -> str:
    parts = (
        column.holds.value,
        column.score.value if column.score else "",
        column.point.value if column.point is not Point.NOW else "",
        f"{column.line.value} line" if column.line else "",
        column.result.value if column.result else "",
        f"by {column.split.value}" if column.split is not Split.WHOLE else "",
    )
    return ", ".join(filter(None, parts))


def _rows_told(read: Sequence[ReadRow]) -> Told:
    lists = {
        "ready": Verdict.READY,
        "needs_you": Verdict.NEEDS_YOU,
        "refused": Verdict.REFUSED,
    }
    return {"rows_in_file": len(read)} | {
        name: [_row_told(row) for row in read if row.verdict is verdict]
        for name, verdict in lists.items()
    }


def _row_told(row: ReadRow) -> Told:
    days = ("opened_on", "closed_on", "reviewed_on", "next_review_on", "target_on")
    texts = ("reference", "title", "cause", "event", "effect", "opened_printed")
    return _without_nothing(
        {"row": row.number}
        | {name: getattr(row, name) for name in texts}
        | {name: _day(getattr(row, name)) for name in days}
        | {
            "status": row.status.value if row.status is not RiskStatus.OPEN else "",
            "kind": row.kind.value if row.kind is not RiskKind.OPERATIONAL else "",
            "treatment": row.treatment.value if row.treatment else "",
            "scores": [_score_told(score) for score in row.scores],
            "names": [f"{one.holds.value}: {one.name}" for one in row.names],
            "controls": list(row.controls),
            "gaps": [f"{kind.value}: {words}" for kind, words in row.gaps],
            "assurances": [f"{one.line.value}: {one.words}" for one in row.assurances],
            "actions": [_action_told(action) for action in row.actions],
            "notes": list(row.notes),
            "as_printed": [_flagged(f"{c.heading}: {c.words}", c.flag) for c in row.cells],
            "problems": [_without_nothing(_problem_told(one)) for one in row.problems],
        }
    )


def _problem_told(problem: Any) -> Told:
    return {name: getattr(problem, name) for name in ("column", "value", "expected")}


def _score_told(score: RowScore) -> str:
    levels = f"{score.consequence} x {score.likelihood}" if score.consequence else ""
    on = f" on {score.on}" if score.on else ""
    return f"{score.kind.value}: {levels or score.printed}{on}"


def _action_told(action: RowAction) -> str:
    due = action.due.printed if action.due else ""
    done = f"done {action.done_on}" if action.done_on else ""
    return " | ".join(filter(None, (action.words, action.owner, due, done, action.progress)))


def _flagged(words: str, flag: str) -> str:
    return f"{words} ({flag})" if flag else words


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _without_nothing(said: Told) -> Told:
    return {name: words for name, words in said.items() if words or name in _COUNTED}
