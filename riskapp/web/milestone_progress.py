"""A milestone's owner and the notes on its progress; the effect it should have on a risk."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.milestones import GiveMilestoneForm, NoteProgressForm, effect_form
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError, StaleError
from riskapp.domain.scoring import Score
from riskapp.queries.matrices import get_matrix
from riskapp.queries.milestones import get_milestone
from riskapp.queries.names import get_risk_name
from riskapp.readmodels.plan import MilestoneRow, RiskName
from riskapp.services.effects import expect_effect
from riskapp.services.milestones import give_milestone, note_progress
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.milestones import change
from riskapp.web.new_milestone import post_options
from riskapp.web.session import current_actor, get_session

pages = Blueprint("milestone_progress", __name__)


@pages.route("/<org>/milestones/<reference>/owner", methods=["GET", "POST"])
@needs(Action.CHANGE_MILESTONE)
def owner(reference: str) -> ResponseReturnValue:
    """Give a milestone to another post."""
    actor = current_actor()
    row = get_milestone(get_session(), actor, reference)
    form = _owner_form(row, is_sent=True)
    return change(
        "milestones/owner.html",
        form,
        row,
        lambda session: give_milestone(session, actor, row.id, form.draft()),
        _owner_form,
    )


@pages.route("/<org>/milestones/<reference>/notes", methods=["GET", "POST"])
@needs(Action.CHANGE_MILESTONE)
def note(reference: str) -> ResponseReturnValue:
    """Write a note on the progress of a milestone."""
    actor = current_actor()
    row = get_milestone(get_session(), actor, reference)
    form = NoteProgressForm(sent())
    return change(
        "milestones/note.html",
        form,
        row,
        lambda session: note_progress(session, actor, row.id, form.draft()),
    )


@pages.route("/<org>/risks/<reference>/milestones/<milestone>/effect", methods=["GET", "POST"])
@needs(Action.LINK_MILESTONE)
def effect(reference: str, milestone: str) -> ResponseReturnValue:
    """Say to which consequence and likelihood a milestone should bring a risk."""
    session, actor = get_session(), current_actor()
    risk, row, expected = _found(session, reference, milestone)
    words = get_matrix(session, actor).words
    form = effect_form(expected, words, sent())
    there = url_for("risk_milestones.milestones", reference=risk.reference)
    context = {"risk": risk, "row": row, "back_to": there}

    def deed(writing: Session) -> None:
        expect_effect(writing, actor, risk.reference, row.id, form.draft())

    try:
        if saved(form, deed):
            flash(f"What {row.reference} should bring {risk.reference} to is saved.", "success")
            return redirect(there, 303)
    except StaleError:
        _, _, now = _found(get_session(), reference, milestone)
        late = Late("The expected effect", there)
        return show_late("milestones/effect.html", form, effect_form(now, words), late, **context)
    return show_form("milestones/effect.html", form, **context)


def _owner_form(row: MilestoneRow, *, is_sent: bool = False) -> GiveMilestoneForm:
    form = GiveMilestoneForm(
        sent() if is_sent else None,
        owner=str(row.owner_post_id) if row.owner_post_id else None,
        seen_version=row.version,
    )
    form.owner.options = post_options(get_session())
    return form


def _found(
    session: Session, reference: str, milestone: str
) -> tuple[RiskName, MilestoneRow, Score | None]:
    """Return a risk, a milestone that mitigates it, and what is expected of that."""
    actor = current_actor()
    risk = get_risk_name(session, actor, reference)
    row = get_milestone(session, actor, milestone)
    if risk.id not in {one.id for one in row.risks}:
        message = f"{row.reference} does not mitigate {risk.reference}."
        raise NotFoundError(message)
    return risk, row, row.expected_of(risk.id)
