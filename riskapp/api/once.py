"""Requests that are sent again: done once, and answered the same."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Answered:
    """A request's idempotency key and digest, and where what it added is, if it came before."""

    key: str = ""
    digest: str = ""
    location: str = ""


def replayed() -> Answered:
    """Return what is known of this request; ProblemError where its key came with another."""
    key = request.headers.get(HEADER)
    if key is None:
        return Answered()
    if not KEY.fullmatch(key):
        raise ProblemError(Problem(400, UNFIT))
    return _recall(get_session(), key, _digest())


@contextmanager
def done_once(session: Session, once: Answered) -> Iterator[Callable[[str], None]]:
    """Claim a request's key for a deed; keep where what it added is, by what is given here."""
    if not once.key:
        yield lambda _location: None
        return
    answer = begin_answer(session, current_bearer(), once.key, once.digest)
    yield lambda location: keep_answer(answer, 201, location)


def _recall(session: Session, key: str, digest: str) -> Answered:
    found = find_answer(session, current_bearer(), key)
    if found is None:
        return Answered(key, digest)
    if found.request_digest != digest:
        raise SentError([Fault(HEADER, OTHER)])
    return Answered(key, digest, found.location)


def _digest() -> str:
    """Return a digest of all that makes this request what it is."""
    said = f"{request.method} {request.full_path}\n".encode()
    return sha256(said + request.get_data(cache=True)).hexdigest()
