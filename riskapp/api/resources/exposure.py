"""The operational risks under a risk on the BAF: placing one there, and taking it out again."""

from collections.abc import Sequence
from datetime import date

from flask import Response
from pydantic import Field

from forms.exposure import EndExposureForm, LinkExposureForm
from riskapp.api.answers import changed, created, refuse_unseen, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import OfRiskAsked, ReasonIn
from riskapp.api.resources.naming import OfRisk, RiskNameOut, found
from riskapp.api.resources.scores import ScoreOut
from riskapp.api.shapes import Line, Listing, Sent, Words
from riskapp.domain.actions import Action
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.references import risk_number
from riskapp.queries.exposure import list_exposures
from riskapp.queries.matrices import get_matrix
from riskapp.queries.names import get_risk_name
from riskapp.readmodels.exposure import NO_EXPOSURE, ExposedRisk
from riskapp.services.exposure import end_exposure, link_exposure
from riskapp.web.exposure import exposed_option
from riskapp.web.session import current_actor, get_session

resource = Resource("exposure", "Exposure", "The operational risks under a risk on the BAF.")

NAMES = {"baf_risk": ""}
"""What the API calls the fields of the forms: the risk above is that of the address."""


class ExposedOut(RiskNameOut):
    """An operational risk under another."""

    status: RiskStatus
    score: ScoreOut | None
    before: int | None = Field(
        description="Its score at the last review of the risk above, or a quarter before."
    )


class Exposed(Listing[ExposedOut]):
    """A piece of the risks under another, by reference."""


class OneExposed(OfRisk):
    """Names an operational risk under another."""

    operational: str = Field(description="The operational risk's reference.", examples=["R-0012"])


class ExposureIn(Sent):
    """An operational risk that belongs under the risk, and why."""

    operational: Line = Field(min_length=1, max_length=40, examples=["R-0012"])
    reason: Words = Field(min_length=1, description="Why it belongs there.")


@resource.lists("/risks/<reference>/exposure", Action.VIEW_REGISTER, Exposed)
def exposure(path: OfRisk, query: OfRiskAsked) -> Response:
    """List the operational risks under a risk."""
    under = _under(path.reference, query.day())
    return listed_whole(Exposed, under, query, lambda it: str(it.id), ExposedOut.of)


@resource.shows("/risks/<reference>/exposure/<operational>", Action.VIEW_REGISTER, ExposedOut)
def exposed(path: OneExposed) -> Response:
    """Show an operational risk under a risk."""
    return shown(ExposedOut.of(_find(path)))


@resource.adds("/risks/<reference>/exposure", Action.LINK_EXPOSURE, ExposedOut)
def link(path: OfRisk, body: ExposureIn) -> Response:
    """Place an operational risk under a risk that is on the BAF."""
    actor = current_actor()
    draft = judged(LinkExposureForm(typed(body.model_dump())), NAMES).draft()
    return created(
        lambda db: link_exposure(db, actor, path.reference, draft),
        "exposure.exposed",
        lambda _link: {"reference": path.reference, "operational": draft.operational.upper()},
    )


@resource.changes(
    "/risks/<reference>/exposure/<operational>/ending",
    Action.LINK_EXPOSURE,
    Exposed,
    method="post",
)
def end(path: OneExposed, body: ReasonIn) -> Response:
    """Take a risk out from under another; the answer are those that are left there.

    If-Match is the ETag of the operational risk as one under the other.
    """
    refuse_unseen("exposure.exposed", **path.model_dump())
    actor, one = current_actor(), _find(path)
    form = EndExposureForm(typed({"operational": one.reference, "reason": body.reason}))
    form.operational.options = [exposed_option(one)]
    draft = judged(form, {}).draft()
    return changed(
        lambda db: end_exposure(db, actor, path.reference, draft),
        "exposure.exposure",
        reference=path.reference,
    )


def _under(reference: str, day: date | None = None) -> Sequence[ExposedRisk]:
    session, actor = get_session(), current_actor()
    risk, matrix = get_risk_name(session, actor, reference), get_matrix(session, actor, day)
    return list_exposures(session, actor, [risk.id], day, matrix).get(risk.id, NO_EXPOSURE).risks


def _find(path: OneExposed) -> ExposedRisk:
    number = risk_number(path.operational)
    under = (one for one in _under(path.reference) if risk_number(one.reference) == number)
    return found(next(under, None), "risk under this one")
