"""How serious an organisation has made its quality checks, and when, by whom and why."""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Person, QualitySetting
from riskapp.queries.scope import Condition, holds
from riskapp.readmodels.quality import SetSo


def list_settings(session: Session, actor: Actor, on: date | None = None) -> Mapping[str, SetSo]:
    """Return how the checks that were ever set are set, or were on a day, by key."""
    return {one.check_key: one for one in _lines(session, actor, holds(QualitySetting, on))}


def list_all_settings(session: Session, actor: Actor) -> tuple[SetSo, ...]:
    """Return every setting that there was, the newest first."""
    return _lines(session, actor, sa.true())


def _lines(session: Session, actor: Actor, which: Condition) -> tuple[SetSo, ...]:
    query = (
        sa.select(
            col(QualitySetting.check_key),
            col(QualitySetting.severity),
            col(QualitySetting.from_on),
            col(QualitySetting.until_on),
            col(Person.name),
            col(QualitySetting.reason),
            col(QualitySetting.version),
        )
        .join(Person, col(Person.id) == col(QualitySetting.by_id))
        .where(col(QualitySetting.organisation_id) == actor.organisation_id, which)
        .order_by(col(QualitySetting.from_on).desc(), col(QualitySetting.recorded_at).desc())
        .order_by(col(QualitySetting.check_key))
    )
    return tuple(SetSo(*row) for row in session.connection().execute(query))
