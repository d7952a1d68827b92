"""A scale of appetite and statements on it, for tests."""

from uuid import UUID

from sqlmodel import Session

from riskapp.domain.appetite import READY, Scale
from riskapp.domain.appetite_drafts import SetScale, StateAppetite, Subject
from riskapp.domain.domains import Domain
from riskapp.domain.permissions import Actor
from riskapp.queries.appetite import get_appetite
from riskapp.services.appetite import set_scale, state_appetite
from riskapp.services.transactions import transaction

SIX = READY["good-governance"]


def a_scale(session: Session, actor: Actor, scale: Scale = SIX) -> UUID:
    """Set a scale, as someone who has seen the one that holds."""
    held = get_appetite(session, actor).scale
    draft = SetScale(scale, "The Board agreed it.", seen=held.id if held else None)
    with transaction(session):
        return set_scale(session, actor, draft).id


def an_appetite(session: Session, actor: Actor, subject: Domain | UUID, level: int) -> UUID:
    """State appetite for a domain or an objective, as someone who has seen what is stated."""
    about = Subject(domain=subject) if isinstance(subject, Domain) else Subject(subject)
    seen = get_appetite(session, actor)
    assert seen.scale is not None
    line = seen.line(about)
    draft = StateAppetite(
        about, seen.scale.id, level, "We will not trade this.", seen=line.id if line else None
    )
    with transaction(session):
        return state_appetite(session, actor, draft).id
