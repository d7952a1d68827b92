"""What the register has of the risks of a file: by printed reference, by title, and as they stand.

A handful of statements for some thousands of risks, whatever the size of the register.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.import_compare import KnownRisk
from riskapp.domain.import_names import name_key
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.import_shared import Sharer, sharers, sharing
from riskapp.domain.imports import ImportState
from riskapp.domain.lifecycle import OVER, RiskStatus
from riskapp.domain.permissions import Actor
from riskapp.domain.references import printed_key, risk_number
from riskapp.models import ImportFile, ImportRow, Risk, RiskVersion
from riskapp.queries.import_known import list_known
from riskapp.queries.joins import points_at
from riskapp.queries.scope import same_risk, still, visible

AT_ONCE: Final = 2_000
"""Risks that are asked for together: an engine takes only so many values with a statement."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A risk as a file finds it: by its number, its key in the old register, or its title."""

    id: UUID
    number: int
    key: str
    title: str
    over: bool


@dataclass(frozen=True, slots=True)
class KnownRegister:
    """The risks that rows of a file may be: those of the same reference, and those called alike.

    `shared` has those of which a row has one of several references, by the row's key, and
    `came_with` tells with which file each risk came last.
    """

    by_key: Mapping[str, KnownRisk] = field(default_factory=dict)
    by_number: Mapping[int, KnownRisk] = field(default_factory=dict)
    called: Mapping[str, Sequence[Listed]] = field(default_factory=dict)
    listed: Sequence[Listed] = ()
    came_with: Mapping[UUID, UUID] = field(default_factory=dict)
    shared: Mapping[str, Sequence[Sharer]] = field(default_factory=dict)

    def find(self, row: ReadRow) -> KnownRisk | None:
        """Return the risk that a row is, None where it is a new one.

        One that bears our own reference is that risk only if it is called the same.
        """
        found = self.by_key.get(printed_key(row.reference)) if row.reference else None
        if found is None and (number := risk_number(row.reference)) is not None:
            own = self.by_number.get(number)
            found = own if own and name_key(own.title) == name_key(row.title) else None
        return found

    def sharing(self, row: ReadRow) -> Sequence[Sharer]:
        """Return the risks that share one of several references with a row that has no risk's."""
        return self.shared.get(printed_key(row.reference), ()) if self.shared else ()

    def alike(self, row: ReadRow) -> Sequence[Listed]:
        """Return the risks that are called what a row without a reference is called."""
        return () if row.reference else self.called.get(name_key(row.title), ())


def read_register(
    session: Session, actor: Actor, rows: Iterable[ReadRow], root_unit_id: UUID | None
) -> KnownRegister:
    """Return what the register has of the risks of these rows."""
    listed = list(_list(session, actor))
    keys = {printed_key(row.reference) for row in rows if row.reference}
    numbers = {risk_number(row.reference) for row in rows if row.reference}
    shared = sharing(keys, {one.key: one for one in listed if one.key})
    asked = keys.union(*shared.values())
    wanted = [one for one in listed if one.key in asked or one.number in numbers]
    found: dict[UUID, KnownRisk] = {}
    for some in _in_parts(one.id for one in wanted):
        found |= {one.id: one for one in list_known(session, actor, some, root_unit_id)}
    called: defaultdict[str, list[Listed]] = defaultdict(list)
    for one in listed:
        if not one.over:
            called[name_key(one.title)].append(one)
    return KnownRegister(
        {one.key: found[one.id] for one in wanted if one.key in keys},
        {one.number: found[one.id] for one in wanted if one.number in numbers},
        called,
        listed,
        _files(session, actor) if wanted else {},
        sharers({key: _found(some, found) for key, some in shared.items()}, keys),
    )


def _found(
    listed: Mapping[str, Listed], found: Mapping[UUID, KnownRisk]
) -> Mapping[str, KnownRisk]:
    return {key: found[one.id] for key, one in listed.items()}


def _files(session: Session, actor: Actor) -> Mapping[UUID, UUID]:
    query = (
        sa.select(col(ImportRow.risk_id), col(ImportRow.file_id))
        .join(ImportFile, points_at(ImportRow.file_id, ImportFile))
        .where(
            col(ImportRow.organisation_id) == actor.organisation_id,
            col(ImportRow.risk_id).is_not(None),
            col(ImportFile.state) == ImportState.LOADED,
        )
        .order_by(col(ImportFile.loaded_at), col(ImportFile.id))
    )
    return {row.risk_id: row.file_id for row in session.connection().execute(query)}


def _list(session: Session, actor: Actor) -> Iterator[Listed]:
    query = (
        sa.select(
            *(col(Risk.id), col(Risk.number), col(Risk.printed_key)),
            *(col(RiskVersion.title), col(RiskVersion.status)),
        )
        .join(RiskVersion, same_risk())
        .where(visible(actor), still(RiskVersion))
        .order_by(col(Risk.number))
    )
    for row in session.connection().execute(query):
        if row.status is not RiskStatus.WITHDRAWN:
            yield Listed(row.id, row.number, row.printed_key, row.title, row.status in OVER)


def _in_parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    left = iter(ids)
    while some := list(islice(left, AT_ONCE)):
        yield some
