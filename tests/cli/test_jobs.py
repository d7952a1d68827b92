"""`riskapp job`: what there is, and doing it where no worker may stay."""

from pathlib import Path

import pytest

from riskapp.cli import main
from riskapp.domain.permissions import Role
from riskapp.models.database import open_database, open_session
from tests.factories import TODAY, a_trust
from tests.worker.shops import asked

Run = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_template: Path) -> str:
    """An installation of this test's own with one trust."""
    address = f"sqlite:///{tmp_path / 'register.sqlite3'}"
    (tmp_path / "register.sqlite3").write_bytes(sqlite_template.read_bytes())
    monkeypatch.setenv("RISKAPP_DATA", str(tmp_path))
    monkeypatch.setenv("RISKAPP_DATABASE_URL", address)
    monkeypatch.setenv("RISKAPP_DEMONSTRATION", "1")
    return address


def ask(address: str) -> None:
    engine = open_database(address)
    with open_session(engine) as session:
        asked(session, a_trust(session).actor(Role.SECRETARY), as_at=TODAY, public=True)
    engine.dispose()


def test_what_waits_is_listed_done_and_listed_as_done(database: str, capsys: Run) -> None:
    ask(database)
    assert main(["job", "list", "--organisation", "trust"]) == 0
    assert capsys.readouterr().out.endswith("Draft of a pack: waiting\n")
    assert main(["job", "run-due"]) == 0
    assert main(["job", "run-due"]) == 0
    assert capsys.readouterr().out == "1 job begun.\nNothing waits.\n"
    assert main(["job", "list"]) == 0
    assert "Draft of a pack: done. The Board pack as at 30 June 2018" in capsys.readouterr().out


def test_where_there_are_none_that_is_said(capsys: Run) -> None:
    assert main(["job", "list"]) == 0
    assert capsys.readouterr().out == "There are no jobs.\n"
    assert main(["job", "list", "--organisation", "nobody"]) == 1
    assert "There is no organisation nobody" in capsys.readouterr().err
