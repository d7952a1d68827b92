"""Everything about one risk, on one page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.domains import Domain
from riskapp.domain.escalation import Register
from riskapp.domain.matrix import Matrix
from riskapp.domain.printed_cells import CellFlag, PrintedCell
from riskapp.domain.quality_verdict import Failed
from riskapp.domain.scoring import ScoreKind
from riskapp.readmodels.assurance import NO_ASSURANCE, RiskAssurance
from riskapp.readmodels.exposure import NO_EXPOSURE, ExposedRisk, Exposure
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.life import NO_TURNS, Left, Life, TermsLine
from riskapp.readmodels.path import PathShown
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.register import OnRegister, RegisterRow
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
    may_withdraw: bool = False
    terms: TermsLine | None = None
    may_record: bool = False
    proposer: str = ""


def resting_on(
    decisions: Iterable[DecisionLine], current: ShownScore | None
) -> tuple[DecisionLine, ...]:
    """Return the decisions as they stood with a score: one on leaving a register rests on it."""
    value = current.value if current else None
    return tuple(
        replace(one, to_score=value)
        if one.kind is DecisionKind.REMOVE and one.state is DecisionState.OPEN
        else one
        for one in decisions
    )


@dataclass(frozen=True, slots=True)
class RiskPage:
    """A risk in full; `row` is what lists show of it, `printed` what an old register prints.

    `in_public` where it is read in public: its public wording then stands for its statement.
    """

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
    milestones: tuple[MilestoneRow, ...]
    exposure: Exposure = NO_EXPOSURE
    under: tuple[ExposedRisk, ...] = ()
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
    first_overseer: str = ""
    life: Life = NO_TURNS
    in_public: bool = False
    printed: tuple[PrintedCell, ...] = ()

    @property
    def description(self) -> str:
        """What the old register says of it as a whole, where it is not split into three."""
        if self.cause or self.event or self.effect:
            return ""
        whole = (cell.words for cell in self.printed if cell.flag is CellFlag.DESCRIPTION)
        return "\n\n".join(words for words in whole if words)

    def entered_later(self, held: OnRegister) -> date | None:
        """Return the day on which the score that took it on a register was entered, if later."""
        took = (
            line.entered_on
            for line in self.assessments
            if line.kind is ScoreKind.CURRENT and line.score.on == held.since and line.backdated
        )
        return min(took, default=None)

    @property
    def left(self) -> tuple[Left, ...]:
        """The stays on a register that have ended, the last first."""
        return self.life.left

    @property
    def acceptance(self) -> DecisionLine | None:
        """The decision by which the risk is accepted as it stands, None where it is not."""
        agreed = (
            one
            for one in self.decisions
            if one.kind is DecisionKind.ACCEPT and one.state is DecisionState.AGREED
        )
        return next((one for one in agreed if one.terms and one.terms.ended_on is None), None)
