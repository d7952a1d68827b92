"""The assurances of a risk: what was received, what became of it, and committees' ratings."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from forms.assurances import INDEPENDENT, AssuranceForm, RatingForm, SettleForm, WithdrawForm
from forms.fields import options_of
from riskapp.api.answers import changed, created, seen_version, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import OfRiskAsked, ReasonIn
from riskapp.api.resources.naming import OfRisk, OneOfRisk, found
from riskapp.api.shapes import Day, Line, Listing, Sent, Shape, Stated, Words
from riskapp.domain import assurance as lines
from riskapp.domain.actions import Action
from riskapp.domain.assurance import AssuranceLevel, AssuranceResult, SourceKind
from riskapp.queries.assurance import get_assurance_page
from riskapp.queries.risk_choices import list_committees
from riskapp.readmodels.assurance import AssuranceLine, AssurancePage, RatingLine
from riskapp.services.assurances import (
    rate_assurance,
    record_assurance,
    settle_assurance,
    withdraw_assurance,
)
from riskapp.web.about_risk import read_page
from riskapp.web.assurances import offer_choices
from riskapp.web.session import current_actor, get_session

resource = Resource("assurances", "Assurances", "The evidence that the controls of a risk work.")

NAMES = {"control": "control_id", "committee": "committee_id"}
"""What the API calls the fields of the forms."""


class AssuranceOut(Shape):
    """An assurance, of a control or of the whole risk; one that was withdrawn never counts."""

    id: UUID
    control_id: UUID | None
    source: str
    source_kind: SourceKind
    line: lines.Line
    independent: bool
    result: AssuranceResult
    level: AssuranceLevel | None
    received_on: date
    period_from: date | None
    period_to: date | None
    expires_on: date | None
    has_expired: bool
    committee: Stated
    evidence: str
    words: str
    settled_on: date | None
    settled_why: str
    withdrawn_on: date | None
    withdrawn_why: str
    entered_on: date | None
    version: int


class Assurances(Listing[AssuranceOut]):
    """A piece of the assurances of a risk, those that were withdrawn last."""


class AssuranceIn(Sent):
    """An assurance that was received."""

    control_id: UUID | None = Field(None, description="A control of the risk; null for all of it.")
    source: Line = Field(min_length=1, examples=["Internal audit of rostering"])
    source_kind: SourceKind
    line: lines.Line
    independent: bool = Field(default=False, description="Of those who run the service.")
    result: AssuranceResult
    level: AssuranceLevel | None = None
    received_on: Day
    period_from: Day | None = None
    period_to: Day | None = None
    expires_on: Day | None = Field(None, description="The last day on which it can be relied on.")
    committee_id: UUID | None = Field(None, description="The committee that received it.")
    evidence: Line = Field("", description="An address, or the name of a document.")
    words: Words = ""


class RatingOut(Shape):
    """How a committee rated the assurance of a risk, in its own word."""

    committee: str
    rating: str
    words: str
    rated_on: date


class Ratings(Listing[RatingOut]):
    """A piece of how committees rated the assurance of a risk, the last first."""


class RatingIn(Sent):
    """How a committee rates the assurance of a risk."""

    committee_id: UUID
    rating: Line = Field(min_length=1, max_length=60, examples=["Partial"])
    rated_on: Day
    words: Words = ""


@resource.lists("/risks/<reference>/assurances", Action.VIEW_REGISTER, Assurances)
def assurances(path: OfRisk, query: OfRiskAsked) -> Response:
    """List the assurances of a risk."""
    page = get_assurance_page(get_session(), current_actor(), path.reference, query.day())
    return listed_whole(Assurances, _all(page), query, lambda it: str(it.id), AssuranceOut.of)


@resource.shows("/risks/<reference>/assurances/<uuid:id>", Action.VIEW_REGISTER, AssuranceOut)
def assurance(path: OneOfRisk) -> Response:
    """Show an assurance of a risk."""
    there = (line for line in _all(read_page(path.reference)) if line.id == path.id)
    line = found(next(there, None), "assurance")
    return shown(AssuranceOut.of(line), line.version)


@resource.adds("/risks/<reference>/assurances", Action.RECORD_ASSURANCE, AssuranceOut)
def record(path: OfRisk, body: AssuranceIn) -> Response:
    """Record an assurance that was received."""
    actor, given = current_actor(), body.model_dump()
    named = {name: given.pop(field) for name, field in NAMES.items()}
    marked = {"independent": INDEPENDENT if given.pop("independent") else None}
    form = offer_choices(AssuranceForm(typed(given | named | marked)), read_page(path.reference))
    draft = judged(form, NAMES).draft()
    return created(
        lambda db: record_assurance(db, actor, path.reference, draft).id,
        "assurances.assurance",
        lambda assurance_id: {"reference": path.reference, "id": assurance_id},
    )


@resource.changes(
    "/risks/<reference>/assurances/<uuid:id>/settlement",
    Action.SETTLE_ASSURANCE,
    AssuranceOut,
    method="post",
)
def settle(path: OneOfRisk, body: ReasonIn) -> Response:
    """Say that what an assurance recommended is verified as done; If-Match is its ETag."""
    actor = current_actor()
    draft = judged(SettleForm(_ending(path, body)), {}).draft()
    return _changed(path, lambda db: settle_assurance(db, actor, path.reference, path.id, draft))


@resource.changes(
    "/risks/<reference>/assurances/<uuid:id>/withdrawal",
    Action.RECORD_ASSURANCE,
    AssuranceOut,
    method="post",
)
def withdraw(path: OneOfRisk, body: ReasonIn) -> Response:
    """Withdraw an assurance that was recorded by mistake; If-Match is its ETag."""
    actor = current_actor()
    draft = judged(WithdrawForm(_ending(path, body)), {}).draft()
    return _changed(path, lambda db: withdraw_assurance(db, actor, path.reference, path.id, draft))


@resource.lists("/risks/<reference>/ratings", Action.VIEW_REGISTER, Ratings)
def ratings(path: OfRisk, query: OfRiskAsked) -> Response:
    """List how committees rated the assurance of a risk."""
    page = get_assurance_page(get_session(), current_actor(), path.reference, query.day())
    rows = page.found.ratings
    counted = [(str(len(rows) - at), row) for at, row in enumerate(rows)]
    return listed_whole(Ratings, counted, query, lambda it: it[0], _rating)


@resource.adds("/risks/<reference>/ratings", Action.RATE_ASSURANCE, Ratings)
def rate(path: OfRisk, body: RatingIn) -> Response:
    """Record how a committee rates the assurance of a risk; the answer are all ratings."""
    actor, given = current_actor(), body.model_dump()
    form = RatingForm(typed(given | {"committee": given.pop("committee_id")}))
    form.committee.options = options_of(list_committees(get_session(), actor))
    draft = judged(form, NAMES).draft()
    return created(
        lambda db: rate_assurance(db, actor, path.reference, draft),
        "assurances.ratings",
        lambda _made: {"reference": path.reference},
    )


def _ending(path: OneOfRisk, body: ReasonIn) -> MultiDict[str, str]:
    """Return what ends what an assurance says, as its form is sent it."""
    version = seen_version("assurances.assurance", reference=path.reference, id=path.id)
    return typed({"reason": body.reason, "seen_version": version})


def _changed(path: OneOfRisk, deed: Callable[[Session], object]) -> Response:
    return changed(deed, "assurances.assurance", reference=path.reference, id=path.id)


def _all(page: AssurancePage) -> tuple[AssuranceLine, ...]:
    return (*page.found.all_assurances, *page.found.withdrawn)


def _rating(counted: tuple[str, RatingLine]) -> RatingOut:
    return RatingOut.of(counted[1])
