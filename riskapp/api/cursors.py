"""Going through a list piece by piece: an address for what follows, that holds for this list."""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, request
from itsdangerous import BadSignature, URLSafeSerializer

from riskapp.api.answers import shown
from riskapp.api.problems import AskedError, Fault
from riskapp.api.shapes import Listing, Walk
from riskapp.web.session import get_settings

UNFIT = "This cursor does not go with this list. Begin the list anew, without a cursor."
GONE = "What this list was to go on with has gone from it. Begin the list anew, without a cursor."
FOLLOWING = 3
"""How many of the rows that come next a cursor knows, beside the one that was the last."""
SALT = "where to go on in a list"

T = TypeVar("T")


def listed(found: Listing[Any]) -> Response:
    """Return a piece of a list, with the address of the next in its Link header too."""
    response = shown(found)
    if found.next:
        response.headers["Link"] = f'<{found.next}>; rel="next"'
    return response


def went_to(walk: Walk) -> tuple[Any, ...] | None:
    """Return where the last piece ended, None at the beginning; AskedError for another list's."""
    if walk.cursor is None:
        return None
    try:
        question, keys = _writer().loads(walk.cursor)
    except (BadSignature, ValueError):
        raise AskedError([Fault("cursor", UNFIT)]) from None
    if question != _question():
        raise AskedError([Fault("cursor", UNFIT)])
    return tuple(map(_read, keys))


def next_address(keys: Sequence[object] | None) -> str | None:
    """Return the address of what follows, None where nothing does."""
    if keys is None:
        return None
    cursor = _writer().dumps([_question(), [_write(key) for key in keys]])
    asked = [(name, value) for name, value in request.args.items() if name != "cursor"]
    query = urlencode([*asked, ("cursor", cursor)])
    return f"{request.script_root}{request.path}?{query}"


def piece(rows: Sequence[T], walk: Walk, key: Callable[[T], str]) -> tuple[Sequence[T], str | None]:
    """Return a piece of a list that is read as a whole, and the address of the next.

    It goes on after the row it ended with; where that has gone, as what waits does once it is
    answered, with the first that still stands of those that came next. AskedError where none does.
    """
    went, begin = went_to(walk), 0
    if went is not None and rows:
        begin = _goes_on_at([key(row) for row in rows], *went)
    ends = begin + walk.limit
    more = [key(row) for row in rows[ends - 1 : ends + FOLLOWING]] if ends < len(rows) else None
    return rows[begin:ends], next_address(more)


def _goes_on_at(keys: Sequence[str], last: str, *following: str) -> int:
    """Return at which row a list goes on, by the row that was the last and those after it."""
    if last in keys:
        return keys.index(last) + 1
    stands = next((one for one in following if one in keys), None)
    if stands is None:
        raise AskedError([Fault("cursor", GONE)])
    return keys.index(stands)


def listed_whole(
    answer: type[Listing[Any]],
    rows: Sequence[T],
    walk: Walk,
    key: Callable[[T], str],
    of: Callable[[T], Any],
) -> Response:
    """Return a piece of a list that is read as a whole, each row as `of` says it."""
    some, following = piece(rows, walk, key)
    return listed(answer(items=tuple(map(of, some)), next=following, total=len(rows)))


def listed_counted(
    answer: type[Listing[Any]], rows: Sequence[T], walk: Walk, of: Callable[[T], Any]
) -> Response:
    """Return a piece of a list, newest first, whose rows have no ids: they count from the end."""
    counted = [(str(len(rows) - at), one) for at, one in enumerate(rows)]
    return listed_whole(answer, counted, walk, lambda it: it[0], lambda it: of(it[1]))


def _question() -> str:
    """Return a digest of which list is asked for: its address, and what narrows and orders it."""
    asked = sorted(pair for pair in request.args.items() if pair[0] not in {"cursor", "limit"})
    return sha256(repr((request.path, asked)).encode()).hexdigest()[:16]


def _writer() -> URLSafeSerializer:
    """Return what signs cursors, so that nobody makes one up."""
    return URLSafeSerializer(get_settings().secret_key, salt=SALT)


def _write(key: object) -> Any:
    if isinstance(key, UUID):
        return ["id", key.hex]
    return ["day", key.isoformat()] if isinstance(key, date) else key


def _read(written: Any) -> Any:
    if not isinstance(written, list):
        return written
    kind, value = written
    return UUID(hex=value) if kind == "id" else date.fromisoformat(value)
