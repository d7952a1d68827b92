"""Everything about one risk, on one page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.domains import Domain
from riskapp.domain.escalation import Register
from riskapp.domain.matrix import Matrix
from riskapp.domain.quality_verdict import Failed
from riskapp.domain.scoring import ScoreKind
from riskapp.readmodels.assurance import NO_ASSURANCE, RiskAssurance
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.path import PathShown
from riskapp.readmodels.plan import MilestoneRow, RiskName
from riskapp.readmodels.register import RegisterRow
from riskapp.readmodels.scores import ShownScore


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """One score in a risk's history, newest first; the reason is None where it was redacted."""

    id: UUID
    kind: ScoreKind
    score: ShownScore
    domains: tuple[tuple[Domain, int], ...]
    reason: str | None
    by: str
    entered_on: date
    backdated: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """Something decided or to decide; `may_decide` tells whether the reader may do it now."""

    id: UUID
    kind: DecisionKind
    state: DecisionState
    register: Register | None
    opened_on: date
    opened_by: str
    opened_why: str
    from_score: int | None
    to_score: int | None
    decided_on: date | None = None
    decided_by: str = ""
    decided_why: str = ""
    answer: str = ""
    may_decide: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """A stay on a register that has ended."""

    register: Register
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class RiskPage:
    """A risk in full; `row` is what lists show of it."""

    row: RegisterRow
    matrix: Matrix
    cause: str
    event: str
    effect: str
    origin: str
    treatment: str
    programme: str
    opened_on: date
    opened_basis: str
    printed_in: str
    printed_date: str
    source: str
    version: int
    visibility_reason: str
    inherent: ShownScore | None
    assessments: tuple[AssessmentLine, ...]
    decisions: tuple[DecisionLine, ...]
    left: tuple[Left, ...]
    milestones: tuple[MilestoneRow, ...]
    exposure: tuple[RiskName, ...] = ()
    under: tuple[RiskName, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    last_reviewed: date | None = None
    next_review: date | None = None
    assurance: RiskAssurance = NO_ASSURANCE
    failed: tuple[Failed, ...] = ()
    path: PathShown | None = None
    visibility_review_on: date | None = None
    public_words: str = ""
    handler: str = ""
    proximity: str = ""
