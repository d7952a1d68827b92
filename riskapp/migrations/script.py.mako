"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Step up."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Step down."""
    ${downgrades if downgrades else "pass"}
