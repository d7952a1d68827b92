"""Warnings of packs that are waived: which there are and were, waiving one, and ending that."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from forms.pack_waivers import WaiveForm
from riskapp.api.answers import changed, created, refuse_unseen, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.decision_shapes import NothingIn
from riskapp.api.resources.naming import One, found
from riskapp.api.shapes import Day, Line, Listing, Sent, Shape, Walk, Words
from riskapp.domain.actions import Action
from riskapp.domain.pack_gate import CHECK_TITLES
from riskapp.queries.pack_waivers import list_all_waivers
from riskapp.services.pack_waivers import end_waiver, waive_warning
from riskapp.web.session import current_actor, get_session

resource = Resource(
    "pack-waivers", "Waived warnings", "Warnings of packs that hold none up for a while."
)

HERE = "pack-waivers.waiver"


class WaiverOut(Shape):
    """A warning that holds no pack up, from one day until another."""

    id: UUID
    check: str = Field(validation_alias="check_key", description="Which warning.")
    title: str
    holds: bool = Field(description="Whether it holds today.")
    from_on: date
    until_on: date
    why: str
    by: str
    ended_on: date | None
    ended_by: str | None


class Waivers(Listing[WaiverOut]):
    """A piece of what is waived and was, the newest first."""


class WaiversAsked(Walk):
    """Asks for what is waived."""


class WaiverIn(Sent):
    """A warning that is to hold no pack up, until a day and for a reason."""

    check: Line = Field(
        description="Which warning.",
        examples=["reviews-overdue"],
        json_schema_extra={"enum": [*CHECK_TITLES]},
    )
    until_on: Day = Field(description="It counts again after that day, which is within a year.")
    reason: Words = Field(
        min_length=1, description="Why: private packs print it beside the warning."
    )


@resource.lists("/pack-waivers", Action.WAIVE_WARNING, Waivers)
def waivers(query: WaiversAsked) -> Response:
    """List the warnings that are waived and were."""
    rows = list_all_waivers(get_session(), current_actor())
    return listed_whole(Waivers, rows, query, lambda it: str(it.id), WaiverOut.of)


@resource.shows("/pack-waivers/<uuid:id>", Action.WAIVE_WARNING, WaiverOut)
def waiver(path: One) -> Response:
    """Show a warning that is waived or was."""
    rows = list_all_waivers(get_session(), current_actor())
    row = next((one for one in rows if one.id == path.id), None)
    return shown(WaiverOut.of(found(row, "waiver")))


@resource.adds("/pack-waivers", Action.WAIVE_WARNING, WaiverOut)
def waive(body: WaiverIn) -> Response:
    """Waive a warning from today until a day."""
    actor, draft = current_actor(), judged(WaiveForm(typed(body.model_dump())), {}).draft()
    return created(lambda db: waive_warning(db, actor, draft).id, HERE, lambda key: {"id": key})


@resource.changes("/pack-waivers/<uuid:id>/ending", Action.WAIVE_WARNING, WaiverOut, method="post")
def end(path: One, body: NothingIn) -> Response:  # noqa: ARG001 - must be {}
    """Let a warning count again; If-Match is its ETag."""
    refuse_unseen(HERE, id=path.id)
    actor = current_actor()
    return changed(lambda db: end_waiver(db, actor, path.id), HERE, id=path.id)
