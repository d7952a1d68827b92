"""What waits for the person who has just signed in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Register
from riskapp.readmodels.months import Months
from riskapp.readmodels.plan import MilestoneRow, RiskName
from riskapp.readmodels.register import RegisterRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision that this person may take."""

    kind: DecisionKind
    risk: RiskName
    since_days: int
    to_score: int | None
    register: Register | None = None


@dataclass(frozen=True, slots=True)
class Expiring:
    """A risk whose acceptance has expired, or soon will."""

    risk: RiskName
    expires_on: date
    expired: bool


@dataclass(frozen=True, slots=True)
class MyWork:
    """Decisions that wait, risks to look at (unscored ones first), and late milestones.

    `redactions` names the risks with words that this person may decide to take out; `posts` are
    the posts that they hold, by id and title; `months` are the monthly reviews, for who may open
    the next.
    """

    waiting: tuple[Waiting, ...]
    waiting_total: int
    risks: tuple[RegisterRow, ...]
    risks_total: int
    late: tuple[MilestoneRow, ...]
    late_total: int
    redactions: tuple[RiskName, ...] = ()
    expiring: tuple[Expiring, ...] = ()
    posts: tuple[tuple[UUID, str], ...] = ()
    months: Months | None = None
