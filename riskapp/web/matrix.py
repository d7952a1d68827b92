"""The scoring matrix: the version in force, those before and to come, and making a new one."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.late import Both, compared, take_up
from forms.matrix import MatrixForm, WithdrawForm, filled_in
from riskapp.domain.actions import Action
from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError, NotFoundError, StaleError, UnfitError
from riskapp.domain.matrix_drafts import refuse_day
from riskapp.domain.wording import counted, date_words
from riskapp.queries.history import find_last_told
from riskapp.queries.matrix_versions import get_what_moves, list_versions
from riskapp.readmodels.matrix import MatrixLine, WhatMoves
from riskapp.services.matrices import apply_matrix, change_matrix, withdraw_matrix
from riskapp.services.transactions import transaction
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.guard import needs
from riskapp.web.late import Late, show_late
from riskapp.web.session import current_actor, get_session

if TYPE_CHECKING:
    from riskapp.models import MatrixVersion

pages = Blueprint("matrix", __name__)

OF_THIS_CHANGE = frozenset({"from_on", "reason"})
"""The fields that tell of the change, and not of the matrix."""
WITHDRAW = "settings/withdraw_matrix.html"


@pages.get("/<org>/settings/matrix")
@needs(Action.VIEW_REGISTER)
def show() -> ResponseReturnValue:
    """Show the version in force, or the one that the address asks for, and all the others."""
    versions = list_versions(get_session(), current_actor())
    return render_template(
        "settings/matrix.html",
        versions=versions,
        shown=_asked_version(versions),
        in_force=_in_force(versions),
        domains=list(Domain),
        today=current_actor().today,
    )


@pages.route("/<org>/settings/matrix/new", methods=["GET", "POST"])
@needs(Action.CHANGE_MATRIX)
def change() -> ResponseReturnValue:
    """Make a new version in two steps: look at what would move, then confirm."""
    actor = current_actor()
    latest = list_versions(get_session(), actor)[0]
    form = MatrixForm(sent(), data=at_first(_opening(latest)))
    fit = request.method == "POST" and form.validate() and _has_a_fit_day(form, latest)
    confirmed = "confirm" in request.form and fit and form.is_looked_at
    made: list[MatrixVersion] = []
    try:
        if confirmed and saved(
            form, lambda db: made.append(change_matrix(db, actor, form.draft()))
        ):
            flash(f"Version {made[0].version} holds from {date_words(made[0].from_on)}.", "success")
            return redirect(url_for("matrix.show"), 303)
    except StaleError:
        return _show_late(form)
    return _show(form, latest, fit=fit and not form.failures)


@pages.route("/<org>/settings/matrix/withdraw", methods=["GET", "POST"])
@needs(Action.CHANGE_MATRIX)
def withdraw() -> ResponseReturnValue:
    """Withdraw a version whose day has not come."""
    actor = current_actor()
    latest = list_versions(get_session(), actor)[0]
    form = WithdrawForm(sent(), data=at_first({"seen": latest.id}))
    try:
        if saved(form, lambda writing: withdraw_matrix(writing, actor, *form.draft())):
            flash("The version is withdrawn.", "success")
            return redirect(url_for("matrix.show"), 303)
    except StaleError:
        return _show_late_withdrawal(form)
    return show_form(WITHDRAW, form, coming=_coming(latest))


@pages.post("/<org>/settings/matrix/apply")
@needs(Action.CHANGE_MATRIX)
def apply() -> ResponseReturnValue:
    """Apply the version in force to the scores that stood before it."""
    with transaction(get_session()) as session:
        moved = apply_matrix(session, current_actor())
    flash(f"The version in force is applied: {counted(moved, 'risk')} moved.", "success")
    return redirect(url_for("matrix.show"), 303)


def _show(
    form: MatrixForm, latest: MatrixLine, *, fit: bool, late: Late | None = None
) -> tuple[str, int]:
    """Show the form, and above it, once it can be used, what would move."""
    moves = _what_moves(form, latest) if fit else None
    changed = bool(fit and form.looked.data and not form.is_looked_at)
    if fit:
        form.looked.data = form.digest
    return show_form(
        "settings/change_matrix.html",
        form,
        moves=moves,
        changed=changed,
        latest=latest,
        domains=list(Domain),
        late=late,
    )


def _show_late(form: MatrixForm) -> ResponseReturnValue:
    """Show where the version made meanwhile differs from what was typed, and what would move."""
    session, actor = get_session(), current_actor()
    latest = list_versions(session, actor)[0]
    theirs = MatrixForm(data=_opening(latest))
    told = find_last_told(session, actor, latest.id)
    rows = compared(form, theirs, but=OF_THIS_CHANGE)
    take_up(form, theirs)
    late = Late("The matrix", url_for("matrix.show"), told, rows)
    return _show(form, latest, fit=True, late=late)[0], 409


def _show_late_withdrawal(form: WithdrawForm) -> ResponseReturnValue:
    """Show what became of the version that was to be withdrawn, and which one is to come now."""
    session, actor = get_session(), current_actor()
    versions = list_versions(session, actor)
    latest, (seen, reason) = versions[0], form.draft()
    still = next((line for line in versions if line.id == seen), None)
    told = find_last_told(session, actor, latest.id if still else seen)
    coming = _coming(latest)
    rows = (
        Both("To be withdrawn", _named(coming), _named(still)),
        Both(form.reason.label.text, (told and told.words.get("reason")) or "", reason),
    )
    late = Late("The matrix", url_for("matrix.show"), told, rows, open=coming is not None)
    saved_now = WithdrawForm(data={"seen": latest.id})
    return show_late(WITHDRAW, form, saved_now, late, coming=coming)


def _named(line: MatrixLine | None) -> str:
    if line is None:
        return "a version that is not there any more"
    return f"version {line.matrix.version}, from {date_words(line.from_on)}"


def _coming(latest: MatrixLine) -> MatrixLine | None:
    """Return the latest version if its day has not come."""
    return latest if latest.from_on > current_actor().today else None


def _has_a_fit_day(form: MatrixForm, latest: MatrixLine) -> bool:
    """Tell whether a version could hold from the day that was given; if not, say why there.

    Who has not seen the latest version is shown that first.
    """
    draft = form.draft()
    if draft.seen != latest.id:
        return True
    try:
        refuse_day(draft.from_on, latest=latest.from_on, today=current_actor().today)
    except FieldError as error:
        form.refuse(error.field, str(error))
        return False
    return True


def _opening(latest: MatrixLine) -> dict[str, Any]:
    """Return the form as it opens: the latest version, to hold from today."""
    return filled_in(latest.matrix, current_actor().today) | {"seen": latest.id}


def _what_moves(form: MatrixForm, latest: MatrixLine) -> WhatMoves:
    return get_what_moves(get_session(), current_actor(), latest.matrix, form.draft().matrix)


def _in_force(versions: tuple[MatrixLine, ...]) -> MatrixLine:
    today = current_actor().today
    return next(line for line in versions if line.holds_on(today))


def _asked_version(versions: tuple[MatrixLine, ...]) -> MatrixLine:
    """Return the version whose number the address asks for, the one in force where it asks none."""
    asked = request.args.get("version", "")
    if not asked:
        return _in_force(versions)
    if not asked.isdecimal():
        raise UnfitError("The version in the address is not a number.")
    for line in versions:
        if str(line.matrix.version) == asked:
            return line
    raise NotFoundError("There is no such version of the matrix.")
