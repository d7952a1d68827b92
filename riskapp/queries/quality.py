"""What the quality checks find: of some risks, for their pages and packs, and of all of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.quality import RISK_CHECKS
from riskapp.domain.quality_facts import RiskFacts
from riskapp.domain.quality_verdict import Failed, Settings, Verdict, in_use, judge, verdict_of
from riskapp.domain.references import risk_reference
from riskapp.domain.severity import Severity
from riskapp.models import Risk
from riskapp.queries.quality_facts import BETWEEN, IS, facts_query
from riskapp.queries.scope import Condition
from riskapp.queries.written import written_once


@dataclass(frozen=True, slots=True)
class Looked:
    """A risk that was looked at, with the checks that it fails, the most serious first."""

    id: UUID
    number: int
    score: int
    failed: tuple[Failed, ...]


def list_failed_of_risks(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, tuple[Failed, ...]]:
    """Return the checks that each of these risks fails, or failed on a day.

    Risks that are not looked at, or that the actor may not know of, have no entry.
    """
    found = session.connection().execute(_of_these(actor, on), {"ids": list(risk_ids)})
    return {one.id: one.failed for one in _judged(found, on or actor.today)}


def count_failing(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> Mapping[UUID, int]:
    """Return how many checks each of these risks fails; none for one that is not looked at."""
    failed = list_failed_of_risks(session, actor, risk_ids, on)
    return {risk_id: len(failed.get(risk_id, ())) for risk_id in risk_ids}


def gate(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> Verdict:
    """Return what fails among these risks, for a pack to heed or to say."""
    found = session.connection().execute(_of_these(actor, on), {"ids": list(risk_ids)})
    looked = {one.id: one for one in _judged(found, on or actor.today)}
    return verdict_of(
        {
            risk_reference(looked[risk_id].number): looked[risk_id].failed
            for risk_id in risk_ids
            if risk_id in looked
        }
    )


def look_at_all(
    session: Session, actor: Actor, which: Condition, on: date | None = None
) -> Iterator[Looked]:
    """Yield every open or tolerated risk that fits and that the actor may know of."""
    found = session.connection().execute(facts_query(actor, which, on))
    return _judged(found, on or actor.today)


@written_once
def _of_these(actor: Actor, on: date | None) -> Any:
    """Return the statement for one reader's risks: it takes longer to write than to answer."""
    return facts_query(actor, col(Risk.id).in_(sa.bindparam("ids", expanding=True)), on)


def _judged(found: Any, day: date) -> Iterator[Looked]:
    used: tuple[Failed, ...] | None = None
    for id_, number, *facts, settings in found:
        if used is None:  # the settings are the same in every row
            used = in_use(RISK_CHECKS, _read(settings))
        risk = RiskFacts(day, *facts)
        yield Looked(id_, number, risk.score, judge(used, risk))


def _read(written: str | None) -> Settings:
    pairs = (one.split(IS) for one in (written or "").split(BETWEEN) if one)
    return {key: Severity(severity) for key, severity in pairs}
