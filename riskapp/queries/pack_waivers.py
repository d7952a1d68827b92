"""The waivers of warnings that there are and were."""

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import PackWaiver, Person
from riskapp.readmodels.pack_waivers import WaiverRow

_By = aliased(Person)
_Ender = aliased(Person)
MOST = 200


def list_all_waivers(session: Session, actor: Actor) -> tuple[WaiverRow, ...]:
    """Return the organisation's waivers, the newest first."""
    query = (
        sa.select(
            *(col(PackWaiver.id), col(PackWaiver.check_key), col(PackWaiver.from_on)),
            *(col(PackWaiver.until_on), col(PackWaiver.why), col(_By.name)),
            *(col(PackWaiver.ended_on), col(_Ender.name)),
        )
        .select_from(PackWaiver)
        .join(_By, col(_By.id) == col(PackWaiver.by_id))
        .outerjoin(_Ender, col(_Ender.id) == col(PackWaiver.ended_by_id))
        .where(col(PackWaiver.organisation_id) == actor.organisation_id)
        .order_by(col(PackWaiver.recorded_at).desc(), col(PackWaiver.id).desc())
        .limit(MOST)
    )
    found = session.connection().execute(query)
    return tuple(WaiverRow(*row, today=actor.today) for row in found)
