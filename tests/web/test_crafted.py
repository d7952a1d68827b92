"""Forms made by hand: every deed asks for its own right, its own unit and its own token."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event
from sqlmodel import col

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.permissions import GRANTS, Role
from riskapp.models import History, Membership, Person, Unit
from riskapp.services.decisions import propose_closing
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from riskapp.web.app import create_app
from tests.factories import a_milestone, a_programme, a_risk, a_score, a_unit, an_objective
from tests.services.looks import the_open
from tests.web.pages import TOKEN_FIELD, PageClient

PEOPLE = [role for role in Role if role is not Role.COMMAND_LINE]
HERE = "/trust/risks/R-0001"
SCORE = {"kind": "current", "domain": "safety", "consequence": "4", "likelihood": "4"}
WHY = {"reason": "Because."}
POST = "/trust/posts/018f0000-0000-7000-8000-000000000000"
REDACTING = f"{HERE}/redactions/018f0000-0000-7000-8000-000000000000"
MEETING = "/trust/meetings/018f0000-0000-7000-8000-000000000000"
ANY = "018f0000-0000-7000-8000-000000000000"
PERIOD = f"/trust/baf/periods/{ANY}"

IMPORT = f"/trust/imports/{ANY}"

DEEDS: dict[str, tuple[str, dict[str, str], Action]] = {
    "validate": (f"{HERE}/decisions", WHY, Action.VALIDATE_SCORE),
    "answer-objective": (
        f"{HERE}/decisions", {**WHY, "answer": "neither"}, Action.ANSWER_OBJECTIVE,
    ),
    "close": (f"{HERE}/decisions", {**WHY, "agree": "yes"}, Action.AGREE_CLOSING),
    "place": (f"{HERE}/decisions", WHY, Action.PLACE_ON_BAF),
    "propose-acceptance": (
        f"{HERE}/decisions",
        {**WHY, "up_to_score": "25", "expires_on": "1 July 2018", "condition": "c"},
        Action.PROPOSE_ACCEPTANCE,
    ),
    "end-acceptance": (f"{HERE}/decisions", WHY, Action.PROPOSE_ACCEPTANCE),
    "propose-reopening": (f"{HERE}/decisions", WHY, Action.PROPOSE_REOPENING),
    "propose-merge": (f"{HERE}/decisions", {**WHY, "into": "R-0001"}, Action.PROPOSE_MERGE),
    "propose-closing": (f"{HERE}/decisions", WHY, Action.PROPOSE_CLOSING),
    "score": (f"{HERE}/score", {**SCORE, **WHY}, Action.SCORE_RISK),
    "edit": (f"{HERE}/edit", {"title": "Other", **WHY}, Action.EDIT_RISK),
    "open": (f"{HERE}/open", {}, Action.EDIT_RISK),
    "post": ("/trust/posts/new", {"title": "Matron"}, Action.CHANGE_POST),
    "holder": (f"{POST}/hand-over", {**WHY, "name": "x"}, Action.CHANGE_POST),
    "vacancy": (f"{POST}/vacate", WHY, Action.CHANGE_POST),
    "redaction": (
        f"{HERE}/redactions", {**WHY, "phrase": "community"}, Action.PROPOSE_REDACTION,
    ),
    "redact": (REDACTING, {**WHY, "agree": "yes"}, Action.AGREE_REDACTION),
    "raise": ("/trust/risks/new", {"title": "Mine"}, Action.RAISE_RISK),
    "objective": (f"{HERE}/objectives", WHY, Action.LINK_OBJECTIVE),
    "end": (f"{HERE}/objectives/end", WHY, Action.LINK_OBJECTIVE),
    "action": (f"{HERE}/milestones", {"words": "w", "due": "Sep 2018"}, Action.LINK_MILESTONE),
    "link": (f"{HERE}/milestones/link", {"milestone": "M-0001"}, Action.LINK_MILESTONE),
    "serve": ("/trust/milestones/M-0001/risks", {"risk": "R-0001"}, Action.LINK_MILESTONE),
    "status": ("/trust/milestones/M-0001/status", WHY, Action.CHANGE_MILESTONE),
    "due": ("/trust/milestones/M-0001/due", WHY, Action.CHANGE_MILESTONE),
    "owner": ("/trust/milestones/M-0001/owner", WHY, Action.CHANGE_MILESTONE),
    "progress": ("/trust/milestones/M-0001/notes", WHY, Action.CHANGE_MILESTONE),
    "effect": (f"{HERE}/milestones/M-0001/effect", WHY, Action.LINK_MILESTONE),
    "unlink": (f"{HERE}/milestones/M-0001/unlink", WHY, Action.LINK_MILESTONE),
    "ask-approval": (f"{HERE}/ask-approval", {}, Action.ASK_APPROVAL),
    "happened": (f"{HERE}/occurrences", WHY, Action.RECORD_OCCURRENCE),
    "expose": (f"{HERE}/exposure", WHY, Action.LINK_EXPOSURE),
    "end-exposure": (f"{HERE}/exposure/end", WHY, Action.LINK_EXPOSURE),
    "hand-in": ("/trust/imports/new", {}, Action.IMPORT_RISKS),
    "columns": (f"{IMPORT}/columns", {}, Action.IMPORT_RISKS),
    "sheet": (f"{IMPORT}/sheet", {}, Action.IMPORT_RISKS),
    "check": (f"{IMPORT}/check", {}, Action.IMPORT_RISKS),
    "put-right": (f"{IMPORT}/rows", {}, Action.IMPORT_RISKS),
    "leave-rest": (f"{IMPORT}/leave-rest-out", {}, Action.IMPORT_RISKS),
    "load": (f"{IMPORT}/load", {}, Action.IMPORT_RISKS),
    "names": (f"{IMPORT}/names", {}, Action.IMPORT_RISKS),
    "take-import-back": (f"{IMPORT}/take-back", WHY, Action.IMPORT_RISKS),
    "discard": (f"{IMPORT}/throw-away", {}, Action.IMPORT_RISKS),
    "throw-away": ("/trust/kept/throw-away", {}, Action.VIEW_REGISTER),
    "bulk": ("/trust/risks/change", WHY, Action.CHANGE_IN_BULK),
    "note": (f"{HERE}/notes", {"words": "w"}, Action.ADD_NOTE),
    "open-month": ("/trust/reviews/2018-06/open", {}, Action.OPEN_MONTH),
    "close-month": ("/trust/reviews/2018-06/close", {}, Action.CLOSE_MONTH),
    "not-held": ("/trust/reviews/2018-06/not-held", {"why": "w"}, Action.CLOSE_MONTH),
    "keep-view": ("/trust/risks/keep", {"name": "Mine"}, Action.KEEP_VIEW),
    "export": ("/trust/export/everything", {"form": "json"}, Action.EXPORT_EVERYTHING),
    "export-register": ("/trust/export/whole-register", {"form": "csv"}, Action.VIEW_REGISTER),
    "forget-view": (f"/trust/views/{ANY}/forget", {}, Action.KEEP_VIEW),
    "scale": ("/trust/appetite/scale", WHY, Action.SET_APPETITE),
    "appetite": ("/trust/appetite/state", WHY, Action.SET_APPETITE),
    "end-appetite": ("/trust/appetite/end", WHY, Action.SET_APPETITE),
    "matrix": ("/trust/settings/matrix/new", WHY, Action.CHANGE_MATRIX),
    "apply-matrix": ("/trust/settings/matrix/apply", {}, Action.CHANGE_MATRIX),
    "withdraw-matrix": ("/trust/settings/matrix/withdraw", WHY, Action.CHANGE_MATRIX),
    "set-quality": (
        "/trust/quality/settings/no-owner", {**WHY, "severity": "off"}, Action.SET_QUALITY,
    ),
    "control": (f"{HERE}/controls/new", {"words": "w"}, Action.CHANGE_CONTROL),
    "change": (f"{HERE}/controls/{ANY}", WHY, Action.CHANGE_CONTROL),
    "retire": (f"{HERE}/controls/{ANY}/retire", WHY, Action.CHANGE_CONTROL),
    "record": (f"{HERE}/assurances/new", {"source": "s"}, Action.RECORD_ASSURANCE),
    "settle": (f"{HERE}/assurances/{ANY}/settle", WHY, Action.SETTLE_ASSURANCE),
    "withdraw": (f"{HERE}/assurances/{ANY}/withdraw", WHY, Action.RECORD_ASSURANCE),
    "rate": (f"{HERE}/assurance-rating", {"rating": "Full"}, Action.RATE_ASSURANCE),
    "gap": (f"{HERE}/gaps/new", {"words": "w"}, Action.CHANGE_CONTROL),
    "closing": (f"{HERE}/gaps/{ANY}/milestones", {}, Action.CHANGE_CONTROL),
    "closing-action": (f"{HERE}/gaps/{ANY}/action", {}, Action.CHANGE_CONTROL),
    "close-gap": (f"{HERE}/gaps/{ANY}/close", WHY, Action.CHANGE_CONTROL),
    "hand-on": (f"{HERE}/hand-on", {**WHY, "to_committee": ANY}, Action.HAND_ON),
    "oversight": (f"/trust/committees/{ANY}/edit", WHY, Action.CHANGE_COMMITTEE),
    "meeting": ("/trust/meetings/new", {"held_on": "27 June 2018"}, Action.CHANGE_MEETING),
    "edit-meeting": (f"{MEETING}/edit", {"held_on": "27 June 2018"}, Action.CHANGE_MEETING),
    "attendance": (f"{MEETING}/attendance", {"name_1": "Ann"}, Action.CHANGE_MEETING),
    "cancel-meeting": (f"{MEETING}/cancel", WHY, Action.CHANGE_MEETING),
    "period": ("/trust/baf/periods/new", {"name": "2019-20"}, Action.OPEN_PERIOD),
    "period-objective": (f"{PERIOD}/objectives/new", {"number": "1"}, Action.OPEN_PERIOD),
    "period-end": (f"{PERIOD}/objectives/{ANY}/end", {}, Action.OPEN_PERIOD),
    "period-entry": (f"{PERIOD}/risks/R-0001", WHY, Action.OPEN_PERIOD),
    "period-leave": (f"{PERIOD}/risks/R-0001/leave-out", {}, Action.OPEN_PERIOD),
    "period-open": (f"{PERIOD}/open", WHY, Action.OPEN_PERIOD),
    "again": (f"/trust/jobs/{ANY}/again", {}, Action.VIEW_REGISTER),
    "look": ("/trust/settings/look", {"colour": "#111111", "dark": "#000000"}, Action.SET_LOOK),
    "remind": ("/trust/reminders", {"how": "off"}, Action.VIEW_REGISTER),
    "line": ("/trust/reminders/line", {"days": "9"}, Action.SET_REMINDERS),
    "review": (f"{HERE}/review", WHY, Action.REVIEW_RISK),
    "choose-pack": ("/trust/packs/new", {}, Action.MAKE_PACK),
    "preview-pack": ("/trust/packs/preview", {}, Action.MAKE_PACK),
    "draft-pack": ("/trust/packs/draft", {}, Action.MAKE_PACK),
    "issue-pack": ("/trust/packs/issue", {}, Action.ISSUE_PACK),
    "verify-pack": ("/trust/packs/verify", {}, Action.MAKE_PACK),
    "withdraw-pack": ("/trust/packs/TRUST-BAF-2018-06/withdraw", WHY, Action.ISSUE_PACK),
    "reissue-pack": ("/trust/packs/TRUST-BAF-2018-06/reissue", {}, Action.ISSUE_PACK),
    "waive": ("/trust/packs/waivers", WHY, Action.WAIVE_WARNING),
    "end-waiver": (f"/trust/packs/waivers/{ANY}/end", {}, Action.WAIVE_WARNING),
    "token": ("/trust/tokens/new", {"name": "n", "days": "9"}, Action.MAKE_TOKEN),
    "revoke": (f"/trust/tokens/{ANY}/revoke", {}, Action.MAKE_TOKEN),
    "outcome": (
        "/trust/reviews/2018-06/R-0001", {"decide": "no-change"}, Action.RECORD_FOR_MEETING,
    ),
    "take-back": (
        f"/trust/reviews/2018-06/R-0001/outcomes/{ANY}/take-back", WHY, Action.RECORD_FOR_MEETING,
    ),
    "recording": ("/trust/reviews/2018-06/recording", {}, Action.RECORD_FOR_MEETING),
    "new": (
        "/trust/milestones/new", {"words": "w", "due": "Sep 2018"}, Action.CHANGE_MILESTONE,
    ),
}  # fmt: skip


@pytest.fixture
def entries(client: PageClient) -> list[object]:
    """Set up one of everything that a form could be about; return what is committed since."""
    session, trust = client.session, client.trust
    a_risk(session, trust)
    an_objective(session, trust)
    a_milestone(session, trust, programme=a_programme(session, trust))
    a_score(session, trust.actor(Role.RISK_LEAD), "R-0001", 4, 4)
    with transaction(session):
        propose_closing(session, trust.actor(Role.RISK_LEAD), "R-0001", "It has gone.")
    return []


def count(client: PageClient) -> int:
    client.session.rollback()
    query = sa.select(sa.func.count()).select_from(History)
    return int(client.session.connection().execute(query).scalar_one())


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize("role", PEOPLE)
def test_every_deed_asks_for_its_own_right(client: PageClient, role: Role) -> None:
    kinds = (DecisionKind.VALIDATE, DecisionKind.ANSWER_OBJECTIVE, DecisionKind.CLOSE)
    ids = {kind.value: str(the_open(client.session, kind).id) for kind in kinds}
    client.sign_in_as(role)
    before = count(client)
    for name, (address, sent, right) in DEEDS.items():
        if right not in GRANTS[role]:
            more = {"deed": name, "decision": ids.get(name, "")}
            page = client.post(address, {**sent, **more})
            hidden = role is Role.REPORTER and page.status == 404
            assert page.status == 403 or hidden, (name, page.status)
    assert count(client) == before


def test_every_way_of_sending_a_form_is_tried(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    tried = {adapter.match(address, "POST")[0] for address, _, _ in DEEDS.values()}
    takes = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert takes - tried == {"people.sign_in", "people.sign_out"}


def a_lead_of_one_unit(client: PageClient) -> tuple[Unit, Unit]:
    """Sign in as the lead of one unit of three, each with a risk; return those beside and below."""
    session, trust = client.session, client.trust
    mine, other = a_unit(session, trust, "Mine"), a_unit(session, trust, "Elsewhere")
    below = a_unit(session, trust, "Below", mine)
    for unit in (other, mine, below):
        a_risk(session, trust, title=f"Risk of {unit.name}", by=trust.actor(), unit=unit)
    with transaction(session):
        lead = col(Membership.person_id) == trust.people[Role.RISK_LEAD].id
        session.exec(sa.update(Membership).where(lead).values(unit_id=mine.id))
    client.sign_in_as(Role.RISK_LEAD)
    return other, below


def test_a_lead_of_a_unit_reaches_that_unit_and_those_below(client: PageClient) -> None:
    other, below = a_lead_of_one_unit(client)
    for page in ("", "risks", "risks/new", "risks/R-0002/edit", "heat-map"):
        assert "Elsewhere" not in client.get(f"/trust/{page}").html
    listed = client.get("/trust/risks").html
    assert "Risk of Mine" in listed
    assert "Risk of Below" in listed
    assert client.get("/trust/packs/board.pdf?as-at=30+June+2018&version=private").status == 403
    before = count(client)
    for name, (address, sent, right) in DEEDS.items():
        if address.startswith(HERE):
            refused = {404} if right in GRANTS[Role.RISK_LEAD] else {403, 404}
            assert client.post(address, {**sent, "deed": name}).status in refused, name
    away = {
        "title": "Risk of Mine", "kind": "operational", "visibility": "internal",
        "unit": str(other.id), "seen_version": "1", **WHY,
    }  # fmt: skip
    assert client.post("/trust/risks/R-0002/edit", away).status == 422
    assert client.post("/trust/risks/new", {"title": "x", "unit": str(other.id)}).status == 422
    assert count(client) == before
    assert client.post("/trust/risks/R-0002/edit", {**away, "unit": str(below.id)}).status == 303
    assert client.get("/trust/risks/R-0002").status == 200


def test_no_form_is_taken_without_the_token_of_its_own_session(
    app: Flask, client: PageClient
) -> None:
    other = PageClient(app, client.session, client.trust).sign_in_as(Role.EXECUTIVE)
    found = TOKEN_FIELD.search(other.http.get("/accessibility").text)
    assert found is not None
    client.sign_in_as(Role.RISK_MANAGER)
    before = count(client)
    addresses = [address for address, _, _ in DEEDS.values()]
    for address in [*addresses, "/sign-out", "/sign-in"]:
        for token in ({}, {"csrf_token": "forged"}, {"csrf_token": found[1]}):
            assert client.http.post(address, data=token).status_code == 400, address
    assert count(client) == before
    assert client.get("/trust/").status == 200


def test_a_form_in_an_address_or_by_another_name_changes_nothing(
    client: PageClient, sqlite_engine: sa.Engine
) -> None:
    a_risk(client.session, client.trust)
    client.sign_in_as(Role.RISK_MANAGER)
    commits: list[object] = []
    event.listen(sqlite_engine, "commit", commits.append)
    for address, sent, _ in DEEDS.values():
        query = {**sent, "_method": "POST"}
        override = {"X-HTTP-Method-Override": "POST"}
        client.http.get(address, query_string=query, headers=override)
        client.http.head(address, query_string=query, headers=override)
        for method in ("PUT", "PATCH", "DELETE"):
            answer = client.http.open(address, method=method, data=sent)
            assert answer.status_code in {400, 405}
    assert commits == []


def test_who_is_no_longer_active_is_out_at_once(client: PageClient) -> None:
    client.sign_in_as(Role.EXECUTIVE)
    assert client.get("/trust/").status == 200
    with transaction(client.session) as session:
        session.exec(sa.update(Person).values(active=False))
    assert client.get("/trust/").location.startswith("/sign-in")


def test_a_session_of_the_demonstration_ends_with_it(
    settings: Settings, sqlite_engine: sa.Engine, client: PageClient
) -> None:
    with transaction(client.session) as session:
        session.exec(sa.update(Person).values(demonstration=True))
    elsewhere = create_app(replace(settings, demonstration=False), sqlite_engine)
    there = PageClient(elsewhere, client.session, client.trust).sign_in_as(Role.EXECUTIVE)
    assert there.get("/trust/").location.startswith("/sign-in")


@pytest.mark.parametrize("address", ["http://[", "//[", "http://evil.example//evil.example/x"])
def test_a_script_cannot_be_led_elsewhere(client: PageClient, address: str) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": address}
    page = client.get("/trust/risks", headers=headers)
    assert page.status == 401
    assert page.response.headers["HX-Redirect"] == "/sign-in"
