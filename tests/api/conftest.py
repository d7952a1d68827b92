"""The API of a site with one trust, on SQLite; schemathesis drives it on both engines."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlmodel import Session

from riskapp.domain.api_tokens import TokenScope
from riskapp.domain.permissions import Role
from tests.api.callers import Caller, a_token
from tests.factories import Trust
from tests.web.conftest import app, settings, sites, trust, web_session

__all__ = ["app", "settings", "sites", "trust", "web_session"]


@pytest.fixture
def calling(app: Flask, web_session: Session, trust: Trust) -> Callable[..., Caller]:
    """Give a caller with a new token of the person of a role."""

    def call(
        role: Role = Role.RISK_MANAGER, scope: TokenScope = TokenScope.WRITE, of: Trust = trust
    ) -> Caller:
        token = a_token(web_session, of, role, scope)
        return Caller(app, token.text, of.organisation.code)

    return call


@pytest.fixture
def caller(calling: Callable[..., Caller]) -> Caller:
    """A caller with a token of the risk manager that may write."""
    return calling()
