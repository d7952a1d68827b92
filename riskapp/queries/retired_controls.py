"""The controls of a risk that are in place no more, as the history tells of them."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor
from riskapp.models import History
from riskapp.queries.history_lines import COLUMNS, read_lines, with_words
from riskapp.readmodels.assurance import RetiredControl


def list_retired_controls(
    session: Session, actor: Actor, risk_id: UUID, on: date | None = None
) -> tuple[RetiredControl, ...]:
    """Return the controls of a risk that were retired by that day, the last first.

    The caller has made sure that the actor may know of the risk.
    """
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*COLUMNS)
        .select_from(History)
        .where(
            col(History.organisation_id) == actor.organisation_id,
            col(History.risk_id) == risk_id,
            col(History.kind) == Happening.CONTROL_RETIRED,
            col(History.entered_on) <= (on or FOREVER),
        )
    )
    return tuple(
        RetiredControl(line.words.get("words"), line.entered_on, line.who, line.words.get("reason"))
        for _, line in read_lines(session, with_words(query))
    )
