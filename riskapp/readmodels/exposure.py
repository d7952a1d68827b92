"""The operational risks under a strategic one, as readers see them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.exposure import movement_words, outstrips_words
from riskapp.domain.lifecycle import ON_REGISTER, RiskStatus
from riskapp.readmodels.scores import ShownScore


@dataclass(frozen=True, slots=True)
class ExposedRisk:
    """A risk linked to another; `before` is its score on the day with which it is compared."""

    id: UUID
    reference: str
    title: str
    status: RiskStatus
    score: ShownScore | None = None
    before: int | None = None
    is_high: bool = False

    @property
    def movement(self) -> str:
        """How its score moved since that day: "up from 12"."""
        return movement_words(self.before, self.score.value if self.score else None)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The risks under one, by reference; `since` is the day with which their scores are compared.

    `reviewed` tells whether that was the day of its last review. Only risks that are open or
    tolerated count.
    """

    risks: tuple[ExposedRisk, ...] = ()
    since: date | None = None
    reviewed: bool = False

    @property
    def high(self) -> tuple[ExposedRisk, ...]:
        """Those at the threshold or above, the highest first."""
        high = [risk for risk in self._counted if risk.score and risk.is_high]
        return tuple(sorted(high, key=lambda risk: -risk.score.value if risk.score else 0))

    @property
    def lower(self) -> int:
        """How many have a score below the threshold."""
        return sum(risk.score is not None and not risk.is_high for risk in self._counted)

    @property
    def unscored(self) -> int:
        """How many have no score yet."""
        return sum(risk.score is None for risk in self._counted)

    def flags(self, strategic: ShownScore | None) -> tuple[str, ...]:
        """Say of each that stands above the strategic risk that it does, the highest first."""
        value = strategic.value if strategic else None
        ranked = sorted(self._counted, key=lambda risk: -risk.score.value if risk.score else 0)
        said = (
            outstrips_words(risk.reference, risk.score.value if risk.score else None, value)
            for risk in ranked
        )
        return tuple(filter(None, said))

    @property
    def _counted(self) -> tuple[ExposedRisk, ...]:
        return tuple(risk for risk in self.risks if risk.status in ON_REGISTER)


NO_EXPOSURE = Exposure()
