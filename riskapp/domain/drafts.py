"""What people ask for, as values: the only thing that forms and files hand to deeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from riskapp.domain.domains import Domain
from riskapp.domain.due_periods import DuePeriod
from riskapp.domain.escalation import ObjectiveAnswer
from riskapp.domain.lifecycle import Origin, Proximity, RiskKind, Treatment, Visibility
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.scoring import Consequence, Likelihood, Score, ScoreKind, worst


@dataclass(frozen=True, slots=True)
class Statement:
    """A title, and: because of a cause there is a risk of an event, leading to an effect."""

    title: str
    cause: str = ""
    event: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True)
class RiskDetails:
    """Everything of a risk that can change, but its scores, registers and links."""

    statement: Statement
    kind: RiskKind = RiskKind.OPERATIONAL
    unit_id: UUID | None = None
    programme_id: UUID | None = None
    owner_post_id: UUID | None = None
    executive_post_id: UUID | None = None
    lead_committee_id: UUID | None = None
    origin: Origin | None = None
    treatment: Treatment | None = None
    visibility: Visibility = Visibility.INTERNAL
    visibility_reason: str = ""
    handler_post_id: UUID | None = None
    proximity: Proximity | None = None
    public_words: str = ""
    visibility_review_on: date | None = None

    @property
    def named_posts(self) -> frozenset[UUID]:
        """The posts that it names, to which it shows even where it is restricted."""
        named = (self.owner_post_id, self.executive_post_id, self.handler_post_id)
        return frozenset(post for post in named if post is not None)


@dataclass(frozen=True, slots=True)
class FirstScore:
    """The score a person gives when raising a risk."""

    consequences: Mapping[Domain, Consequence]
    likelihood: Likelihood


@dataclass(frozen=True, slots=True)
class RaiseRisk:
    """A new risk; a draft is kept but does not yet count."""

    details: RiskDetails
    as_draft: bool = False
    score: FirstScore | None = None
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class EditRisk:
    """New details of a risk; `seen_version` is the version they were based on."""

    details: RiskDetails
    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class ScoreRisk:
    """A new score of one kind.

    `seen` is the assessment of that kind that the scorer had before them, None for none;
    `effective_on` the day it holds from, None for today.
    """

    kind: ScoreKind
    consequences: Mapping[Domain, Consequence]
    likelihood: Likelihood
    reason: str
    seen: UUID | None = None
    target_on: date | None = None
    effective_on: date | None = None

    @property
    def score(self) -> Score:
        """The consequence of the worst domain with the likelihood."""
        return Score(worst(self.consequences), self.likelihood)


@dataclass(frozen=True, slots=True)
class AnswerObjective:
    """The answer to "does this affect delivery of a strategic objective?"."""

    answer: ObjectiveAnswer
    reason: str
    objective_ids: tuple[UUID, ...] = ()
    baf_risk_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Decide:
    """Agree to or decline what is proposed, with the reason and, if one decided, the committee."""

    agree: bool
    reason: str
    committee_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PlaceOnBaf:
    """The board's own decision to hold a risk on the framework, whatever its score."""

    reason: str
    committee_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AddMilestone:
    """A new milestone: of a programme, an action of a risk, or both."""

    words: str
    due: DuePeriod
    programme_id: UUID | None = None
    workstream_id: UUID | None = None
    owner_post_id: UUID | None = None
    risk_ids: tuple[UUID, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class MoveMilestone:
    """A new due period, with the reason."""

    due: DuePeriod
    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class SetMilestone:
    """A new status, with the reason or a note on progress."""

    status: MilestoneStatus
    reason: str
    seen_version: int
