"""What operations answer with: something as it stands, a list, what was added, what was changed.

Every deed is answered with what a GET of its address would show, so that each thing is shown in
one place and its ETag is always that of its representation.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeVar

from flask import Response, current_app, request, url_for
from sqlmodel import Session

from riskapp.api.once import done_once, find_done
from riskapp.api.problems import DETAILS, STALE, Problem, ProblemError
from riskapp.api.shapes import Shape
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError, RegisterError
from riskapp.domain.permissions import require
from riskapp.services.transactions import transaction
from riskapp.web.guard import access_of
from riskapp.web.session import current_actor, get_session

JSON = "application/json"
MISSING = (
    "Say which version you change: send the ETag of the GET before as If-Match. Nothing was saved."
)
REPLAYED: Mapping[str, str] = MappingProxyType({"Idempotent-Replayed": "true"})

T = TypeVar("T")


def shown(one: Shape, version: int | None = None) -> Response:
    """Return something as it stands, under an ETag of its version and its representation."""
    body = one.model_dump_json(by_alias=True)
    mark = sha256(body.encode()).hexdigest()[:16]
    response = Response(body, content_type=JSON)
    return marked(response, mark if version is None else f"{version}-{mark}")


def given(content: bytes, media_type: str, name: str) -> Response:
    """Return a file to be saved under a name, under an ETag of its bytes."""
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = Response(content, content_type=media_type, headers=named)
    return marked(response, sha256(content).hexdigest()[:16])


def marked(response: Response, mark: str) -> Response:
    """Return an answer under an ETag; without its body where it is known already."""
    response.set_etag(mark)
    if request.method in {"GET", "HEAD"} and is_known(response):
        response.set_data(b"")
        response.status_code = 304
    return response


def created(
    deed: Callable[[Session], T], endpoint: str, values: Callable[[T], Mapping[str, Any]]
) -> Response:
    """Do a deed that adds something, once for each idempotency key; answer with what it added.

    `endpoint` and `values` say where it is then found.
    """
    with transaction(get_session()) as session, done_once(session) as keep:
        location = url_for(endpoint, **values(deed(session)))
        keep(location)
    return _added(location, {})


def once_for_each_key(view: Callable[..., Response]) -> Callable[..., Response]:
    """Return a view that answers what was done before under its key as it was answered then.

    Whatever has changed since stands in no one's way. Nor does it where the same request is done at
    the same moment, which may be what a refusal comes of.
    """

    @wraps(view)
    def answer(*args: Any, **given: Any) -> Response:
        location = find_done()
        if location:
            return _added(location, REPLAYED)
        try:
            return view(*args, **given)
        except RegisterError:
            get_session().rollback()
            location = find_done()
            if not location:
                raise
        return _added(location, REPLAYED)

    return answer


def changed(deed: Callable[[Session], object], endpoint: str = "", **values: Any) -> Response:
    """Do a deed that changes something; answer with it as it then stands.

    It is found at the address asked, or where `endpoint` and `values` say.
    """
    with transaction(get_session()) as session:
        deed(session)
    return read(url_for(endpoint, **values) if endpoint else request.script_root + request.path)


def seen_version(endpoint: str = "", **values: Any) -> int:
    """Return the version that If-Match names of what stands at an address, this one unless given.

    ProblemError as for `refuse_unseen`.
    """
    return int(refuse_unseen(endpoint, **values).partition("-")[0])


def refuse_unseen(endpoint: str = "", **values: Any) -> str:
    """Return the ETag that stands at an address, this one unless given, which If-Match must name.

    ProblemError with status 428 without one, and 412 where something has changed since.
    """
    if "If-Match" not in request.headers:
        raise ProblemError(Problem(428, MISSING))
    address = url_for(endpoint, **values) if endpoint else request.script_root + request.path
    stands = read(address).get_etag()[0] or ""
    if not request.if_match.contains(stands):
        raise ProblemError(Problem(412, STALE, headers={"ETag": f'"{stands}"'}))
    return stands


def read(address: str) -> Response:
    """Return what a GET of an address of this API answers the same person."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        raise NotFoundError(DETAILS[404])
    found, given = adapter.match(address.removeprefix(request.script_root), method="GET")
    view = current_app.view_functions[found]
    asked = access_of(view)
    if isinstance(asked, Action):
        require(current_actor(), asked)
    answer: Any = current_app.ensure_sync(view)(
        **{name: value for name, value in given.items() if name != "org"}
    )
    return current_app.make_response(answer)


def _added(location: str, headers: Mapping[str, str]) -> Response:
    get_session().expire_all()
    response = read(location)
    response.status_code = 201
    response.headers["Location"] = location
    response.headers.extend(headers)
    return response


def is_known(response: Response) -> bool:
    """Tell whether If-None-Match names the ETag of an answer."""
    mark = response.get_etag()[0]
    return mark is not None and request.if_none_match.contains_weak(mark)
