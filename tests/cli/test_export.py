"""Taking an organisation out on the command line, and bringing it in again as another."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from jsonschema_rs import validate

from riskapp.cli.commands import main
from riskapp.cli.restoring import is_everything
from riskapp.models.database import open_session
from tests.factories import TODAY, a_risk, a_trust

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(
    sqlite_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run commands on a register with one risk, as at the tests' day."""
    settings = {
        "DATABASE_URL": str(sqlite_engine.url),
        "DEMONSTRATION": "1",
        "TODAY": TODAY.isoformat(),
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"RISKAPP_{name}", value)
    with open_session(sqlite_engine) as session:
        a_risk(session, a_trust(session, "hct"), consequence=4, likelihood=4)

    def ran(*words: object) -> tuple[int, str]:
        status = main([str(word) for word in words])
        told = capsys.readouterr()
        return status, told.out + told.err

    return ran


def test_everything_goes_out_and_comes_in_again(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hct.json"
    export = ("export", "--organisation", "hct", "--as", "risk-manager@hct.example")
    assert run(*export, "--output", file) == (0, f"Wrote {file}.\n")
    assert json.loads(file.read_text())["rows"]["history"][-1]["kind"] == "exported"
    assert is_everything(file)
    bring_in = ("import", file, "--organisation", "copy", "--as", "risk-manager@hct.example")
    status, tried = run(*bring_in, "--dry-run")
    assert (status, tried.startswith("Nothing was kept")) == (0, True)
    status, said = run(*bring_in)
    assert (status, said.startswith("Trust hct: brought in 1 risk and")) == (0, True)
    status, said = run(*bring_in)
    assert (status, "copy is not empty" in said) == (1, True)
    status, said = run(*bring_in, "--report", tmp_path / "report.json")
    assert (status, "is brought in as it is" in said) == (1, True)
    assert run("database", "check")[0] == 0
    assert run("list", "register", "--organisation", "copy")[1].count("R-0001") == 1


def test_the_register_alone_is_one_table(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hct.csv"
    assert run("export", "--organisation", "hct", "--format", "csv", "--output", file)[0] == 0
    with file.open(encoding="utf-8-sig", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert (row["Reference"], row["Current score"], row["Status"]) == ("R-0001", "16", "Open")
    assert not is_everything(file)


@pytest.mark.parametrize(("form", "name"), [("xlsx", "hct.xlsx"), ("csv", "hct.zip")])
def test_people_read_everything_in_other_forms(
    run: Run, tmp_path: Path, form: str, name: str
) -> None:
    file = tmp_path / name
    assert run("export", "--organisation", "hct", "--format", form, "--output", file)[0] == 0
    assert file.read_bytes().startswith(b"PK")


def test_the_schema_is_printed_and_a_mistake_is_a_sentence(run: Run, tmp_path: Path) -> None:
    status, schema = run("export", "--schema")
    assert status == 0
    file = tmp_path / "hct.json"
    run("export", "--organisation", "hct", "--output", file)
    validate(json.loads(schema), json.loads(file.read_text()))
    assert run("export")[1].startswith("riskapp: Say of which organisation")
    nowhere = tmp_path / "nowhere" / "hct.json"
    status, said = run("export", "--organisation", "hct", "--output", nowhere)
    assert (status, "cannot be written" in said) == (1, True)
