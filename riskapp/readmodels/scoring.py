"""What a scorer has before them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from riskapp.domain.drafts import Statement
from riskapp.domain.preview import Stands
from riskapp.domain.scoring import ScoreKind
from riskapp.readmodels.risk_page import AssessmentLine


@dataclass(frozen=True, slots=True)
class Scoring:
    """A risk to be scored, its scores that stand by kind, and what the rules look at."""

    risk_id: UUID
    reference: str
    statement: Statement
    stands: Stands
    scores: Mapping[ScoreKind, AssessmentLine] = field(default_factory=dict)

    def seen(self, kind: ScoreKind) -> UUID | None:
        """Return the assessment of that kind that stands, or None."""
        line = self.scores.get(kind)
        return line.id if line else None

    def target_on(self, kind: ScoreKind) -> date | None:
        """Return the day by which the target of that kind's score is to be reached, if stated."""
        line = self.scores.get(kind)
        return line.score.target_on if line else None
