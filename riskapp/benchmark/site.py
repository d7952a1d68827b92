"""The register that is measured: a database, synthetic trusts in it, and a signed-in browser."""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from riskapp.benchmark.deepening import deepen
from riskapp.domain.errors import RegisterError
from riskapp.domain.permissions import Actor
from riskapp.log import Line, log
from riskapp.models.database import open_database, open_session
from riskapp.models.migrating import migrate
from riskapp.services.sign_in import begin_session
from riskapp.services.transactions import transaction
from riskapp.settings import DEMONSTRATION_TODAY, Settings
from riskapp.synthesis.synthesis import Wanted, synthesise
from riskapp.synthesis.trust import SyntheticTrust
from riskapp.web.app import create_app
from riskapp.web.guard import TOKEN

SEED: Final = 2018
KEY: Final = "a key for measuring, of no installation"
FORM_TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')


class BenchmarkError(RegisterError):
    """Something that is measured does not work; the message says what."""


@dataclass(frozen=True, slots=True)
class Site:
    """An application on a database of its own."""

    settings: Settings
    engine: sa.Engine
    app: Flask

    def synthesise(self, risks: int) -> SyntheticTrust:
        """Add a synthetic trust of so many risks."""
        wanted = Wanted(risks, SEED, f"synthetic-{risks}", DEMONSTRATION_TODAY)
        with open_session(self.engine) as session:
            trust = synthesise(session, wanted)
        self._settle()
        return trust

    def deepen(self, trust: SyntheticTrust) -> int:
        """Give every risk of a trust a long past; return how many current scores there are."""
        scores = deepen(self.engine, trust.organisation_id, trust.today)
        self._settle()
        return scores

    def _settle(self) -> None:
        """Let PostgreSQL count the new rows now, as it does by itself in time."""
        if self.engine.dialect.name == "postgresql":
            autocommit = self.engine.execution_options(isolation_level="AUTOCOMMIT")
            with autocommit.connect() as connection:
                connection.exec_driver_sql("VACUUM ANALYZE")

    def browser(self, actor: Actor) -> "Browser":
        """Return the browser of a person who has just signed in."""
        client = self.app.test_client()
        with open_session(self.engine) as session, transaction(session) as writing:
            token = begin_session(writing, actor.person_id)
        with client.session_transaction() as cookie:
            cookie[TOKEN] = token
        return Browser(client, actor.organisation_code)


@dataclass(frozen=True, slots=True)
class Browser:
    """Someone's browser on the pages of their organisation."""

    client: FlaskClient
    code: str

    def get(self, page: str) -> TestResponse:
        """Return a page of the organisation; BenchmarkError when it is refused."""
        address = f"/{self.code}/{page}"
        response = self.client.get(address)
        if response.status_code != 200:  # noqa: PLR2004 - the status of a page that is there
            raise BenchmarkError(f"{address} answered {response.status_code}.")
        return response

    def form_token(self, page: str) -> str:
        """Return the token that a form of that page must bring back."""
        found = FORM_TOKEN.search(self.get(page).text)
        if found is None:
            raise BenchmarkError(f"There is no form on {page}.")
        return found[1]

    def post(self, page: str, sent: dict[str, Any]) -> TestResponse:
        """Send a form; BenchmarkError unless it is saved."""
        address = f"/{self.code}/{page}"
        response = self.client.post(address, data=sent)
        if response.status_code != 303:  # noqa: PLR2004 - the status of a form that was saved
            raise BenchmarkError(f"The form of {address} answered {response.status_code}.")
        return response

    def forget_messages(self) -> None:
        """Drop what a page would say of the last save: nobody follows to that page."""
        with self.client.session_transaction() as cookie:
            cookie.pop("_flashes", None)

    @property
    def cookie(self) -> str:
        """The Cookie header that this browser sends."""
        held = self.client.get_cookie("riskapp")
        if held is None:
            raise BenchmarkError("The browser is not signed in.")
        return f"{held.key}={held.value}"


@contextmanager
def open_site(settings: Settings) -> Iterator[Site]:
    """Open a site on the database of the settings where it is PostgreSQL, else on a new file.

    BenchmarkError when that database is not empty.
    """
    with TemporaryDirectory(prefix="riskapp-benchmark-") as folder, _log_to_nowhere():
        here = _own(settings, Path(folder))
        engine = open_database(here.database_url)
        try:
            _refuse_used(engine)
            migrate(engine)
            yield Site(here, engine, create_app(here, engine))
        finally:
            engine.dispose()


def environment_of(settings: Settings) -> Mapping[str, str]:
    """Return an environment from which another process reads the same settings."""
    return os.environ | {
        "RISKAPP_DATA": str(settings.data),
        "RISKAPP_DATABASE_URL": settings.database_url,
        "RISKAPP_SECRET_KEY": settings.secret_key,
        "RISKAPP_DEMONSTRATION": "1",
    }


@contextmanager
def _log_to_nowhere() -> Iterator[None]:
    """Write the log, which every request pays for, but show it to nobody."""
    with Path(os.devnull).open("w") as nowhere:
        lines = logging.StreamHandler(nowhere)
        lines.setFormatter(Line())
        log.addHandler(lines)
        log.setLevel(logging.INFO)
        try:
            yield
        finally:
            log.removeHandler(lines)


def _own(settings: Settings, folder: Path) -> Settings:
    given = sa.make_url(settings.database_url)
    file = f"sqlite:///{folder / 'register.sqlite3'}"
    return replace(
        settings,
        data=folder,
        database_url=file if given.get_backend_name() == "sqlite" else settings.database_url,
        secret_key=KEY,
        demonstration=True,
        secure_cookies=False,
        today=DEMONSTRATION_TODAY,
    )


def _refuse_used(engine: sa.Engine) -> None:
    if sa.inspect(engine).get_table_names():
        raise BenchmarkError("RISKAPP_DATABASE_URL must name an empty database to measure on.")
