"""A client that looks at every page it is given, as a patient reviewer would."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlmodel import Session
from typing_extensions import override
from werkzeug.test import TestResponse

from riskapp.domain.permissions import Role
from riskapp.services.sign_in import begin_session
from riskapp.services.transactions import transaction
from riskapp.web.guard import TOKEN
from riskapp.web.headers import POLICY
from tests.factories import Trust

if TYPE_CHECKING:
    from flask.testing import FlaskClient

UNLABELLED = {"hidden", "submit", "button"}
TOKEN_FIELD = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Seen(HTMLParser):
    """What a page holds that must be right on every page."""

    title: str = ""
    headings: int = 0
    labels: set[str] = field(default_factory=set)
    inputs: list[dict[str, str | None]] = field(default_factory=list)
    forms: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    within: str = ""
    drawn: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.within = tag
        self.drawn += tag == "svg"
        self.headings += tag == "h1"
        self.ids += [held["id"]] if held.get("id") else []
        self.inline += [
            f"{tag} {name}" for name in held if name == "style" or name.startswith("on")
        ]
        if tag == "label":
            self.labels.add(held.get("for") or "")
        if tag == "form":
            self.forms.append({**held, "csrf": False})
        if tag in {"input", "select", "textarea"}:
            self._see_field(held)

    @override
    def handle_data(self, data: str) -> None:
        if self.within == "title" and not self.drawn:
            self.title += data
        if self.within == "script" and data.strip():
            self.inline.append("script")
        self.text.append(data)

    @override
    def handle_endtag(self, tag: str) -> None:
        self.within = ""
        self.drawn -= tag == "svg"

    def _see_field(self, held: dict[str, str | None]) -> None:
        if held.get("name") == "csrf_token" and self.forms:
            self.forms[-1]["csrf"] = bool(held.get("value"))
        if held.get("type") not in UNLABELLED:
            self.inputs.append(held)


@dataclass(frozen=True)
class Page:
    """An answer that was looked at."""

    response: TestResponse
    seen: Seen

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def html(self) -> str:
        return self.response.text

    @property
    def text(self) -> str:
        """The words of the page, spaces folded."""
        return " ".join(" ".join(self.seen.text).split())

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")


class PageClient:
    """A browser without scripts: it sends forms with the token that its last page gave it."""

    def __init__(self, app: Flask, session: Session, trust: Trust) -> None:
        self.http: FlaskClient = app.test_client()
        self.session = session
        self.trust = trust

    def sign_in_as(self, role: Role, trust: Trust | None = None) -> "PageClient":
        """Sign in, without the sign-in page and the slow judging of a password."""
        person = (trust or self.trust).people[role]
        with transaction(self.session) as writing:
            token = begin_session(writing, person.id)
        with self.http.session_transaction() as cookie:
            cookie[TOKEN] = token
        return self

    def get(self, path: str, **options: Any) -> Page:
        return look_at(self.http.get(path, **options))

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> Page:
        """Send a form with a token that holds."""
        token = TOKEN_FIELD.search(self.http.get("/accessibility").text)
        if token is None:
            token = TOKEN_FIELD.search(self.http.get("/sign-in").text)
        assert token is not None
        sent = {**(data or {}), "csrf_token": token[1]}
        return look_at(self.http.post(path, data=sent, **options))


def look_at(response: TestResponse) -> Page:
    """Check what must hold of every answer, whatever it says."""
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    seen = Seen()
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    is_page = response.mimetype == "text/html" and response.data and not is_file
    if is_page and not 300 <= response.status_code < 400:
        seen.feed(response.text)
        check(seen)
    return Page(response, seen)


def check(seen: Seen) -> None:
    """Check a page's title, heading, labels, tokens and that nothing in it is inline."""
    assert seen.title.endswith("Risk and assurance register")
    assert seen.headings == 1
    assert seen.inline == []
    assert len(seen.ids) == len(set(seen.ids)), "an id stands twice on the page"
    unlabelled = [
        one.get("name")
        for one in seen.inputs
        if one.get("id") not in seen.labels and not one.get("aria-label")
    ]
    assert unlabelled == []
    open_forms = [one for one in seen.forms if one.get("method") == "post" and not one["csrf"]]
    assert open_forms == []
