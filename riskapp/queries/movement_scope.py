"""Whose changes a look at what changed is of: which days, which risks, and what was known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from riskapp.domain.filters import MovementScope
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.movement import Period
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import History, HistoryText, Placement, Risk, RiskObjective, RiskVersion
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition, holds, same_risk, still, visible
from riskapp.readmodels.plan import RiskName

Risks = MovementScope | Collection[UUID] | sa.SelectBase | None
"""Which risks: those of a scope, these ids, those that a statement finds, or all (None)."""

_Held = aliased(Placement)
_Said = aliased(RiskVersion)
_Noted = aliased(History)


@dataclass(frozen=True, slots=True)
class Looked:
    """Who looks at what changed between which days, of which risks, by when it was recorded."""

    actor: Actor
    period: Period
    risks: Risks = None
    known_on: date | None = None

    @property
    def recorded_by(self) -> date:
        """Return the last day whose entries count."""
        return self.known_on or FOREVER

    def lets(self) -> tuple[Condition, ...]:
        """Let through the risks that are asked for and that the actor may know of.

        The statement must join Risk and RiskVersion.
        """
        return still(RiskVersion), visible(self.actor), self._asked_for()

    def names(self) -> tuple[Any, ...]:
        """Return the columns by which a risk is named, with its title at the second look.

        The statement must join Risk and RiskVersion.
        """
        title: Any = col(RiskVersion.title)
        if self.period.until < self.actor.today:
            title = sa.func.coalesce(self._title_then(), title)
        columns = (col(Risk.id), col(Risk.number), title)
        names = ("risk_id", "risk_number", "risk_title")
        return tuple(one.label(name) for one, name in zip(columns, names, strict=True))

    def _title_then(self) -> sa.ScalarSelect[str]:
        return (
            sa.select(col(_Said.title))
            .where(points_at(_Said.risk_id, Risk), holds(_Said, self.period.until))
            .correlate(Risk)
            .scalar_subquery()
        )

    def within(self, day: Any) -> Condition:
        """Keep what happened between the two looks."""
        return sa.and_(day > self.period.since, day <= self.period.until)

    def _asked_for(self) -> Condition:
        if self.risks is None:
            return sa.true()
        if isinstance(self.risks, MovementScope):
            return sa.and_(*self._scoped(self.risks))
        return col(Risk.id).in_(self.risks)

    def _scoped(self, scope: MovementScope) -> list[Condition]:
        lets: list[Condition] = [sa.true()]
        if scope.register is not None:
            lets.append(self._was(_Held, col(_Held.register_kind) == scope.register, self._told()))
        if scope.committee is not None:
            lets.append(self._was(_Said, col(_Said.lead_committee_id) == scope.committee))
        if scope.objective is not None:
            lets.append(
                self._was(RiskObjective, col(RiskObjective.objective_id) == scope.objective)
            )
        return lets

    def _was(self, table: Any, *of: Condition) -> Condition:
        """Keep the risks of which an interval like this held at some time between the looks."""
        return (
            sa.exists()
            .where(
                points_at(table.risk_id, Risk),
                col(table.from_on) <= self.period.until,
                col(table.until_on) > self.period.since,
                *of,
            )
            .correlate(Risk)
        )

    def _told(self) -> Condition:
        """Keep the stays on a register that had been entered by then."""
        if self.known_on is None:
            return sa.true()
        noted = sa.exists().where(
            points_at(_Noted.subject_id, _Held),
            col(_Noted.kind) == Happening.PLACED,
            col(_Noted.entered_on) > self.known_on,
        )
        return sa.not_(noted.correlate(_Held))


def named(row: Any) -> RiskName:
    """Return the risk that a row names."""
    return RiskName(row.risk_id, risk_reference(row.risk_number), row.risk_title)


def risk_of(column: Any) -> tuple[Condition, Condition]:
    """Join the risk that a column points at, and what it says."""
    return points_at(column, Risk), same_risk()


def reason_of() -> Condition:
    """Join the reason that was typed in an entry of the history."""
    return sa.and_(
        col(HistoryText.organisation_id) == col(History.organisation_id),
        col(HistoryText.number) == col(History.number),
        col(HistoryText.name) == "reason",
    )
