"""Assurance: the evidence that controls work, by line and result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID


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


@dataclass(frozen=True, slots=True)
class RecordAssurance:
    """Evidence that was received: about a control, or about the whole risk where none is named."""

    source: str
    source_kind: SourceKind
    line: Line
    result: AssuranceResult
    received_on: date
    control_id: UUID | None = None
    independent: bool = False
    level: AssuranceLevel | None = None
    period_from: date | None = None
    period_to: date | None = None
    expires_on: date | None = None
    committee_id: UUID | None = None
    evidence: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SettleAssurance:
    """That what an assurance recommended is verified as done: how that is known."""

    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class WithdrawAssurance:
    """Withdrawing an assurance that was entered by mistake, with the reason."""

    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class RateAssurance:
    """How a committee rates the assurance of a risk, in its own word, on the day it did."""

    committee_id: UUID
    rating: str
    rated_on: date
    words: str = ""
