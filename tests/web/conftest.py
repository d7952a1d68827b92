"""A site for each test: the application on a database with one trust, on SQLite.

What the two engines do differently is tried with the deeds and the questions.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlmodel import Session

from riskapp.models.database import open_session
from riskapp.settings import Settings
from tests.factories import TODAY, Trust, a_trust
from tests.web.pages import PageClient
from tests.web.sites import Sites, compile_once


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The sites of the run."""
    compile_once(tmp_path_factory)
    return Sites()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The demonstration's settings, on no address in particular."""
    return Settings(
        data=tmp_path / "data",
        database_url="sqlite://",
        secret_key="a key for tests",  # noqa: S106 - of no installation
        demonstration=True,
        secure_cookies=False,
        today=TODAY,
    )


@pytest.fixture
def app(sites: Sites, settings: Settings, sqlite_engine: sa.Engine) -> Flask:
    """The application; what goes wrong in it is raised. No test may add an address to it."""
    return sites.shared(settings, sqlite_engine)


@pytest.fixture
def web_session(sqlite_engine: sa.Engine) -> Iterator[Session]:
    """A session on the site's database, for a test to set up and to look."""
    with open_session(sqlite_engine) as opened:
        yield opened


@pytest.fixture
def trust(web_session: Session) -> Trust:
    """The organisation of the site, with one person in each role."""
    return a_trust(web_session)


@pytest.fixture
def client(app: Flask, web_session: Session, trust: Trust) -> PageClient:
    """A browser of somebody who has not signed in yet."""
    return PageClient(app, web_session, trust)
