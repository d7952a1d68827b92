"""An old register that another system hands in: read by a plan, looked through, loaded."""

from typing import Any

import pytest
from sqlmodel import Session
from werkzeug.test import TestResponse

from riskapp.domain.permissions import Role
from tests.api.callers import API, Caller, look_at
from tests.factories import Trust, a_trust

FILE = b"Ref,Title,Likelihood,Consequence\nDX1,Too few nurses,4,4\nDX2,Old boilers,2,3\n"
BYTES = "application/octet-stream"


def hand_in(
    caller: Caller, content: bytes = FILE, kind: str = BYTES, key: str = ""
) -> TestResponse:
    """Hand a file in as its bytes."""
    told = {"Authorization": f"Bearer {caller.token}"} | ({"Idempotency-Key": key} if key else {})
    address = f"{API}/{caller.code}/imports?name=old.csv&source=Datix"
    return look_at(caller.http.post(address, data=content, content_type=kind, headers=told))


def test_a_file_is_handed_in_decided_checked_and_loaded(caller: Caller) -> None:
    made = hand_in(caller, key="one")
    here = made.headers["Location"]
    assert (made.status_code, hand_in(caller, key="one").headers["Location"]) == (201, here)
    assert (made.get_json()["source"], made.get_json()["checked"]) == ("Datix", False)
    plan = caller.get(f"{here}/plan")
    holds = [one["holds"] for one in plan.get_json()["columns"]]
    assert holds == ["reference", "title", "likelihood", "consequence"]
    kept = caller.send("PUT", f"{here}/plan", plan.get_json(), If_Match=plan.headers["ETag"])
    assert kept.status_code == 200
    assert caller.post(f"{here}/check", {}, If_Match=made.headers["ETag"]).status_code == 412
    mark = caller.get(here).headers["ETag"]
    checked = caller.post(f"{here}/check", {}, If_Match=mark)
    assert (checked.get_json()["file"]["checked"], checked.get_json()["job_id"]) == (True, None)
    report = caller.get(f"{here}/report").get_json()
    assert [one["title"] for one in report["ready"]] == ["Too few nurses", "Old boilers"]
    assert caller.get("/risks").get_json()["total"] == 0
    loaded = caller.post(f"{here}/load", {}, If_Match=checked.headers["ETag"])
    assert loaded.get_json()["file"]["counts"]["new"] == 2
    rows = caller.get(f"{here}/rows?limit=1").get_json()
    assert (rows["items"][0]["reference"], rows["total"]) == ("R-0001", 2)
    assert caller.get(rows["next"]).get_json()["next"] is None
    assert caller.get("/risks/R-0001").get_json()["current"]["value"] == 16


def test_a_row_that_holds_a_file_up_is_left_out_and_what_was_loaded_is_taken_back(
    caller: Caller,
) -> None:
    wrong = FILE + b"DX3,,3,3\n"
    here = hand_in(caller, wrong).headers["Location"]

    def step(name: str, body: Any, method: str = "POST") -> TestResponse:
        mark = caller.get(here).headers["ETag"]
        return caller.send(method, f"{here}/{name}", body, If_Match=mark)

    assert caller.get(f"{here}/report").status_code == 404
    held = step("load", {})
    assert (held.status_code, held.get_json()["errors"][0]["field"]) == (422, "file")
    assert step("rows", {"rows": [{"row": 4, "left_out": True}]}, "PATCH").status_code == 200
    counts = step("load", {}).get_json()["file"]["counts"]
    assert (counts["new"], counts["left_out"]) == (2, 1)
    assert step("reversal", {"reason": " "}).get_json()["errors"][0]["field"] == "reason"
    back = step("reversal", {"reason": "It was the wrong file."}).get_json()
    assert (back["state"], back["reversed_why"]) == ("reversed", "It was the wrong file.")
    assert caller.get("/risks/R-0001").get_json()["status"] == "withdrawn-by-import"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [(b"", BYTES, 422), (b"%PDF-1.4", BYTES, 422), (FILE, "text/csv", 415)],
)
def test_what_is_no_register_is_refused(
    caller: Caller, content: bytes, kind: str, status: int
) -> None:
    refused = hand_in(caller, content, kind)
    assert refused.status_code == status
    assert caller.get("/imports").get_json()["items"] == []


def test_a_file_is_thrown_away_and_is_nobody_elses(
    web_session: Session, trust: Trust, caller: Caller, calling: Any
) -> None:
    here = hand_in(caller).headers["Location"]
    theirs = calling(of=a_trust(web_session, "other"))
    assert theirs.get(here.replace("/trust/", "/other/")).status_code == 404
    assert calling(Role.VIEWER).get(here).status_code == 403
    mark = caller.get(here).headers["ETag"]
    gone = caller.post(f"{here}/throwing-away", {}, If_Match=mark)
    assert gone.get_json()["state"] == "thrown-away"
