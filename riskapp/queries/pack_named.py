"""Finding what a pack is to be of by the name that people give it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.errors import NotFoundError
from riskapp.domain.packs import PackKind, short_of
from riskapp.domain.permissions import Actor
from riskapp.models import Committee
from riskapp.queries.cases import read_case
from riskapp.queries.objectives import get_objective

NO_COMMITTEE = "There is no committee called {name} in this organisation."

Named = Callable[[Session, Actor, str], UUID]


def get_subject_id(session: Session, actor: Actor, kind: PackKind, name: str) -> UUID:
    """Return the id of the committee, objective or risk of that name.

    A committee may be called by its short name. NotFoundError where there is none, or none that
    the actor may know of.
    """
    return _NAMED[kind](session, actor, name)


def _committee(session: Session, actor: Actor, name: str) -> UUID:
    query = (
        select(Committee)
        .where(col(Committee.organisation_id) == actor.organisation_id)
        .order_by(col(Committee.name), col(Committee.id))
    )
    wanted = name.casefold()
    for one in session.exec(query):
        if wanted in {one.name.casefold(), short_of(one.name).casefold()}:
            return one.id
    raise NotFoundError(NO_COMMITTEE.format(name=name))


def _objective(session: Session, actor: Actor, number: str) -> UUID:
    return get_objective(session, actor, number).id


def _risk(session: Session, actor: Actor, reference: str) -> UUID:
    return read_case(session, actor, reference).risk.id


_NAMED: Final[Mapping[PackKind, Named]] = MappingProxyType(
    {
        PackKind.COMMITTEE: _committee,
        PackKind.OBJECTIVE: _objective,
        PackKind.RISK: _risk,
    }
)
