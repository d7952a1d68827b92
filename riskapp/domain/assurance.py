"""Assurance: the evidence that controls work, by line and result."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Line(StrEnum):
    """Where an assurance comes from, by the three lines model of the Orange Book (2023)."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    EXTERNAL = "external"


class AssuranceResult(StrEnum):
    """What an assurance found."""

    POSITIVE = "positive"
    MIXED = "mixed"
    NEGATIVE = "negative"


class AssuranceLevel(StrEnum):
    """The level that a report gives in its own opinion, where it gives one."""

    NONE = "none"
    LIMITED = "limited"
    REASONABLE = "reasonable"
    SUBSTANTIAL = "substantial"


class SourceKind(StrEnum):
    """What sort of source an assurance is."""

    INTERNAL_AUDIT = "internal-audit"
    INDEPENDENT_REVIEW = "independent-review"
    COMMITTEE_REPORT = "committee-report"
    INSPECTION = "inspection"
    CLINICAL_AUDIT = "clinical-audit"
    MANAGEMENT_CHECK = "management-check"
    OTHER = "other"


LINE_RANK: Final[Mapping[Line, int]] = MappingProxyType(
    {line: rank for rank, line in enumerate(Line, 1)}
)
"""How far each line stands from those who run the service: the higher, the further."""

INDEPENDENT_LINES: Final = frozenset({Line.THIRD, Line.EXTERNAL})
"""The lines of which an auditor records assurance."""

LINE_NAMES: Final[Mapping[Line, str]] = MappingProxyType(
    {
        Line.FIRST: "First line: those who run the service",
        Line.SECOND: "Second line: oversight and committees",
        Line.THIRD: "Third line: internal audit and other independent reviewers",
        Line.EXTERNAL: "External: regulators, external audit and others outside",
    }
)
LINE_SHORT: Final[Mapping[Line, str]] = MappingProxyType(
    {
        Line.FIRST: "first line",
        Line.SECOND: "second line",
        Line.THIRD: "third line",
        Line.EXTERNAL: "external",
    }
)
SOURCE_NAMES: Final[Mapping[SourceKind, str]] = MappingProxyType(
    {
        SourceKind.INTERNAL_AUDIT: "Internal audit review",
        SourceKind.INDEPENDENT_REVIEW: "Independent assurance review",
        SourceKind.COMMITTEE_REPORT: "Report that a committee receives",
        SourceKind.INSPECTION: "Inspection or accreditation",
        SourceKind.CLINICAL_AUDIT: "Clinical audit",
        SourceKind.MANAGEMENT_CHECK: "Check by managers",
        SourceKind.OTHER: "Other",
    }
)
SOURCE_FROM: Final[Mapping[SourceKind, str]] = MappingProxyType(
    {
        SourceKind.INTERNAL_AUDIT: "internal audit",
        SourceKind.INDEPENDENT_REVIEW: "an independent review",
        SourceKind.COMMITTEE_REPORT: "a report to a committee",
        SourceKind.INSPECTION: "an inspection",
        SourceKind.CLINICAL_AUDIT: "a clinical audit",
        SourceKind.MANAGEMENT_CHECK: "a check by managers",
        SourceKind.OTHER: "another source",
    }
)
"""Each kind of source as a sentence names it: "negative from internal audit"."""
