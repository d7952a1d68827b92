"""Requests that are sent again: done once, and answered the same."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256

from flask import request
from sqlmodel import Session

from riskapp.api.guard import current_bearer
from riskapp.api.problems import Fault, Problem, ProblemError, SentError
from riskapp.queries.bearers import find_answer
from riskapp.services.api_tokens import begin_answer, keep_answer
from riskapp.web.session import get_session

HEADER = "Idempotency-Key"
KEY = re.compile("[!-~]{1,200}")
OTHER = "This Idempotency-Key came with another request before. Nothing was saved."
UNFIT = "An Idempotency-Key has 1 to 200 letters, figures and signs, without spaces."


def find_done() -> str:
    """Return where that is what this request added when it came before, "" where it is new.

    ProblemError where its key came with another request.
    """
    key = _key()
    found = find_answer(get_session(), current_bearer(), key) if key else None
    if found is None:
        return ""
    if found.request_digest != _digest():
        raise SentError([Fault(HEADER, OTHER)])
    return found.location


@contextmanager
def done_once(session: Session) -> Iterator[Callable[[str], None]]:
    """Claim this request's key for a deed; keep where what it added is, by what is given here."""
    key = _key()
    if not key:
        yield lambda _location: None
        return
    answer = begin_answer(session, current_bearer(), key, _digest())
    yield lambda location: keep_answer(answer, 201, location)


def _key() -> str:
    """Return this request's idempotency key, "" for none; ProblemError for an unfit one."""
    key = request.headers.get(HEADER)
    if key is not None and not KEY.fullmatch(key):
        raise ProblemError(Problem(400, UNFIT))
    return key or ""


def _digest() -> str:
    """Return a digest of all that makes this request what it is."""
    said = f"{request.method} {request.full_path}\n".encode()
    return sha256(said + request.get_data(cache=True)).hexdigest()
