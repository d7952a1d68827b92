"""Lists taken out as files: all of what a page shows, and nothing that it would not."""

import csv
import io
import json
from datetime import date
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from jsonschema_rs import validate
from python_calamine import CalamineWorkbook
from sqlmodel import Session, select

from reports.list_json import list_schema
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.domain.take_out import ListForm
from riskapp.models import Membership
from riskapp.services.transactions import transaction
from tests.assurances import a_control
from tests.factories import Trust, a_milestone, a_post, a_programme, a_risk, a_unit, an_objective
from tests.meetings import a_committee
from tests.months import an_open_month
from tests.papers import a_pack
from tests.queries.many import multiply
from tests.queries.statements import counted
from tests.reports.workbook_reader import read_workbook
from tests.web.pages import PageClient

FORMULA = '=HYPERLINK("http://example.com","x")'


@pytest.fixture
def reader(client: PageClient) -> PageClient:
    return client.sign_in_as(Role.VIEWER)


def json_of(client: PageClient, address: str) -> dict[str, Any]:
    page = client.get(address)
    assert page.response.mimetype == "application/json"
    found: dict[str, Any] = json.loads(page.response.data)
    return found


def csv_of(client: PageClient, address: str) -> list[dict[str, str]]:
    page = client.get(address)
    assert page.response.mimetype == "text/csv"
    text = page.response.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_list_is_taken_out_with_its_filters_columns_and_every_page(reader: PageClient) -> None:
    unit = a_unit(reader.session, reader.trust, "Ward 4")
    a_risk(reader.session, reader.trust, unit=unit, consequence=3, likelihood=3)
    a_risk(reader.session, reader.trust)
    multiply(reader.session, reader.trust, "R-0002", 60)
    asked = f"band=high&unit={unit.id}&columns=reference,score,unit&as-at=2018-06-30"
    assert f'href="/trust/risks.xlsx?{asked}' in reader.get(f"/trust/risks?{asked}").html.replace(
        "&amp;", "&"
    ).replace("%2C", ",")
    found = json_of(reader, f"/trust/risks.json?{asked}")
    assert found["filters"] == ["band: high", "Ward 4"]
    assert (found["as_at"], found["organisation"]["code"]) == ("2018-06-30", "trust")
    assert [one["heading"] for one in found["columns"]][:3] == [
        "Reference", "Printed reference", "Current score",
    ]  # fmt: skip
    assert {row["reference"] for row in found["rows"]} >= {"R-0001"}
    assert {row["current_score"] for row in found["rows"]} == {9}
    assert len(csv_of(reader, "/trust/risks.csv?page=1")) == 62


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_file_says_what_it_is_and_asks_as_much_of_an_address_as_a_page(
    reader: PageClient, ending: str
) -> None:
    found = reader.get(f"/trust/risks.{ending}?as-at=2018-06-29").response
    named = f'attachment; filename="trust-register-2018-06-29.{ending}"'
    assert found.headers["Content-Disposition"] == named
    assert found.headers["Cache-Control"] == "no-store"
    assert reader.get(f"/trust/risks.{ending}?band=purple").status == 400


