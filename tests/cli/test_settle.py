"""`riskapp settle`, run as people run it but within this process."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from riskapp.cli import main
from riskapp.domain.lifecycle import RiskStatus
from riskapp.models.database import open_database, open_session
from riskapp.models.migrating import migrate
from tests.factories import Trust, a_risk, a_trust
from tests.services.lives import UNTIL, accepted, status_of


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a database whose register stands on the day that a test names."""
    address = f"sqlite:///{tmp_path / 'register.sqlite3'}"
    monkeypatch.setenv("RISKAPP_DEMONSTRATION", "1")
    monkeypatch.setenv("RISKAPP_DATABASE_URL", address)
    migrate(open_database(address))
    return address


def two_trusts(session: Session) -> list[tuple[Trust, str]]:
    trusts = [a_trust(session, code) for code in ("trust", "other")]
    risks = [(trust, a_risk(session, trust, consequence=4, likelihood=3)) for trust in trusts]
    for trust, risk in risks:
        accepted(session, trust, risk)
    return risks


def test_what_has_expired_ends_in_every_organisation_and_once(
    site: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_session(open_database(site)) as session:
        risks = two_trusts(session)
        session.rollback()
        for today in (UNTIL, date(2018, 10, 1), date(2018, 10, 1)):
            monkeypatch.setenv("RISKAPP_TODAY", today.isoformat())
            assert main(["settle"]) == 0
        said = capsys.readouterr().out.splitlines()
        assert said == ["Nothing has expired.", "2 acceptances ended.", "Nothing has expired."]
        assert {status_of(session, *risk) for risk in risks} == {RiskStatus.OPEN}
    assert main(["database", "check"]) == 0


def test_a_database_of_another_version_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RISKAPP_DEMONSTRATION", "1")
    monkeypatch.setenv("RISKAPP_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert main(["settle"]) == 1
    assert "run `riskapp database upgrade` first" in capsys.readouterr().err
