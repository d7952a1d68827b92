"""Saving a batch of synthetic risks."""

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.models import Counter
from riskapp.services.in_bulk.ledger import Ledger, write_rows
from riskapp.services.transactions import transaction


def write(
    session: Session, ledger: Ledger, organisation_id: UUID, counted: Mapping[str, int]
) -> None:
    """Write a batch in one transaction, with the counter's columns as they then stand."""
    with transaction(session):
        write_rows(session, ledger, organisation_id)
        here = col(Counter.organisation_id) == organisation_id
        session.connection().execute(sa.update(Counter).where(here).values(counted))
