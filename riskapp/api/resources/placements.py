"""Where a risk stands on the registers, and where it stood."""

from datetime import date

from flask import Response
from pydantic import Field

from riskapp.api.cursors import listed, piece
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import OfRisk
from riskapp.api.resources.risk_shapes import StandingOut
from riskapp.api.shapes import AsAt, Listing, Shape, Walk
from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.queries.risk_page import get_risk_page
from riskapp.readmodels.life import Left
from riskapp.readmodels.register import OnRegister
from riskapp.web.session import current_actor, get_session

resource = Resource("placements", "Placements", "A risk's stays on the HLRR and the BAF.")


class PlacementOut(Shape):
    """A stay on a register; `standing` is null where it has ended."""

    register_kind: Register = Field(alias="register", serialization_alias="register")
    since: date
    until: date | None = Field(description="The day it ended, null while it lasts.")
    standing: StandingOut | None


class Placements(Listing[PlacementOut]):
    """A piece of a risk's stays on registers, those that last first."""


class PlacementsAsked(AsAt, Walk):
    """Asks for the stays that a risk had by a day."""


@resource.lists("/risks/<reference>/placements", Action.VIEW_REGISTER, Placements)
def placements(path: OfRisk, query: PlacementsAsked) -> Response:
    """List where a risk stands on the registers, and where it stood."""
    page = get_risk_page(get_session(), current_actor(), path.reference, on=query.day())
    stays: list[OnRegister | Left] = [*page.row.registers, *page.left]
    some, following = piece(stays, query, _key)
    items = tuple(_shown(stay) for stay in some)
    return listed(Placements(items=items, next=following, total=len(stays)))


def _key(stay: OnRegister | Left) -> str:
    return f"{stay.register} {stay.since}"


def _shown(stay: OnRegister | Left) -> PlacementOut:
    lasts = isinstance(stay, OnRegister)
    return PlacementOut(
        register=stay.register,
        since=stay.since,
        until=stay.until if isinstance(stay, Left) else None,
        standing=StandingOut.of(stay) if lasts else None,
    )
