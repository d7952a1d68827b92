"""Who is let in: a token of a person, in their organisation, with their rights there."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from flask import current_app, g, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from riskapp.api.credentials import READING, sent_token, unsigned
from riskapp.api.pace import count
from riskapp.api.problems import AskedError, Fault, Problem, ProblemError
from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.api_tokens import TokenScope
from riskapp.domain.errors import NotFoundError, UnfitError
from riskapp.domain.permissions import require
from riskapp.queries.bearers import Bearer, find_bearer
from riskapp.queries.people import Moment
from riskapp.services.api_tokens import use_token
from riskapp.services.transactions import transaction
from riskapp.web.guard import ODD, Access, access_of
from riskapp.web.session import current_actor, get_session, get_settings, get_today

USED_EVERY = timedelta(minutes=5)
NOT_HERE = (
    "This token is not one that holds here: it may be mistyped, expired, revoked, or of another "
    "organisation."
)
READ_ONLY = "This token may only read. It takes a token that may write."
NOT_JSON = "The body is not JSON, or gives a name twice within an object."
NOTHING_ASKED = "This address asks for nothing after its question mark."


def admit() -> None:
    """Let the request through, or refuse it; runs before every operation."""
    _refuse_odd_text()
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.routing_exception is not None:
        return  # there is no such address: the refusal says so
    asked = access_of(view)
    if asked is Access.OPEN_TO_ALL:
        return
    _take(_let_in())
    count(current_bearer().token_id, reading=request.method in READING)
    _refuse_scope()
    if not isinstance(asked, Action):
        raise NotFoundError("This operation does not say who may use it, so nobody may.")
    require(current_actor(), asked)
    _refuse_what_is_not_asked(view)
    if getattr(view, "takes", None):
        _refuse_other_bodies()
    elif hasattr(view, "takes_file"):
        request.max_content_length = view.takes_file
        _refuse_more_than_is_taken()


def current_bearer() -> Bearer:
    """Return whose token this request came with."""
    return cast("Bearer", g.bearer)


def _take(bearer: Bearer) -> None:
    """Let everything that asks for the actor find the bearer, as on the pages."""
    g.bearer, g.visit = bearer, bearer.visit
    now = utc_now()
    if bearer.last_used_at is None or now - bearer.last_used_at >= USED_EVERY:
        with transaction(get_session()) as writing:
            use_token(writing, bearer, now)


def _let_in() -> Bearer:
    token = sent_token()
    moment = Moment(utc_now(), get_today())
    demonstration = get_settings().demonstration
    code = g.organisation_code or ""
    found = find_bearer(get_session(), token, code, moment, demonstration=demonstration)
    if found is None:
        raise unsigned(NOT_HERE, ', error="invalid_token"')
    return found


def _refuse_scope() -> None:
    if request.method not in READING and current_bearer().scope is not TokenScope.WRITE:
        raise ProblemError(Problem(403, READ_ONLY))


def _refuse_odd_text() -> None:
    """Refuse control characters in an address: none of ours has any."""
    values = [request.path, *(value for pair in request.args.items(multi=True) for value in pair)]
    if any(ODD.search(value) for value in values):
        raise UnfitError("The address has characters in it that this register does not use.")


def _refuse_what_is_not_asked(view: Callable[..., Any]) -> None:
    """Refuse names given twice, and any at all where an operation asks for none."""
    twice = {name for name in request.args if len(request.args.getlist(name)) > 1}
    if twice:
        raise AskedError([Fault("", "A name is given twice in the address.")])
    if request.args and not getattr(view, "asks", None):
        raise AskedError([Fault("", NOTHING_ASKED)])


def _refuse_other_bodies() -> None:
    """Refuse a body that is not JSON, or is none at all."""
    if not request.is_json:
        raise ProblemError(Problem(415, "Send a body as application/json."))
    _refuse_more_than_is_taken()
    try:
        request.get_json()
    except RecursionError:
        raise ProblemError(Problem(400, "The body goes too deep to be read.")) from None
    except BadRequest:
        raise ProblemError(Problem(400, NOT_JSON)) from None


def _refuse_more_than_is_taken() -> None:
    """Refuse too long a body of which nobody said how long it is: it would be cut off."""
    most = request.max_content_length
    if request.content_length is not None or most is None:
        return
    request.max_content_length = most + 1
    if len(request.get_data(cache=True)) > most:
        raise RequestEntityTooLarge
