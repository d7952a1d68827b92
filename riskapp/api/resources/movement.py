"""What changed between two days."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from riskapp.api.cursors import listed, piece
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import MilestoneNameOut, RiskNameOut
from riskapp.api.shapes import Listing, Shape, Walk, day_of
from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.domain.filters import MovementScope
from riskapp.domain.movement import MoveKind, month_before
from riskapp.queries.choices import list_choices
from riskapp.queries.movement import get_movement
from riskapp.readmodels.movement import Moved
from riskapp.web.asked import listed as among
from riskapp.web.session import current_actor, get_session

resource = Resource("movement", "Movement", "What changed between two days, and who decided it.")


class StepOut(Shape):
    """One change of a score or a target on the way; `why` is null where it was redacted."""

    on: date
    entered_on: date
    before: str
    after: str
    by: str
    why: str | None


class MovedOut(Shape):
    """One thing that changed, of which risks; `words` say what."""

    kind: MoveKind
    words: str
    on: date
    entered_on: date
    risks: tuple[RiskNameOut, ...]
    register_kind: Register | None = Field(alias="register", serialization_alias="register")
    milestone: MilestoneNameOut | None
    before: str
    after: str
    by: str
    why: str | None
    steps: tuple[StepOut, ...]


class Changes(Listing[MovedOut]):
    """A piece of what changed, kind by kind."""

    since: date
    until: date
    known_on: date | None


class MovementAsked(Walk):
    """Asks for what changed between two days; the last month unless others are asked for."""

    since: date | None = Field(None, examples=["2018-05-31"])
    until: date | None = Field(None, examples=["2018-06-30"])
    known_on: date | None = Field(None, description="Only what had been recorded by that day.")
    register_kind: Register | None = Field(None, alias="register")
    committee: UUID | None = None
    objective: UUID | None = None


@resource.lists("/movement", Action.VIEW_REGISTER, Changes)
def movement(query: MovementAsked) -> Response:
    """List what changed between two days."""
    actor = current_actor()
    until = day_of("until") or actor.today
    since, known_on = day_of("since") or month_before(until), day_of("known_on")
    scope = _scope(query)
    risks = scope if scope != MovementScope() else None
    found = get_movement(get_session(), actor, since, until, risks=risks, known_on=known_on)
    some, following = piece(found.moves, query, _key)
    items = tuple(MovedOut.of(move) for move in some)
    return listed(
        Changes(
            items=items,
            next=following,
            total=len(found.moves),
            since=since,
            until=until,
            known_on=known_on,
        )
    )


def _scope(query: MovementAsked) -> MovementScope:
    """Return which risks are asked about; a committee or an objective that is none is refused."""
    choices = list_choices(get_session(), current_actor())
    return MovementScope(
        query.register_kind,
        among("committee", query.committee, choices.committees),
        among("objective", query.objective, choices.objectives),
    )


def _key(move: Moved) -> str:
    """Tell a change from every other between the same days."""
    risks = " ".join(risk.reference for risk in move.risks)
    milestone = move.milestone.reference if move.milestone else ""
    return f"{move.kind} {move.on} {risks} {move.register} {milestone} {move.after}"
