"""The milestones of a risk: linking one that exists, or adding an action of the risk's own."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.plan import AddActionForm
from riskapp.domain.actions import Action
from riskapp.queries.milestones import (
    MilestoneFilters,
    get_milestone,
    get_milestone_page,
    list_milestones_of_risks,
)
from riskapp.queries.names import get_risk_name
from riskapp.readmodels.plan import MilestoneRow, RiskName
from riskapp.services.links import link_milestone
from riskapp.services.milestones import add_milestone
from riskapp.services.transactions import transaction
from riskapp.web.asked import asked_search
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.new_milestone import post_options
from riskapp.web.session import current_actor, get_session

pages = Blueprint("risk_milestones", __name__)

MOST_FOUND = 20


@pages.route("/<org>/risks/<reference>/milestones", methods=["GET", "POST"])
@needs(Action.LINK_MILESTONE)
def milestones(reference: str) -> ResponseReturnValue:
    """Show what mitigates a risk; add an action of its own, or find a milestone to link."""
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, reference)
    form = AddActionForm(sent())
    form.owner.options = post_options(session)
    if saved(form, lambda writing: add_milestone(writing, actor, form.draft((risk.id,)))):
        flash(f"The action is added to {risk.reference}.", "success")
        return redirect(_here(risk), 303)
    rows = list_milestones_of_risks(session, actor, [risk.id])[risk.id]
    search = asked_search()
    found = _found(session, search, rows) if search else ()
    return show_form(
        "milestones/of_risk.html", form, risk=risk, rows=rows, search=search, found=found
    )


@pages.post("/<org>/risks/<reference>/milestones/link")
@needs(Action.LINK_MILESTONE)
def link(reference: str) -> ResponseReturnValue:
    """Let a milestone that exists mitigate the risk."""
    actor = current_actor()
    with transaction(get_session()) as session:
        risk = get_risk_name(session, actor, reference)
        milestone = get_milestone(session, actor, request.form.get("milestone", ""))
        link_milestone(session, actor, risk.reference, milestone.id)
    flash(f"{milestone.reference} is linked to {risk.reference}.", "success")
    return redirect(_here(risk), 303)


def _found(
    session: Session, search: str, linked: tuple[MilestoneRow, ...]
) -> tuple[MilestoneRow, ...]:
    """Return the first milestones that fit the search and are not linked already."""
    filters = MilestoneFilters(search=search)
    size = MOST_FOUND + len(linked)
    page = get_milestone_page(session, current_actor(), filters, size=size)
    there = {row.id for row in linked}
    return tuple(row for row in page.rows if row.id not in there)[:MOST_FOUND]


def _here(risk: RiskName) -> str:
    return url_for("risk_milestones.milestones", reference=risk.reference)
