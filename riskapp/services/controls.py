"""Adding a control to a risk, changing what it says, and retiring it."""

from dataclasses import asdict
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.controls import ChangeControl, ControlDetails, RetireControl
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor
from riskapp.models import Control, ControlVersion
from riskapp.queries.scope import still
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.search_index import reindex
from riskapp.services.telling import tell_control

NAMES = {
    "words": "the words",
    "control_type": "the type",
    "owner_post_id": "the owner",
    "effectiveness": "the effectiveness",
    "last_tested_on": "the day it was last tested",
    "frequency": "the frequency",
}
"""What each part of a control is called in a sentence."""
STALE = "Someone else changed this control while you were looking at it."


def add_control(session: Session, actor: Actor, reference: str, details: ControlDetails) -> Control:
    """Add a control to a risk, in place from today."""
    deed = begin_deed(session, actor, reference, Action.CHANGE_CONTROL)
    deed.refuse_closed()
    refuse_unfit(actor, details)
    risk = deed.case.risk
    control = Control(organisation_id=risk.organisation_id, risk_id=risk.id, by_id=actor.person_id)
    session.add_all([control, _version(deed, control, details)])
    facts, words = tell_control(details)
    deed.note(Happening.CONTROL_ADDED, control.id, facts=facts, words=words)
    _be_found(deed)
    return control


def change_control(
    session: Session, actor: Actor, reference: str, control_id: UUID, draft: ChangeControl
) -> None:
    """Let a control say something else from today; StaleError if it was changed meanwhile."""
    deed = begin_deed(session, actor, reference, Action.CHANGE_CONTROL)
    deed.refuse_closed()
    control, says = _get(deed, control_id, draft.seen_version)
    refuse_unfit(actor, draft.details)
    refuse_no_reason(draft.reason)
    new = _version(deed, control, draft.details)
    changed = [name for name in NAMES if getattr(new, name) != getattr(says, name)]
    if not changed:
        raise FieldError("", "Nothing would change: this is what the control says already.")
    _tell_changed(deed, says, new, changed, draft.reason)
    if says.from_on < actor.today:
        says.until_on = actor.today
        session.add(new)
    else:
        says.sqlmodel_update({name: getattr(new, name) for name in changed})
    control.version += 1
    _be_found(deed)


def retire_control(
    session: Session, actor: Actor, reference: str, control_id: UUID, draft: RetireControl
) -> None:
    """Retire a control from today, with the reason; what was said of it counts no more."""
    deed = begin_deed(session, actor, reference, Action.CHANGE_CONTROL)
    deed.refuse_closed()
    control, says = _get(deed, control_id, draft.seen_version)
    refuse_no_reason(draft.reason)
    words = {"words": says.words, "reason": draft.reason}
    deed.note(Happening.CONTROL_RETIRED, control.id, words=words)
    if says.from_on < actor.today:
        says.until_on = actor.today
    else:
        session.delete(says)
    control.version += 1
    _be_found(deed)


def _be_found(deed: Deed) -> None:
    """Let the risk be found by the controls that it has now."""
    reindex(deed.session, deed.case.risk.organisation_id, deed.case.risk.id)


def get_standing_control(deed: Deed, control_id: UUID) -> Control:
    """Return a control of the risk that is in place; FieldError where there is none."""
    control = _find(deed, control_id)
    if control is None or _says(deed, control_id) is None:
        raise FieldError("control", "Choose a control that this risk has.")
    return control


def refuse_unfit(actor: Actor, details: ControlDetails) -> None:
    """Refuse a control that says nothing, or that was tested on a day to come."""
    if not details.words.strip():
        raise FieldError("words", "Say what the control is.")
    if details.last_tested_on and details.last_tested_on > actor.today:
        raise FieldError("last_tested_on", "A control cannot have been tested on a day to come.")


def refuse_no_reason(reason: str) -> None:
    """Refuse a change that does not say why."""
    if not reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the change.")


def _get(deed: Deed, control_id: UUID, seen_version: int) -> tuple[Control, ControlVersion]:
    control = _find(deed, control_id)
    if control is None:
        raise NotFoundError("There is no such control on this risk.")
    says = _says(deed, control_id)
    if says is None or control.version != seen_version:
        raise StaleError(STALE)
    return control, says


def _find(deed: Deed, control_id: UUID) -> Control | None:
    """Return a control of the risk, in place or retired, or None."""
    query = select(Control).where(
        col(Control.organisation_id) == deed.case.risk.organisation_id,
        col(Control.risk_id) == deed.case.risk.id,
        col(Control.id) == control_id,
    )
    return deed.session.exec(query.execution_options(populate_existing=True)).one_or_none()


def _says(deed: Deed, control_id: UUID) -> ControlVersion | None:
    """Return what a control says now, or None once it is retired."""
    query = select(ControlVersion).where(
        col(ControlVersion.organisation_id) == deed.case.risk.organisation_id,
        col(ControlVersion.control_id) == control_id,
        still(ControlVersion),
    )
    return deed.session.exec(query.execution_options(populate_existing=True)).one_or_none()


def _version(deed: Deed, control: Control, details: ControlDetails) -> ControlVersion:
    return ControlVersion(
        organisation_id=control.organisation_id,
        control_id=control.id,
        from_on=deed.actor.today,
        risk_id=control.risk_id,
        **(asdict(details) | {"words": details.words.strip()}),
    )


def _tell_changed(
    deed: Deed, before: ControlVersion, after: ControlVersion, changed: list[str], reason: str
) -> None:
    """Note what changed, from what to what; what was typed stands beside the entry."""
    facts: dict[str, object] = {"fields": ", ".join(NAMES[name] for name in changed)}
    words = {"reason": reason}
    for name in changed:
        old, new = getattr(before, name), getattr(after, name)
        if name == "words":
            words |= {"words from": old, "words to": new}
        else:
            facts |= {f"{name} from": old, f"{name} to": new}
    deed.note(Happening.CONTROL_CHANGED, before.control_id, facts=facts, words=words)
