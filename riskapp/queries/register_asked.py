"""What is asked of the register: by whom, for which risks, as at which day."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from riskapp.domain.filters import RegisterFilters
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.queries.search import Found


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which risks, as at which day, and the matrix whose bands count.

    `found` are those that a search finds and those that fail a check, of which a risk must be in
    each; `failures` is how many checks each risk fails, where that is the order. `many` tells that
    so many fit that it is quicker to walk them in order than to gather them.
    """

    actor: Actor
    filters: RegisterFilters
    on: date | None
    matrix: Matrix
    found: tuple[Found, ...] = ()
    failures: sa.CTE | None = None
    many: bool = False

    @property
    def day(self) -> date:
        """The day that is asked about."""
        return self.on or self.actor.today
