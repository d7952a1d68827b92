"""Assurances in short, for tests of what is said of them."""

from datetime import date

from riskapp.domain.assurance import AssuranceResult, Line, SourceKind
from riskapp.domain.confidence import Report

POSITIVE, MIXED, NEGATIVE = AssuranceResult
FIRST, SECOND, THIRD, EXTERNAL = Line
SOURCES = {
    FIRST: SourceKind.MANAGEMENT_CHECK,
    SECOND: SourceKind.COMMITTEE_REPORT,
    THIRD: SourceKind.INTERNAL_AUDIT,
    EXTERNAL: SourceKind.INSPECTION,
}


def report(
    line: Line,
    result: AssuranceResult,
    received: str,
    *,
    until: str = "",
    settled: str = "",
    withdrawn: str = "",
) -> Report:
    days = [date.fromisoformat(day) if day else None for day in (until, settled, withdrawn)]
    return Report(line, SOURCES[line], result, date.fromisoformat(received), *days)
