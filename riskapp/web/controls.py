"""The controls of a risk: all that it has of assurance, and adding, changing, retiring one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from forms.controls import AddControlForm, ChangeControlForm, RetireControlForm
from forms.fields import options_of
from forms.late import Both, compared
from riskapp.domain.actions import Action
from riskapp.domain.assurance import LINE_SHORT, SOURCE_NAMES
from riskapp.domain.controls import GAP_NAMES
from riskapp.domain.evidence import is_link
from riskapp.queries.assurance import get_assurance_page
from riskapp.queries.names import list_post_names
from riskapp.queries.retired_controls import list_retired_controls
from riskapp.readmodels.assurance import AssuranceLine, AssurancePage, ControlLine
from riskapp.services.assurances import may_record, may_withdraw
from riskapp.services.controls import add_control, change_control, retire_control
from riskapp.web.about_risk import (
    Asked,
    Turned,
    answer,
    answer_late,
    read_page,
    refuse_missing,
)
from riskapp.web.asked import asked_day
from riskapp.web.binding import sent
from riskapp.web.formats import day
from riskapp.web.guard import needs
from riskapp.web.kept import keeps
from riskapp.web.session import actor_may, current_actor, get_session

pages = Blueprint("controls", __name__)
pages.add_app_template_test(is_link, "link")
pages.add_app_template_filter(LINE_SHORT.__getitem__, "line")
pages.add_app_template_filter(SOURCE_NAMES.__getitem__, "source")
pages.add_app_template_filter(GAP_NAMES.__getitem__, "gap")

RETIRED = "has been retired"
LEFT = "What was recorded of it stays in the history. Its open gaps stay with the risk."


@pages.get("/<org>/risks/<reference>/controls")
@needs(Action.VIEW_REGISTER)
def controls(reference: str) -> ResponseReturnValue:
    """Show the controls, assurances, gaps and ratings of a risk, with all that can be done."""
    on = asked_day()
    session, actor = get_session(), current_actor()
    page = get_assurance_page(session, actor, reference, on)
    retired = list_retired_controls(session, actor, page.risk.id, on)
    return render_template(
        "controls/controls.html", page=page, found=page.found, retired=retired, on=on
    )


@pages.app_template_global()
def may_settle(line: AssuranceLine) -> bool:
    """Tell a page whether to offer to settle an assurance."""
    waiting = line.result.value != "positive" and line.settled_on is None
    allowed = actor_may(Action.SETTLE_ASSURANCE) and may_record(current_actor(), line.line)
    return waiting and allowed


@pages.app_template_global()
def may_take_back(line: AssuranceLine) -> bool:
    """Tell a page whether to offer to withdraw an assurance."""
    return may_withdraw(current_actor(), line.by_id, line.line)


@pages.route("/<org>/risks/<reference>/controls/new", methods=["GET", "POST"])
@needs(Action.CHANGE_CONTROL)
@keeps()
def add(reference: str) -> ResponseReturnValue:
    """Add a control to a risk."""
    page, actor = read_page(reference), current_actor()
    form = AddControlForm(sent(), effectiveness="not-known")
    form.owner.options = options_of(list_post_names(get_session(), actor))
    asked = Asked("Add a control", "Add the control", "The control is added.")
    return answer(page, asked, form, lambda db: add_control(db, actor, reference, form.draft()))


@pages.route("/<org>/risks/<reference>/controls/<uuid:control_id>", methods=["GET", "POST"])
@needs(Action.CHANGE_CONTROL)
@keeps()
def change(reference: str, control_id: UUID) -> ResponseReturnValue:
    """Change what a control says; a late save shows both versions and loses nothing."""
    page, actor = read_page(reference), current_actor()
    refuse_missing(page.control(control_id), "control")
    form = _change_form(page.control(control_id), sent())
    asked = Asked("Change a control", "Save the change", "The control is changed.")

    def late(now: AssurancePage) -> ResponseReturnValue:
        control = now.control(control_id)
        theirs = _change_form(control)
        turned = Turned("This control", control_id)
        if control is None:
            turned = Turned("This control", control_id, RETIRED, compared(form, theirs), open=False)
        return answer_late(now, asked, form, theirs, turned)

    return answer(
        page,
        asked,
        form,
        lambda db: change_control(db, actor, reference, control_id, form.draft()),
        late,
    )


@pages.route("/<org>/risks/<reference>/controls/<uuid:control_id>/retire", methods=["GET", "POST"])
@needs(Action.CHANGE_CONTROL)
@keeps()
def retire(reference: str, control_id: UUID) -> ResponseReturnValue:
    """Retire a control that is no longer in place."""
    page, actor = read_page(reference), current_actor()
    control = page.control(control_id)
    refuse_missing(control, "control")
    form = RetireControlForm(sent(), seen_version=control.version if control else 0)
    asked = _asked_retire(control)

    def late(now: AssurancePage) -> ResponseReturnValue:
        there = now.control(control_id)
        theirs = RetireControlForm(seen_version=there.version if there else 0)
        rows = (Both("The control", there.words if there else "", asked.about[0][1]),)
        words = "has been changed" if there else RETIRED
        turned = Turned("This control", control_id, words, rows, open=there is not None)
        return answer_late(now, _asked_retire(there), form, theirs, turned)

    return answer(
        page,
        asked,
        form,
        lambda db: retire_control(db, actor, reference, control_id, form.draft()),
        late,
    )


def _asked_retire(control: ControlLine | None) -> Asked:
    about = (("The control", control.words if control else "retired already"),)
    return Asked("Retire a control", "Retire the control", "The control is retired.", about, LEFT)


def _change_form(control: ControlLine | None, given: Any = None) -> ChangeControlForm:
    """Return the form as it opens: what the control says now; empty once it is retired."""
    form = ChangeControlForm(given, **(_filled_in(control) if control else {}))
    form.owner.options = options_of(list_post_names(get_session(), current_actor()))
    return form


def _filled_in(control: ControlLine) -> dict[str, Any]:
    tested = control.last_tested_on
    return {
        "words": control.words,
        "control_type": control.control_type,
        "owner": str(control.owner_post_id or ""),
        "effectiveness": control.effectiveness,
        "last_tested_on": day(tested) if tested else "",
        "frequency": control.frequency,
        "seen_version": control.version,
    }
