"""Redactions of a risk: words proposed by one person and taken out by another."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from forms.decisions import NO, YES
from forms.redactions import DecideRedactionForm, ProposeRedactionForm
from riskapp.api.answers import changed, created, refuse_unseen, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import OfRisk, OneOfRisk
from riskapp.api.shapes import Line, Listing, Sent, Shape, Stated, Walk, Words
from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionState
from riskapp.domain.redaction import LONGEST
from riskapp.queries.names import get_risk_name
from riskapp.queries.redactions import get_redaction, list_redactions
from riskapp.services.redaction import decide_redaction, propose_redaction
from riskapp.web.session import current_actor, get_session

resource = Resource(
    "redactions", "Redactions", "Words that should not be in a risk, taken out of everything."
)

HERE = "redactions.redaction"


class RedactionOut(Shape):
    """Words proposed for redaction, and what became of it.

    `phrase` shows only to those who may decide, and to nobody once it is decided.
    """

    id: UUID
    state: DecisionState
    phrase: str | None
    opened_on: date
    opened_by: str
    opened_why: str
    decided_on: date | None
    decided_by: Stated
    decided_why: str
    places: int = Field(description="From how many texts the words were taken out.")
    own: bool = Field(description="Whether whoever asks proposed it, and so cannot decide it.")


class Redactions(Listing[RedactionOut]):
    """A piece of the redactions of a risk, the last proposed first."""


class RedactionsAsked(Walk):
    """Asks for the redactions of a risk."""


class RedactionIn(Sent):
    """Words that should not be in a risk: found as whole words, in any case."""

    phrase: Line = Field(min_length=1, max_length=LONGEST, description="The words that are to go.")
    reason: Words = Field(min_length=1, description="Why, without those words: it is kept.")


class RedactionAnswerIn(Sent):
    """Whether the words go, for good, and why."""

    agree: bool
    reason: Words = Field(min_length=1, description="Why, without those words: it is kept.")


@resource.lists("/risks/<reference>/redactions", Action.PROPOSE_REDACTION, Redactions)
def redactions(path: OfRisk, query: RedactionsAsked) -> Response:
    """List the redactions of a risk."""
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, path.reference)
    lines = list_redactions(session, actor, risk.id)
    return listed_whole(Redactions, lines, query, lambda it: str(it.id), RedactionOut.of)


@resource.shows("/risks/<reference>/redactions/<uuid:id>", Action.PROPOSE_REDACTION, RedactionOut)
def redaction(path: OneOfRisk) -> Response:
    """Show a redaction of a risk."""
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, path.reference)
    return shown(RedactionOut.of(get_redaction(session, actor, risk.id, path.id)))


@resource.adds("/risks/<reference>/redactions", Action.PROPOSE_REDACTION, RedactionOut)
def propose(path: OfRisk, body: RedactionIn) -> Response:
    """Propose that words be taken out of everything that belongs to a risk; another decides."""
    actor = current_actor()
    draft = judged(ProposeRedactionForm(typed(body.model_dump())), {}).draft()
    return created(
        lambda db: propose_redaction(db, actor, path.reference, draft).id,
        HERE,
        lambda key: {"reference": path.reference, "id": key},
    )


@resource.changes(
    "/risks/<reference>/redactions/<uuid:id>/answer",
    Action.AGREE_REDACTION,
    RedactionOut,
    method="post",
)
def answer(path: OneOfRisk, body: RedactionAnswerIn) -> Response:
    """Take out the words that somebody else proposed, or leave them; If-Match is its ETag."""
    refuse_unseen(HERE, **path.model_dump())
    sent = {"agree": YES if body.agree else NO, "reason": body.reason}
    actor, draft = current_actor(), judged(DecideRedactionForm(typed(sent)), {}).draft()
    return changed(
        lambda db: decide_redaction(db, actor, path.reference, path.id, draft),
        HERE,
        **path.model_dump(),
    )
