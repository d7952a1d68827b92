"""Raising a risk, changing what it says, and opening a draft."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from forms.fields import options_of
from forms.risks import EditForm, RaiseForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotAllowedError, StaleError
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.matrix import Matrix
from riskapp.domain.preview import Stands, outlook, outlook_sentences
from riskapp.domain.scoring import ScoreKind
from riskapp.queries.cases import Case, read_case
from riskapp.queries.history import find_last_told
from riskapp.queries.matrices import get_matrix
from riskapp.queries.risk_choices import get_places, list_units_within_reach
from riskapp.services import approvals
from riskapp.services.risks import edit_risk, open_risk, raise_risk
from riskapp.services.transactions import transaction
from riskapp.web.binding import saved, sent, show_form
from riskapp.web.formats import day
from riskapp.web.guard import needs
from riskapp.web.kept import keeps
from riskapp.web.late import Late, late_since_begun, show_late
from riskapp.web.session import current_actor, get_session

pages = Blueprint("raising", __name__)

POINTS_AT = {
    "unit": "unit_id",
    "owner": "owner_post_id",
    "executive": "executive_post_id",
    "handler": "handler_post_id",
    "committee": "lead_committee_id",
    "programme": "programme_id",
}
"""The fields of the form that hold an id, and what each is called on a risk."""
SAYS = (
    *("title", "cause", "event", "effect", "kind", "origin", "treatment", "proximity"),
    *("visibility", "visibility_reason", "public_words"),
)


@pages.route("/<org>/risks/new", methods=["GET", "POST"])
@needs(Action.RAISE_RISK)
@keeps()
def raise_new() -> ResponseReturnValue:
    """Raise a risk, or keep it as a draft."""
    session, actor = get_session(), current_actor()
    units = list_units_within_reach(session, actor)
    form = RaiseForm(sent(), data={"unit": str(units[0][0]) if units else ""})
    form.unit.options = options_of(units)
    references: list[str] = []
    if "preview" not in request.form and saved(
        form, lambda db: references.append(raise_risk(db, actor, form.draft()).case.reference)
    ):
        done = "is kept as a draft" if form.as_draft.data else "is raised"
        flash(f"{references[0]} {done}.", "success")
        return redirect(url_for("risk_pages.show", reference=references[0]), 303)
    matrix = get_matrix(session, actor)
    form.speak(matrix)
    return show_form("risks/new.html", form, follows=_follows(matrix, form))


@pages.route("/<org>/risks/<reference>/edit", methods=["GET", "POST"])
@needs(Action.EDIT_RISK)
@keeps()
def edit(reference: str) -> ResponseReturnValue:
    """Change what a risk says; a late save shows both versions and loses nothing."""
    session, actor = get_session(), current_actor()
    case = read_case(session, actor, reference)
    form = offer_places(EditForm(sent(), data=filled_in(case)))
    try:
        if saved(form, lambda db: edit_risk(db, actor, reference, form.draft())):
            flash("The change is saved.", "success")
            return redirect(url_for("risk_pages.show", reference=case.reference), 303)
    except StaleError:
        return _show_late(reference, form)
    except NotAllowedError as error:
        form.refuse("", str(error))
        return show_form("risks/edit.html", form, case=case)[0], 403
    begun = late_since_begun(form, lambda: EditForm(data=filled_in(case)), lambda: _late(case))
    return show_form("risks/edit.html", form, case=case, late=begun)


@pages.post("/<org>/risks/<reference>/open")
@needs(Action.EDIT_RISK)
def open_draft(reference: str) -> ResponseReturnValue:
    """Open a draft, so that the register's rules apply to it."""
    actor = current_actor()
    with transaction(get_session()) as db:
        open_risk(db, actor, reference)
    flash(f"{reference} is open.", "success")
    return redirect(url_for("risk_pages.show", reference=reference), 303)


@pages.post("/<org>/risks/<reference>/ask-approval")
@needs(Action.ASK_APPROVAL)
def ask_approval(reference: str) -> ResponseReturnValue:
    """Send a draft for approval."""
    actor = current_actor()
    with transaction(get_session()) as db:
        approvals.ask_approval(db, actor, reference)
    flash(f"{reference} is sent for approval: somebody else decides about it.", "success")
    return redirect(url_for("risk_pages.show", reference=reference), 303)


def _follows(matrix: Matrix, form: RaiseForm) -> tuple[str, ...]:
    """Say what will follow from raising the risk with this score, once there is one."""
    given = form.score
    if given is None:
        return ()
    actor = current_actor()
    stands = Stands(matrix, RiskStatus.OPEN)
    seen = outlook(stands, ScoreKind.CURRENT, given, actor)
    return outlook_sentences(seen, stands)


def offer_places(form: EditForm) -> EditForm:
    """Return the form with what may be chosen in it."""
    places = get_places(get_session(), current_actor())
    form.unit.options = options_of(places.units)
    for field in (form.owner, form.executive, form.handler):
        field.options = options_of(places.posts)
    form.committee.options = options_of(places.committees)
    form.programme.options = options_of(places.programmes)
    return form


def _show_late(reference: str, form: EditForm) -> ResponseReturnValue:
    """Show what is saved now beside what was typed, ready to be saved over it knowingly."""
    session = get_session()
    session.expire_all()
    case = read_case(session, current_actor(), reference)
    now = EditForm(data=filled_in(case))
    return show_late("risks/edit.html", form, now, _late(case), case=case)


def _late(case: Case) -> Late:
    leave = url_for("risk_pages.show", reference=case.reference)
    return Late("This risk", leave, find_last_told(get_session(), current_actor(), case.risk.id))


def filled_in(case: Case) -> dict[str, Any]:
    """Return the form as it opens: what the risk says now."""
    says = case.says
    pointed = {field: getattr(says, column) for field, column in POINTS_AT.items()}
    return {
        **{name: getattr(says, name) for name in SAYS},
        "visibility_review_on": day(says.visibility_review_on, none=""),
        **{field: str(held) if held else "" for field, held in pointed.items()},
        "seen_version": str(case.risk.version),
    }
