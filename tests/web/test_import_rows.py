"""Bringing in an old register, page by page: the dry run, putting it right, and loading it."""

import json
from typing import Final

import pytest
from sqlmodel import Session, select

from riskapp.domain.import_corrections import corrections_from_json
from riskapp.domain.import_plans import plan_from_json
from riskapp.domain.imports import Holds, ImportState
from riskapp.domain.permissions import Role
from riskapp.intake.opening import open_book
from riskapp.models import Risk
from tests.factories import Trust, a_risk, a_unit
from tests.imports import REGISTER, handed_in
from tests.web.import_walk import checked, file_at, loaded, version_of
from tests.web.pages import PageClient

UNKNOWN: Final = (
    "Ref,Title,Directorate,Owner\nD-1,Too few nurses,Ward 4,Matron\nD-2,Old lift,Ward 4,Estates\n"
)


@pytest.fixture
def manager(client: PageClient) -> PageClient:
    return client.sign_in_as(Role.RISK_MANAGER)


def test_the_dry_run_says_how_many_rows_are_ready_and_what_is_wrong_where(
    manager: PageClient,
) -> None:
    page = manager.get(checked(manager))
    assert "3 rows: 2 ready, 1 refused" in page.text
    assert "Row 4, D-3 Leaking <roof>" in page.text
    assert "It says “31/02/2018”. Expected: a day of the calendar," in page.text
    assert "Load" not in [one for one in page.seen.text if one.startswith("Load ")]
    passed = manager.get(f"{checked(manager)}?show=passed-over")
    assert "Row 5" in passed.text


def test_what_is_put_right_is_looked_through_again_and_then_loads(
    manager: PageClient, web_session: Session
) -> None:
    here = checked(manager)
    seen = version_of(web_session, here)
    fixed = {"cell_4_3": "28/02/2018", "seen_version": seen}
    assert manager.post(f"{here}/rows?show=needs-you", fixed).location == here
    page = manager.get(here)
    assert "3 rows: 3 ready" in page.text
    assert "Put right by you (1)" in page.text
    loaded = manager.post(f"{here}/load", {"seen_version": version_of(web_session, here)})
    assert loaded.location == here
    done = manager.get(here)
    assert "3 rows in file: 3 loaded, 0 merged with existing, 0 left out by you." in done.text
    assert "R-0003 Leaking <roof>" in done.text
    assert file_at(web_session, here).sha256 in done.html
    assert len(web_session.exec(select(Risk)).all()) == 3


def test_a_row_is_left_out_and_taken_in_again(manager: PageClient, web_session: Session) -> None:
    here = checked(manager)
    manager.post(f"{here}/leave-rest-out", {"seen_version": version_of(web_session, here)})
    page = manager.get(here)
    assert "3 rows: 2 ready, 1 left out" in page.text
    assert "1 row you left out is not loaded." in page.text
    again = {"cell_4_3": "31/02/2018", "seen_version": version_of(web_session, here)}
    manager.post(f"{here}/rows?show=left-out", again)
    assert corrections_from_json(file_at(web_session, here).corrections).left_out == frozenset()
    assert "3 rows: 2 ready, 1 refused" in manager.get(here).text


def test_nothing_is_loaded_while_a_row_needs_somebody(
    manager: PageClient, web_session: Session
) -> None:
    here = checked(manager)
    manager.post(f"{here}/load", {"seen_version": version_of(web_session, here)})
    assert "Nothing was loaded: row 4 holds it up" in manager.get(here).text
    assert file_at(web_session, here).state is ImportState.OPEN
    assert web_session.exec(select(Risk)).all() == []


def test_the_rows_to_put_right_come_as_a_workbook_that_can_be_handed_in(
    manager: PageClient, web_session: Session
) -> None:
    given = manager.get(f"{checked(manager)}/problems.xlsx")
    assert 'filename="register-to-put-right.xlsx"' in given.response.headers["Content-Disposition"]
    (sheet,) = open_book(given.response.data).sheets
    head, row = sheet.rows
    assert head[:2] == ("Ref", "Title")
    assert head[-1] == "What is wrong"
    assert row[:4] == ("D-3", "Leaking <roof>", "Records may be lost.", "31/02/2018")
    assert row[-1].startswith("Opened: expected a day of the calendar")
    actor = manager.trust.actor()
    again = handed_in(web_session, actor, given.response.data, name="put-right.xlsx")
    held = [one.holds for one in plan_from_json(again.plan).columns]
    assert held[:4] == [Holds.REFERENCE, Holds.TITLE, Holds.DESCRIPTION, Holds.OPENED]


def test_the_report_holds_every_row_once(manager: PageClient) -> None:
    given = manager.get(f"{checked(manager)}/report.json")
    told = json.loads(given.response.data)
    assert told["rows_in_file"] == 3
    rows = [
        row["row"] for name in ("ready", "needs_you", "refused", "loaded") for row in told[name]
    ]
    assert sorted(rows) == [2, 3, 4]


