"""`riskapp token add`: printed once, and it opens what its person may see."""

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from riskapp.cli import main
from riskapp.clock import utc_now
from riskapp.domain.api_tokens import TokenScope
from riskapp.domain.permissions import Role
from riskapp.models import ApiToken
from riskapp.queries.bearers import find_bearer
from riskapp.queries.people import Moment
from tests.factories import TODAY, Trust, a_trust

HERE = ["token", "add", "--organisation", "trust", "--name", "Power BI"]


@pytest.fixture
def trust(sqlite_session: Session, monkeypatch: pytest.MonkeyPatch) -> Trust:
    engine = sqlite_session.get_bind()
    assert isinstance(engine, sa.Engine)
    address = engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("RISKAPP_DATABASE_URL", address)
    trust = a_trust(sqlite_session)
    a_trust(sqlite_session, "other")
    sqlite_session.commit()
    return trust


def test_a_token_is_printed_once_and_acts_as_its_person(
    sqlite_session: Session, trust: Trust, capsys: pytest.CaptureFixture[str]
) -> None:
    lead = trust.people[Role.RISK_LEAD]
    assert main([*HERE, "--as", lead.email, "--scope", "write", "--days", "7"]) == 0
    text = capsys.readouterr().out.strip()
    moment = Moment(utc_now(), TODAY)
    bearer = find_bearer(sqlite_session, text, "trust", moment, demonstration=False)
    assert bearer
    assert bearer.visit.actor
    assert (bearer.scope, bearer.visit.actor.role) == (TokenScope.WRITE, Role.RISK_LEAD)
    kept = sqlite_session.exec(select(ApiToken)).one()
    assert (kept.expires_at - kept.created_at).days == 7


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--as", "nobody@trust.example"], "There is no person"),
        (["--as", "viewer@other.example"], "has no role in Trust trust."),
        (["--as", "viewer@trust.example", "--days", "400"], "A token holds for 1 to 366 days."),
    ],
)
@pytest.mark.usefixtures("trust")
def test_nobody_gets_a_token_who_has_no_role(
    sqlite_session: Session, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert main([*HERE, *more]) == 1
    assert said in capsys.readouterr().err
    assert sqlite_session.exec(select(ApiToken)).all() == []
