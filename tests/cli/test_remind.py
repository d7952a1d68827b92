"""`riskapp remind`: says what it would send, sends it, and says so; once."""

from pathlib import Path

import pytest

from riskapp.cli import main
from riskapp.domain.permissions import Role
from riskapp.models.database import open_database, open_session
from riskapp.settings import Secured, Settings, SettingsError
from tests.factories import a_trust
from tests.reminders import a_letterbox, due, held_by
from tests.worker.test_reminding import choose

Run = pytest.CaptureFixture[str]
WHOLE = {
    "RISKAPP_SMTP_HOST": "mail.trust.example",
    "RISKAPP_MAIL_FROM": "register@trust.example",
    "RISKAPP_PUBLIC_ADDRESS": "https://register.trust.example/",
}


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_template: Path) -> None:
    """An installation of this test's own with one executive for whom one review is due."""
    file = tmp_path / "register.sqlite3"
    file.write_bytes(sqlite_template.read_bytes())
    monkeypatch.setenv("RISKAPP_DATA", str(tmp_path))
    monkeypatch.setenv("RISKAPP_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("RISKAPP_DEMONSTRATION", "1")
    monkeypatch.delenv("RISKAPP_SMTP_HOST", raising=False)
    engine = open_database(f"sqlite:///{file}")
    with open_session(engine) as session:
        trust = a_trust(session)
        due(session, trust, -3, owner_post_id=held_by(session, trust, Role.EXECUTIVE))
        choose(session, trust, Role.EXECUTIVE)
    engine.dispose()


def set_mail(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    values = WHOLE | {"RISKAPP_SMTP_HOST": "127.0.0.1", "RISKAPP_SMTP_TLS": "none"}
    for name, value in {**values, "RISKAPP_SMTP_PORT": str(port)}.items():
        monkeypatch.setenv(name, value)


def test_a_dry_run_says_and_sends_nothing(capsys: Run) -> None:
    for _ in range(2):
        assert main(["remind", "--dry-run", "--organisation", "trust"]) == 0
        said = capsys.readouterr().out
        assert "trust  2018-06-30  executive@trust.example: 1 thing due, would be sent" in said
    assert main(["remind"]) == 1
    assert "RISKAPP_SMTP_HOST is not set" in capsys.readouterr().err


def test_a_dry_run_says_so_where_nobody_is_to_be_told(
    capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskapp.worker.reminding.list_due", lambda *_: [])
    assert main(["remind", "--dry-run"]) == 0
    assert capsys.readouterr().out == "Nobody is to be told anything today.\n"


def test_what_is_due_is_sent_once(capsys: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_letterbox() as box:
        set_mail(monkeypatch, box.port)
        assert main(["remind"]) == 0
        assert "executive@trust.example: 1 thing due, sent." in capsys.readouterr().out
        assert main(["remind"]) == 0
        assert capsys.readouterr().out == "Nothing was left to send.\n"
        assert len(box.letters) == 1
    assert main(["remind", "--organisation", "nobody"]) == 1


def test_a_server_that_is_not_there_or_refuses_is_said(
    capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_letterbox() as box:
        box.refuses = True
        set_mail(monkeypatch, box.port)
        assert main(["remind"]) == 1
        assert "not taken: it refused (code 451)" in capsys.readouterr().out
    assert main(["remind"]) == 1
    assert (
        "The mail server cannot be used: nothing answers at that name and port."
        in capsys.readouterr().err
    )


def test_mail_is_set_whole_or_not_at_all() -> None:
    assert Settings.for_commands({}).mail is None
    mail = Settings.for_commands(WHOLE | {"RISKAPP_SMTP_PASSWORD": "secret"}).mail
    assert mail is not None
    assert "secret" not in repr(mail)
    assert mail.register == "https://register.trust.example"
    assert (mail.host, mail.port, mail.sender) == (
        "mail.trust.example", 587, "register@trust.example",
    )  # fmt: skip
    assert mail.secured is Secured.STARTTLS


@pytest.mark.parametrize(
    "wrong",
    [
        {"RISKAPP_MAIL_FROM": ""},
        {"RISKAPP_PUBLIC_ADDRESS": ""},
        {"RISKAPP_PUBLIC_ADDRESS": "register"},
        {"RISKAPP_SMTP_PORT": "x"},
        {"RISKAPP_SMTP_TLS": "perhaps"},
    ],
)
def test_half_a_setting_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="RISKAPP_"):
        Settings.for_commands(WHOLE | wrong)
