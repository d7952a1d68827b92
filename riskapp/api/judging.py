"""What is sent is judged by the pages' own forms, so that no rule of theirs is passed by."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import TypeVar

from flask import g
from werkzeug.datastructures import MultiDict

from forms.base import DraftForm
from riskapp.api.problems import Fault, SentError

Form = TypeVar("Form", bound=DraftForm)


def typed(values: Mapping[str, object]) -> MultiDict[str, str]:
    """Return values as a form is sent them; what is null or false is not there."""
    pairs = ((name, _text(one)) for name, value in values.items() for one in _each(value))
    return MultiDict(list(pairs))


def judged(form: Form, names: Mapping[str, str]) -> Form:
    """Return a form that is valid; SentError with its own sentences where it is not.

    `names` are what the API calls those of its fields that it calls otherwise.
    """
    g.field_names = names
    if not form.validate():
        faults = [Fault(names.get(field, field), sentence) for field, sentence in form.failures]
        raise SentError(faults)
    return form


def _each(value: object) -> Iterable[object]:
    if value is None or value is False:
        return ()
    return value if isinstance(value, list | tuple | set | frozenset) else (value,)


def _text(value: object) -> str:
    if value is True:
        return "yes"
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)
