"""With whose eyes a pack is seen, and what every pack says of itself."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.packs import PACK_NAMES, MakePack
from riskapp.domain.permissions import Actor, Role, require
from riskapp.models import Organisation
from riskapp.queries.pack_gate import public_eyes
from riskapp.queries.pack_subjects import get_subject
from riskapp.queries.risk_page import list_risk_pages
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.risk_page import RiskPage

PART_ONLY = "{one} is of the whole organisation; your role is of a part."


def reader_of(actor: Actor, asked: MakePack) -> Actor:
    """Return whose eyes a pack is seen with: in public, those of somebody who holds no post."""
    require(actor, Action.MAKE_PACK)
    return public_eyes(actor) if asked.public else actor


def whole_reader(actor: Actor, asked: MakePack) -> Actor:
    """Return the same for a pack of the whole organisation.

    NotAllowedError for someone whose role reaches only part of it.
    """
    reader = reader_of(actor, asked)
    if actor.units is not None:
        name = PACK_NAMES[asked.kind]
        one = f"{'An' if name[0] in 'AEIOU' else 'A'} {name}"
        raise NotAllowedError(PART_ONLY.format(one=one))
    return reader


def everything(reader: Actor) -> Actor:
    """Return somebody who may know of all that the organisation has, to count what is left out."""
    return replace(reader, role=Role.RISK_MANAGER, units=None)


def list_pages(
    session: Session, reader: Actor, asked: MakePack, risk_ids: Sequence[UUID]
) -> tuple[RiskPage, ...]:
    """Return the pages of those of these risks that a pack's readers may know of, in that order."""
    pages = list_risk_pages(session, reader, risk_ids, asked.as_at)
    return tuple(replace(page, in_public=asked.public) for page in pages)


def get_frame(session: Session, actor: Actor, asked: MakePack) -> PackFrame:
    """Return what a pack says of itself."""
    here = session.get_one(Organisation, actor.organisation_id)
    return PackFrame(here.name, here.code, here.fictional, asked.as_at, asked.public)


def get_subject_found(session: Session, actor: Actor, asked: MakePack) -> UUID:
    """Return the id of what a pack is of.

    FieldError where that is not said, NotFoundError where the actor may know of none such.
    """
    try:
        subject = get_subject(session, actor, asked)
    except FieldError as refused:
        if asked.subject_id is None:
            raise
        raise NotFoundError(str(refused)) from None
    if subject.id is None:
        raise NotFoundError(f"{PACK_NAMES[asked.kind]}: it is of nothing in particular.")
    return subject.id
