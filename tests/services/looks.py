"""Short looks at what a deed left behind."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import Register
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_number
from riskapp.models import Decision, Placement, Risk, Table
from riskapp.queries.risk_page import get_risk_page


def registers_of(session: Session, reference: str) -> dict[Register, Placement]:
    """Return the placements of a risk that hold."""
    session.rollback()
    query = (
        select(Placement)
        .join(Risk, col(Risk.id) == col(Placement.risk_id))
        .where(col(Risk.number) == risk_number(reference), col(Placement.until_on) == FOREVER)
    )
    return {placement.register_kind: placement for placement in session.exec(query)}


def awaiting_stays(session: Session, actor: Actor, reference: str) -> set[Register]:
    """Return the registers on which a risk awaits validation."""
    session.rollback()
    row = get_risk_page(session, actor, reference).row
    return {held.register for held in row.registers if held.awaiting_validation}


def open_decisions(session: Session, reference: str) -> set[DecisionKind]:
    """Return what is open on a risk."""
    session.rollback()
    query = (
        select(Decision.kind)
        .join(Risk, col(Risk.id) == col(Decision.risk_id))
        .where(
            col(Risk.number) == risk_number(reference), col(Decision.state) == DecisionState.OPEN
        )
    )
    return set(session.exec(query))


def the_open(session: Session, kind: DecisionKind, register: Register | None = None) -> Decision:
    """Return the one open decision of a kind."""
    session.rollback()
    query = select(Decision).where(
        col(Decision.kind) == kind, col(Decision.state) == DecisionState.OPEN
    )
    found = [decision for decision in session.exec(query) if decision.register_kind is register]
    assert len(found) == 1, found
    return found[0]


def everything(session: Session) -> Iterator[str]:
    """Yield every row of every table of ours, and of what a search goes by, as text."""
    session.rollback()
    search = sa.table("risk_search", sa.column("words"))
    for table in (*Table.metadata.tables.values(), search):
        for row in session.connection().execute(sa.select(table)):
            yield f"{table.name}: {' | '.join(str(value) for value in row)}"
