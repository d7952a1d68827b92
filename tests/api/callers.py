"""A system that calls the API with a token, and looks at every answer it is given."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlmodel import Session
from werkzeug.test import TestResponse

from riskapp.domain.api_tokens import MakeToken, TokenScope
from riskapp.domain.permissions import Role
from riskapp.services.api_tokens import MadeToken, make_token
from riskapp.services.transactions import transaction
from riskapp.web.headers import POLICY
from tests.factories import Trust

if TYPE_CHECKING:
    from flask.testing import FlaskClient

API = "/api/v1"
PROBLEM = "application/problem+json"


def a_token(
    session: Session, trust: Trust, role: Role, scope: TokenScope = TokenScope.WRITE, days: int = 90
) -> MadeToken:
    """A token of the person of that role."""
    with transaction(session):
        return make_token(session, trust.actor(role), MakeToken("a test", scope, days))


@dataclass
class Caller:
    """A system with a token; `code` is the organisation whose addresses it asks for."""

    app: Flask
    token: str
    code: str = "trust"

    def __post_init__(self) -> None:
        self.http: FlaskClient = self.app.test_client()

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.send("GET", path, None, **headers)

    def post(self, path: str, body: object, **headers: str) -> TestResponse:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: object, **headers: str) -> TestResponse:
        return self.send("PATCH", path, body, **headers)

    def send(self, method: str, path: str, body: object, **headers: str) -> TestResponse:
        """Ask; a header's name is written with _ for -."""
        address = path if path.startswith(API) else f"{API}/{self.code}{path}"
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            told["Authorization"] = f"Bearer {self.token}"
        sent: dict[str, Any] = {} if body is None else {"json": body}
        return look_at(self.http.open(address, method=method, headers=told, **sent))


def look_at(response: TestResponse) -> TestResponse:
    """Check what must hold of every answer, whatever it says."""
    assert response.headers["Content-Security-Policy"] == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response.headers
    assert response.headers["X-Request-ID"]
    if response.status_code >= 400:
        assert response.mimetype == PROBLEM, response.text
        told = response.get_json()
        assert told["status"] == response.status_code
        assert told["request"] == response.headers["X-Request-ID"]
        assert told["detail"].endswith((".", "`"))
    elif response.data and "Content-Disposition" not in response.headers:
        assert response.mimetype == "application/json"
    return response
