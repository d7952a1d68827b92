"""Controls: what one says, day after day, never says two things at once."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.intervals import FOREVER
from riskapp.domain.wording import date_words
from riskapp.models import Control, ControlVersion
from riskapp.queries.checks.batches import Batch, by_risk, list_batches
from riskapp.queries.joins import points_at


def find_false_controls(session: Session) -> Iterator[str]:
    """Name each risk with a control whose versions overlap, or are of another risk."""
    for batch in list_batches(session):
        versions = by_risk(session, _versions(batch))
        for risk in batch.risks:
            for _, rows in groupby(versions[risk.id], attrgetter("control_id")):
                wrong = _wrong(list(rows))
                if wrong:
                    yield f"{risk.name}: {wrong}."


def _wrong(rows: Sequence[Any]) -> str:
    """Return what is wrong with a control's versions, in the order of their days."""
    if any(row.risk_id != row.owner_id for row in rows):
        return "a control says that it is of this risk, and it is of another"
    if sum(row.until_on == FOREVER for row in rows) > 1:
        return "a control has more than one version that holds"
    for earlier, later in pairwise(rows):
        if earlier.until_on > later.from_on:
            return f"a control says two things at once on {date_words(later.from_on)}"
    return ""


def _versions(batch: Batch) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        col(ControlVersion.risk_id),
        col(ControlVersion.control_id),
        col(ControlVersion.from_on),
        col(ControlVersion.until_on),
        col(Control.risk_id).label("owner_id"),
    )
    return (
        sa.select(*columns)
        .join(Control, points_at(ControlVersion.control_id, Control))
        .where(batch.holds(ControlVersion))
        .order_by(col(ControlVersion.control_id), col(ControlVersion.from_on))
    )
