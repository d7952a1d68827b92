"""The way back from a risk to the list that it was reached from, at the same place."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from flask import current_app, request, session, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from riskapp.domain.quality import CHECKS
from riskapp.web.guard import local_address

LIST: Final = "list"
LONGEST: Final = 2000
"""An address that is longer is not remembered: a browser keeps no more of a session."""
NAMES: Final = {
    "register.risks": "Register",
    "register.high_level_risks": "High Level Risk Register",
    "register.baf": "Board Assurance Framework",
    "my_work.my_work": "My work",
    "quality.failing": "Quality check",
    "objectives.objective": "Objective",
    "committees.committee": "Committee",
}
"""The pages with lists that lead to risks, and what each is called."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where to go back to, and what it is called."""

    address: str
    words: str


def remember_list() -> None:
    """Remember which list this person looks at, for the risks that are reached from it.

    It is kept with their session: it outlives the forms of a risk, and ends when they sign out.
    """
    address = request.full_path.rstrip("?")
    if len(address) <= LONGEST and session.get(LIST) != address:
        session[LIST] = address


def way_back(reference: str) -> WayBack:
    """Return the list that a risk was reached from, with all it asked for, at the risk's row.

    A browser with several lists open says itself which it comes from; after a form, which comes
    from the risk's own pages, it is the list looked at last.
    """
    for address in (_came_from(), session.get(LIST)):
        local = local_address(address)
        words = _words_of(urlsplit(local).path) if local else None
        if local and words:
            return WayBack(f"{local}#{reference}", words)
    return WayBack(url_for("register.risks"), NAMES["register.risks"])


def _words_of(path: str) -> str | None:
    """Return what a page of this organisation is called, None where it lists no risks."""
    site = current_app.create_url_adapter(request)
    try:
        page, found = site.match(path, method="GET") if site else ("", {})
    except (HTTPException, RequestRedirect):
        return None
    named = {name: key for name, key in found.items() if name != "org"}
    if page not in NAMES or url_for(page, **named) != path:
        return None
    return " ".join([NAMES[page], *(_named(key) for key in named.values() if isinstance(key, str))])


def _named(key: str) -> str:
    """Return how a list among several of its kind is told from the others."""
    return f"“{CHECKS[key].title}”" if key in CHECKS else key


def _came_from() -> str | None:
    """Return the page of this site that the browser comes from."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
