"""Forms that a person began and did not save: their own in this organisation, nobody else's."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.kept import read_back
from riskapp.domain.permissions import Actor
from riskapp.models import KeptForm, Risk, RiskVersion
from riskapp.queries.scope import same_risk, still, visible
from riskapp.readmodels.kept import KeptShown


def list_kept_at(
    session: Session, actor: Actor, path: str, since: datetime
) -> tuple[KeptShown, ...]:
    """Return the forms that the actor began on a page and that were kept since that moment.

    The caller has made sure that the actor may see the page.
    """
    place = col(KeptForm.place)
    here = sa.or_(place == path, place.startswith(f"{path}?", autoescape=True))
    return tuple(_shown(row) for row in session.connection().execute(_query(actor, since, here)))


def list_kept(session: Session, actor: Actor, since: datetime) -> tuple[KeptShown, ...]:
    """Return all that the actor began and may still go on with, the last first."""
    found = session.connection().execute(_query(actor, since, _may_go_on(actor)))
    return tuple(_shown(row) for row in found)


def _query(
    actor: Actor, since: datetime, which: sa.ColumnElement[bool]
) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(col(KeptForm.place), col(KeptForm.content), col(KeptForm.kept_at))
        .where(
            col(KeptForm.organisation_id) == actor.organisation_id,
            col(KeptForm.person_id) == actor.person_id,
            col(KeptForm.kept_at) > since,
            which,
        )
        .order_by(col(KeptForm.kept_at).desc(), col(KeptForm.place))
    )


def _may_go_on(actor: Actor) -> sa.ColumnElement[bool]:
    """Keep what is about no risk, or about one that the actor may know of."""
    known = (
        sa.select(col(Risk.id))
        .join(RiskVersion, same_risk())
        .where(col(Risk.id) == col(KeptForm.risk_id), still(RiskVersion), visible(actor))
        .correlate(KeptForm)
    )
    return sa.or_(col(KeptForm.risk_id).is_(None), sa.exists(known))


def _shown(row: Any) -> KeptShown:
    return KeptShown(row.place, read_back(row.content), row.kept_at)
