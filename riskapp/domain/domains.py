"""The nine consequence domains of the NPSA "A risk matrix for risk managers" (January 2008)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Domain(StrEnum):
    """What a consequence falls upon."""

    SAFETY = "safety"
    QUALITY = "quality"
    WORKFORCE = "workforce"
    STATUTORY = "statutory"
    REPUTATION = "reputation"
    BUSINESS = "business"
    FINANCE = "finance"
    INTERRUPTION = "interruption"
    ENVIRONMENT = "environment"


DOMAIN_NAMES: Final[Mapping[Domain, str]] = MappingProxyType(
    {
        Domain.SAFETY: "Safety of patients, staff or the public",
        Domain.QUALITY: "Quality, complaints and audit",
        Domain.WORKFORCE: "Staffing, skills and training",
        Domain.STATUTORY: "Legal duties and inspections",
        Domain.REPUTATION: "Publicity and reputation",
        Domain.BUSINESS: "Objectives and projects",
        Domain.FINANCE: "Finance and claims",
        Domain.INTERRUPTION: "Interruption of services",
        Domain.ENVIRONMENT: "Environment",
    }
)


def label(domain: Domain) -> str:
    """Return the name of the domain as a page shows it."""
    return DOMAIN_NAMES[domain]
