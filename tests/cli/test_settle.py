"""`riskapp settle`, run as people run it but within this process."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from riskapp.cli import main
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import RiskStatus
from riskapp.models.database import open_database, open_session
from riskapp.models.migrating import migrate
from tests.factories import TODAY, Trust, a_risk, a_trust
from tests.matrices import TOMORROW, TWELVE, a_version
from tests.services.lives import UNTIL, accepted, status_of
from tests.services.looks import registers_of

NOTHING = "Nothing has fallen due."


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
        assert said == [
            NOTHING,
            "Ended: 2 acceptances. Moved by a new version of the matrix: no risks.",
            NOTHING,
        ]
        assert {status_of(session, *risk) for risk in risks} == {RiskStatus.OPEN}
    assert main(["database", "check"]) == 0


def test_a_version_of_the_matrix_moves_risks_when_its_day_comes(
    site: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_session(open_database(site)) as session:
        trust = a_trust(session)
        twelve = a_risk(session, trust, consequence=3, likelihood=4)
        a_version(session, trust.actor(), TWELVE, TOMORROW)
        session.rollback()
        for today in (TODAY, TOMORROW, TOMORROW):
            monkeypatch.setenv("RISKAPP_TODAY", today.isoformat())
            assert main(["settle"]) == 0
        said = capsys.readouterr().out.splitlines()
        moved = "Ended: no acceptances. Moved by a new version of the matrix: 1 risk."
        assert said == [NOTHING, moved, NOTHING]
        assert registers_of(session, twelve).keys() == {Register.HLRR}
    assert main(["database", "check"]) == 0


def test_a_database_of_another_version_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RISKAPP_DEMONSTRATION", "1")
    monkeypatch.setenv("RISKAPP_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert main(["settle"]) == 1
    assert "run `riskapp database upgrade` first" in capsys.readouterr().err
