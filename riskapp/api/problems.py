"""Refusals as problem documents (RFC 9457): the only place of the API that knows status codes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from http import HTTPStatus

from flask import Flask, Response, g, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError

from riskapp.domain.errors import (
    FieldError,
    NotAllowedError,
    NotFoundError,
    RegisterError,
    StaleError,
    UnfitError,
)
from riskapp.models.database import is_held_by_others
from riskapp.web.logs import log_busy

PROBLEM = "application/problem+json"
READING = frozenset({"GET", "HEAD"})
WRONG_ADDRESS = "There is a mistake in the address. `errors` says where."
WRONG_BODY = "Nothing was saved: what was sent cannot be used. `errors` says where."
STALE = (
    "Someone else saved first, so nothing was saved. Fetch it again and make the change to that."
)
BUSY = "The register is busy, so nothing was saved. Wait a minute, then try again."
FAILED = "Something went wrong, and nothing was saved. It is our mistake, not yours."
DETAILS: Mapping[int, str] = {
    400: "The request could not be understood.",
    404: "There is no such thing here.",
    405: "This address does not do that. `Allow` says what it does.",
    413: "Too much was sent.",
    415: "Send a body as application/json.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one field; "" where it is none in particular."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal: its status, a sentence, what is wrong at which field, and what else to say."""

    status: int
    detail: str
    errors: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def answer(self) -> Response:
        """Return it as an answer."""
        document: dict[str, object] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "request": g.get("request_id", ""),
        }
        if self.errors:
            document["errors"] = [asdict(one) for one in self.errors]
        body = json.dumps(document, ensure_ascii=False)
        return Response(body, self.status, self.headers, content_type=PROBLEM)


class ProblemError(RegisterError):
    """A refusal that HTTP itself has a word for."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


class AskedError(ProblemError):
    """The address asks for what cannot be asked for."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(Problem(400, WRONG_ADDRESS, faults))


class SentError(ProblemError):
    """The body holds what cannot be used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(Problem(422, WRONG_BODY, faults))


def set_up_problems(app: Flask) -> None:
    """Answer every refusal with a problem document."""
    app.register_error_handler(RegisterError, lambda error: problem_of(error).answer())
    app.register_error_handler(StaleDataError, lambda _error: _stale(STALE).answer())
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(InternalServerError, lambda _: Problem(500, FAILED).answer())
    app.register_error_handler(HTTPException, _http)


def problem_of(error: RegisterError) -> Problem:
    """Return what the register will not do, in its own words."""
    if isinstance(error, ProblemError):
        return error.problem
    if isinstance(error, NotFoundError):
        return Problem(404, DETAILS[404])
    if isinstance(error, NotAllowedError):
        return Problem(403, str(error))
    if isinstance(error, StaleError):
        return _stale(str(error))
    return _unfit(error)


def _unfit(error: RegisterError) -> Problem:
    named = error.field if isinstance(error, FieldError) else ""
    faults = [Fault(g.get("field_names", {}).get(named, named), str(error))]
    if isinstance(error, UnfitError) and request.method in READING:
        return Problem(400, WRONG_ADDRESS, faults)
    return Problem(422, WRONG_BODY, faults)


def _stale(sentence: str) -> Problem:
    """Return the refusal of what was based on an old reading: 412 where If-Match named it."""
    return Problem(412 if request.headers.get("If-Match") else 409, sentence)


def _busy(error: OperationalError) -> Response:
    """Say that others kept the database busy; any other fault of it is our mistake."""
    if not is_held_by_others(error):
        raise error
    log_busy()
    return Problem(503, BUSY, headers={"Retry-After": "60"}).answer()


def _http(error: HTTPException) -> Response:
    """Say what HTTP itself refuses, with the methods that would do."""
    status = error.code or 500
    shown = dict(error.get_headers())
    headers = {"Allow": shown["Allow"]} if "Allow" in shown else {}
    return Problem(status, DETAILS.get(status, error.name), headers=headers).answer()
