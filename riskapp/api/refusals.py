"""What was wrong in what was sent, in the register's sentences: never what was sent itself."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from riskapp.api.problems import Fault

UNFIT = "This cannot be used."
SENTENCES = {
    "missing": "This must be given.",
    "date_from_datetime_parsing": "Give a day that exists, like 2018-06-30.",
    "date_parsing": "Give a day that exists, like 2018-06-30.",
    "date_from_datetime_inexact": "Give a day that exists, like 2018-06-30.",
    "bool_type": "Give true or false.",
    "int_type": "Give a whole number.",
    "int_parsing": "Give a whole number.",
    "int_from_float": "Give a whole number.",
    "string_type": "Give text.",
    "string_unicode": "Give text.",
    "string_pattern_mismatch": "This is not written as it must be.",
    "tuple_type": "Give a list.",
    "list_type": "Give a list.",
    "model_type": "Give an object with the fields of this request.",
    "uuid_parsing": "Give an id, as the register writes it.",
    "uuid_type": "Give an id, as the register writes it.",
    "string_too_long": "Use {max_length:,} characters or fewer.",
    "string_too_short": "This must be given.",
    "too_long": "Give {max_length} or fewer.",
    "too_short": "Give at least {min_length}.",
    "greater_than_equal": "Give {ge} or more.",
    "less_than_equal": "Give {le} or less.",
    "enum": "Give one of: {expected}.",
    "literal_error": "Give one of: {expected}.",
}
"""What to say of each kind of mistake that pydantic finds."""


def faults_of(error: ValidationError, shape: type[BaseModel]) -> list[Fault]:
    """Return what is wrong, each at its field, once."""
    found = (_fault(one, shape) for one in error.errors(include_input=False, include_url=False))
    return list(dict.fromkeys(found))


def _fault(one: Any, shape: type[BaseModel]) -> Fault:
    place, kind, told = one["loc"], one["type"], one.get("ctx", {})
    if kind == "extra_forbidden":  # its name is what was sent, so it is not said again
        known = ", ".join(_names(shape)) if len(place) == 1 else ""
        among = f" Those known are: {known}." if known else ""
        return Fault(_field(place[:-1]), f"Something is given that is not known here.{among}")
    return Fault(_field(place), SENTENCES.get(kind, UNFIT).format(**told))


def _names(shape: type[BaseModel]) -> Iterator[str]:
    for name, field in shape.model_fields.items():
        yield field.alias or name


def _field(place: Any) -> str:
    return ".".join(str(part) for part in place)
