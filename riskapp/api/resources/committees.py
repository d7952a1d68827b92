"""Committees, and what each oversees."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from forms.committees import NO, YES, OversightForm
from riskapp.api.answers import changed, seen_version, shown
from riskapp.api.cursors import listed, piece
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import ObjectiveNameOut, One
from riskapp.api.shapes import AsAt, Listing, Sent, Shape, Walk, Words, unsent
from riskapp.domain.actions import Action
from riskapp.domain.domains import Domain
from riskapp.queries.committees import get_committee, list_committees
from riskapp.services.oversight import set_oversight
from riskapp.web.session import current_actor, get_session

resource = Resource("committees", "Committees", "Committees, and what each oversees.")


class CommitteeOut(Shape):
    """A committee in the tree; `risks` counts those that the reader may know of."""

    id: UUID
    name: str
    kind: str
    parent_id: UUID | None
    does: str
    takes_programme_risks: bool
    last_on: date | None = Field(description="The day it last met.")
    next_on: date | None
    objectives: tuple[ObjectiveNameOut, ...]
    domains: tuple[Domain, ...]
    risks: int
    highest: int = Field(description="The highest score among them, 0 where there is none.")
    version: int


class OversightChange(Sent):
    """What a committee is to oversee from today; what is not sent stays as it is."""

    reason: Words = Field(min_length=1, description="Why: the reason is kept with the change.")
    domains: tuple[Domain, ...] = unsent(max_length=len(Domain))
    takes_programme_risks: bool = unsent()


class Committees(Listing[CommitteeOut]):
    """A piece of the committees, each followed by those under it."""


class CommitteesAsked(AsAt, Walk):
    """Asks for the committees as at a day."""


@resource.lists("/committees", Action.VIEW_REGISTER, Committees)
def committees(query: CommitteesAsked) -> Response:
    """List the committees."""
    rows = list_committees(get_session(), current_actor(), query.day())
    some, following = piece(rows, query, lambda row: str(row.id))
    items = tuple(map(CommitteeOut.of, some))
    return listed(Committees(items=items, next=following, total=len(rows)))


@resource.shows("/committees/<uuid:id>", Action.VIEW_REGISTER, CommitteeOut)
def committee(path: One, query: AsAt) -> Response:
    """Show a committee."""
    rows = list_committees(get_session(), current_actor(), query.day())
    row = get_committee(rows, path.id)
    return shown(CommitteeOut.of(row), row.version)


@resource.changes("/committees/<uuid:id>", Action.CHANGE_COMMITTEE, CommitteeOut)
def oversee(path: One, body: OversightChange) -> Response:
    """Change what a committee oversees."""
    session, actor = get_session(), current_actor()
    row = get_committee(list_committees(session, actor), path.id)
    given = {"takes_programme_risks": row.takes_programme_risks, "domains": row.domains}
    given |= body.model_dump(exclude_unset=True)
    sent = {
        "domains": given["domains"],
        "takes": YES if given["takes_programme_risks"] else NO,
        "reason": body.reason,
        "seen_version": seen_version(),
    }
    draft = judged(OversightForm(typed(sent)), {"takes": "takes_programme_risks"}).draft()
    return changed(lambda db: set_oversight(db, actor, path.id, draft))
