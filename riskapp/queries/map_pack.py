"""The assurance map as a pack, gathered."""

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.models import Placement
from riskapp.papers.assurance_map import map_paper
from riskapp.queries.assurance_map import MapFilters, get_assurance_map
from riskapp.queries.left_out import count_left_out
from riskapp.queries.pack_reader import get_frame, whole_reader
from riskapp.queries.scope import holds
from riskapp.readmodels.map_pack import MapPack
from riskapp.readmodels.paper import Paper


def get_map_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Return the assurance map as a paper."""
    return map_paper(get_map_pack(session, actor, asked), asked.cover)


def get_map_pack(session: Session, actor: Actor, asked: MakePack) -> MapPack:
    """Return the map of the risks on the BAF as at a day.

    NotAllowedError for someone whose role reaches only part of the organisation.
    """
    reader = whole_reader(actor, asked)
    on_baf = sa.select(col(Placement.risk_id)).where(
        col(Placement.organisation_id) == reader.organisation_id,
        col(Placement.register_kind) == Register.BAF,
        holds(Placement, asked.as_at),
    )
    return MapPack(
        get_frame(session, reader, asked),
        get_assurance_map(session, reader, MapFilters(), asked.as_at),
        count_left_out(session, reader, on_baf),
    )
