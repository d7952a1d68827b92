"""From a form to a deed and back: the shape that every page with a form has."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import render_template, request
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from forms.base import DraftForm
from riskapp.domain.errors import FieldError
from riskapp.services.transactions import transaction
from riskapp.web.kept import taken_up, throw_away_sent
from riskapp.web.session import get_session


def saved(form: DraftForm, deed: Callable[[Session], object]) -> bool:
    """Do a deed in one transaction when the form was sent and is valid.

    False when the page has to be shown: for the first time, or with what is wrong at its fields.
    """
    if request.method != "POST" or not form.validate():
        return False
    try:
        with transaction(get_session()) as session:
            deed(session)
            throw_away_sent()
    except FieldError as error:
        form.refuse(error.field, str(error))
        return False
    return True


def sent() -> MultiDict[str, str] | None:
    """Return what a form was sent with, or kept with where the person goes on with it.

    None when the page is asked for the first time.
    """
    return request.form if request.method == "POST" else taken_up()


def at_first(filled: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what fills a form in as it opens; nothing stands in for what a sent form lacks."""
    return filled if sent() is None else {}


def show_form(template: str, form: DraftForm, **context: Any) -> tuple[str, int]:
    """Return a page with its form, with status 422 when something in it is wrong."""
    page = render_template(template, **{"form": form, "late": None} | context)
    return page, 422 if form.failures else 200
