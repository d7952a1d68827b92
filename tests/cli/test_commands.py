"""The `riskapp` command, run as people run it but within this process."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from riskapp.cli import main
from riskapp.cli.commands import MODULES
from tests.folders import HCT, RISK, a_folder


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation of this test's own, with its calendar at 30 June 2018."""
    monkeypatch.setenv("RISKAPP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("RISKAPP_DEMONSTRATION", "1")
    monkeypatch.delenv("RISKAPP_DATABASE_URL", raising=False)
    monkeypatch.delenv("RISKAPP_SECRET_KEY", raising=False)


@pytest.fixture
def database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A small register, loaded by commands."""
    assert main(["database", "upgrade"]) == 0
    assert main(["load", str(a_folder(tmp_path / "vale", risks=[RISK]))]) == 0
    capsys.readouterr()
    return tmp_path / "data" / "riskapp.sqlite3"


Run = pytest.CaptureFixture[str]


def ask(file: Path, statement: str) -> list[object]:
    with closing(sqlite3.connect(file)) as connection:
        found = [row[0] for row in connection.execute(statement)]
        connection.commit()
        return found


def test_upgrading_is_said_once(capsys: Run) -> None:
    main(["database", "upgrade"])
    main(["database", "upgrade"])
    said = capsys.readouterr().out.splitlines()
    assert said == ["The database is upgraded.", "The database is of this version already."]


def test_nothing_is_done_on_a_database_of_another_version(capsys: Run) -> None:
    for arguments in (["load", str(HCT)], ["database", "check"]):
        assert main(arguments) == 1
        assert "run `riskapp database upgrade` first" in capsys.readouterr().err


def test_a_folder_is_loaded_once(capsys: Run) -> None:
    main(["database", "upgrade"])
    assert main(["load", str(HCT)]) == 0
    assert main(["load", str(HCT)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "10 risks, 97 milestones." in said[1]
    assert "nothing new: 215 records were loaded already." in said[2]


def test_a_refusal_is_one_sentence_on_standard_error(
    capsys: Run, tmp_path: Path, database: Path
) -> None:
    folder = a_folder(tmp_path / "wrong", risks=[RISK | {"opened": "never"}])
    assert main(["load", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("riskapp: risks.json, line 2, field opened: expected a date")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["load"],
        ["fly"],
        ["serve", "--port", "0"],
        ["serve", "--port", "high"],
        ["pack", "board", "--organisation", "vale", "--output", "a", "--as-at", "soon"],
        ["person", "add", "a@b.example", "--name", "A", "--organisation", "vale", "--role", "king"],
    ],
)
def test_wrong_usage_leaves_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


PERSON = ["person", "add", "Nurse@Trust.example", "--name", "A nurse", "--organisation", "vale"]
PERSON += ["--role", "risk-lead", "--password-stdin"]


def type_in(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_a_person_is_added_with_a_password(
    capsys: Run, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "correct horse battery\n")
    assert main([*PERSON, "--unit", "The Vale Trust"]) == 0
    assert "as risk lead of The Vale Trust" in capsys.readouterr().out
    kept = ask(database, "SELECT password_hash FROM person WHERE email = 'nurse@trust.example'")
    assert str(kept[0]).startswith("$argon2id$")
    type_in(monkeypatch, "correct horse battery\n")
    assert main(PERSON) == 1
    assert "has a role in this organisation already" in capsys.readouterr().err


def test_a_new_password_replaces_the_old_one_and_is_told_in_the_history(
    capsys: Run, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashes = "SELECT password_hash FROM person WHERE email = 'nurse@trust.example'"
    type_in(monkeypatch, "correct horse battery\n")
    main(PERSON)
    before = ask(database, hashes)
    type_in(monkeypatch, "another horse battery\n")
    assert main(["person", "password", "nurse@TRUST.example", "--password-stdin"]) == 0
    assert "A nurse has a new password" in capsys.readouterr().out
    assert ask(database, hashes) != before
    assert ask(database, "SELECT kind FROM history WHERE kind = 'password-set'") == ["password-set"]
    type_in(monkeypatch, "another horse battery\n")
    assert main(["person", "password", "nobody@trust.example", "--password-stdin"]) == 1
    assert "no person with the e-mail address nobody@" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "A password has 12 to 200 characters. Nothing was changed."),
        ({"vale": "nowhere"}, "no organisation nowhere: there are vale."),
        ({"Nurse@Trust.example": "nurse"}, "not an e-mail address"),
        ({"--password-stdin": "--unit=Ward"}, "use --password-stdin"),
    ],
)
def test_a_person_who_cannot_be_added_is_not(
    changes: dict[str, str],
    message: str,
    capsys: Run,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    type_in(monkeypatch, "short")
    assert main([changes.get(word, word) for word in PERSON]) == 1
    assert message in capsys.readouterr().err
    assert ask(database, "SELECT email FROM person") == ["command-line@installation"]


def test_whoever_is_named_by_as_is_recorded(
    capsys: Run, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "correct horse battery\n")
    main(PERSON)
    more = a_folder(tmp_path / "vale", risks=[RISK, RISK | {"key": "b"}])
    assert main(["load", str(more), "--as", "nurse@trust.example"]) == 0
    latest = "SELECT name FROM history JOIN person ON id = by_id ORDER BY number DESC LIMIT 1"
    assert ask(database, latest) == ["A nurse"]
    assert main(["load", str(more), "--as", "nobody@trust.example"]) == 1
    assert "no person with the e-mail address nobody@" in capsys.readouterr().err


def test_a_sound_database_is_said_to_be_so(capsys: Run, database: Path) -> None:
    assert main(["database", "check"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Nothing is wrong with 1 risk, no scores, no stays on registers and ")


def test_what_is_wrong_is_printed(capsys: Run, database: Path) -> None:
    ask(database, "UPDATE risk_version SET title = 'Plenty of staff'")
    assert main(["database", "check"]) == 1
    said = capsys.readouterr()
    assert said.out == (
        "vale R-0001: its title from 1 April 2018 is not what the history tells of.\n"
        "vale R-0001: a search goes by other words than are said of it now.\n"
    )
    assert said.err.startswith("riskapp: 2 things are wrong with 1 risk, ")


def test_a_backup_is_brought_back(capsys: Run, database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    assert main(["database", "backup", str(copy)]) == 0
    assert main(["database", "backup", str(copy)]) == 1
    assert "exists already" in capsys.readouterr().err
    ask(database, "DELETE FROM risk_search")
    ask(copy, "DELETE FROM risk_search_idx")
    assert main(["database", "restore", str(copy)]) == 0
    assert "is kept as" in capsys.readouterr().out
    assert ask(database, "SELECT count(*) FROM risk_search WHERE risk_search MATCH 'staff'") == [1]
    assert main(["database", "check"]) == 0
    assert len(list(database.parent.glob("riskapp-before-*.sqlite3"))) == 1


def test_a_backup_goes_where_there_was_no_database(
    capsys: Run, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite3"
    main(["database", "backup", str(copy)])
    monkeypatch.setenv("RISKAPP_DATA", str(tmp_path / "elsewhere"))
    assert main(["database", "restore", str(copy)]) == 0
    assert main(["database", "check"]) == 0


def test_what_is_no_sound_backup_is_refused(capsys: Run, database: Path, tmp_path: Path) -> None:
    later, other, words = (tmp_path / name for name in ("later", "other", "words"))
    main(["database", "backup", str(later)])
    ask(later, "UPDATE alembic_version SET version_num = '9999'")
    ask(other, "CREATE TABLE something (id)")
    words.write_text("No database at all, but words. " * 100)
    before = database.read_bytes()
    for file, message in (
        (later, "is of a later version of the register"),
        (other, "is not a register's database: no such table"),
        (words, "is not a register's database: file is not a database"),
        (tmp_path / "none", "There is no file"),
    ):
        assert main(["database", "restore", str(file)]) == 1
        assert message in capsys.readouterr().err
    assert database.read_bytes() == before


def test_a_damaged_backup_is_refused(capsys: Run, database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    main(["database", "backup", str(copy)])
    content = bytearray(copy.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40_000] = b"\xff" * 40_000
    copy.write_bytes(content)
    assert main(["database", "restore", str(copy)]) == 1
    assert "copy is " in capsys.readouterr().err


def test_postgresql_keeps_its_own_copies(
    capsys: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RISKAPP_DATABASE_URL", "postgresql+psycopg://nobody@localhost/none")
    for deed in ("backup", "restore"):
        assert main(["database", deed, str(tmp_path / "copy")]) == 1
        assert "use its own pg_dump" in capsys.readouterr().err


def test_a_database_that_cannot_be_reached_is_one_sentence(
    capsys: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = f"postgresql+psycopg://nobody@/none?host={tmp_path}"
    monkeypatch.setenv("RISKAPP_DATABASE_URL", nowhere)
    assert main(["load", str(HCT)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("riskapp: The database cannot be used: ")
    assert said.count("\n") == 1


def test_a_pack_is_written(capsys: Run, tmp_path: Path) -> None:
    main(["database", "upgrade"])
    main(["load", str(HCT)])
    packs = [tmp_path / name for name in ("one.pdf", "two.pdf")]
    for pack in packs:
        wanted = ["pack", "board", "--organisation", "hct", "--output", str(pack)]
        assert main([*wanted, "--as-at", "2018-06-30"]) == 0
    assert packs[0].read_bytes().startswith(b"%PDF-")
    assert packs[0].read_bytes() == packs[1].read_bytes()
    assert main([*wanted, "--form", "html", "--as-at", "2018-06-30"]) == 0
    assert packs[1].read_bytes().startswith(b"<!DOCTYPE html>")
    for more, message in (
        (["--as-at", "2018-07-01"], "a day that has not come"),
        (["--output", str(tmp_path / "none" / "a.pdf")], "cannot be written"),
        (["--organisation", "vale"], "no organisation vale: there are hct."),
    ):
        assert main([*wanted, *more]) == 1
        assert message in capsys.readouterr().err


def test_without_a_secret_key_nothing_is_served(
    capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RISKAPP_DEMONSTRATION")
    assert main(["serve"]) == 1
    assert "RISKAPP_SECRET_KEY is not set" in capsys.readouterr().err


@pytest.mark.parametrize("name", MODULES)
def test_each_command_is_in_the_module_that_is_loaded_for_it(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert f"riskapp {name}" in capsys.readouterr().out