def test_a_name_that_is_not_known_is_kept_added_or_said_to_be_another(
    manager: PageClient, web_session: Session, trust: Trust
) -> None:
    ward = a_unit(web_session, trust, "Ward Four")
    here = checked(manager, UNKNOWN)
    assert "3 names of the file are not in the register" in manager.get(here).text
    names = manager.get(f"{here}/names")
    assert "Ward 4 (directorate, service or place) in 2 rows" in names.text
    said = {"name_0": str(ward.id), "name_1": "add", "name_2": "keep"}
    manager.post(f"{here}/names", {**said, "seen_version": version_of(web_session, here)})
    assert plan_from_json(file_at(web_session, here).plan).names == {
        Holds.UNIT: {"Ward 4": str(ward.id)},
        Holds.OWNER: {"Estates": "add", "Matron": "keep"},
    }
    assert "names of the file are not in the register" not in manager.get(here).text


def test_a_newer_file_shows_what_it_changes_before_it_does(
    manager: PageClient, web_session: Session
) -> None:
    first = checked(manager, REGISTER)
    manager.post(f"{first}/load", {"seen_version": version_of(web_session, first)})
    newer = checked(manager, REGISTER.replace("Old lift", "Very old lift"), "july.csv")
    page = manager.get(f"{newer}?show=changed")
    assert "Title from Old lift → to Very old lift" in page.text
    assert "R-0002" in page.text


def test_the_same_file_again_says_so_and_changes_nothing(
    manager: PageClient, web_session: Session
) -> None:
    first = checked(manager, REGISTER)
    manager.post(f"{first}/load", {"seen_version": version_of(web_session, first)})
    page = manager.get(checked(manager, REGISTER))
    assert "The very same file was loaded on" in page.text
    assert "There is nothing to load." in page.text
    assert "You can take it back afterwards" not in page.text


@pytest.mark.parametrize("asked", ["show=hamsters", "page=none", "page=0.5"])
def test_an_address_that_asks_for_no_such_rows_is_refused(manager: PageClient, asked: str) -> None:
    assert manager.get(f"{checked(manager)}?{asked}").status == 400


def test_a_page_of_many_rows_takes_no_more_than_fifty(manager: PageClient) -> None:
    a_risk(manager.session, manager.trust)
    rows = "".join(f"D-{at},Risk {at},Words.,01/02/2018,3,3,None\n" for at in range(1, 61))
    here = checked(manager, REGISTER.splitlines()[0] + "\n" + rows)
    assert manager.get(here).html.count("Leave this row out") == 50
    assert manager.get(f"{here}?page=2").html.count("Leave this row out") == 10


@pytest.mark.parametrize("again", ["load", "check", "leave-rest-out"])
def test_a_second_press_leads_to_what_became_of_the_first(manager: PageClient, again: str) -> None:
    here = checked(manager, REGISTER)
    pressed = {"seen_version": version_of(manager.session, here)}
    assert manager.post(f"{here}/load", pressed).location == here
    assert manager.get(here).status == 200
    assert manager.post(f"{here}/{again}", pressed).location == here
    page = manager.get(here)
    assert "The file was loaded on " in page.text
    assert "once: nothing was done a second time" in page.text
    assert "2 rows in file: 2 loaded, 0 merged with existing, 0 left out by you." in page.text


def test_a_press_on_a_file_that_was_thrown_away_or_changed_loads_nothing(
    manager: PageClient,
) -> None:
    here = checked(manager, REGISTER)
    assert manager.post(f"{here}/load", {"seen_version": "99"}).status == 409
    manager.post(f"{here}/throw-away")
    assert manager.post(f"{here}/load", {"seen_version": "1"}).location == here
    assert "The file was thrown away before: nothing was loaded." in manager.get(here).text


def test_an_import_is_taken_back_after_saying_what_will_happen(manager: PageClient) -> None:
    here = loaded(manager)
    assert "Take this import back" in manager.get(here).text
    page = manager.get(f"{here}/take-back")
    assert "2 risks that this file brought in are withdrawn" in page.text
    meant = {"reason": "The wrong <file>.", "agree": "yes", "seen": "2"}
    assert manager.post(f"{here}/take-back", {"reason": "x", "seen": "2"}).status == 422
    late = manager.post(f"{here}/take-back", meant | {"seen": "3"})
    assert late.status == 409
    assert "The wrong <file>." in late.text
    assert manager.post(f"{here}/take-back", meant).location == here
    page = manager.get(here)
    assert "Taken back on 30 June 2018" in page.text
    assert "The wrong <file>." in page.text
    assert "Take this import back" not in page.text
    assert manager.get(f"{here}/take-back").status == 404
    assert "Withdrawn by import" in manager.get("/trust/risks/R-0001").text
    assert "R-0001" not in manager.get("/trust/risks").text
    assert "R-0001" in manager.get("/trust/risks?status=withdrawn-by-import").text
    assert "Withdrawn with an import" in manager.get("/trust/movement?since=2018-06-01").text


def test_what_is_built_on_an_import_keeps_it_from_being_taken_back(manager: PageClient) -> None:
    here = loaded(manager)
    manager.post("/trust/risks/R-0001/notes", {"words": "Looked at by the team."})
    page = manager.get(f"{here}/take-back")
    assert "Something has happened to its risks since (R-0001)." in page.text
    assert "Take it back" not in page.html
