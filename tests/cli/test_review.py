"""`riskapp review`: opening and closing a month, and what a kill in the middle leaves behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from riskapp.cli import main
from riskapp.domain.months import MonthState
from riskapp.domain.permissions import Role
from riskapp.models import FinalContent, FinalWords, MonthlyItem, MonthlyReview, Person
from riskapp.queries.checks.everything import check_everything
from tests.factories import TODAY, a_risk, a_trust
from tests.months import an_open_month

HALF_WAY = Path(__file__).with_name("half_way.py")
JUNE_HERE = ["--organisation", "trust", "--month", "2018-06"]
CLOSE = ["review", "close", *JUNE_HERE, "--reason", "No time."]
PATIENCE = 180


@pytest.fixture
def site(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the settings of a register on this database, which stands at the tests' day."""
    settings = {
        "RISKAPP_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "RISKAPP_DEMONSTRATION": "1",
        "RISKAPP_TODAY": TODAY.isoformat(),
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return settings


def the_month(session: Session) -> MonthlyReview:
    session.rollback()
    session.expire_all()
    return session.exec(select(MonthlyReview)).one()


def test_a_month_is_opened_and_closed_by_command(
    site: dict[str, str], session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    session.rollback()
    secretary = trust.people[Role.SECRETARY]
    for _ in range(2):
        assert main(["review", "open", *JUNE_HERE, "--as", secretary.email]) == 0
    assert main(["review", "close", *JUNE_HERE]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "The review of June 2018 is open.",
        "The review of June 2018 is open already.",
    ]
    assert "Say why something is left undecided" in said.err
    assert the_month(session).opened_by_id == secretary.id
    session.rollback()
    assert main(CLOSE) == 0
    digest = session.exec(select(FinalContent.digest)).one()
    assert capsys.readouterr().out == f"The review of June 2018 is closed. SHA-256 {digest}\n"


def test_a_month_that_was_not_held_is_closed_by_command(
    site: dict[str, str], session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    a_trust(session)
    session.rollback()
    assert main(["review", "close", *JUNE_HERE, "--not-held", "--reason", "Snow."]) == 0
    assert "closed as not held" in capsys.readouterr().out
    found = the_month(session)
    assert (found.state, found.why) == (MonthState.NOT_HELD, "Snow.")
    by = session.get_one(Person, found.closed_by_id)
    assert by.name == "Command line"


def test_what_is_no_month_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["review", "open", "--organisation", "trust", "--month", "June"])
    assert "a month like 2018-06, not June" in capsys.readouterr().err


def test_a_kill_in_the_middle_leaves_the_month_open_and_whole(
    site: dict[str, str], session: Session, tmp_path: Path
) -> None:
    trust = a_trust(session)
    for _ in range(3):
        a_risk(session, trust, consequence=4, likelihood=4)
    an_open_month(session, trust)
    a_risk(session, trust, consequence=5, likelihood=4)
    session.rollback()
    half_way = tmp_path / "half-way"
    killed_at(half_way, site)
    assert the_month(session).state is MonthState.OPEN
    for table in (FinalContent, FinalWords):
        assert session.exec(select(table)).all() == []
    assert len(session.exec(select(MonthlyItem)).all()) == 3
    assert list(check_everything(session)) == []
    session.rollback()
    assert main(CLOSE) == 0
    assert the_month(session).state is MonthState.CLOSED
    assert len(session.exec(select(MonthlyItem)).all()) == 4
    assert list(check_everything(session)) == []


def killed_at(half_way: Path, site: dict[str, str]) -> None:
    """Close the month in a process of its own, and kill that when all but the end is done."""
    root = {"PYTHONPATH": str(HALF_WAY.parent.parent.parent)}
    command = [sys.executable, str(HALF_WAY), str(half_way), *CLOSE]
    process = subprocess.Popen(command, env=os.environ | site | root)
    try:
        deadline = time.monotonic() + PATIENCE
        while not half_way.exists():
            assert process.poll() is None, "it ended by itself"
            assert time.monotonic() < deadline, "it takes too long"
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
