"""Refusals as pages: the only place that knows status codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError

from riskapp.domain.errors import (
    NotAllowedError,
    NotFoundError,
    RegisterError,
    StaleError,
    UnfitError,
)
from riskapp.models.database import is_held_by_others
from riskapp.web.logs import log_busy
from riskapp.web.session import current_visit

UNSEEN = frozenset({"csrf_token", "password"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Page:
    """An error page: its status, its heading, and what to do."""

    status: int
    title: str
    advice: str


NOT_FOUND = Page(
    404,
    "Page not found",
    "Check the address for mistakes. If you followed a link, the page may have moved, or it may "
    "not be yours to see.",
)
NOT_ALLOWED = Page(403, "You may not do this", "Nothing was changed.")
STALE = Page(
    409,
    "Somebody else saved first",
    "Nothing was saved. Go back, open the page again to see what has changed, and make your "
    "change to that.",
)
MISTAKEN_ADDRESS = Page(400, "There is a mistake in the address", "Go back, and choose again.")
UNFIT = Page(422, "This cannot be saved as it stands", "Nothing was saved. Go back to change it.")
EXPIRED = Page(
    400,
    "Nothing was saved",
    "The page you sent had been open too long, or you had signed in again since. What you typed "
    "is shown below where there was any: go back, open the page again, and paste it in.",
)
BUSY = Page(503, "The register is busy", "Nothing was saved. Wait a minute, then try again.")
FAILED = Page(
    500,
    "Something went wrong",
    "Nothing was saved. It is our mistake, not yours. Try again, and if it happens again give "
    "the number below to whoever looks after the register.",
)
PAGES: Mapping[int, Page] = {
    400: Page(400, "This could not be understood", "Go back, and try again."),
    404: NOT_FOUND,
    405: Page(405, "This page cannot be used that way", "Go back, and choose again."),
    413: Page(413, "Too much was sent", "Nothing was saved. Go back, and send less at once."),
    415: Page(415, "This could not be understood", "Go back, and try again."),
}


def set_up_errors(app: Flask) -> None:
    """Show every refusal as a page."""
    app.register_error_handler(RegisterError, show_refusal)
    app.register_error_handler(StaleDataError, lambda _error: show(STALE))
    app.register_error_handler(OperationalError, show_busy)
    app.register_error_handler(CSRFError, show_expired)
    app.register_error_handler(InternalServerError, lambda _error: show(FAILED))
    app.register_error_handler(HTTPException, show_http)


def show(page: Page, message: str = "") -> tuple[str, int]:
    """Return an error page, with the request's id where it is our mistake."""
    typed = _typed() if page.status == EXPIRED.status else []
    number = g.get("request_id", "") if page is FAILED else ""
    context = {"error": page, "message": message, "typed": typed, "number": number}
    return render_template("errors/error.html", **context), page.status


def show_refusal(error: RegisterError) -> ResponseReturnValue:
    """Show what the register will not do, in its own words."""
    if isinstance(error, NotFoundError):
        return show(NOT_FOUND)
    if isinstance(error, NotAllowedError):
        return show(NOT_ALLOWED, str(error))
    if isinstance(error, StaleError):
        return show(STALE, str(error))
    if isinstance(error, UnfitError) and request.method in READING:
        return show(MISTAKEN_ADDRESS, str(error))
    return show(UNFIT, str(error))


def show_busy(error: OperationalError) -> ResponseReturnValue:
    """Show that others kept the database busy; any other fault of it is our mistake."""
    if not is_held_by_others(error):
        raise error
    log_busy()
    return show(BUSY)


def show_expired(_error: CSRFError) -> ResponseReturnValue:
    """Show that a form was not accepted, and give back what was typed in it."""
    return show(EXPIRED)


def show_http(error: HTTPException) -> ResponseReturnValue:
    """Show what HTTP itself refuses, with the headers that say what would do."""
    if error.code is None or error.response is not None:
        return error
    page = PAGES.get(error.code) or Page(error.code, error.name, "Go back, and try again.")
    shown = dict(error.get_headers())
    headers = {"Allow": shown["Allow"]} if "Allow" in shown else {}
    return (*show(page), headers)


def _typed() -> list[tuple[str, str]]:
    """Return what a signed-in person typed, for them to copy; never a password."""
    if current_visit() is None or request.method in READING:
        return []
    pairs = request.form.items(multi=True)
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), words)
        for name, words in pairs
        if name not in UNSEEN and words.strip()
    ]
