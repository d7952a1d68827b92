"""The gaps of a risk: raising one, naming what is to close it, and closing it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from forms.controls import CloseGapForm, GapForm, GapMilestonesForm
from forms.fields import Option, options_of
from forms.late import Both, compared
from forms.plan import AddActionForm
from riskapp.domain.actions import Action
from riskapp.domain.controls import GAP_NAMES
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.wording import date_words
from riskapp.queries.names import list_post_names
from riskapp.readmodels.assurance import AssurancePage, GapLine
from riskapp.readmodels.plan import MilestoneRow
from riskapp.services.gaps import add_closing_action, close_gap, name_milestones, raise_gap
from riskapp.web.about_risk import (
    Answer,
    Asked,
    Turned,
    answer,
    answer_late,
    read_page,
    refuse_missing,
)
from riskapp.web.asked import asked_id
from riskapp.web.assurances import control_options
from riskapp.web.binding import sent
from riskapp.web.guard import needs
from riskapp.web.kept import keeps
from riskapp.web.session import current_actor, get_session

pages = Blueprint("gaps", __name__)


@pages.route("/<org>/risks/<reference>/gaps/new", methods=["GET", "POST"])
@needs(Action.CHANGE_CONTROL)
@keeps()
def raise_new(reference: str) -> ResponseReturnValue:
    """Raise a gap, of a control or of the whole risk."""
    page, actor = read_page(reference), current_actor()
    chosen = page.control(asked_id("control"))
    form = GapForm(sent(), control=str(chosen.id) if chosen else "")
    form.control.options = control_options(page)
    form.offer(milestones=options_to_close(page.milestones))
    asked = Asked("Raise a gap", "Raise the gap", "The gap is raised.")
    return answer(page, asked, form, lambda db: raise_gap(db, actor, reference, form.draft()))


@pages.route("/<org>/risks/<reference>/gaps/<uuid:gap_id>/milestones", methods=["GET", "POST"])
@needs(Action.CHANGE_CONTROL)
@keeps()
def milestones(reference: str, gap_id: UUID) -> ResponseReturnValue:
    """Name which of the risk's milestones are to close a gap; without any, an action is added."""
    page, gap = _find(reference, gap_id)
    if gap and not page.milestones:
        return redirect(url_for("gaps.action", reference=reference, gap_id=gap_id), 303)
    named = [str(one.id) for one in gap.milestones] if gap else []
    form = GapMilestonesForm(sent(), milestones=named, seen=" ".join(named))
    form.milestones.options = options_to_close(page.milestones)
    asked = Asked("Name what is to close a gap", "Save", "It is saved.", _about(gap))
    actor = current_actor()
    return answer(
        page,
        asked,
        form,
        lambda db: name_milestones(db, actor, reference, gap_id, form.draft()),
        _late(asked, form, gap_id),
    )


@pages.route("/<org>/risks/<reference>/gaps/<uuid:gap_id>/action", methods=["GET", "POST"])
@needs(Action.CHANGE_CONTROL)
@keeps()
def action(reference: str, gap_id: UUID) -> ResponseReturnValue:
    """Add an action of the risk that is to close a gap."""
    page, gap = _find(reference, gap_id)
    actor = current_actor()
    form = AddActionForm(sent())
    form.owner.options = options_of(list_post_names(get_session(), actor))
    asked = Asked("Add an action that closes a gap", "Add the action", "It is added.", _about(gap))
    ids = (page.risk.id,)
    return answer(
        page,
        asked,
        form,
        lambda db: add_closing_action(db, actor, reference, gap_id, form.draft(ids)),
        _late(asked, form, gap_id),
    )


@pages.route("/<org>/risks/<reference>/gaps/<uuid:gap_id>/close", methods=["GET", "POST"])
@needs(Action.CHANGE_CONTROL)
@keeps()
def close(reference: str, gap_id: UUID) -> ResponseReturnValue:
    """Close a gap, by one of its milestones that is done or with a reason."""
    page, gap = _find(reference, gap_id)
    form = CloseGapForm(sent())
    form.offer(milestone=options_to_close(_done(gap)))
    asked = Asked("Close a gap", "Close the gap", "The gap is closed.", _about(gap))
    actor = current_actor()
    return answer(
        page,
        asked,
        form,
        lambda db: close_gap(db, actor, reference, gap_id, form.draft()),
        _late(asked, form, gap_id),
    )


def options_to_close(milestones: Iterable[MilestoneRow]) -> tuple[Option, ...]:
    """Return milestones that could close a gap."""
    return tuple(map(_option, milestones))


def _find(reference: str, gap_id: UUID) -> tuple[AssurancePage, GapLine | None]:
    """Return the risk's page with the gap, which is None once it is closed."""
    page = read_page(reference)
    refuse_missing(page.gap(gap_id), "gap")
    return page, page.gap(gap_id)


def _done(gap: GapLine | None) -> list[MilestoneRow]:
    return [one for one in gap.milestones if one.status is MilestoneStatus.DONE] if gap else []


def _option(one: MilestoneRow) -> Option:
    return Option(str(one.id), f"{one.reference} {one.words}", f"{one.standing.words}")


def _about(gap: GapLine | None) -> tuple[tuple[str, str], ...]:
    return ((GAP_NAMES[gap.kind].capitalize(), gap.words),) if gap else ()


def _late(asked: Asked, form: Any, gap_id: UUID) -> Answer:
    """Answer whoever was late with the gap that somebody else has closed."""

    def late(now: AssurancePage) -> ResponseReturnValue:
        theirs = type(form)()
        rows = (_closed(now, gap_id), *compared(form, theirs, but=()))
        turned = Turned("This gap", gap_id, "has been closed", rows, open=False)
        return answer_late(now, asked, form, theirs, turned)

    return late


def _closed(page: AssurancePage, gap_id: UUID) -> Both:
    gap = next((one for one in page.found.closed_gaps if one.id == gap_id), None)
    if gap is None or gap.closed_on is None:
        return Both("The gap", "open", "open")
    why = " ".join(filter(None, [gap.closed_by and f"by {gap.closed_by}.", gap.closed_why]))
    return Both("The gap", f"closed on {date_words(gap.closed_on)}: {why}", "open")
