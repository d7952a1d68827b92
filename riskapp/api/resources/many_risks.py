"""Changing at once all the risks that filters fit: what would become of each, and doing it."""

from uuid import UUID

from flask import Response
from pydantic import Field

from forms.bulk_change import ChangeManyForm
from forms.fields import options_of
from riskapp.api.answers import changed, refuse_unseen, shown
from riskapp.api.judging import judged, typed
from riskapp.api.problems import AskedError, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import ReasonIn
from riskapp.api.resources.risks import FiltersAsked
from riskapp.api.shapes import Day, Shape, Stated
from riskapp.domain.actions import Action
from riskapp.domain.bulk_change import ChangeMany, Part, Plan
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.matrix import Matrix
from riskapp.queries.choices import list_choices
from riskapp.queries.matrices import get_matrix
from riskapp.queries.names import list_post_names
from riskapp.queries.risk_choices import list_committees, list_units_within_reach
from riskapp.services.bulk_change import change_many, preview_change
from riskapp.web.asked_filters import asked_filters
from riskapp.web.session import current_actor, get_session

resource = Resource("many-risks", "Many risks", "Changing all the risks that filters fit at once.")

NAMES = {
    "owner": "to_owner_id",
    "unit": "to_unit_id",
    "committee": "to_committee_id",
    "review_on": "to_review_on",
}
"""What the API calls the fields of the form."""
PARTS = {
    Part.OWNER: "owner_id",
    Part.UNIT: "unit_id",
    Part.COMMITTEE: "committee_id",
    Part.REVIEW: "next_review",
}
"""What the API calls what changes of a risk."""
LOOKING = "To see what would change."


class PlannedOut(Shape):
    """What becomes of one risk: what changes, or why nothing does."""

    reference: str
    title: str
    changes: tuple[str, ...]
    why_not: Stated


class ManyRisksOut(Shape):
    """What becomes of each risk that the filters fit, in the order of their references."""

    changed: int
    left: int
    risks: tuple[PlannedOut, ...]

    @classmethod
    def of_plan(cls, plan: Plan) -> "ManyRisksOut":
        """Return a plan as it is answered with."""
        risks = tuple(
            PlannedOut(
                reference=line.candidate.reference,
                title=line.candidate.title,
                changes=tuple(PARTS[part] for part in Part if part in line.changes),
                why_not=line.why_not,
            )
            for line in plan.lines
        )
        return cls(changed=len(plan.changed), left=len(plan.left), risks=risks)


class ManyAsked(FiltersAsked):
    """Which risks are to change, and what they are to have; what is left out stays as it is."""

    to_owner_id: UUID | None = None
    to_unit_id: UUID | None = None
    to_committee_id: UUID | None = None
    to_review_on: Day | None = Field(None, description="By when they are to be reviewed next.")


@resource.shows("/risk-changes", Action.CHANGE_IN_BULK, ManyRisksOut)
def preview(query: ManyAsked) -> Response:
    """Show what would become of each risk, 1,000 at most; its ETag is what a POST names."""
    try:
        return shown(ManyRisksOut.of_plan(_preview(query)))
    except SentError as error:
        raise AskedError(error.problem.errors) from None


@resource.changes("/risk-changes", Action.CHANGE_IN_BULK, ManyRisksOut, method="post")
def change(query: ManyAsked, body: ReasonIn) -> Response:
    """Change all that a GET of the same address shows, or none; If-Match is its ETag."""
    refuse_unseen()
    actor, (filters, matrix) = current_actor(), _filters()
    draft = _draft(query, body.reason, _preview(query).digest)
    return changed(lambda db: change_many(db, actor, filters, matrix, draft))


def _preview(query: ManyAsked) -> Plan:
    filters, matrix = _filters()
    draft = _draft(query, LOOKING)
    return preview_change(get_session(), current_actor(), filters, matrix, draft)


def _filters() -> tuple[RegisterFilters, Matrix]:
    session, actor = get_session(), current_actor()
    matrix = get_matrix(session, actor)
    return asked_filters(list_choices(session, actor), matrix), matrix


def _draft(query: ManyAsked, reason: str, seen: str = "") -> ChangeMany:
    session, actor = get_session(), current_actor()
    wanted = {form: getattr(query, named) for form, named in NAMES.items()}
    form = ChangeManyForm(typed({**wanted, "reason": reason, "seen": seen}))
    form.owner.options = options_of(list_post_names(session, actor))
    form.unit.options = options_of(list_units_within_reach(session, actor))
    form.committee.options = options_of(list_committees(session, actor))
    return judged(form, NAMES).draft()
