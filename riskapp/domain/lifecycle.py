"""The life of a risk, from draft to closed."""

from enum import StrEnum


class RiskStatus(StrEnum):
    """Where a risk is in its life."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting-approval"
    OPEN = "open"
    TOLERATED = "tolerated"
    CLOSED = "closed"
    MERGED = "merged"
    REJECTED = "rejected"


LIVE = frozenset(
    {RiskStatus.DRAFT, RiskStatus.AWAITING_APPROVAL, RiskStatus.OPEN, RiskStatus.TOLERATED}
)
"""What a register lists when nobody asks for anything else."""

ON_REGISTER = frozenset({RiskStatus.OPEN, RiskStatus.TOLERATED})
"""Risks to which the escalation rule applies: a draft is nobody's risk yet."""

NEXT: dict[RiskStatus, frozenset[RiskStatus]] = {
    RiskStatus.DRAFT: frozenset(
        {RiskStatus.AWAITING_APPROVAL, RiskStatus.OPEN, RiskStatus.CLOSED, RiskStatus.MERGED}
    ),
    RiskStatus.AWAITING_APPROVAL: frozenset(
        {RiskStatus.DRAFT, RiskStatus.OPEN, RiskStatus.REJECTED}
    ),
    RiskStatus.OPEN: frozenset({RiskStatus.TOLERATED, RiskStatus.CLOSED, RiskStatus.MERGED}),
    RiskStatus.TOLERATED: frozenset({RiskStatus.OPEN, RiskStatus.CLOSED, RiskStatus.MERGED}),
    RiskStatus.CLOSED: frozenset({RiskStatus.OPEN}),
    RiskStatus.MERGED: frozenset(),
    RiskStatus.REJECTED: frozenset({RiskStatus.DRAFT}),
}


def may_become(old: RiskStatus, new: RiskStatus) -> bool:
    """Tell whether a risk may go from one status to the other."""
    return new in NEXT[old]


class RiskKind(StrEnum):
    """What sort of risk it is."""

    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    PROJECT = "project"
    PARTNERSHIP = "partnership"


class Origin(StrEnum):
    """Where a risk was first noticed."""

    INCIDENT = "incident"
    COMPLAINT = "complaint"
    CLAIM = "claim"
    AUDIT = "audit"
    INSPECTION = "inspection"
    ALERT = "alert"
    RISK_ASSESSMENT = "risk-assessment"
    LEGISLATION = "legislation"
    LOCAL_REGISTER = "local-register"
    EXTERNAL_RECOMMENDATION = "external-recommendation"


class Treatment(StrEnum):
    """What the organisation means to do about a risk."""

    TOLERATE = "tolerate"
    TREAT = "treat"
    TRANSFER = "transfer"
    TERMINATE = "terminate"


class Proximity(StrEnum):
    """When a risk could strike."""

    NOW = "now"
    WITHIN_3_MONTHS = "within-3-months"
    WITHIN_A_YEAR = "within-a-year"
    LATER = "later"


class Visibility(StrEnum):
    """Who may see a risk: everybody, the organisation, or named posts and governance."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"
