"""Committees in their tree: what each oversees, and when it met and meets."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.errors import NotFoundError
from riskapp.domain.meetings import MeetingState
from riskapp.domain.permissions import Actor
from riskapp.models import Committee, Meeting, Provenance
from riskapp.queries.oversight import Overseen, list_overseen
from riskapp.queries.sources import source_of, source_words
from riskapp.readmodels.committees import CommitteeRow


def list_committees(
    session: Session, actor: Actor, on: date | None = None
) -> tuple[CommitteeRow, ...]:
    """Return the committees as a tree, each under its parent, with what they oversaw that day."""
    overseen = list_overseen(session, actor, on)
    found = session.connection().execute(_query(actor, on or actor.today))
    rows = [_row(one, overseen.get(one.id, Overseen())) for one in found]
    return tuple(_walk(rows))


def get_committee(rows: Sequence[CommitteeRow], committee_id: UUID) -> CommitteeRow:
    """Return one of the committees; NotFoundError if it is not the organisation's."""
    found = next((row for row in rows if row.id == committee_id), None)
    if found is None:
        raise NotFoundError("There is no such committee in this organisation.")
    return found


def list_below(rows: Sequence[CommitteeRow], row: CommitteeRow) -> tuple[CommitteeRow, ...]:
    """Return the committees under one, as many steps below as there are."""
    below: set[UUID | None] = {row.id}
    found = []
    for one in rows:
        if one.parent_id in below:
            below.add(one.id)
            found.append(replace(one, depth=one.depth - row.depth - 1))
    return tuple(found)


def _walk(rows: Sequence[CommitteeRow]) -> Iterator[CommitteeRow]:
    """Yield each committee followed by those under it; one under itself stands at the top."""
    known = {row.id: row for row in rows}
    children: Mapping[UUID | None, list[CommitteeRow]] = defaultdict(list)
    for row in rows:
        children[row.parent_id].append(row)
    seen: set[UUID] = set()

    def below(parent: CommitteeRow | None, depth: int) -> Iterator[CommitteeRow]:
        for row in children[parent.id if parent else None]:
            if row.id not in seen:
                seen.add(row.id)
                yield replace(row, depth=depth, parent=parent.name if parent else "")
                yield from below(row, depth + 1)

    yield from below(None, 0)
    yield from (known[id_] for id_ in known if id_ not in seen)


def _query(actor: Actor, day: date) -> sa.Select[*tuple[Any, ...]]:
    columns = ("id", "name", "kind", "parent_id", "does", "version", "takes_programme_risks")
    return (
        sa.select(
            *(col(getattr(Committee, name)) for name in columns),
            *(col(Provenance.document), col(Provenance.lines)),
            _day(sa.func.max, col(Meeting.held_on) <= day).label("last_on"),
            _day(sa.func.min, col(Meeting.held_on) > day).label("next_on"),
        )
        .select_from(Committee)
        .outerjoin(Provenance, source_of(Committee))
        .where(col(Committee.organisation_id) == actor.organisation_id)
        .order_by(col(Committee.position), col(Committee.name), col(Committee.id))
    )


def _day(which: Any, on: sa.ColumnElement[bool]) -> sa.ScalarSelect[date]:
    """Return the day of a meeting of a committee that was not cancelled."""
    return (
        sa.select(which(col(Meeting.held_on)))
        .where(
            col(Meeting.organisation_id) == col(Committee.organisation_id),
            col(Meeting.committee_id) == col(Committee.id),
            col(Meeting.state) != MeetingState.CANCELLED,
            on,
        )
        .correlate(Committee)
        .scalar_subquery()
    )


def _row(found: Any, overseen: Overseen) -> CommitteeRow:
    return CommitteeRow(
        id=found.id,
        name=found.name,
        kind=found.kind.value,
        parent_id=found.parent_id,
        does=found.does,
        source=source_words(found.document, found.lines),
        version=found.version,
        takes_programme_risks=bool(found.takes_programme_risks),
        last_on=found.last_on,
        next_on=found.next_on,
        objectives=tuple(overseen.objectives),
        domains=tuple(overseen.domains),
        risks=overseen.risks,
        highest=overseen.highest,
    )
