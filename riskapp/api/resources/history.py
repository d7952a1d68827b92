"""What happened in the organisation: who, when, what and why."""

from datetime import date, datetime
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from riskapp.api.answers import shown
from riskapp.api.cursors import listed, next_address, went_to
from riskapp.api.resource import Resource
from riskapp.api.shapes import Listing, Shape, Stated, Walk
from riskapp.domain.actions import Action
from riskapp.domain.happenings import Happening
from riskapp.queries.organisation_history import (
    get_entry,
    get_organisation_history,
    list_writers,
)
from riskapp.readmodels.history import ChainedLine
from riskapp.web.asked_history import asked_history
from riskapp.web.session import current_actor, get_session

resource = Resource("history", "History", "Who did what, when and why; nothing of it ever changes.")


class EntryOut(Shape):
    """An entry; `words` are those typed, null where they were redacted."""

    number: int
    at: datetime
    entered_on: date
    who: str
    kind: Happening
    sentence: str
    words: dict[str, str | None]
    backdated_to: date | None = Field(description="The day it holds from, where that is earlier.")
    risk: Stated
    milestone: Stated
    hash: str = Field(description="By which the entry can be known again.")

    @classmethod
    def of_line(cls, one: ChainedLine) -> "EntryOut":
        """Return an entry as it is answered with."""
        same = ("number", "at", "entered_on", "who", "kind", "sentence", "backdated_to")
        return cls(
            **{name: getattr(one.line, name) for name in (*same, "risk", "milestone")},
            words=dict(one.line.words),
            hash=one.entry_hash,
        )


class Entries(Listing[EntryOut]):
    """A piece of the history, the newest first."""


class HistoryAsked(Walk):
    """Narrows the history, by the names and values that its page has."""

    kind: str | None = Field(None, description="A kind of entry, or a family of kinds.")
    risk: str | None = Field(None, description="The reference of a risk.", examples=["R-0042"])
    person: UUID | None = None
    from_on: date | None = Field(None, alias="from", examples=["2018-04-01"])
    until: date | None = Field(None, examples=["2018-06-30"])


class OneEntry(BaseModel):
    """Names an entry."""

    number: int


@resource.lists("/history", Action.VIEW_HISTORY, Entries)
def entries(query: HistoryAsked) -> Response:
    """List what happened."""
    session, actor = get_session(), current_actor()
    filters = asked_history(dict(list_writers(session, actor))).filters
    before = went_to(query)
    found = get_organisation_history(
        session, actor, filters, before[0] if before else None, most=query.limit
    )
    items = tuple(map(EntryOut.of_line, found.lines))
    following = next_address([found.older] if found.older else None)
    return listed(Entries(items=items, next=following, total=None))


@resource.shows("/history/<int:number>", Action.VIEW_HISTORY, EntryOut)
def entry(path: OneEntry) -> Response:
    """Show one entry."""
    return shown(EntryOut.of_line(get_entry(get_session(), current_actor(), path.number)))
