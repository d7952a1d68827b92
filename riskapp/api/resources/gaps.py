"""The gaps of a risk: raising one, naming what is to close it, and closing it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from pydantic import Field

from forms.controls import CloseGapForm, GapForm, GapMilestonesForm
from riskapp.api.answers import changed, created, refuse_unseen, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import OfRiskAsked
from riskapp.api.resources.naming import MilestoneNameOut, OfRisk, OneOfRisk, found
from riskapp.api.shapes import Listing, Sent, Shape, Stated, Words
from riskapp.domain.actions import Action
from riskapp.domain.controls import GapKind
from riskapp.queries.assurance import get_assurance_page
from riskapp.readmodels.assurance import AssurancePage, GapLine
from riskapp.services.gaps import close_gap, name_milestones, raise_gap
from riskapp.web.about_risk import read_page
from riskapp.web.assurances import control_options
from riskapp.web.gaps import options_to_close
from riskapp.web.session import current_actor, get_session

resource = Resource("gaps", "Gaps", "What a risk lacks of controls and of assurance.")

NAMES = {"control": "control_id", "milestones": "milestone_ids", "milestone": "milestone_id"}
"""What the API calls the fields of the forms."""


class GapOut(Shape):
    """Something missing, with the milestones that are to close it."""

    id: UUID
    control_id: UUID | None
    kind: GapKind
    words: str
    since: date
    milestones: tuple[MilestoneNameOut, ...]
    closed_on: date | None
    closed_why: str
    closed_by: Stated = Field(description="The milestone by which it was closed, if it was one.")


class Gaps(Listing[GapOut]):
    """A piece of the gaps of a risk, those that were closed last."""


class GapIn(Sent):
    """A gap, of a control or of the whole risk."""

    kind: GapKind
    words: Words = Field(min_length=1, examples=["Nobody checks bank shifts"])
    control_id: UUID | None = Field(None, description="A control of the risk; null for all of it.")
    milestone_ids: tuple[UUID, ...] = Field(
        (), max_length=100, description="Milestones of the risk that are to close it."
    )


class GapMilestonesIn(Sent):
    """The milestones of the risk that are to close a gap, all of them."""

    milestone_ids: tuple[UUID, ...] = Field(max_length=100)


class GapClosingIn(Sent):
    """What closed a gap: one of its milestones that is done, or a reason."""

    milestone_id: UUID | None = None
    reason: Words = Field("", description="Needed where no milestone closed it.")


@resource.lists("/risks/<reference>/gaps", Action.VIEW_REGISTER, Gaps)
def gaps(path: OfRisk, query: OfRiskAsked) -> Response:
    """List the gaps of a risk."""
    page = get_assurance_page(get_session(), current_actor(), path.reference, query.day())
    return listed_whole(Gaps, _all(page), query, lambda it: str(it.id), GapOut.of)


@resource.shows("/risks/<reference>/gaps/<uuid:id>", Action.VIEW_REGISTER, GapOut)
def gap(path: OneOfRisk) -> Response:
    """Show a gap of a risk."""
    return shown(GapOut.of(_find(path)[1]))


@resource.adds("/risks/<reference>/gaps", Action.CHANGE_CONTROL, GapOut)
def raise_new(path: OfRisk, body: GapIn) -> Response:
    """Raise a gap."""
    actor = current_actor()
    given = body.model_dump(include={"kind", "words"})
    named = {"control": body.control_id, "milestones": body.milestone_ids}
    form, page = GapForm(typed(given | named)), read_page(path.reference)
    form.control.options = control_options(page)
    form.milestones.options = options_to_close(page.milestones)
    draft = judged(form, NAMES).draft()
    return created(
        lambda db: raise_gap(db, actor, path.reference, draft).id,
        "gaps.gap",
        lambda gap_id: {"reference": path.reference, "id": gap_id},
    )


@resource.changes(
    "/risks/<reference>/gaps/<uuid:id>/milestones", Action.CHANGE_CONTROL, GapOut, method="put"
)
def name(path: OneOfRisk, body: GapMilestonesIn) -> Response:
    """Name which milestones are to close a gap; If-Match is the gap's ETag."""
    refuse_unseen("gaps.gap", reference=path.reference, id=path.id)
    actor, (page, line) = current_actor(), _find(path)
    seen = " ".join(str(one.id) for one in line.milestones)
    form = GapMilestonesForm(typed({"milestones": body.milestone_ids, "seen": seen}))
    form.milestones.options = options_to_close(page.milestones)
    draft = judged(form, NAMES).draft()
    return _changed(path, lambda db: name_milestones(db, actor, path.reference, path.id, draft))


@resource.changes(
    "/risks/<reference>/gaps/<uuid:id>/closing", Action.CHANGE_CONTROL, GapOut, method="post"
)
def close(path: OneOfRisk, body: GapClosingIn) -> Response:
    """Close a gap; If-Match is its ETag."""
    refuse_unseen("gaps.gap", reference=path.reference, id=path.id)
    actor, (_, line) = current_actor(), _find(path)
    form = CloseGapForm(typed({"milestone": body.milestone_id, "reason": body.reason}))
    form.milestone.options = options_to_close(line.milestones)
    draft = judged(form, NAMES).draft()
    return _changed(path, lambda db: close_gap(db, actor, path.reference, path.id, draft))


def _changed(path: OneOfRisk, deed: Any) -> Response:
    return changed(deed, "gaps.gap", reference=path.reference, id=path.id)


def _find(path: OneOfRisk) -> tuple[AssurancePage, GapLine]:
    """Return the gap with all that the risk has."""
    page = read_page(path.reference)
    return page, found(next((one for one in _all(page) if one.id == path.id), None), "gap")


def _all(page: AssurancePage) -> Sequence[GapLine]:
    return (*page.found.open_gaps, *page.found.closed_gaps)
