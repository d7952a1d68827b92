"""The register for a reader who goes through all of it, from where they were.

Each piece begins after the keys of the last risk of the piece before, so that what is added or
leaves in the meantime neither repeats nor hides a risk. One whose own key changes meanwhile moves
with it: whoever wants a still picture asks for a day that is past.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.filters import RegisterFilters
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.queries.register import count_fitting
from riskapp.queries.register_asked import Asked
from riskapp.queries.register_filters import pick_all_query
from riskapp.queries.register_finding import ask_register
from riskapp.queries.register_order import keys_of
from riskapp.queries.register_rows import read_rows
from riskapp.queries.scope import Condition
from riskapp.readmodels.register import RegisterRow


@dataclass(frozen=True, slots=True)
class Step:
    """How far a piece of the register goes: after which keys it begins, how many it holds."""

    after: Sequence[Any] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Walked:
    """A piece of the register; `ends` are the keys to go on after, None at the end."""

    rows: tuple[RegisterRow, ...]
    total: int
    ends: tuple[Any, ...] | None


def walk_register(
    session: Session,
    actor: Actor,
    filters: RegisterFilters,
    step: Step,
    *,
    on: date | None,
    matrix: Matrix,
) -> Walked:
    """Return a piece of the risks that fit, as at a day or as they are now."""
    asked = ask_register(session, actor, filters, on, matrix)
    found = session.connection().execute(_query(asked, step)).all()
    picked = found[: step.limit]
    rows = read_rows(session, actor, [one[0] for one in picked], on, matrix)
    ends = tuple(picked[-1][1:]) if len(found) > step.limit else None
    shown = tuple(rows[one[0]] for one in picked if one[0] in rows)
    return Walked(shown, count_fitting(session, asked), ends)


def _query(asked: Asked, step: Step) -> Any:
    """Return the statement for a piece, with one more to tell whether it is the last."""
    keys = [key for key, _ in keys_of(asked)]
    labelled = [sa.type_coerce(key, key.type).label(f"key_{at}") for at, key in enumerate(keys)]
    query = pick_all_query(asked, *labelled).limit(step.limit + 1)
    return query if step.after is None else query.where(_comes_after(asked, step.after))


def _comes_after(asked: Asked, after: Sequence[Any]) -> Condition:
    """Keep what comes after these keys: a later first key, or the same and a later second.

    That the first is no earlier is said apart, so that an index is entered there, not gone through.
    """
    keys = keys_of(asked)
    first, falls = keys[0]
    later = (
        sa.and_(
            *(key == value for (key, _), value in zip(keys[:at], after, strict=False)),
            keys[at][0] < after[at] if keys[at][1] else keys[at][0] > after[at],
        )
        for at in range(len(keys))
    )
    return sa.and_(first <= after[0] if falls else first >= after[0], sa.or_(*later))
