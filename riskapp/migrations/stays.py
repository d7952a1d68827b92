"""Stays on registers may end on the day they began; that one awaits validation is not stored."""

import sqlalchemy as sa
from alembic import op

from riskapp.migrations.altering import Change

STAYS = Change(
    "placement",
    gone=(sa.Column("awaiting_validation", sa.Boolean(), nullable=False),),
    fills={"awaiting_validation": "false"},
    rules={"ck_placement_half_open": ("from_on <= until_on", "from_on < until_on")},
)
ENDED_AT_ONCE = """
    UPDATE placement SET until_on = from_on WHERE EXISTS (
        SELECT 1 FROM decision WHERE decision.organisation_id = placement.organisation_id
        AND decision.id = placement.left_by_id AND decision.decided_on = placement.from_on
    )
"""
LASTED_A_DAY = {
    "sqlite": "UPDATE placement SET until_on = date(from_on, '+1 day') WHERE until_on = from_on",
    "postgresql": "UPDATE placement SET until_on = from_on + 1 WHERE until_on = from_on",
}
AWAITED = """
    UPDATE placement SET awaiting_validation = true
    WHERE until_on = '9999-12-31' AND entered IN ('threshold', 'objective') AND EXISTS (
        SELECT 1 FROM decision WHERE decision.organisation_id = placement.organisation_id
        AND decision.risk_id = placement.risk_id AND decision.kind = 'validate'
        AND decision.state = 'open' AND decision.to_score > coalesce(decision.from_score, 0)
    )
"""


def end_stays() -> None:
    """Let a stay end on the day it began, and drop what follows from the decisions."""
    STAYS.make()
    op.execute(ENDED_AT_ONCE)


def lengthen_stays() -> None:
    """Let every stay last a day again, and write beside it whether it awaits validation."""
    op.execute(LASTED_A_DAY[op.get_bind().dialect.name])
    STAYS.undo()
    op.execute(AWAITED)
