"""One deed, one transaction: all of it is saved with its history, or none of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.models import Counter, Organisation
from riskapp.models.database import begin_writing, empty_log
from riskapp.services.history import forget, seal

SETTLES = "settles"


@contextmanager
def transaction(session: Session) -> Iterator[Session]:
    """Begin to write; commit at the end with the history sealed, undo everything on an error."""
    begin_writing(session)
    try:
        yield session
        session.flush()
        seal(session)
        session.commit()
    except BaseException:
        forget(session)
        session.info.pop(SETTLES, None)
        session.rollback()
        raise
    if session.info.pop(SETTLES, False):
        empty_log(session)


def settle_after(session: Session) -> None:
    """See to it that nothing of what this transaction erases is left in the database's log."""
    session.info[SETTLES] = True


def next_risk_number(session: Session, organisation_id: UUID) -> int:
    """Take the organisation's next risk number; none is ever given twice."""
    return _next(session, organisation_id, col(Counter.risk_number))


def next_milestone_number(session: Session, organisation_id: UUID) -> int:
    """Take the organisation's next milestone number; none is ever given twice."""
    return _next(session, organisation_id, col(Counter.milestone_number))


def take_risk_numbers(session: Session, organisation_id: UUID, count: int) -> int:
    """Take so many risk numbers at once; return the one before the first."""
    return _next(session, organisation_id, col(Counter.risk_number), count) - count


def take_milestone_numbers(session: Session, organisation_id: UUID, count: int) -> int:
    """Take so many milestone numbers at once; return the one before the first."""
    return _next(session, organisation_id, col(Counter.milestone_number), count) - count


def _next(
    session: Session, organisation_id: UUID, counter: "sa.orm.Mapped[int]", count: int = 1
) -> int:
    taking = (
        sa.update(Counter)
        .where(col(Counter.organisation_id) == organisation_id)
        .values({counter: counter + count})
        .returning(counter)
        .execution_options(synchronize_session=False)
    )
    return int(session.exec(taking).scalar_one())


def hold_settings(session: Session, organisation_id: UUID) -> None:
    """Let nobody else change the organisation's settings until this transaction ends."""
    here = col(Organisation.id) == organisation_id
    session.exec(select(col(Organisation.id)).where(here).with_for_update(key_share=True)).one()
