"""What a risk says from today: the only writer of its versions, and so of its status."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import RiskStatus, Turn, status_after
from riskapp.domain.permissions import Actor
from riskapp.models import RiskVersion
from riskapp.queries.scope import still
from riskapp.services.deeds import Deed
from riskapp.services.search_index import reindex
from riskapp.services.telling import TYPED, tell_changed


def take_turn(
    deed: Deed,
    turn: Turn,
    happening: Happening,
    reason: str = "",
    *,
    facts: Mapping[str, object] | None = None,
    subject_id: UUID | None = None,
) -> None:
    """Take a risk a step in its life; FieldError where that step does not exist."""
    status = status_after(deed.case.says.status, turn)
    closed_on = deed.actor.today if status is RiskStatus.CLOSED else None
    changes = {"status": status, "closed_on": closed_on}
    if not rewrite(deed, changes, happening, reason, facts=facts, subject_id=subject_id):
        subject = subject_id or deed.case.risk.id
        deed.note(happening, subject, facts=facts, words={"reason": reason})


def rewrite(
    deed: Deed,
    changes: dict[str, Any],
    happening: Happening,
    reason: str = "",
    *,
    facts: Mapping[str, object] | None = None,
    subject_id: UUID | None = None,
) -> bool:
    """Let a risk say something else from today, and note what from, what to and why.

    False where it says all of that already: then nothing is noted.
    """
    says = deed.case.says
    changed = {name: new for name, new in changes.items() if getattr(says, name) != new}
    if not changed:
        return False
    told, words = tell_changed(says.model_dump(), changed, reason)
    subject = subject_id or deed.case.risk.id
    deed.note(happening, subject, facts={**told, **(facts or {})}, words=words)
    _write(deed, changed)
    return True


def rewrite_many(
    session: Session, actor: Actor, ids: Sequence[UUID], columns: Mapping[str, Any]
) -> None:
    """Let what many risks say end today, and begin again with these columns, in three statements.

    What is noted of each, and whether the search finds it by other words, is the deed's to do.
    """
    held = (
        col(RiskVersion.organisation_id) == actor.organisation_id,
        col(RiskVersion.risk_id).in_(ids),
        still(RiskVersion),
    )
    earlier = (*held, col(RiskVersion.from_on) < actor.today)
    connection, table = session.connection(), RiskVersion.metadata.tables["risk_version"]
    new = {**columns, "from_on": actor.today}
    copied = [
        sa.literal(new[one.name], one.type).label(one.name) if one.name in new else one
        for one in table.columns
    ]
    copy = sa.select(*copied).where(*earlier)
    connection.execute(sa.insert(table).from_select([one.name for one in table.columns], copy))
    connection.execute(sa.update(table).where(*earlier).values(until_on=actor.today))
    connection.execute(sa.update(table).where(*held).values(**columns))


def closed_from(session: Session, says: RiskVersion, on: date) -> RiskVersion:
    """Let a new risk that is closed have been open until a day; return what it says since."""
    if says.from_on < on:
        before = RiskVersion(**(says.model_dump() | open_until(on)))
        session.add(before)
        says.from_on = on
    says.closed_on = on
    return says


def open_until(on: date) -> dict[str, Any]:
    """Return what a version of a closed risk held before the day on which it was closed."""
    return {"status": RiskStatus.OPEN, "until_on": on, "closed_on": None}


def _write(deed: Deed, changed: Mapping[str, Any]) -> None:
    """Let the version that begins today hold what changed, and the search find it."""
    after = _version_of(deed, deed.case.says, deed.actor.today)
    for name, new in changed.items():
        setattr(after, name, new)
    deed.case.risk.version += 1
    deed.session.flush()
    if not changed.keys().isdisjoint(TYPED):
        reindex(deed.session, deed.case.risk.organisation_id, deed.case.risk.id)


def _version_of(deed: Deed, says: RiskVersion, today: date) -> RiskVersion:
    """Return the version that begins today, a new one unless it does already."""
    if says.from_on >= today:
        return says
    after = RiskVersion(**(says.model_dump() | {"from_on": today}))
    says.until_on = today
    deed.session.add(after)
    return after
