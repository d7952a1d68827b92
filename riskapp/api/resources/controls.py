"""The controls of a risk: what is in place, adding one, changing what it says, retiring it."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from flask import Response
from pydantic import Field

from forms.controls import AddControlForm, ChangeControlForm, ControlFields, RetireControlForm
from forms.fields import options_of
from riskapp.api.answers import changed, created, seen_version, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import OfRisk, OneOfRisk, found
from riskapp.api.shapes import AsAt, Day, Listing, Sent, Shape, Stated, Walk, Words, unsent
from riskapp.domain.actions import Action
from riskapp.domain.confidence import ConfidenceKind
from riskapp.domain.controls import ControlType, Effectiveness, Frequency
from riskapp.queries.assurance import get_assurance_page
from riskapp.queries.names import list_post_names
from riskapp.readmodels.assurance import ControlLine
from riskapp.services.controls import add_control, change_control, retire_control
from riskapp.web.about_risk import read_page
from riskapp.web.session import current_actor, get_session

resource = Resource("controls", "Controls", "What is in place against a risk.")

Fields = TypeVar("Fields", bound=ControlFields)
NAMES = {"owner": "owner_id"}
"""What the API calls the fields of the forms."""


class ConfidenceOut(Shape):
    """What the assurances come to, and what else must be named."""

    kind: ConfidenceKind
    words: str
    also: tuple[str, ...]


class ControlOut(Shape):
    """A control that is in place; `confidence` is what its assurances come to."""

    id: UUID
    words: str
    control_type: ControlType | None
    owner: Stated
    owner_id: UUID | None = Field(validation_alias="owner_post_id")
    effectiveness: Effectiveness
    last_tested_on: date | None
    frequency: Frequency | None
    version: int
    confidence: ConfidenceOut


class Controls(Listing[ControlOut]):
    """A piece of the controls of a risk that are in place."""


class ControlIn(Sent):
    """A new control."""

    words: Words = Field(min_length=1, examples=["Rosters are checked each Monday"])
    control_type: ControlType | None = None
    owner_id: UUID | None = Field(None, description="The post that owns it.")
    effectiveness: Effectiveness = Effectiveness.NOT_KNOWN
    last_tested_on: Day | None = None
    frequency: Frequency | None = None


class ControlChange(Sent):
    """What a control is to say from now on; what is not sent stays as it is."""

    reason: Words = Field(min_length=1, description="Why: the reason is kept with the change.")
    words: Words = unsent(min_length=1)
    control_type: ControlType | None = None
    owner_id: UUID | None = None
    effectiveness: Effectiveness = unsent()
    last_tested_on: Day | None = None
    frequency: Frequency | None = None


class ReasonIn(Sent):
    """Something that takes no more than a reason."""

    reason: Words = Field(min_length=1, description="Why: the reason is kept in the history.")


class OfRiskAsked(AsAt, Walk):
    """Asks for what a risk had on a day."""


@resource.lists("/risks/<reference>/controls", Action.VIEW_REGISTER, Controls)
def controls(path: OfRisk, query: OfRiskAsked) -> Response:
    """List the controls of a risk."""
    page = get_assurance_page(get_session(), current_actor(), path.reference, query.day())
    return listed_whole(Controls, page.found.controls, query, lambda it: str(it.id), ControlOut.of)


@resource.shows("/risks/<reference>/controls/<uuid:id>", Action.VIEW_REGISTER, ControlOut)
def control(path: OneOfRisk) -> Response:
    """Show a control of a risk."""
    line = _find(path)
    return shown(ControlOut.of(line), line.version)


@resource.adds("/risks/<reference>/controls", Action.CHANGE_CONTROL, ControlOut)
def add(path: OfRisk, body: ControlIn) -> Response:
    """Add a control to a risk."""
    actor = current_actor()
    form = _offered(AddControlForm(typed(_given(body.model_dump()))))
    draft = judged(form, NAMES).draft()
    return created(
        lambda db: add_control(db, actor, path.reference, draft).id,
        "controls.control",
        lambda control_id: {"reference": path.reference, "id": control_id},
    )


@resource.changes("/risks/<reference>/controls/<uuid:id>", Action.CHANGE_CONTROL, ControlOut)
def change(path: OneOfRisk, body: ControlChange) -> Response:
    """Change what a control says."""
    actor, version = current_actor(), seen_version()
    stands = ControlOut.of(_find(path)).model_dump()
    given = stands | body.model_dump(exclude_unset=True) | {"seen_version": version}
    form = _offered(ChangeControlForm(typed(_given(given))))
    draft = judged(form, NAMES).draft()
    return changed(lambda db: change_control(db, actor, path.reference, path.id, draft))


@resource.changes(
    "/risks/<reference>/controls/<uuid:id>/retirement",
    Action.CHANGE_CONTROL,
    Controls,
    method="post",
)
def retire(path: OneOfRisk, body: ReasonIn) -> Response:
    """Retire a control; If-Match is its ETag, and the answer are those that are left."""
    actor = current_actor()
    version = seen_version("controls.control", reference=path.reference, id=path.id)
    form = RetireControlForm(typed({"reason": body.reason, "seen_version": version}))
    draft = judged(form, {}).draft()
    return changed(
        lambda db: retire_control(db, actor, path.reference, path.id, draft),
        "controls.controls",
        reference=path.reference,
    )


def _find(path: OneOfRisk) -> ControlLine:
    """Return a control that is in place."""
    return found(read_page(path.reference).control(path.id), "control")


def _offered(form: Fields) -> Fields:
    form.owner.options = options_of(list_post_names(get_session(), current_actor()))
    return form


def _given(values: dict[str, object]) -> dict[str, object]:
    return {"owner" if name == "owner_id" else name: one for name, one in values.items()}
