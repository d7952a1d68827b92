"""Lists as JSON: what they are of, their columns and their rows, as the published schema has it."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from riskapp.domain.take_out import CellKind, Value
from riskapp.readmodels.take_out import About, TakeOut

FORMAT: Final = "riskapp-list"
VERSION: Final = 1

_WRITTEN: Final[Mapping[CellKind, str]] = {
    CellKind.TEXT: "a string",
    CellKind.REFERENCE: "a string",
    CellKind.NUMBER: "an integer",
    CellKind.DAY: "a string like 2018-06-30",
    CellKind.YES_NO: "true or false",
}
_STRING: Final = {"type": "string"}


def _object(properties: Mapping[str, object]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: object) -> dict[str, Any]:
    return {"type": "array", "items": items}


_PROPERTIES: Final[Mapping[str, object]] = {
    "format": {"const": FORMAT},
    "version": {"const": VERSION},
    "title": _STRING,
    "organisation": _object({"code": _STRING, "name": _STRING}),
    "as_at": {"type": "string", "format": "date"},
    "made_at": {"type": "string", "format": "date-time"},
    "made_by": _STRING,
    "shows": _STRING,
    "filters": _array(_STRING),
    "legend": _array(_object({"word": _STRING, "means": _STRING})),
    "columns": _array(
        _object({"key": _STRING, "heading": _STRING, "kind": {"enum": [*map(str, CellKind)]}})
    ),
    "rows": _array(
        {
            "type": "object",
            "description": "A value for the key of each column, by its kind; null is empty. "
            + "; ".join(f"{kind.value}: {_WRITTEN[kind]}" for kind in CellKind),
            "additionalProperties": {"type": ["string", "integer", "boolean", "null"]},
        }
    ),
}


def list_json(take_out: TakeOut) -> Iterator[bytes]:
    """Yield a list as one JSON object, a row to a line; its rows are asked for as it is sent."""
    keys = [column.key for column in take_out.columns]
    head = _json(_head(take_out)).removesuffix("}")
    yield f'{head},\n"rows":['.encode()
    between = "\n"
    for row in take_out.rows:
        yield f"{between}{_json(dict(zip(keys, map(_plain, row), strict=True)))}".encode()
        between = ",\n"
    yield b"\n]}\n"


def list_schema() -> dict[str, Any]:
    """Return the JSON schema of every list, whichever columns it has."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A list taken out of the risk and assurance register",
        **_object(_PROPERTIES),
    }


def _head(take_out: TakeOut) -> dict[str, Any]:
    about = take_out.about
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": take_out.title,
        **_about(about),
        "columns": [
            {"key": one.key, "heading": one.heading, "kind": one.kind.value}
            for one in take_out.columns
        ],
    }


def _about(about: About) -> dict[str, Any]:
    return {
        "organisation": {"code": about.code, "name": about.organisation},
        "as_at": about.as_at.isoformat(),
        "made_at": about.made_at.isoformat(),
        "made_by": about.made_by,
        "shows": about.shows,
        "filters": list(about.filters),
        "legend": [{"word": word, "means": means} for word, means in about.legend],
    }


def _plain(value: Value) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _json(what: object) -> str:
    return json.dumps(what, ensure_ascii=False)