def test_what_a_file_read_with_is_given_back_at_its_end(
    reader: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_risk(reader.session, reader.trust, consequence=3, likelihood=3)
    begun: list[Session] = []
    begin = Session.connection

    def note(session: Session, **told: Any) -> sa.Connection:
        begun.append(session)
        return begin(session, **told)

    monkeypatch.setattr(Session, "connection", note)
    for ending in ("csv", "json", "xlsx"):
        assert reader.get(f"/trust/risks.{ending}").response.data
    assert begun
    assert not [one for one in begun if one.in_transaction()]


def test_no_cell_is_ever_run(reader: PageClient) -> None:
    a_risk(reader.session, reader.trust, title=FORMULA, consequence=4, likelihood=4)
    (row,) = csv_of(reader, "/trust/risks.csv")
    assert row["Title"] == f"'{FORMULA}"
    file = reader.get("/trust/risks.xlsx").response.data
    sheets, book = read_workbook(file), CalamineWorkbook.from_filelike(io.BytesIO(file))
    heads, held = book.get_sheet_by_name("Register").to_python()
    row_of = dict(zip(heads, held, strict=True))
    assert (row_of["Title"], row_of["Current score"]) == (FORMULA, 16)
    assert row_of["Scored on"] == date(2018, 6, 30)
    assert sheets["Register"].find("pane") is not None
    assert sheets["Register"].find("autoFilter") is not None
    said = {str(one[0]): one[1] for one in sheets["Read me"].rows if len(one) > 1}
    assert said["As at"] == "30 June 2018"
    assert said["Bands"] == "low 1 to 3; moderate 4 to 6; high 8 to 12; extreme 15 to 25"


def test_what_a_page_hides_no_file_shows(client: PageClient) -> None:
    a_risk(client.session, client.trust, visibility=Visibility.RESTRICTED, by=client.trust.actor())
    for ending in ("csv", "json"):
        seen = client.sign_in_as(Role.VIEWER).get(f"/trust/risks.{ending}").response.text
        assert "R-0001" not in seen
        shown = client.sign_in_as(Role.RISK_MANAGER).get(f"/trust/risks.{ending}").response.text
        assert "R-0001" in shown


def test_a_file_takes_no_more_statements_for_many_rows(
    reader: PageClient,
) -> None:
    a_risk(reader.session, reader.trust, consequence=3, likelihood=3)
    address = "/trust/risks.json?columns=reference,opened,moved,quality"
    counts = []
    for more in (2, 200):
        multiply(reader.session, reader.trust, "R-0001", more)
        reader.get(address)
        with counted(reader.session) as asked:
            reader.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


LISTS = (
    "risks", "high-level-risks", "baf", "heat-map", "assurance-map", "movement", "milestones",
    "objectives", "programmes", "committees", "posts", "quality", "quality/no-owner", "reviews",
    "packs", "history", "",
)  # fmt: skip
BESIDE = {"quality/no-owner": "quality/no-owner/list", "": "waiting-for-a-decision"}
"""Where a list is to be had that is not at its page's own address."""


def test_every_list_is_as_the_schema_says_in_every_form(client: PageClient) -> None:
    fill(client.session, client.trust)
    client.sign_in_as(Role.RISK_MANAGER)
    for page in LISTS:
        address = f"/trust/{BESIDE.get(page, page)}"
        shown = client.get(f"/trust/{page}").html
        assert all(f'href="{address}.{form}' in shown for form in ListForm), page
        found = json_of(client, f"{address}.json")
        validate(list_schema(), found)
        keys = [one["key"] for one in found["columns"]]
        assert len(set(keys)) == len(keys), page
        assert found["rows"], page
        assert all([*row] == keys for row in found["rows"]), page
        rows = csv_of(client, f"{address}.csv")
        file = client.get(f"{address}.xlsx").response.data
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(1).to_python()
        assert len(rows) == len(found["rows"]) == len(sheet) - 1, page
        assert [*rows[0]] == sheet[0] == [one["heading"] for one in found["columns"]], page


def fill(session: Session, trust: Trust) -> None:
    """Put something on every list."""
    objective = an_objective(session, trust, "2")
    a_risk(session, trust, consequence=4, likelihood=4, objective=objective)
    a_milestone(session, trust, programme=a_programme(session, trust))
    a_committee(session, trust)
    a_post(session, trust)
    an_open_month(session, trust)
    a_pack(session, trust)


def test_the_whole_register_has_every_risk_in_full(reader: PageClient) -> None:
    a_risk(reader.session, reader.trust, consequence=4, likelihood=4)
    lead = reader.trust.actor(Role.RISK_LEAD)
    a_control(reader.session, lead, "R-0001", "A bank of staff")
    a_control(reader.session, lead, "R-0001", "A rota")
    page = reader.get("/trust/export")
    assert 'href="/trust/export/whole-register.xlsx"' in page.html
    assert (
        "A risk manager or an auditor to whom every unit shows may take everything out" in page.text
    )
    (row,) = csv_of(reader, "/trust/export/whole-register.csv")
    assert row["Cause"] == "posts stay vacant"
    assert row["Controls"] == "1. A bank of staff\n2. A rota"
    validate(list_schema(), json_of(reader, "/trust/export/whole-register.json"))
    sent = reader.post("/trust/export/whole-register", asked_for("csv")).response.data
    assert sent == reader.get("/trust/export/whole-register.csv").response.data
    assert reader.get("/trust/export/whole-register.csv?as-at=2018-05-31").status == 400


def test_everything_is_taken_out_in_each_form_and_the_history_tells_of_it(
    client: PageClient,
) -> None:
    manager = client.trust.actor()
    a_risk(client.session, client.trust, visibility=Visibility.RESTRICTED, by=manager)
    client.sign_in_as(Role.AUDITOR)
    files = {
        form: client.post("/trust/export/everything", asked_for(form)).response.data
        for form in ("json", "zip", "xlsx")
    }
    found = json.loads(files["json"])
    validate(json_of(client, "/trust/export/everything-schema.json"), found)
    assert found["rows"]["history"][-1]["kind"] == "exported"
    with ZipFile(io.BytesIO(files["zip"])) as folder:
        assert "As at: 30 June 2018" in folder.read("read-me.txt").decode()
        assert "R-0001" in folder.read("whole-register.csv").decode()
    book = CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"]))
    assert {"Read me", "Register", "Units", "Entries of the history"} <= {*book.sheet_names}
    assert "The auditor took everything out as JSON." in client.get("/trust/history").text


def asked_for(form: str) -> dict[str, str]:
    return {"form": form, "asked": str(uuid4())}


def test_who_sees_one_unit_takes_out_only_that(client: PageClient) -> None:
    manager = client.trust.people[Role.RISK_MANAGER]
    unit = a_unit(client.session, client.trust, "Ward 4")
    with transaction(client.session) as db:
        here = Membership.person_id == manager.id
        db.exec(select(Membership).where(here)).one().unit_id = unit.id
    client.sign_in_as(Role.RISK_MANAGER)
    refused = client.post("/trust/export/everything", {"form": "json"})
    assert refused.status == 403
    assert "only by somebody to whom everything shows" in refused.text
