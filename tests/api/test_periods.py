"""A period of the BAF, prepared and opened from elsewhere."""

from datetime import date

import pytest
from sqlmodel import Session
from werkzeug.test import TestResponse

from riskapp.domain.drafts import PlaceOnBaf
from riskapp.models.organisation import CommitteeKind
from riskapp.queries.checks.everything import check_everything
from riskapp.services.decisions import place_on_baf
from riskapp.services.transactions import transaction
from tests.api.callers import Caller
from tests.factories import Trust, a_risk, an_objective
from tests.meetings import a_committee, a_meeting

DAYS = {"name": "2018-19", "starts_on": "2018-05-01", "ends_on": "2019-03-31"}
WHY = {"reason": "The Board's own choice."}
CARRIED = {"fate": "carried", "reference": "SR 1", "gap": "None fits yet.", **WHY}


@pytest.fixture
def here(web_session: Session, trust: Trust, caller: Caller) -> str:
    """A period that is being prepared, of a BAF with one risk and one that could be new."""
    an_objective(web_session, trust)
    for title in ("Held", "Fresh"):
        a_risk(web_session, trust, title=title, consequence=3, likelihood=3)
    with transaction(web_session):
        place_on_baf(web_session, trust.actor(), "R-0001", PlaceOnBaf(WHY["reason"]))
    made = caller.post("/baf-periods", DAYS)
    assert made.status_code == 201
    return f"/baf-periods/{made.get_json()['id']}"


def do(caller: Caller, here: str, deed: str, body: object, method: str = "POST") -> TestResponse:
    """Change what is prepared, as it stands now."""
    mark = caller.get(here).headers["ETag"]
    return caller.send(method, f"{here}/{deed}", body, If_Match=mark)


def fields(answer: TestResponse) -> list[str]:
    """At which fields something is wrong."""
    return [one["field"] for one in answer.get_json()["errors"]]


def test_a_period_is_prepared_and_opened_once_nothing_is_missing(
    web_session: Session, trust: Trust, caller: Caller, here: str
) -> None:
    board = a_committee(web_session, trust, "Board")
    with transaction(web_session):
        board.kind = CommitteeKind.BOARD
    met = a_meeting(web_session, trust, board, on=date(2018, 6, 28))
    approved = {"meeting_id": str(met.id), **WHY}
    assert do(caller, here, "opening", approved).status_code == 422
    added = caller.post(f"{here}/objectives", {"number": "A", "title": "Care close to home"})
    chosen = {"objective_ids": [added.get_json()["objectives"][-1]["id"]]}
    mark = caller.get(here).headers["ETag"]
    told = do(caller, here, "risks/R-0001", CARRIED | chosen, "PUT").get_json()
    assert [one["missing"] for one in told["entries"]] == [""]
    assert caller.post(f"{here}/opening", approved, If_Match=mark).status_code == 412
    opened = do(caller, here, "opening", approved).get_json()
    assert (opened["state"], opened["entries"][0]["reference"]) == ("open", "SR 1")
    assert [one["name"] for one in caller.get("/baf-periods").get_json()["items"]] == ["2018-19"]
    assert list(check_everything(web_session)) == []


def test_a_risk_is_new_or_left_out_again_and_an_objective_ends(caller: Caller, here: str) -> None:
    assert fields(do(caller, here, "risks/R-0001", WHY, "PUT")) == ["fate"]
    assert fields(do(caller, here, "risks/R-0002", CARRIED, "PUT")) == ["fate"]
    added = do(caller, here, "risks/R-0002", {"gap": "None.", **WHY}, "PUT").get_json()
    assert {one["risk"]: one["fate"] for one in added["entries"]} == {
        "R-0001": None,
        "R-0002": "new",
    }
    left = do(caller, here, "risks/R-0002/leaving-out", {}).get_json()
    assert [one["risk"] for one in left["entries"]] == ["R-0001"]
    assert do(caller, here, "risks/R-0002/leaving-out", {}).status_code == 404
    ending = f"objectives/{left['objectives'][0]['id']}/ending"
    assert do(caller, here, ending, {}).get_json()["objectives"] == []
