"""Adding a milestone: of a programme, of risks, or of both."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.fields import Option, options_of
from forms.plan import PART, AddMilestoneForm
from riskapp.domain.actions import Action
from riskapp.domain.permissions import require
from riskapp.domain.references import milestone_reference, risk_reference
from riskapp.models import Milestone
from riskapp.queries.names import list_post_names
from riskapp.queries.programmes import list_programme_names, list_workstream_names
from riskapp.services.milestones import add_milestone
from riskapp.web.asked import asked_id, asked_risk
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.milestones import risk_at
from riskapp.web.session import current_actor, get_session

pages = Blueprint("new_milestone", __name__)


@pages.route("/<org>/milestones/new", methods=["GET", "POST"])
@needs(Action.CHANGE_MILESTONE)
def new() -> ResponseReturnValue:
    """Add a milestone."""
    form = _form(get_session())
    made: list[Milestone] = []
    if saved(form, lambda session: made.append(add_asked(session, form))):
        reference = milestone_reference(made[0].number)
        flash(f"{reference} is added.", "success")
        return redirect(url_for("milestones.milestone", reference=reference), 303)
    return show_form("milestones/new.html", form)


def post_options(session: Session) -> tuple[Option, ...]:
    """Return the posts that may own a milestone."""
    return options_of(list_post_names(session, current_actor()))


def _form(session: Session) -> AddMilestoneForm:
    programme, risk = asked_id("programme"), asked_risk()
    form = AddMilestoneForm(
        sent(),
        programme=str(programme) if programme else None,
        risks=risk_reference(risk) if risk else None,
    )
    form.owner.options = post_options(session)
    form.programme.options = programme_options(session)
    return form


def programme_options(session: Session) -> list[Option]:
    """Return each programme, followed by its workstreams."""
    actor = current_actor()
    workstreams = list_workstream_names(session, actor)
    options = []
    for programme_id, name in list_programme_names(session, actor):
        options.append(Option(str(programme_id), name))
        options += [
            Option(f"{programme_id}{PART}{key}", f"{name}: {words}")
            for key, of_id, words in workstreams
            if of_id == programme_id
        ]
    return options


def add_asked(session: Session, form: AddMilestoneForm) -> Milestone:
    """Add the milestone that a valid form asks for; FieldError for a risk that is none."""
    actor = current_actor()
    if form.references:
        require(actor, Action.LINK_MILESTONE)
    ids = dict.fromkeys(risk_at(session, reference, "risks").id for reference in form.references)
    return add_milestone(session, actor, form.draft(tuple(ids)))
