"""Changing the risks of a register's filter at once: choose, preview, confirm."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.bulk_change import ChangeManyForm
from forms.fields import options_of
from riskapp.domain.actions import Action
from riskapp.domain.bulk_change import MOST_AT_ONCE, PART_NAMES, Plan
from riskapp.domain.errors import FieldError, StaleError, UnfitError
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.matrix import Matrix
from riskapp.domain.wording import counted
from riskapp.queries.bulk_change import list_candidates
from riskapp.queries.choices import list_choices
from riskapp.queries.matrices import get_matrix
from riskapp.queries.names import list_post_names
from riskapp.queries.risk_choices import list_committees, list_units_within_reach
from riskapp.services.bulk_change import change_many, preview_change
from riskapp.services.transactions import transaction
from riskapp.web.asked import asked_day
from riskapp.web.asked_filters import asked_filters, said
from riskapp.web.binding import sent
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("bulk_change", __name__)

OF_THE_LIST = frozenset({"page", "sort", "as-at"})
"""What the address of a list asks for beside its filters."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The risks that the address asks for."""

    filters: RegisterFilters
    matrix: Matrix
    said: list[tuple[str, str]]


@pages.route("/<org>/risks/change", methods=["GET", "POST"])
@needs(Action.CHANGE_IN_BULK)
def change() -> ResponseReturnValue:
    """Choose what to change, see what would become of each risk, and change them."""
    asked, form = _asked(), _form()
    if request.method != "POST" or not form.validate():
        return _show(asked, form)
    try:
        if "confirm" in request.form:
            return _done(_change(asked, form))
        return _show(asked, form, _preview(asked, form))
    except StaleError:
        return _show(asked, form, _preview(asked, form), late=True)
    except FieldError as error:
        form.refuse(error.field, str(error))
        return _show(asked, form)


def change_address() -> str:
    """Return the address for changing the risks that this page's filters fit."""
    return _with_filters("bulk_change.change")


def _asked() -> _Asked:
    session, actor = get_session(), current_actor()
    if asked_day() is not None:
        raise UnfitError("Risks are changed as they are now, not as at an earlier day.")
    matrix, choices = get_matrix(session, actor), list_choices(session, actor)
    filters = asked_filters(choices, matrix)
    return _Asked(filters, matrix, list(said(filters, choices, matrix)))


def _form() -> ChangeManyForm:
    session, actor = get_session(), current_actor()
    form = ChangeManyForm(sent())
    form.owner.options = options_of(list_post_names(session, actor))
    form.unit.options = options_of(list_units_within_reach(session, actor))
    form.committee.options = options_of(list_committees(session, actor))
    return form


def _preview(asked: _Asked, form: ChangeManyForm) -> Plan:
    draft = form.draft()
    plan = preview_change(get_session(), current_actor(), asked.filters, asked.matrix, draft)
    form.seen.data = plan.digest
    return plan


def _change(asked: _Asked, form: ChangeManyForm) -> Plan:
    with transaction(get_session()) as db:
        return change_many(db, current_actor(), asked.filters, asked.matrix, form.draft())


def _done(plan: Plan) -> ResponseReturnValue:
    changed, left = len(plan.changed), len(plan.left)
    also = f" {counted(left, 'risk').capitalize()} left as before." if left else ""
    flash(f"{counted(changed, 'risk')} changed.{also}", "success")
    return redirect(_with_filters("register.risks"), 303)


def _show(
    asked: _Asked, form: ChangeManyForm, plan: Plan | None = None, *, late: bool = False
) -> ResponseReturnValue:
    if plan is None:
        fit = len(list_candidates(get_session(), current_actor(), asked.filters, asked.matrix))
    else:
        fit = len(plan.lines)
    page = render_template(
        "register/change.html",
        form=form,
        plan=plan,
        fit=fit,
        too_many=fit > MOST_AT_ONCE,
        most=MOST_AT_ONCE,
        said=asked.said,
        outdated=late,
        part_names=PART_NAMES,
        sent_to=change_address(),
        register_address=_with_filters("register.risks"),
    )
    return page, 409 if late else 422 if form.failures else 200


def _with_filters(endpoint: str) -> str:
    """Return the address of a page with the filters of this one."""
    kept = {
        name: words for name, words in request.args.items() if words and name not in OF_THE_LIST
    }
    return f"{url_for(endpoint)}?{urlencode(kept)}" if kept else url_for(endpoint)
