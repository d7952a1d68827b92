"""The objectives that a risk affects: linking one, which may put it on the BAF, and unlinking."""

from uuid import UUID

from flask import Response
from pydantic import Field

from forms.plan import LinkObjectiveForm, UnlinkObjectiveForm
from riskapp.api.answers import changed, created, refuse_unseen, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import ReasonIn
from riskapp.api.resources.naming import ObjectiveNameOut, OfRisk, OneOfRisk, found
from riskapp.api.shapes import Listing, Sent, Walk, Words
from riskapp.domain.actions import Action
from riskapp.queries.names import get_risk_name
from riskapp.queries.objectives import list_objectives_of_risk
from riskapp.readmodels.register import ObjectiveName
from riskapp.services.links import link_objective, unlink_objective
from riskapp.web.risk_objectives import objective_option, other_objectives
from riskapp.web.session import current_actor, get_session

resource = Resource("risk-objectives", "Objectives of a risk", "The objectives a risk affects.")

NAMES = {"objective": "objective_id"}
"""What the API calls the fields of the forms."""


class RiskObjectives(Listing[ObjectiveNameOut]):
    """A piece of the objectives that a risk affects."""


class RiskObjectivesAsked(Walk):
    """Asks for the objectives that a risk affects today; earlier days are told by the risk."""


class ObjectiveLinkIn(Sent):
    """An objective that a risk affects."""

    objective_id: UUID
    reason: Words = Field("", description="Why; needed where it answers the question on the risk.")


@resource.lists("/risks/<reference>/objectives", Action.VIEW_REGISTER, RiskObjectives)
def objectives(path: OfRisk, query: RiskObjectivesAsked) -> Response:
    """List the objectives that a risk affects."""
    rows = _linked(path.reference)
    return listed_whole(RiskObjectives, rows, query, lambda it: str(it.id), ObjectiveNameOut.of)


@resource.shows("/risks/<reference>/objectives/<uuid:id>", Action.VIEW_REGISTER, ObjectiveNameOut)
def objective(path: OneOfRisk) -> Response:
    """Show an objective that a risk affects."""
    return shown(ObjectiveNameOut.of(_find(path)))


@resource.adds("/risks/<reference>/objectives", Action.LINK_OBJECTIVE, ObjectiveNameOut)
def link(path: OfRisk, body: ObjectiveLinkIn) -> Response:
    """Say which objective a risk affects: from the threshold on, that puts it on the BAF."""
    session, actor = get_session(), current_actor()
    form = LinkObjectiveForm(typed({"objective": body.objective_id, "reason": body.reason}))
    form.objective.options = other_objectives(session, _linked(path.reference))
    form = judged(form, NAMES)
    return created(
        lambda db: link_objective(
            db, actor, path.reference, form.objective_id, form.reason.data or ""
        ),
        "risk-objectives.objective",
        lambda _link: {"reference": path.reference, "id": form.objective_id},
    )


@resource.changes(
    "/risks/<reference>/objectives/<uuid:id>/ending",
    Action.LINK_OBJECTIVE,
    RiskObjectives,
    method="post",
)
def end(path: OneOfRisk, body: ReasonIn) -> Response:
    """Say that a risk no longer affects an objective; the answer are those it still does.

    If-Match is the ETag of the objective as one of the risk.
    """
    refuse_unseen("risk-objectives.objective", **path.model_dump())
    actor = current_actor()
    form = UnlinkObjectiveForm(typed({"objective": path.id, "reason": body.reason}))
    form.objective.options = [objective_option(one) for one in _linked(path.reference)]
    reason = str(judged(form, NAMES).reason.data)
    return changed(
        lambda db: unlink_objective(db, actor, path.reference, path.id, reason),
        "risk-objectives.objectives",
        reference=path.reference,
    )


def _linked(reference: str) -> tuple[ObjectiveName, ...]:
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, reference)
    return list_objectives_of_risk(session, actor, risk.id)


def _find(path: OneOfRisk) -> ObjectiveName:
    named = (one for one in _linked(path.reference) if one.id == path.id)
    return found(next(named, None), "objective of this risk")
