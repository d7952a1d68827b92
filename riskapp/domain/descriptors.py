"""What each level of consequence and likelihood means.

The figures are those of the NPSA "A risk matrix for risk managers" (January 2008); the words
are our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from riskapp.domain.domains import Domain

CONSEQUENCE_NAMES: Final = ("Negligible", "Minor", "Moderate", "Major", "Catastrophic")
"""Names of consequence 1 to 5."""
LIKELIHOOD_NAMES: Final = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
"""Names of likelihood 1 to 5."""


@dataclass(frozen=True, slots=True)
class LikelihoodDescriptor:
    """One level of likelihood, said three ways; use the one that fits the risk."""

    broad: str
    time_framed: str
    probability: str


LIKELIHOOD_DESCRIPTORS: Final[tuple[LikelihoodDescriptor, ...]] = (
    LikelihoodDescriptor(
        "This will probably never happen.",
        "We would not expect it for years.",
        "Less than 0.1%",
    ),
    LikelihoodDescriptor(
        "We do not expect it, but it is possible.",
        "We would expect it at least once a year.",
        "0.1% to 1%",
    ),
    LikelihoodDescriptor(
        "It might happen, now and then.",
        "We would expect it at least once a month.",
        "1% to 10%",
    ),
    LikelihoodDescriptor(
        "It will probably happen, though it will not go on and on.",
        "We would expect it at least once a week.",
        "10% to 50%",
    ),
    LikelihoodDescriptor(
        "It will certainly happen, perhaps often.",
        "We would expect it at least once a day.",
        "More than 50%",
    ),
)
"""Likelihood 1 to 5."""

Levels = tuple[str, str, str, str, str]

CONSEQUENCE_DESCRIPTORS: Final[Mapping[Domain, Levels]] = MappingProxyType(
    {
        Domain.SAFETY: (
            "Little or no harm: no treatment needed, or almost none. Nobody needs time off work.",
            (
                "Minor harm that needs minor treatment. More than 3 days off work, or a stay in"
                " hospital longer by 1 to 3 days."
            ),
            (
                "Harm that a professional has to treat. 4 to 14 days off work, a stay longer by 4"
                " to 15 days, an accident reportable under RIDDOR, or a few patients affected."
            ),
            (
                "Major harm that leaves a long-term disability. More than 14 days off work, or a"
                " stay longer by more than 15 days."
            ),
            (
                "Somebody dies, several people are injured for life, or a great many patients are"
                " affected."
            ),
        ),
        Domain.QUALITY: (
            (
                "Something at the edge of care or treatment is not as good as it should be."
                " Somebody asks or complains informally."
            ),
            (
                "Part of the care falls short: a formal complaint settled locally (stage 1), or"
                " one internal standard missed."
            ),
            (
                "Care works much less well: a formal complaint with a review (stage 2), or"
                " internal standards missed again and again."
            ),
            (
                "A national standard is not met, a complaint goes to independent review, or a"
                " report criticises us."
            ),
            (
                "Care fails grossly or cannot be accepted at all: an inquest, or an ombudsman's"
                " inquiry."
            ),
        ),
        Domain.WORKFORCE: (
            "Too few staff for a short time, less than 1 day, and the service only dips.",
            "Too few staff, so that the service is not as good as it should be.",
            (
                "An objective or a service comes late for want of staff. Staffing or skills are"
                " unsafe for more than 1 day, morale is low, or few people come to required"
                " training."
            ),
            (
                "It is in doubt whether an objective or a service can be delivered at all."
                " Staffing or skills are unsafe for more than 5 days, or key staff leave."
            ),
            (
                "An objective or a service is not delivered for want of staff. Staffing or skills"
                " stay unsafe, or several key people leave."
            ),
        ),
        Domain.STATUTORY: (
            "The law or guidance is hardly breached, if at all.",
            "A legal duty is breached, or an inspector lowers our rating.",
            (
                "One legal duty is clearly breached, and an inspector makes challenging"
                " recommendations or serves an improvement notice."
            ),
            (
                "A regulator takes enforcement action, several legal duties are breached, or a"
                " report is critical of us."
            ),
            (
                "We are prosecuted, the whole system has to change, or a report is severely"
                " critical of us."
            ),
        ),
        Domain.REPUTATION: (
            "Rumours; the public may begin to worry.",
            "Local newspapers or radio report it for a short time. Some people trust us less.",
            "Local newspapers or radio report it for a long time, and people trust us less.",
            "National news reports it for less than 3 days.",
            (
                "National news reports it for more than 3 days, an MP asks about it in the House"
                " of Commons, or the public loses its trust in us."
            ),
        ),
        Domain.BUSINESS: (
            "The cost or the dates of a project slip by too little to matter.",
            "A project costs up to 5% more than its budget (less than 5% over), or slips a little.",
            "A project costs 5% to 10% more than its budget, or slips noticeably.",
            "A project costs 10% to 25% more than its budget, or key objectives are missed.",
            "A project costs more than 25% over its budget and its key objectives are missed.",
        ),
        Domain.FINANCE: (
            "A small loss; a claim is unlikely.",
            "We lose 0.1% to 0.25% of the budget, or face a claim of less than £10,000.",
            "We lose 0.25% to 0.5% of the budget, or face claims of £10,000 to £100,000.",
            "We lose 0.5% to 1.0% of the budget, or face claims of £100,000 to £1 million.",
            (
                "We lose more than 1% of the budget, face claims of more than £1 million, or lose"
                " a contract."
            ),
        ),
        Domain.INTERRUPTION: (
            "A service stops for more than 1 hour.",
            "A service stops for more than 8 hours.",
            "A service stops for more than 1 day.",
            "A service stops for more than 1 week.",
            "A service or a building is lost for good.",
        ),
        Domain.ENVIRONMENT: (
            "The environment is hardly affected, if at all.",
            "A minor effect on the environment.",
            "A moderate effect on the environment.",
            "A major effect on the environment.",
            "A catastrophic effect on the environment.",
        ),
    }
)
"""Consequence 1 to 5 in each domain."""
