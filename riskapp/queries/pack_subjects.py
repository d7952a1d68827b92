"""What a pack is of: the committee, objective or risk, and how its number names it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.errors import FieldError
from riskapp.domain.packs import MakePack, PackKind, short_of
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Committee, Objective, Risk, RiskVersion
from riskapp.queries.scope import same_risk, still, visible

MISSING = "Say which {noun} the pack is of."
NOT_THERE = "There is no such {noun}, or none that you may know of."


@dataclass(frozen=True, slots=True)
class Subject:
    """What a pack is of: its id, its short name in the number, its words, and whom it is for."""

    id: UUID | None = None
    short: str = ""
    words: str = ""
    committee_id: UUID | None = None


def get_subject(session: Session, actor: Actor, asked: MakePack) -> Subject:
    """Return what a pack is of; FieldError where that is not said, or not the actor's to know."""
    if asked.kind not in _FINDING:
        return Subject(committee_id=asked.committee_id)
    noun, find = _FINDING[asked.kind]
    if asked.subject_id is None:
        raise FieldError("subject", MISSING.format(noun=noun))
    found = find(session, actor, asked.subject_id)
    if found is None:
        raise FieldError("subject", NOT_THERE.format(noun=noun))
    return found if found.committee_id else _for(found, asked.committee_id)


def _for(subject: Subject, committee_id: UUID | None) -> Subject:
    return Subject(subject.id, subject.short, subject.words, committee_id)


def _committee(session: Session, actor: Actor, committee_id: UUID) -> Subject | None:
    found = session.get(Committee, (actor.organisation_id, committee_id))
    if found is None:
        return None
    return Subject(found.id, short_of(found.name), found.name, found.id)


def _objective(session: Session, actor: Actor, objective_id: UUID) -> Subject | None:
    found = session.get(Objective, (actor.organisation_id, objective_id))
    if found is None:
        return None
    return Subject(found.id, found.number, f"Objective {found.number}")


def _risk(session: Session, actor: Actor, risk_id: UUID) -> Subject | None:
    query = (
        sa.select(col(Risk.number))
        .join(RiskVersion, same_risk())
        .where(col(Risk.id) == risk_id, still(RiskVersion), visible(actor))
    )
    number = session.connection().execute(query).scalar_one_or_none()
    if number is None:
        return None
    reference = risk_reference(number)
    return Subject(risk_id, reference, f"Risk {reference}")


Finding = Callable[[Session, Actor, UUID], Subject | None]

_FINDING: Final[Mapping[PackKind, tuple[str, Finding]]] = MappingProxyType(
    {
        PackKind.COMMITTEE: ("committee", _committee),
        PackKind.OBJECTIVE: ("objective", _objective),
        PackKind.RISK: ("risk", _risk),
    }
)
