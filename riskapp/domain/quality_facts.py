"""All that the quality checks look at: of a risk, of an objective, of a milestone."""

from dataclasses import dataclass
from datetime import date

from riskapp.domain.lifecycle import RiskStatus


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """A risk on one day; scores are 0 where there is none.

    `scored_on` and `reviewed_on` are None until that was first done; `unchanged_reviews` counts the
    reviews in a row, up to the last, that found nothing to change. An assurance counts while it has
    neither expired nor been withdrawn; an upper one is of the second or third line or external.
    """

    today: date
    threshold: int
    status: RiskStatus
    opened_on: date
    score: int
    has_pair: bool
    scored_on: date | None
    target: int
    has_statement: bool
    has_owner: bool
    owner_held: bool
    has_executive: bool
    on_hlrr: bool
    on_baf: bool
    has_objective: bool
    restricted: bool
    restriction_review_on: date | None
    awaits_validation: bool
    question_open: bool
    removal_proposed: bool
    otherwise_undecided: bool
    reviewed_on: date | None
    unchanged_reviews: int
    has_milestone: bool
    has_open_milestone: bool
    controls_without_assurance: int
    has_upper_assurance: bool
    gaps_without_milestone: int

    @property
    def escalates(self) -> bool:
        """Tell whether the score is at the threshold or above."""
        return self.score >= self.threshold

    @property
    def above_target(self) -> bool:
        """Tell whether the risk has not been brought to its target; without one it has not."""
        return self.score > self.target

    @property
    def looked_at_on(self) -> date:
        """The last day on which somebody reviewed or scored the risk, else when it was opened."""
        return max(day for day in (self.opened_on, self.scored_on, self.reviewed_on) if day)


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """An objective in force, with the number of open and tolerated risks to it."""

    risks: int


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A milestone that is neither done nor cancelled; one that only starts has no last day."""

    has_owner: bool
    has_last_day: bool
