"""Controls in an event: added, changed and retired."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from riskapp.domain.controls import (
    ChangeControl,
    ControlDetails,
    ControlType,
    Effectiveness,
    Frequency,
    RetireControl,
)
from riskapp.models import Control, ControlVersion
from riskapp.queries.scope import still
from riskapp.services.controls import add_control, change_control, retire_control
from riskapp.services.loading.deeds.reading import EventFields
from riskapp.services.loading.deeds.scene import Act, Scene, to
from riskapp.services.loading.kinds import Kind

Given = Callable[[Scene], dict[str, Any]]


def _add(fields: EventFields) -> Act:
    key, words, given = fields.makes(Kind.CONTROL), fields.text("text"), _given(fields)

    def act(scene: Scene) -> None:
        details = ControlDetails(words, **given(scene))
        made = add_control(scene.session, scene.actor, scene.reference, details)
        scene.keep(Kind.CONTROL, key, made.id)

    return act


def _change(fields: EventFields) -> Act:
    key, reason = fields.key("control", Kind.CONTROL), fields.reason()
    words, given = fields.maybe_text("text"), _given(fields)

    def act(scene: Scene) -> None:
        control_id = scene.get(Kind.CONTROL, key)
        said = {"words": words} if words else {}
        details = ControlDetails(**(_says(scene, control_id) | given(scene) | said))
        draft = ChangeControl(details, reason, scene.version_of(Control, control_id))
        change_control(scene.session, scene.actor, scene.reference, control_id, draft)

    return act


def _retire(fields: EventFields) -> Act:
    key, reason = fields.key("control", Kind.CONTROL), fields.reason()

    def act(scene: Scene) -> None:
        control_id = scene.get(Kind.CONTROL, key)
        draft = RetireControl(reason, scene.version_of(Control, control_id))
        retire_control(scene.session, scene.actor, scene.reference, control_id, draft)

    return act


def _given(fields: EventFields) -> Given:
    """Take what is said of a control besides its words; what is not named is not said."""
    owner = fields.maybe_key("owner_post", Kind.POST)
    plain = {
        "control_type": fields.maybe_choice("type", ControlType),
        "effectiveness": fields.maybe_choice("effectiveness", Effectiveness),
        "last_tested_on": fields.maybe_day("last_tested"),
        "frequency": fields.maybe_choice("frequency", Frequency),
    }
    named = {name: value for name, value in plain.items() if value is not None}

    def given(scene: Scene) -> dict[str, Any]:
        return named | ({"owner_post_id": scene.get(Kind.POST, owner)} if owner else {})

    return given


def _says(scene: Scene, control_id: UUID) -> dict[str, Any]:
    """Return what a control says now; nothing once it is retired, which its deed refuses."""
    query = select(ControlVersion).where(
        col(ControlVersion.organisation_id) == scene.actor.organisation_id,
        col(ControlVersion.control_id) == control_id,
        still(ControlVersion),
    )
    says = scene.session.exec(query).one_or_none()
    names = asdict(ControlDetails(""))
    return {name: getattr(says, name) for name in names} if says else {"words": ""}


DEEDS = to(Kind.RISK, {"add-control": _add, "change-control": _change, "retire-control": _retire})
