"""Monthly reviews, packs with their files, and jobs, as other systems read them."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from flask import Flask
from sqlmodel import Session

from riskapp.api.resources import packs
from riskapp.domain.drafts import Decide
from riskapp.domain.permissions import Role
from riskapp.domain.redaction import ProposeRedaction
from riskapp.services.redaction import decide_redaction, propose_redaction
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from riskapp.web.session import ENGINE
from riskapp.worker.running import run_all
from riskapp.worker.shop import Shop, files_of
from tests.api.callers import Caller
from tests.factories import Trust, a_risk
from tests.months import a_closed_month, an_open_month
from tests.papers import a_pack, compose


def test_a_month_is_read_while_it_is_open_and_once_it_is_final(
    web_session: Session, trust: Trust, caller: Caller
) -> None:
    a_risk(web_session, trust, title="Too few nurses", consequence=4, likelihood=4)
    assert caller.get("/reviews/2018-06").status_code == 404
    an_open_month(web_session, trust)
    told = caller.get("/reviews/2018-06").get_json()
    assert (told["state"], told["digest"], told["figures"]["on_hlrr"]) == ("open", None, 1)
    a_closed_month(web_session, trust)
    told = caller.get("/reviews/2018-06").get_json()
    assert (told["state"], len(told["digest"])) == ("closed", 64)
    assert [one["about"]["title"] for one in told["risks"]] == ["Too few nurses"]
    assert told["why"] == "The chair was called away."
    listed = caller.get("/reviews").get_json()["items"]
    assert [(one["month"], one["state"]) for one in listed] == [("2018-06", "closed")]


def test_a_pack_is_found_read_and_known_by_its_digest(
    web_session: Session, trust: Trust, calling: Callable[..., Caller]
) -> None:
    row = a_pack(web_session, trust)
    viewer = calling(Role.VIEWER)
    assert [one["number"] for one in viewer.get("/packs").get_json()["items"]] == [row.number]
    assert viewer.get("/packs?kind=audit").get_json()["total"] == 0
    file = viewer.get(f"/packs/{row.number}/pdf")
    assert row.number.encode() in file.data
    known = viewer.get(f"/packs/{row.number}/pdf", If_None_Match=file.headers["ETag"])
    assert (known.status_code, known.data) == (304, b"")
    digest = sha256(file.data).hexdigest()
    told = viewer.get(f"/packs/by-digest/{digest}").get_json()
    assert (told["number"], told["file_digest"]) == (row.number, digest)
    assert viewer.get(f"/packs/by-digest/{digest[:-1]}x").status_code == 404
    page = viewer.get(f"/packs/{row.number}/html")
    assert row.number in page.text


def test_a_draft_is_a_job(
    web_session: Session,
    trust: Trust,
    calling: Callable[..., Caller],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packs, "wake_worker", lambda: None)
    a_risk(web_session, trust, consequence=4, likelihood=4)
    secretary, viewer = calling(Role.SECRETARY), calling(Role.VIEWER)
    asked = {"kind": "board", "as_at": "2018-06-30"}
    made = secretary.post("/pack-drafts", asked, Idempotency_Key="one")
    assert (made.status_code, made.get_json()["state"]) == (201, "waiting")
    here = made.headers["Location"]
    assert secretary.post("/pack-drafts", asked, Idempotency_Key="one").headers["Location"] == here
    assert [one["id"] for one in secretary.get("/jobs").get_json()["items"]] == [
        made.get_json()["id"]
    ]
    assert secretary.get(f"{here}/file").status_code == 404
    assert viewer.get(here).status_code == 404
    refused = secretary.post("/pack-drafts", asked | {"kind": "risk"})
    assert refused.get_json()["errors"][0]["field"] == "risk"
    refused = secretary.post("/pack-drafts", asked | {"as_at": "2018-07-01"})
    assert refused.get_json()["errors"][0]["field"] == "as_at"


def test_what_is_taken_out_is_a_job(
    web_session: Session,
    trust: Trust,
    calling: Callable[..., Caller],
    app: Flask,
    settings: Settings,
) -> None:
    a_risk(web_session, trust)
    auditor, viewer = calling(Role.AUDITOR), calling(Role.VIEWER)
    made = auditor.post("/take-outs/everything", {"form": "json"}, Idempotency_Key="one")
    assert (made.status_code, made.get_json()["name"]) == (201, "Taking everything out")
    again = auditor.post("/take-outs/everything", {"form": "json"}, Idempotency_Key="one")
    assert again.headers["Location"] == made.headers["Location"]
    assert auditor.post("/take-outs/everything", {"form": "csv"}).status_code == 422
    assert viewer.post("/take-outs/everything", {"form": "json"}).status_code == 403
    seen = viewer.post("/take-outs/register", {"form": "csv"})
    run_all(Shop(app.extensions[ENGINE], settings, files_of(settings)))
    file = auditor.get(f"{made.headers['Location']}/file")
    assert file.get_json()["format"] == "riskapp-everything"
    table = viewer.get(f"{seen.headers['Location']}/file")
    assert b"R-0001" in table.data
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    known = {"If_None_Match": file.headers["ETag"]}
    with auditor.get(f"{made.headers['Location']}/file", **known) as unchanged:
        assert (unchanged.status_code, unchanged.data) == (304, b"")


def test_a_pack_is_issued_once_its_warnings_are_read_and_may_be_withdrawn(
    web_session: Session, trust: Trust, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "wake_worker", lambda: None)
    a_risk(web_session, trust, consequence=4, likelihood=4)
    row = a_pack(web_session, trust)
    asked = {"kind": "board", "as_at": "2018-06-30"}
    unread = caller.post("/packs", asked)
    assert (unread.status_code, unread.get_json()["errors"][0]["field"]) == (422, "has_read")
    assert any("R-0001" in one["sentence"] for one in unread.get_json()["errors"][1:])
    late = caller.post("/packs", asked | {"has_read": True, "replaces": ""})
    assert (late.status_code, row.number in late.get_json()["detail"]) == (409, True)
    sent = asked | {"has_read": True, "replaces": row.number}
    made, again = (caller.post("/packs", sent, Idempotency_Key="one") for _ in range(2))
    assert (made.status_code, made.get_json()["name"]) == (201, "Issuing a pack")
    assert again.get_json() == made.get_json()
    here = f"/packs/{row.number}"
    mark = caller.get(here).headers["ETag"]
    gone = caller.post(f"{here}/withdrawal", {"reason": "A page is missing."}, If_Match=mark)
    assert gone.get_json()["withdrawn_why"] == "A page is missing."
    again = caller.post(f"{here}/withdrawal", {"reason": "Once more."}, If_Match=mark)
    assert again.status_code == 412


def test_a_warning_is_waived_until_a_day_and_counts_again(caller: Caller) -> None:
    sent = {"check": "reviews-overdue", "until_on": "2018-09-30", "reason": "Posts are filled."}
    refused = caller.post("/pack-waivers", sent | {"until_on": "2019-09-30"})
    assert refused.get_json()["errors"][0]["field"] == "until_on"
    assert caller.post("/pack-waivers", sent | {"check": "nothing"}).status_code == 422
    made = caller.post("/pack-waivers", sent)
    assert (made.get_json()["title"], made.get_json()["holds"]) == ("Reviews are overdue", True)
    assert caller.post("/pack-waivers", sent).get_json()["errors"][0]["field"] == "check"
    here, mark = f"{made.headers['Location']}/ending", made.headers["ETag"]
    assert caller.post(here, {}).status_code == 428
    ended = caller.post(here, {}, If_Match=mark)
    assert (ended.get_json()["holds"], ended.get_json()["ended_on"]) == (False, "2018-06-30")
    assert caller.post(here, {}, If_Match=mark).status_code == 412
    assert caller.get("/pack-waivers").get_json()["items"] == [ended.get_json()]


def test_a_pack_whose_words_were_redacted_is_issued_anew_once(
    web_session: Session, trust: Trust, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose(monkeypatch)
    a_risk(web_session, trust, title="Ward roofs")
    row = a_pack(web_session, trust)
    here = f"/packs/{row.number}"
    early = caller.post(f"{here}/reissue", {})
    assert "Nothing of this pack was redacted" in early.get_json()["errors"][0]["sentence"]
    with transaction(web_session):
        draft = ProposeRedaction("Ward roofs", "It names a ward.")
        proposed = propose_redaction(web_session, trust.actor(Role.RISK_LEAD), "R-0001", draft).id
    with transaction(web_session):
        decide_redaction(web_session, trust.actor(), "R-0001", proposed, Decide(True, "It does."))
    assert caller.get(f"{here}/pdf").status_code == 404
    for _ in range(2):
        anew = caller.post(f"{here}/reissue", {}, Idempotency_Key="one")
        assert (anew.status_code, anew.get_json()["replaces"]) == (201, row.number)
    assert caller.get(f"/packs/{anew.get_json()['number']}/pdf").status_code == 200
    assert caller.post(f"{here}/reissue", {}).status_code == 409
