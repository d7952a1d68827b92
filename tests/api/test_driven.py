"""Schemathesis drives the whole API with every check on, as each role, on both engines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
import sqlalchemy as sa
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from schemathesis.specs.openapi.schemas import OpenApiSchema
from schemathesis.transport.wsgi import WSGITransport

from riskapp.domain.permissions import Role
from riskapp.models.database import open_session
from riskapp.settings import ApiLimits, Settings
from riskapp.web.session import ENGINE
from tests.api.callers import API, a_token
from tests.factories import TODAY, a_risk, a_trust
from tests.web.sites import raising

HIDDEN = "Zebrafinch"
OF_A_NETWORK = frozenset({"max_redirects", "verify", "cert", "proxies"})
CHECKS = {
    # What is well formed may still be refused, in the register's own sentence.
    "positive_data_acceptance": {
        "expected-statuses": ["2xx", "3xx", "400", "403", "404", "409", "412", "422"]
    },
    # A body may be too large before it is wrong.
    "negative_data_rejection": {
        "expected-statuses": ["400", "401", "403", "404", "405", "409", "413", "415", "422", "428"]
    },
    # An address may name what is not there before a header is missing.
    "missing_required_header": {"expected-statuses": ["400", "403", "404", "422", "428"]},
}
PEOPLE = [role for role in Role if role is not Role.COMMAND_LINE]


@dataclass(frozen=True)
class Driven:
    """A site with a trust, one more of which nothing may be learned, and a token of each role.

    What it says of itself is read once: to think up requests takes longer than to answer them.
    """

    app: Flask
    tokens: dict[Role, str]
    schema: OpenApiSchema


@pytest.fixture(scope="module")
def driven(lasting_engine: sa.Engine, tmp_path_factory: pytest.TempPathFactory) -> Driven:
    """A site that lasts for all roles; what one of them adds, the next may find."""
    known = Settings(
        data=tmp_path_factory.mktemp("driven"),
        database_url="sqlite://",
        secret_key="a key for tests",  # noqa: S106 - of no installation
        demonstration=True,
        secure_cookies=False,
        today=TODAY,
        api=ApiLimits(100_000, 100_000),
    )
    with open_session(lasting_engine) as session:
        trust, other = a_trust(session), a_trust(session, "other")
        for at in range(3):
            a_risk(session, trust, title=f"Risk {at}", consequence=4, likelihood=2 + at)
            a_risk(session, other, title=HIDDEN, consequence=4, likelihood=4)
        tokens = {role: a_token(session, trust, role).text for role in PEOPLE}
    app = raising(known, lasting_engine)
    return Driven(app, tokens, described(app))


def described(app: Flask) -> OpenApiSchema:
    """What the API says of itself, and how it is to be driven."""
    config = SchemathesisConfig.from_dict(
        {
            "parameters": {"org": "trust"},
            "generation": {"max-examples": 1, "deterministic": True, "no-shrink": True},
            "seed": 1,
            "checks": CHECKS,
        }
    )
    return schemathesis.openapi.from_wsgi(f"{API}/openapi.json", app, config=config)


@pytest.fixture(autouse=True)
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the check that leaves tokens out be made in this process too.

    Schemathesis 4.32 sends it what only a network has a use for, and so breaks off.
    """
    send = WSGITransport.send

    def plainly(self: WSGITransport, case: schemathesis.Case, **told: Any) -> Any:
        kept = {name: one for name, one in told.items() if name not in OF_A_NETWORK}
        return send(self, case, **kept)

    monkeypatch.setattr(WSGITransport, "send", plainly)


def drive(driven: Driven, role: Role, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Ask the API as a role; yield each failure with the request that shows it.

    The whole of it is every bound of every parameter, wrong methods and what leads from one
    operation to another; else it is something made up for each operation.
    """
    config = driven.schema.config
    config.headers = {"Authorization": f"Bearer {driven.tokens[role]}"}
    for phase in (config.phases.examples, config.phases.coverage, config.phases.stateful):
        phase.enabled = whole
    for event in from_schema(driven.schema).execute():
        if isinstance(event, NonFatalError | FatalError):
            yield type(event).__name__, str(event)
        if isinstance(event, ScenarioFinished):
            yield from failures(event)


def failures(event: ScenarioFinished) -> Iterator[tuple[str, str]]:
    """What failed in one scenario, and whatever it let be seen."""
    recorder = event.recorder
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                sample = recorder.cases[case_id].value.as_curl_command()
                yield f"{check.name}: {check.failure_info.failure}", sample
    for one in recorder.interactions.values():
        if one.response is not None and HIDDEN.encode() in one.response.content:
            yield "hidden", str(one.request.uri)


@pytest.mark.parametrize("role", PEOPLE)
def test_no_operation_breaks_or_answers_what_it_does_not_say(driven: Driven, role: Role) -> None:
    whole = role is Role.RISK_MANAGER and driven.app.extensions[ENGINE].name == "sqlite"
    assert list(drive(driven, role, whole=whole)) == []
