"""Bringing a database to this version: its schema, and the words by which its risks are found."""

import sqlalchemy as sa

from riskapp.models.database import open_session
from riskapp.models.migrating import is_current, migrate
from riskapp.services.search_index import reindex_everything
from riskapp.services.transactions import transaction


def bring_up_to_date(engine: sa.Engine) -> bool:
    """Bring a database to this version, and tell whether anything was to be done."""
    with engine.connect() as connection:
        current = is_current(connection)
    if current:
        return False
    migrate(engine)
    with open_session(engine) as session, transaction(session):
        reindex_everything(session)
    return True
