"""The report of an import as other programs read it: every row of the file in one of its lists."""

from collections.abc import Iterable
from typing import Any, Final

from riskapp.domain.import_findings import Findings, RowFinding
from riskapp.domain.import_rows import Problem
from riskapp.domain.imports import RowOutcome, Verdict
from riskapp.domain.spreadsheets import cell_name


def report_of(findings: Findings, *, loaded: bool) -> dict[str, Any]:
    """Return the report of a dry run, or of a file that was loaded.

    `ready`, `needs_you`, `refused` and `loaded` together hold every row once; what was left out
    stands where the dry run put it, with that as its outcome.
    """
    done = [row for row in findings.rows if loaded and row.is_loadable]
    rest = [row for row in findings.rows if not (loaded and row.is_loadable)]
    told: dict[str, Any] = {
        "file": findings.file,
        "sha256": findings.sha256,
        "said": findings.said,
        "rows_in_file": findings.rows_in_file,
        "counts": _counts(findings, loaded=loaded),
    }
    for name, verdict in LISTS.items():
        told[name] = _entries(row for row in rest if row.verdict is verdict)
    told["loaded"] = _entries(done)
    told["left_out"] = [row.number for row in findings.having(RowOutcome.LEFT_OUT)]
    told["passed_over"] = [{"row": one.number, "why": one.why} for one in findings.passed_over]
    told["missing"] = list(findings.missing)
    return told


LISTS: Final = {
    "ready": Verdict.READY,
    "needs_you": Verdict.NEEDS_YOU,
    "refused": Verdict.REFUSED,
}


def _counts(findings: Findings, *, loaded: bool) -> dict[str, int]:
    """Count the lists, and what becomes of the rows, or would."""
    counts = {
        outcome.value.replace("-", "_"): len(findings.having(outcome)) for outcome in RowOutcome
    }
    counts["loaded"] = sum(row.is_loadable for row in findings.rows) if loaded else 0
    for name, verdict in LISTS.items():
        counts[name] = sum(
            row.verdict is verdict and not (loaded and row.is_loadable) for row in findings.rows
        )
    return counts


def _entries(rows: Iterable[RowFinding]) -> list[dict[str, Any]]:
    return [_entry(row) for row in rows]


def _entry(row: RowFinding) -> dict[str, Any]:
    problems = [_problem(row.number, one) for one in row.problems]
    first = problems[0] if problems else dict.fromkeys(("column", "cell", "value", "expected"))
    return {
        "row": row.number,
        **{name: first[name] for name in ("column", "cell", "value", "expected")},
        "reference": row.reference or None,
        "printed_reference": row.printed or None,
        "title": row.title,
        "outcome": row.outcome.value,
        "problems": problems,
        "remarks": [
            {"column": one.column, "value": one.value, "words": one.words} for one in row.remarks
        ],
        "changes": [
            {"field": one.field, "before": one.before, "after": one.after}
            for one in row.changes
            if one.is_made
        ],
    }


def _problem(number: int, problem: Problem) -> dict[str, Any]:
    return {
        "row": number,
        "column": problem.column,
        "cell": cell_name(problem.index, number),
        "value": problem.value,
        "expected": problem.expected,
    }
