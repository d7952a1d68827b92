"""Form fields drawn with the NHS design system's own components.

They were written for an environment where a missing value is empty, so they have one of their own:
ours finds every misspelt name. They are slow, so only form fields are drawn with them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask
from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup
from wtforms import Field

from forms.base import DraftForm

Parameters = dict[str, Any]

_components = Environment(
    loader=PackageLoader("nhsuk_frontend_jinja"),
    autoescape=True,
    undefined=ChainableUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def component(folder: str, name: str, parameters: Parameters) -> Markup:
    """Return the HTML of one component of the design system."""
    macros = _components.get_template(f"nhsuk/components/{folder}/macro.jinja").module
    return Markup(getattr(macros, name)(parameters))  # noqa: S704 - the component escaped it


def draw_field(field: Field, **more: Any) -> Markup:
    """Return a form field with its label, its hint and what is wrong with it.

    `more` are further parameters of its component, for one page's needs: `label`, `classes` and
    the like.
    """
    return DRAWN[field.component](field, more)  # type: ignore[attr-defined]


def draw_failures(form: DraftForm) -> Markup:
    """Return the summary of what is wrong, each line leading to its field; empty when all is well.

    It takes the focus when the page opens.
    """
    items = [
        {"text": message, "href": f"#{field}"} if field else {"text": message}
        for field, message in form.failures
    ]
    if not items:
        return Markup("")
    return component(
        "error-summary", "errorSummary", {"heading": "There is a problem", "errorList": items}
    )


def set_up_components(app: Flask) -> None:
    """Give every template the drawing of fields and of what is wrong with them."""
    app.jinja_env.globals.update(draw_field=draw_field, draw_failures=draw_failures)


def _shared(field: Any, more: Parameters) -> Parameters:
    """Return what every component takes; the summary of failures leads to its `id`.

    Of radio buttons and check boxes it is the first one's: `idPrefix` names that.
    """
    named = "idPrefix" if field.component in {"radios", "checkboxes"} else "id"
    shared: Parameters = {named: field.id, "name": field.name}
    if field.description:
        shared["hint"] = {"text": field.description}
    if field.errors:
        shared["errorMessage"] = {"text": " ".join(str(error) for error in field.errors)}
    return shared | more


def _label(field: Field) -> Parameters:
    return {"text": field.label.text}


def _input(field: Any, more: Parameters) -> Markup:
    parameters = {
        "label": _label(field),
        "value": field.data or "",
        "type": field.kind,
        "width": field.width,
        "autocomplete": field.autocomplete,
    }
    return component("input", "input", parameters | _shared(field, more))


def _password(field: Any, more: Parameters) -> Markup:
    parameters = {"label": _label(field), "autocomplete": field.autocomplete}
    return component("password-input", "passwordInput", parameters | _shared(field, more))


def _character_count(field: Any, more: Parameters) -> Markup:
    parameters = {
        "label": _label(field),
        "value": field.data or "",
        "rows": field.rows,
        "maxlength": field.longest,
        "threshold": 75,
    }
    return component("character-count", "characterCount", parameters | _shared(field, more))


def _textarea(field: Any, more: Parameters) -> Markup:
    parameters = {"label": _label(field), "value": field.data or "", "rows": field.rows}
    return component("textarea", "textarea", parameters | _shared(field, more))


def _select(field: Any, more: Parameters) -> Markup:
    options = [{"value": one.value, "text": one.words} for one in field.options]
    parameters = {
        "label": _label(field),
        "items": [{"value": "", "text": "Choose"}, *options],
        "value": field.data or "",
    }
    return component("select", "select", parameters | _shared(field, more))


def _radios(field: Any, more: Parameters) -> Markup:
    return component("radios", "radios", _choices(field, {field.data}) | _shared(field, more))


def _checkboxes(field: Any, more: Parameters) -> Markup:
    chosen = _choices(field, set(field.data or ()))
    return component("checkboxes", "checkboxes", chosen | _shared(field, more))


def _choices(field: Any, chosen: set[str]) -> Parameters:
    items = [
        {
            "value": one.value,
            "text": one.words,
            "checked": one.value in chosen,
            **({"hint": {"text": one.hint}} if one.hint else {}),
        }
        for one in field.options
    ]
    legend = {"text": field.label.text, "size": "s"}
    return {"fieldset": {"legend": legend}, "items": items}


def _file(field: Any, more: Parameters) -> Markup:
    attributes = {"accept": field.accept} if field.accept else {}
    parameters = {"label": _label(field), "attributes": attributes}
    drawn = component("file-upload", "fileUpload", parameters | _shared(field, more))
    # The script of the design system makes a button of it whose name is not what it reads.
    return drawn.replace(' data-module="nhsuk-file-upload"', "")


def _hidden(field: Any, _more: Parameters) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(
        field.name, "" if field.data is None else field.data
    )


DRAWN: Mapping[str, Callable[[Any, Parameters], Markup]] = {
    "input": _input,
    "password": _password,
    "character-count": _character_count,
    "textarea": _textarea,
    "select": _select,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "hidden": _hidden,
    "file": _file,
}
