"""Everything of an organisation as one JSON object, a row to a line, written as it is read."""

import json
from collections.abc import Iterator

from riskapp.readmodels.everything import FORMAT, Everything

PIECE = 65_536
"""Characters that are sent at once."""


def everything_json(everything: Everything) -> Iterator[bytes]:
    """Yield the object in pieces, none much longer than its longest row."""
    waiting: list[str] = []
    length = 0
    for line in _lines(everything):
        waiting.append(line)
        length += len(line)
        if length >= PIECE:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join(waiting).encode()


def _lines(everything: Everything) -> Iterator[str]:
    head = {
        "format": FORMAT,
        "version": everything.version,
        "schema": everything.schema,
        "taken_out": dict(everything.taken_out),
        "organisation": dict(everything.organisation),
        "people": [dict(person) for person in everything.people],
    }
    yield f'{_json(head).removesuffix("}")},\n"rows":{{'
    between = "\n"
    for table, rows in everything.tables:
        yield f"{between}{_json(table)}:["
        between = "\n"
        for row in rows:
            yield f"{between}{_json(row)}"
            between = ",\n"
        yield "]"
        between = ",\n"
    yield "\n}}\n"


def _json(what: object) -> str:
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))
