"""`riskapp database check`: one organisation's history, a noted entry, and a backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from riskapp.cli import main
from tests.folders import RISK, a_folder

Run = pytest.CaptureFixture[str]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Run) -> Path:
    """A small register of this test's own, loaded by commands."""
    monkeypatch.setenv("RISKAPP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("RISKAPP_DEMONSTRATION", "1")
    monkeypatch.delenv("RISKAPP_DATABASE_URL", raising=False)
    assert main(["database", "upgrade"]) == 0
    assert main(["load", str(a_folder(tmp_path / "vale", risks=[RISK]))]) == 0
    capsys.readouterr()
    return tmp_path / "data" / "riskapp.sqlite3"


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def the_head(capsys: Run) -> str:
    assert main(["database", "check", "--organisation", "vale"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("The history of vale is as it was written: ")
    return said[-1].removeprefix("To note of it today: ")


def test_a_noted_entry_is_found_in_the_database_and_in_a_backup(
    capsys: Run, database: Path, tmp_path: Path
) -> None:
    noted = the_head(capsys)
    copy = tmp_path / "copy.sqlite3"
    assert main(["database", "backup", str(copy)]) == 0
    asked = ["database", "check", "--organisation", "vale", "--noted", noted]
    whole = copy.read_bytes()
    for where in ([], ["--database", str(copy)]):
        assert main([*asked, *where]) == 0
        number = noted.partition(":")[0]
        assert f"Entry {number} is the one that was noted" in capsys.readouterr().out
    assert copy.read_bytes() == whole


def test_a_backup_in_which_the_history_was_changed_is_found_out(
    capsys: Run, database: Path, tmp_path: Path
) -> None:
    noted = the_head(capsys)
    copy = tmp_path / "copy.sqlite3"
    main(["database", "backup", str(copy)])
    change(
        copy,
        "DROP TRIGGER history_unchanged",
        "UPDATE history SET entry_hash = "
        "iif(entry_hash LIKE 'e%', 'f', 'e') || substr(entry_hash, 2)",
    )
    capsys.readouterr()
    asked = ["database", "check", "--database", str(copy), "--organisation", "vale"]
    assert main([*asked, "--noted", noted]) == 1
    said = capsys.readouterr()
    assert "History of vale: entry 1 was changed" in said.out
    assert "is not as it was written" in said.err
    assert main(["database", "check", "--database", str(copy)]) == 1
    assert "The trigger history_unchanged is missing" in capsys.readouterr().out
    assert main(["database", "check"]) == 0


def test_a_backup_of_an_earlier_version_has_its_history_checked(
    capsys: Run, database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite3"
    main(["database", "backup", str(copy)])
    change(copy, "UPDATE alembic_version SET version_num = '0002'")
    capsys.readouterr()
    assert main(["database", "check", "--database", str(copy)]) == 0
    said = capsys.readouterr().out
    assert "Nothing is wrong with its history" in said
    assert "earlier version" in said


def test_the_installation_has_a_history_of_its_own(capsys: Run, database: Path) -> None:
    assert main(["database", "check", "--organisation", "installation"]) == 0
    assert "The history of installation is as it was written" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["--noted", "1:0123456789ab"], "--noted takes --organisation too"),
        (["--organisation", "nowhere"], "There is no organisation nowhere: there are"),
        (["--database", "none.sqlite3"], "There is no file none.sqlite3."),
        (["--organisation", "vale", "--noted", "9999:0123456789ab"], "is not as it was written"),
    ],
)
def test_what_cannot_be_checked_is_said(
    capsys: Run, database: Path, asked: list[str], message: str
) -> None:
    assert main(["database", "check", *asked]) == 1
    assert message in capsys.readouterr().err


def test_what_is_no_code_is_wrong_usage(capsys: Run, database: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["database", "check", "--organisation", "vale", "--noted", "nonsense"])
    assert left.value.code == 2
    assert "12 or more" in capsys.readouterr().err
