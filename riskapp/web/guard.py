"""Who is let in: nothing is open that does not say so."""

import re
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from flask import Response, current_app, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import NotAllowedError, NotFoundError, UnfitError
from riskapp.domain.people import RESERVED_CODES
from riskapp.domain.permissions import require
from riskapp.queries.people import Moment, Visit, find_visit
from riskapp.services.sign_in import stay_signed_in
from riskapp.services.transactions import transaction
from riskapp.web.lost import keep_lost
from riskapp.web.session import get_session, get_settings, get_today

TOKEN = "token"  # noqa: S105 - the name under which the cookie holds it
SEEN_EVERY_SECONDS = 300
ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LOST = "You were signed out, so nothing was saved. Sign in, then go back to find what you typed."
KEPT = "You were signed out before this was saved. Sign in: the page offers you what you typed."

View = TypeVar("View", bound=Callable[..., Any])


class Access(Enum):
    """What a page asks for that is nobody's right in particular."""

    OPEN_TO_ALL = "open to all"
    SIGNED_IN = "signed in"


def needs(action: Action) -> Callable[[View], View]:
    """Say which right a page of an organisation takes."""
    return lambda view: _declare(view, action)


def takes(most_bytes: int) -> Callable[[View], View]:
    """Say how much may be sent to a page that takes files; what else is sent is never as much."""

    def declare(view: View) -> View:
        view.takes = most_bytes  # type: ignore[attr-defined]
        return view

    return declare


def open_to_all(view: View) -> View:
    """Say that anybody may see a page."""
    return _declare(view, Access.OPEN_TO_ALL)


def signed_in(view: View) -> View:
    """Say that a page is for whoever is signed in, of whatever organisation."""
    return _declare(view, Access.SIGNED_IN)


def access_of(view: Callable[..., Any] | None) -> Action | Access | None:
    """Return what a view has declared, or None."""
    return getattr(view, "needs", None)


def take_organisation(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the organisation out of the address, so that no view has to."""
    g.organisation_code = values.pop("org", None) if values else None


def give_organisation(endpoint: str, values: dict[str, Any]) -> None:
    """Put the organisation of this page into the addresses that it links to."""
    code = g.get("organisation_code")
    if code and "org" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "org"):
        values["org"] = code


def admit() -> ResponseReturnValue | None:
    """Let the request through, or refuse it; runs before every view."""
    _refuse_odd_text()
    g.visit = _find_visit()
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return None  # there is no such page: the refusal says so
    if g.organisation_code in RESERVED_CODES:
        raise NotFoundError("There is no such page.")
    asked = access_of(view)
    if asked is Access.OPEN_TO_ALL:
        return None
    if g.visit is None:
        return _ask_to_sign_in(asked)
    _check(asked, g.visit)
    if hasattr(view, "takes"):
        request.max_content_length = view.takes
    return None


def local_address(address: str | None) -> str | None:
    """Return an address of this site to go on to, or None when it is anything else."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if not address.isprintable() or "\\" in address:
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address


def _declare(view: View, access: Action | Access) -> View:
    view.needs = access  # type: ignore[attr-defined]
    return view


def _check(asked: Action | Access | None, visit: Visit) -> None:
    if asked is Access.SIGNED_IN:
        return
    if not isinstance(asked, Action):
        raise NotAllowedError("This page does not say who may see it, so nobody may.")
    if visit.actor is None:
        raise NotFoundError("There is no such page.")
    require(visit.actor, asked)


def _find_visit() -> Visit | None:
    token = session.get(TOKEN)
    if not token:
        return None
    moment = Moment(utc_now(), get_today())
    demonstration = get_settings().demonstration
    visit = find_visit(
        get_session(), token, g.organisation_code, moment, demonstration=demonstration
    )
    if visit and (moment.now - visit.last_seen_at).total_seconds() >= SEEN_EVERY_SECONDS:
        with transaction(get_session()) as writing:
            stay_signed_in(writing, token)
    return visit


def _refuse_odd_text() -> None:
    """Refuse control characters in an address: no page of ours has any."""
    values = [request.path, *(value for pair in request.args.items(multi=True) for value in pair)]
    if any(ODD.search(value) for value in values):
        raise UnfitError("The address has characters in it that no page of this register uses.")


def _ask_to_sign_in(asked: Action | Access | None) -> ResponseReturnValue:
    kept = keep_lost(session.get(TOKEN), asked) if request.method == "POST" else None
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": _sign_in_for(_page_of_script())})
    if request.method not in {"GET", "HEAD"}:
        flash(KEPT if kept else LOST, "important")
        return redirect(_sign_in_for(kept or _page_of_this_form()), 303)
    return redirect(_sign_in_for(request.full_path.removesuffix("?")), 303)


def _page_of_script() -> str:
    """Return the page that a script asks from; none where it is no address at all."""
    try:
        return urlsplit(request.headers.get("HX-Current-URL", "")).path
    except ValueError:
        return ""


def _page_of_this_form() -> str:
    """Return the page that a form came from, where it can be asked for again."""
    rule = request.url_rule
    if rule is not None and rule.methods and "GET" in rule.methods:
        return request.path
    return f"/{g.organisation_code}/" if g.organisation_code else "/"


def _sign_in_for(address: str) -> str:
    wanted = local_address(address)
    page = url_for("people.sign_in")
    return f"{page}?next={quote(wanted, safe='/')}" if wanted and wanted != "/" else page
