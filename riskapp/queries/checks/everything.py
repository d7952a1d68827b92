"""Every check there is, one after another."""

from collections.abc import Callable, Iterator

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.wording import counted
from riskapp.models import Assessment, History, Placement, Risk
from riskapp.queries.checks.controls import find_false_controls
from riskapp.queries.checks.engine import (
    find_damage,
    find_missing_triggers,
    find_orphans,
    find_other_schema,
)
from riskapp.queries.checks.finals import find_false_finals
from riskapp.queries.checks.history import find_broken_chains
from riskapp.queries.checks.lives import find_false_lives
from riskapp.queries.checks.packs import find_false_packs
from riskapp.queries.checks.registers import find_unfounded
from riskapp.queries.checks.scores import find_false_scores
from riskapp.queries.checks.search import find_unsearchable
from riskapp.queries.checks.versions import find_false_versions

CHECKS: tuple[Callable[[Session], Iterator[str]], ...] = (
    find_other_schema,
    find_damage,
    find_missing_triggers,
    find_orphans,
    find_broken_chains,
    find_false_scores,
    find_false_versions,
    find_false_controls,
    find_unfounded,
    find_false_lives,
    find_unsearchable,
    find_false_finals,
    find_false_packs,
)


def check_everything(session: Session) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong; nothing on a sound database."""
    for check in CHECKS:
        yield from check(session)


def count_checked(session: Session) -> str:
    """Return what was checked: "70 risks, 293 scores, ..."."""
    tables = ((Risk, "risk"), (Assessment, "score"), (Placement, "stay on a register"))
    counts = [
        counted(_count(session, table), noun, PLURALS.get(noun, "")) for table, noun in tables
    ]
    entries = counted(_count(session, History), "entry of history", "entries of history")
    return f"{', '.join(counts)} and {entries}"


PLURALS = {"stay on a register": "stays on registers"}


def _count(session: Session, table: type) -> int:
    query = sa.select(sa.func.count()).select_from(table)
    return int(session.connection().execute(query).scalar_one())
