"""The commands that read: the register's lists as at a day, and what changed between two."""

import csv
import io
from pathlib import Path

import pytest

from riskapp.cli import main
from tests.folders import HCT

Run = pytest.CaptureFixture[str]
OF_HCT = ["--organisation", "hct"]


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Run) -> Path:
    """An installation of this test's own with the plan of Hertfordshire, at 30 June 2018."""
    monkeypatch.setenv("RISKAPP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("RISKAPP_DEMONSTRATION", "1")
    monkeypatch.delenv("RISKAPP_DATABASE_URL", raising=False)
    monkeypatch.delenv("RISKAPP_SECRET_KEY", raising=False)
    assert main(["database", "upgrade"]) == 0
    assert main(["load", str(HCT)]) == 0
    capsys.readouterr()
    return tmp_path


def rows(capsys: Run, *arguments: str) -> list[dict[str, str]]:
    assert main([*arguments, *OF_HCT]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_the_register_and_its_lists_are_written_as_at_a_day(loaded: Path, capsys: Run) -> None:
    register = rows(capsys, "list", "register")
    assert len(register) == 10
    assert register[0]["Score"] == "18"
    assert register[0]["Of the score"].startswith("score in the old register")
    assert rows(capsys, "list", "register", "--as-at", "2010-01-01") == []
    baf = rows(capsys, "list", "baf")
    assert {row["Risk"] for row in baf} == {row["Risk"] for row in register}
    assert {row["Objective's title"] for row in baf} == {"no objective stated"}
    assert [row["Score"] for row in rows(capsys, "list", "hlrr")] == ["18", "16"]
    heat = rows(capsys, "list", "heat-map")
    assert len(heat) == 25 + 2
    assert sum(int(row["Risks"]) for row in heat) == 10


def test_what_changed_is_written_to_a_file_or_said(loaded: Path, capsys: Run) -> None:
    all_of_it = rows(capsys, "movement", "--since", "2010-01-01")
    assert len([row for row in all_of_it if row["Change"] == "New risks"]) == 10
    hlrr = rows(capsys, "movement", "--since", "2010-01-01", "--register", "hlrr")
    assert {row["To"] for row in hlrr if row["Change"] == "New risks"} == {
        "with a score of 18",
        "with a score of 16",
    }
    file = loaded / "changes.csv"
    arguments = ["movement", *OF_HCT, "--since", "2010-01-01", "--output", str(file)]
    assert main(arguments) == 0
    assert len(file.read_text("utf-8-sig").splitlines()) == len(all_of_it) + 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["list", "register", "--as-at", "2018-07-01"], "a day that has not come"),
        (["movement", "--until", "2018-07-01"], "a day that has not come"),
        (["movement", "--since", "2018-06-30", "--until", "2018-06-01"], "to a later one"),
        (["movement", "--known-on", "2018-06-01"], "says nothing of later days"),
        (["list", "hlrr", "--output", "/nowhere/at/all.csv"], "cannot be written"),
    ],
)
def test_a_mistake_is_a_sentence(
    loaded: Path, capsys: Run, arguments: list[str], says: str
) -> None:
    assert main([*arguments, *OF_HCT]) == 1
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "everything"],
        ["movement", "--register", "lrr"],
        ["list", "hlrr", "--as-at", "now"],
    ],
)
def test_wrong_usage_leaves_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*arguments, *OF_HCT])
    assert left.value.code == 2
