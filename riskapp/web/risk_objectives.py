"""The objectives that a risk affects: linking them, which may put it on the BAF, and unlinking."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.fields import Option
from forms.late import Both
from forms.plan import LinkObjectiveForm, ObjectiveForm, UnlinkObjectiveForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.domain.escalation import Circumstances, Register, moves_due
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.permissions import may, who_may
from riskapp.domain.preview import Stands
from riskapp.queries.objectives import list_objectives, list_objectives_of_risk
from riskapp.queries.scoring import get_scoring
from riskapp.readmodels.plan import ObjectiveRow
from riskapp.readmodels.register import ObjectiveName
from riskapp.readmodels.scoring import Scoring
from riskapp.services.links import link_objective, unlink_objective
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("risk_objectives", __name__)


@pages.route("/<org>/risks/<reference>/objectives", methods=["GET", "POST"])
@needs(Action.LINK_OBJECTIVE)
def objectives(reference: str) -> ResponseReturnValue:
    """Say which objective a risk affects, and beforehand what follows from that."""
    here, actor = _look(reference), current_actor()
    form = LinkObjectiveForm(sent(), seen=here.ids)
    form.objective.options = other_objectives(get_session(), here.linked)
    try:
        _refuse_late(form, here)
        if saved(form, lambda db: link_objective(
            db, actor, reference, form.objective_id, form.reason.data or "", seen=form.seen.ids
        )):  # fmt: skip
            also = " It is on the Board Assurance Framework now." if here.goes_on_baf else ""
            return _done(here.case, f"{here.case.reference} is linked to the objective.{also}")
    except StaleError:
        now = _look(reference)
        form.objective.options = other_objectives(get_session(), now.linked)
        return _show_late("plan/risk_objectives.html", form, now, form.seen.ids | form.chosen)
    return show_form("plan/risk_objectives.html", form, **here.context)


@pages.route("/<org>/risks/<reference>/objectives/end", methods=["GET", "POST"])
@needs(Action.LINK_OBJECTIVE)
def end(reference: str) -> ResponseReturnValue:
    """Say which objective a risk no longer affects, and why."""
    here, actor = _look(reference), current_actor()
    form = UnlinkObjectiveForm(sent(), objective=request.args.get("objective"), seen=here.ids)
    form.objective.options = [objective_option(one) for one in here.linked]
    try:
        _refuse_late(form, here)
        if saved(form, lambda db: unlink_objective(
            db, actor, reference, form.objective_id, str(form.reason.data), seen=form.seen.ids
        )):  # fmt: skip
            return _done(here.case, f"{here.case.reference} is no longer linked to the objective.")
    except StaleError:
        now = _look(reference)
        form.objective.options = [objective_option(one) for one in now.linked]
        return _show_late("plan/end_objective.html", form, now, form.seen.ids - form.chosen)
    return show_form("plan/end_objective.html", form, **here.context)


def _refuse_late(form: ObjectiveForm, here: "_Looked") -> None:
    """Tell a late save before its choice is judged, which may be linked or ended by now."""
    if form.seen.ids != frozenset(here.ids):
        raise StaleError("Someone else changed the objectives of this risk.")


@dataclass(frozen=True, slots=True)
class _Looked:
    """A risk and the objectives it is linked to, as they stand when they are looked at."""

    case: Scoring
    linked: tuple[ObjectiveName, ...]

    @property
    def ids(self) -> list[UUID]:
        """The objectives that the page shows as linked."""
        return [one.id for one in self.linked]

    @property
    def goes_on_baf(self) -> bool:
        """Tell whether a link would put the risk on the BAF at once."""
        return goes_on_baf(self.case.stands)

    @property
    def context(self) -> dict[str, Any]:
        """What the pages show of it."""
        return {
            "risk": self.case,
            "linked": self.linked,
            "goes_on_baf": self.goes_on_baf,
            "barred": _barred(self.case.stands),
            "on_baf": Register.BAF in self.case.stands.held,
        }


def _look(reference: str) -> _Looked:
    session, actor = get_session(), current_actor()
    case = get_scoring(session, actor, reference)
    return _Looked(case, list_objectives_of_risk(session, actor, case.risk_id))


def _show_late(
    template: str,
    form: ObjectiveForm,
    now: _Looked,
    wanted: Collection[UUID],
) -> ResponseReturnValue:
    """Show the objectives it is linked to now beside those it was to be linked to."""
    listed = (objective_option(one) for one in list_objectives(get_session(), current_actor()))
    words = {option.value: option.words for option in (*listed, *map(objective_option, now.linked))}
    theirs, yours = (sorted(words.get(str(one), "") for one in each) for each in (now.ids, wanted))
    row = Both("Objectives it affects", "\n".join(theirs), "\n".join(yours))
    leave = url_for("risk_pages.show", reference=now.case.reference)
    late = Late("The objectives of this risk", leave, rows=(row,), turned="have been changed")
    return show_late(template, form, type(form)(seen=now.ids), late, **now.context)


def goes_on_baf(stands: Stands) -> bool:
    """Tell whether a link to an objective would put the risk on the BAF at once."""
    now = Circumstances(
        escalates=stands.matrix.escalates(stands.value),
        affects_objective=True,
        objective_asked=stands.objective_asked,
        held=stands.held,
    )
    return stands.status in ON_REGISTER and Register.BAF in moves_due(now).enter


def _barred(stands: Stands) -> str:
    """Return who the link takes where this person may not make it, else nothing."""
    if not stands.matrix.escalates(stands.value) or Register.BAF in stands.held:
        return ""
    allowed = may(current_actor(), Action.ANSWER_OBJECTIVE)
    return "" if allowed else who_may(Action.ANSWER_OBJECTIVE)


def other_objectives(session: Session, linked: Collection[ObjectiveName]) -> list[Option]:
    """Return the objectives of plans that have not ended, without those linked already."""
    actor, there = current_actor(), {one.id for one in linked}
    return [
        objective_option(row)
        for row in list_objectives(session, actor)
        if row.ends_on >= actor.today and row.id not in there
    ]


def objective_option(one: ObjectiveName | ObjectiveRow) -> Option:
    """Return an objective as a list offers it."""
    return Option(str(one.id), f"{one.number}: {one.title}")


def _done(case: Scoring, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("risk_pages.show", reference=case.reference), 303)
