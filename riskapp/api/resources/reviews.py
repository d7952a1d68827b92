"""The looks at a risk: who looked, what came of it, when the next is due; and looking now."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from forms.reviews import ReviewForm
from riskapp.api.answers import created, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import OfRiskAsked, ReasonIn
from riskapp.api.resources.naming import OfRisk, OneOfRisk, found
from riskapp.api.shapes import Listing, Shape, Stated
from riskapp.domain.actions import Action
from riskapp.queries.names import get_risk_name
from riskapp.queries.reviews import list_reviews
from riskapp.readmodels.reviews import ReviewLine
from riskapp.services.reviews import review_risk
from riskapp.web.session import current_actor, get_session

resource = Resource("reviews", "Reviews", "The looks at a risk.")


class ReviewOut(Shape):
    """A look at a risk; its note is null where it was redacted."""

    id: UUID
    reviewed_on: date
    next_on: date | None
    outcome: str
    note: str | None
    by: str
    meeting: Stated
    withdrawn_on: date | None = Field(
        description="When it was withdrawn: recorded by mistake, it never counted."
    )


class Reviews(Listing[ReviewOut]):
    """A piece of the looks at a risk, the newest first."""


@resource.lists("/risks/<reference>/reviews", Action.VIEW_REGISTER, Reviews)
def reviews(path: OfRisk, query: OfRiskAsked) -> Response:
    """List the looks at a risk."""
    lines = _lines(path.reference, query.day())
    return listed_whole(Reviews, lines, query, lambda it: str(it.id), ReviewOut.of)


@resource.shows("/risks/<reference>/reviews/<uuid:id>", Action.VIEW_REGISTER, ReviewOut)
def review(path: OneOfRisk) -> Response:
    """Show a look at a risk."""
    lines = (line for line in _lines(path.reference, None) if line.id == path.id)
    return shown(ReviewOut.of(found(next(lines, None), "review")))


@resource.adds("/risks/<reference>/reviews", Action.REVIEW_RISK, ReviewOut)
def look(path: OfRisk, body: ReasonIn) -> Response:
    """Record that a risk was looked at and is still right."""
    actor, form = current_actor(), judged(ReviewForm(typed({"reason": body.reason})), {})
    return created(
        lambda db: review_risk(db, actor, path.reference, form.found).id,
        "reviews.review",
        lambda review_id: {"reference": path.reference, "id": review_id},
    )


def _lines(reference: str, day: date | None) -> tuple[ReviewLine, ...]:
    session, actor = get_session(), current_actor()
    return list_reviews(session, actor, get_risk_name(session, actor, reference).id, day)
