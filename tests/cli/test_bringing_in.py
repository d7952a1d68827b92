"""`riskapp import`: a dry run, all of it or nothing, once, and a report of every row."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from riskapp.cli import main
from riskapp.models import ImportSource, Organisation, Person
from riskapp.models.database import open_database, open_session
from riskapp.services.transactions import transaction
from tests.factories import a_trust

Run = pytest.CaptureFixture[str]
OLD = """The register of the trust
Ref,Title,Opened,Consequence,Likelihood,Rating
1,Too few nurses,01/02/2018,4,4,16
2,Old boilers,31/02/2018,3,3,9
3,Records,03/04/2017,2,3,6
Total,,,,,31
"""


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_template: Path) -> None:
    """An installation of this test's own, and a file of an old register."""
    file = tmp_path / "register.sqlite3"
    file.write_bytes(sqlite_template.read_bytes())
    monkeypatch.setenv("RISKAPP_DATA", str(tmp_path))
    monkeypatch.setenv("RISKAPP_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("RISKAPP_DEMONSTRATION", "1")
    monkeypatch.chdir(tmp_path)
    engine = open_database(f"sqlite:///{file}")
    with open_session(engine) as session:
        a_trust(session)
    engine.dispose()
    Path("old.csv").write_text(OLD)


def bring_in(*options: str, file: str = "old.csv") -> int:
    return main(["import", file, "--organisation", "trust", "--report", "report.json", *options])


def report() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Path("report.json").read_text())
    return told


def test_a_dry_run_says_what_would_become_of_each_row(capsys: Run) -> None:
    assert bring_in("--dry-run") == 0
    said = capsys.readouterr().out
    assert "Row 4, Opened (C4): “31/02/2018”. Expected: a day of the calendar, written" in said
    assert "3 rows: 2 ready, 1 refused. Nothing was loaded: this was a dry run." in said
    told = report()
    assert told["rows_in_file"] == 3
    assert [one["row"] for one in told["ready"]] == [3, 5]
    [refused] = told["refused"]
    assert (refused["row"], refused["column"], refused["value"]) == (4, "Opened", "31/02/2018")
    assert [one["row"] for one in told["passed_over"]] == [1, 2, 6]
    assert not told["loaded"]


def test_it_is_all_or_nothing_and_once(capsys: Run) -> None:
    assert bring_in() == 1
    assert capsys.readouterr().err == (
        "riskapp: Nothing was loaded: row 4 holds it up (3 rows: 2 ready, 1 refused).\n"
    )
    assert [one["row"] for one in report()["refused"]] == [4]
    assert bring_in("--leave-out", "problems") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Read as UTF-8, separated by commas.",
        "3 rows in file: 2 loaded, 0 merged with existing, 1 left out by you.",
    ]
    assert [(one["row"], one["reference"]) for one in report()["loaded"]] == [
        (3, "R-0001"),
        (5, "R-0002"),
    ]
    assert bring_in("--as", "risk-manager@trust.example") == 0
    assert "by Command line, so loading it again changes nothing." in capsys.readouterr().out
    assert [one["outcome"] for one in report()["loaded"]] == ["unchanged", "unchanged"]
    assert main(["database", "check"]) == 0


def test_what_is_asked_once_is_answered_or_written_down(capsys: Run) -> None:
    Path("two.csv").write_text("Ref,Risk,Score\n1,Too few nurses,4 x 3\n2,Old boilers,2 x 5\n")
    assert bring_in(file="two.csv") == 1
    printed = capsys.readouterr()
    assert "--answer order=consequence-first or order=likelihood-first" in printed.out
    assert "this has to be said first" in printed.err
    assert len(report()["needs_you"]) == 2
    assert bring_in("--write-mapping", "plan.json", "--answer", "order=likelihood-first",
                    file="two.csv") == 0  # fmt: skip
    assert bring_in("--mapping", "plan.json", "--save-source", "Datix", file="two.csv") == 0
    assert "2 rows in file: 2 loaded" in capsys.readouterr().out
    Path("newer.csv").write_text("Ref,Risk,Score\n1,Too few nurses,4 x 5\n2,Old boilers,2 x 5\n")
    assert bring_in("--save-source", "datix", file="newer.csv") == 0
    changed, same = report()["loaded"]
    assert (changed["outcome"], same["outcome"]) == ("updated", "unchanged")
    assert changed["changes"] == [
        {"field": "Current score", "before": "3 x 4 = 12", "after": "5 x 4 = 20"}
    ]


def test_a_source_of_which_no_file_was_decided_yet_says_nothing_of_the_next(
    tmp_path: Path,
) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'register.sqlite3'}")
    with open_session(engine) as session, transaction(session):
        here = session.exec(select(Organisation)).one().id
        person = session.exec(select(Person)).first()
        assert person is not None
        session.add(ImportSource(organisation_id=here, name="Datix", by_id=person.id))
    engine.dispose()
    Path("hlrr.csv").write_text(f"High Level Risk Register,,,,,\n{OLD}")
    assert bring_in("--save-source", "Datix", "--write-mapping", "plan.json", file="hlrr.csv") == 0
    assert json.loads(Path("plan.json").read_text())["register"] == "hlrr"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--leave-out", "some"), "--leave-out takes rows like 7,12-15 or the word problems"),
        (("--mapping", "old.csv"), "This is no plan of how a file is read"),
        (("--as", "nobody@trust.example"), "There is no person with the e-mail address"),
        (("--leave-out", "problems", "--report", "none/x.json"), "so nothing was begun."),
        (("--leave-out", "problems", "--save-source", "x" * 101), "Use 100 characters or fewer."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    capsys: Run, options: tuple[str, ...], said: str
) -> None:
    assert bring_in(*options) == 1
    assert said in capsys.readouterr().err
    assert bring_in(file="nothing.csv") == 1
    assert "nothing.csv cannot be read" in capsys.readouterr().err


def test_a_sheet_that_is_not_there_is_refused_and_no_other_read(capsys: Run) -> None:
    assert bring_in("--dry-run", "--sheet", "Corporate") == 1
    assert "no sheet called “Corporate”. It has “CSV”." in capsys.readouterr().err
    assert bring_in("--dry-run", "--sheet", "csv") == 0
