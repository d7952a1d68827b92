"""Risks: the register with its filters, one risk, raising one and changing what it says."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from flask import Response
from pydantic import Field
from sqlmodel import Session

from forms.fields import options_of
from forms.risks import EditForm, RaiseForm
from riskapp.api.answers import changed, created, seen_version, shown
from riskapp.api.cursors import listed, next_address, went_to
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import OfRisk
from riskapp.api.resources.risk_shapes import RiskChange, RiskIn, RiskOut, RiskRow, Risks
from riskapp.api.shapes import AsAt, Asked, AskedLevel, Walk
from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.domain.filters import AppetiteAsked, Awaiting, NoObjective, Sort
from riskapp.domain.lifecycle import RiskKind
from riskapp.domain.permissions import Actor
from riskapp.queries.cases import read_case
from riskapp.queries.choices import list_choices
from riskapp.queries.matrices import get_matrix
from riskapp.queries.register_walk import Step, walk_register
from riskapp.queries.risk_choices import list_units_within_reach
from riskapp.queries.risk_names import get_risk_ids
from riskapp.queries.risk_page import get_risk_page
from riskapp.services.approvals import ask_approval
from riskapp.services.risks import edit_risk, open_risk, raise_risk
from riskapp.web.asked_filters import ScoreAsked, StatusAsked, asked_filters
from riskapp.web.asked_flags import Yes
from riskapp.web.raising import filled_in, offer_places
from riskapp.web.session import current_actor, get_session

resource = Resource("risks", "Risks", "The register: its risks, filtered and in any of its orders.")

ORDERS = StrEnum("ORDERS", {  # type: ignore[misc]
    f"{back}{sort.name}": f"{sign}{sort.value}"
    for back, sign in (("", ""), ("BACK_", "-")) for sort in Sort
})  # fmt: skip
NAMES = {"unit": "unit_id", "owner": "owner_id", "executive": "executive_id"} | {
    "handler": "handler_id",
    "committee": "committee_id",
    "programme": "programme_id",
}
"""What the API calls the fields of the forms."""


class FiltersAsked(Asked):
    """Narrows the register, by the names and values that its page has."""

    search: Annotated[str, Field(max_length=200)] | None = None
    register_kind: Register | None = Field(None, alias="register")
    band: str | None = Field(None, description="The key of a band of the organisation's matrix.")
    unit: UUID | None = Field(None, description="A unit, with everything below it.")
    objective: UUID | NoObjective | None = Field(
        None, description='An objective, or "none" for the risks without one.'
    )
    status: StatusAsked | None = Field(None, description="Those from draft to tolerated if absent.")
    consequence: AskedLevel | None = None
    likelihood: AskedLevel | None = None
    score: ScoreAsked | None = None
    awaiting: Awaiting | None = None
    appetite: AppetiteAsked | None = None
    post: UUID | None = Field(None, description="A post that the risk names in any part.")
    vacant: Yes | None = None
    owner: UUID | None = None
    executive: UUID | None = None
    committee: UUID | None = None
    programme: UUID | None = None
    kind: RiskKind | None = None
    check: str | None = Field(None, description="The key of a quality check that it fails.")
    gap: Yes | None = None
    no_upper_assurance: Yes | None = Field(None, alias="no-upper-assurance")
    happened: Yes | None = None
    review_overdue: Yes | None = Field(None, alias="review-overdue")
    target_passed: Yes | None = Field(None, alias="target-passed")
    acceptance_expired: Yes | None = Field(None, alias="acceptance-expired")
    acceptance_expiring: Yes | None = Field(None, alias="acceptance-expiring")


class RisksAsked(FiltersAsked, AsAt, Walk):
    """Narrows and orders the register, by the names and values that its page has."""

    sort: ORDERS | None = Field(
        None, description="Highest score first if absent; - turns it round."
    )


@resource.lists("/risks", Action.VIEW_REGISTER, Risks)
def risks(query: RisksAsked) -> Response:
    """List risks."""
    session, actor, day = get_session(), current_actor(), query.day()
    matrix = get_matrix(session, actor, day)
    filters = asked_filters(list_choices(session, actor), matrix)
    step = Step(went_to(query), query.limit)
    found = walk_register(session, actor, filters, step, on=day, matrix=matrix)
    items = tuple(map(RiskRow.of, found.rows))
    return listed(Risks(items=items, next=next_address(found.ends), total=found.total))


@resource.shows("/risks/<reference>", Action.VIEW_REGISTER, RiskOut)
def risk(path: OfRisk, query: AsAt) -> Response:
    """Show a risk."""
    session, actor, day = get_session(), current_actor(), query.day()
    page = get_risk_page(session, actor, path.reference, on=day)
    ids = get_risk_ids(session, actor, path.reference, day)
    return shown(RiskOut.of_page(page, ids), page.version)


@resource.adds("/risks", Action.RAISE_RISK, RiskOut)
def raise_new(body: RiskIn) -> Response:
    """Raise a risk, or keep it as a draft."""
    actor = current_actor()
    units = list_units_within_reach(get_session(), actor)
    sent = {
        **body.model_dump(include={"title", "cause", "event", "effect"}),
        "unit": body.unit_id or (units[0][0] if units else None),
        "as_draft": body.draft,
        **(body.score.model_dump() if body.score else {}),
    }
    form = RaiseForm(typed(sent))
    form.unit.options = options_of(units)
    draft = judged(form, NAMES).draft()
    return created(
        lambda db: raise_risk(db, actor, draft).case.reference,
        "risks.risk",
        lambda reference: {"reference": reference},
    )


@resource.changes("/risks/<reference>", Action.EDIT_RISK, RiskOut)
def change(path: OfRisk, body: RiskChange) -> Response:
    """Change what a risk says."""
    session, actor = get_session(), current_actor()
    case = read_case(session, actor, path.reference)
    seen = {"seen_version": seen_version()}
    changes = body.model_dump(exclude_unset=True).items()
    sent = {name.removesuffix("_id"): given for name, given in changes}
    form = offer_places(EditForm(typed(filled_in(case) | sent | seen)))
    draft = judged(form, NAMES).draft()
    return changed(lambda db: edit_risk(db, actor, path.reference, draft))


@resource.changes("/risks/<reference>/open", Action.EDIT_RISK, RiskOut, method="post")
def open_draft(path: OfRisk) -> Response:
    """Open a draft, so that the register's rules apply to it."""
    return _turned(path.reference, open_risk)


@resource.changes("/risks/<reference>/ask-approval", Action.ASK_APPROVAL, RiskOut, method="post")
def ask_for_approval(path: OfRisk) -> Response:
    """Send a draft for approval by somebody else."""
    return _turned(path.reference, ask_approval)


def _turned(reference: str, deed: Callable[[Session, Actor, str], object]) -> Response:
    """Do a deed that takes a risk on in its life, if it is still what was looked at."""
    actor = current_actor()
    seen_version("risks.risk", reference=reference)
    return changed(lambda db: deed(db, actor, reference), "risks.risk", reference=reference)
