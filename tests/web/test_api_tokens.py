"""Tokens on their pages: made and shown once, listed, revoked; and the reference of the API."""

import re

from sqlmodel import Session, select

from riskapp.domain.permissions import Role
from riskapp.models import ApiToken
from tests.factories import Trust
from tests.web.pages import PageClient

NEW = {"name": "Monthly report", "scope": "read", "days": "30"}


def made(client: PageClient) -> str:
    """Make a token; return its text."""
    page = client.post("/trust/tokens/new", NEW)
    assert page.status == 200
    found = re.search(r"rr_[\w-]{43}", page.html)
    assert found
    return found[0]


def test_a_token_is_shown_once_and_opens_the_api(client: PageClient) -> None:
    client.sign_in_as(Role.VIEWER)
    text = made(client)
    listed = client.get("/trust/tokens")
    assert "Monthly report" in listed.text
    assert "never" in listed.text
    assert text not in listed.html
    told = {"Authorization": f"Bearer {text}"}
    assert client.http.get("/api/v1/trust/risks", headers=told).status_code == 200
    assert "never" not in client.get("/trust/tokens").text


def test_what_is_mistyped_is_said_at_its_field(client: PageClient, web_session: Session) -> None:
    client.sign_in_as(Role.VIEWER)
    page = client.post("/trust/tokens/new", {"name": "", "scope": "", "days": "400"})
    assert page.status == 422
    for sentence in ("Give the token a name", "Choose what it may do", "from 1 to 366"):
        assert sentence in page.text
    assert web_session.exec(select(ApiToken)).all() == []


def test_each_sees_their_own_and_who_may_revoke_sees_all(
    client: PageClient, trust: Trust, web_session: Session
) -> None:
    text = made(client.sign_in_as(Role.VIEWER))
    token = web_session.exec(select(ApiToken)).one()
    assert "There is no token yet" in client.sign_in_as(Role.EXECUTIVE).get("/trust/tokens").text
    address = f"/trust/tokens/{token.id}/revoke"
    assert client.post(address).status == 403
    manager = client.sign_in_as(Role.RISK_MANAGER)
    assert trust.people[Role.VIEWER].name in manager.get("/trust/tokens").text
    assert manager.post(address).status == 303
    assert "revoked" in manager.get("/trust/tokens").text
    told = {"Authorization": f"Bearer {text}"}
    assert client.http.get("/api/v1/trust/risks", headers=told).status_code == 401


def test_the_reference_says_all_that_the_document_does(client: PageClient) -> None:
    document = client.http.get("/api/v1/openapi.json").get_json()
    start = client.get("/api/v1/reference")
    assert client.get("/api/v1/").html == start.html
    sections = re.findall(r'href="(/api/v1/reference/[\w-]+)"', start.html)
    assert len(sections) == len(document["tags"])
    pages = [client.get(address) for address in sections]
    html, text = (" ".join(each) for each in zip(*((p.html, p.text) for p in pages), strict=True))
    for address, item in document["paths"].items():
        assert f"/api/v1{address}" in text
        for method in item.keys() & {"get", "post", "patch", "put", "delete"}:
            assert all(part in text for part in item[method]["summary"].split("; If-", 1))
    assert set(re.findall(r"https?://[\w.-]+", html)) == {"https://register.example"}
    assert client.get("/api/v1/reference/nowhere").status == 404
    assert not re.findall(r'"\w+_(?:id|on|at)": "\.\.\."', text), "an example without a value"
    assert "whole number from 1990 to 9998" in text
    assert "--data-binary @register.xlsx" in text
    assert "/imports?name=register.xlsx'" in text
