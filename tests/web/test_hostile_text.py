"""Text that means harm: kept as typed, shown as text, and refused in one plain sentence."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskapp.domain.permissions import Role
from riskapp.web.headers import POLICY
from tests.factories import a_risk
from tests.web.pages import TOKEN_FIELD, PageClient

HARM = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>{{7*7}}${7*7}'; DROP TABLE risk;--"
RAW = ("<script>alert", "<img src=x", '"><img')
LINK = re.compile(r'href="(/trust[^"#]*)')
WORDS = dict.fromkeys(
    ("title", "cause", "event", "effect", "reason", "words", "visibility_reason", "condition"), HARM
)
SCORE = {"domain": "safety", "consequence": "4", "likelihood": "4"}
ACCEPT = {"deed": "propose-acceptance", "up_to_score": "16", "expires_on": "1 July 2018"}
FORMS = (
    ("/trust/risks/new", SCORE),
    ("/trust/risks/R-0001/milestones", {"due": "Sep 2018"}),
    ("/trust/milestones/M-0001/status", {"status": "at-risk", "seen_version": "1"}),
    ("/trust/milestones/M-0001/due", {"due": "Dec 2018", "seen_version": "2"}),
    ("/trust/risks/R-0001/controls/new", {"effectiveness": "effective"}),
    ("/trust/risks/R-0001/gaps/new", {"kind": "control"}),
    (
        "/trust/risks/R-0001/assurances/new",
        {
            "source_kind": "other",
            "line": "third",
            "result": "mixed",
            "received_on": "1 June 2018",
            "source": HARM,
            "evidence": HARM,
        },
    ),
    ("/trust/risks/R-0001/notes", {}),
    ("/trust/risks/R-0001/notes", {"keep": "1"}),
    ("/trust/risks/R-0001/decisions", {"deed": "propose-closing"}),
    ("/trust/risks/R-0001/decisions", {"deed": "place"}),
    ("/trust/risks/R-0001/decisions", ACCEPT),
    ("/trust/risks/R-0001/occurrences", {"happened_on": "12 June 2018"}),
    ("/trust/posts/new", {"title": HARM}),
    ("/trust/risks/R-0001/redactions", {"phrase": "DROP TABLE", "reason": "<script>alert(3)"}),
    ("/trust/quality/settings/no-owner", {"severity": "off", "seen_version": "0"}),
)
PAGES = (
    "risks",
    "milestones",
    "objectives",
    "programmes",
    "heat-map",
    "baf",
    "assurance-map",
    "sign-in",
)
ODD = (
    HARM, "=cmd()", "R-0001' OR 1=1", "R-99999999999999999999", "_", '"', "*", "a" * 5000, "NEAR(",
    "\ud7ff", "\U0001f600", "\u202eevil", "%", "-", "1" * 400, "\r\nSet-Cookie: a=b", "\x00",
    "\ufffe",
)  # fmt: skip


NOT_PAGES = (".pdf", ".csv", ".json", ".xlsx", "sort=")
"""Files, which no browser takes for a page, and the same lists in another order."""


@pytest.fixture
def harmed(client: PageClient) -> PageClient:
    """A register that a hostile colleague has written in, through its own forms."""
    client.sign_in_as(Role.RISK_MANAGER)
    for address, sent in FORMS:
        assert client.post(address, {**WORDS, **sent}).status == 303, address
    assert client.post("/trust/risks/new", WORDS).status == 303
    edit = {
        **WORDS, "kind": "operational", "visibility": "restricted", "seen_version": "1",
        "unit": str(client.trust.root.id),
    }  # fmt: skip
    assert client.post("/trust/risks/R-0001/edit", edit).status == 303
    return client


def walk(client: PageClient) -> Iterator[tuple[str, str]]:
    seen, waiting = set(), ["/trust/", "/trust/milestones", "/trust/risks/R-0001/edit"]
    while waiting:
        address = waiting.pop().replace("&amp;", "&")
        if address in seen or any(part in address for part in NOT_PAGES):
            continue
        seen.add(address)
        page = client.get(address)
        yield address, page.html
        if page.status == 200:
            waiting += LINK.findall(page.html)


@pytest.mark.parametrize("role", [Role.RISK_MANAGER, Role.AUDITOR, Role.VIEWER, Role.RISK_LEAD])
def test_what_was_typed_is_text_on_every_page(harmed: PageClient, role: Role) -> None:
    shown = 0
    for address, html in walk(harmed.sign_in_as(role)):
        assert not [raw for raw in RAW if raw in html], address
        shown += "&lt;script&gt;alert" in html
    assert shown > 1


def test_no_policy_is_unsafe() -> None:
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_address_is_answered_plainly(client: PageClient, odd: str) -> None:
    a_risk(client.session, client.trust)
    client.sign_in_as(Role.RISK_MANAGER)
    names = "search register band unit objective status sort page as-at programme risk standing"
    for page in PAGES:
        for name in (*names.split(), "next"):
            answer = client.http.get(f"/trust/{page}".replace("/trust/sign", "/sign"),
                                     query_string={name: odd})  # fmt: skip
            assert answer.status_code < 500, (page, name)
            assert "Set-Cookie: a=b" not in str(answer.headers)
    for page in ("risks/", "milestones/", "objectives/", "programmes/"):
        answer = client.http.get(f"/trust/{page}{quote(odd, safe='')}")
        assert answer.status_code in {400, 404}, page


def test_no_words_in_an_address_break_the_search(client: PageClient) -> None:
    a_risk(client.session, client.trust)
    client.sign_in_as(Role.RISK_MANAGER)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.text(max_size=60))
    def searched(words: str) -> None:
        for page in ("risks", "milestones"):
            query = {"search": words.encode("utf-8", "replace").decode()}
            assert client.http.get(f"/trust/{page}", query_string=query).status_code in {200, 400}

    searched()


BODIES: tuple[tuple[str, bytes, str], ...] = (
    ("too long", b"title=" + b"x" * 10_000, "application/x-www-form-urlencoded"),
    ("json", b'{"title": "x"}', "application/json"),
    ("no type", b"title=x", ""),
    ("broken parts", b"--x\r\nnothing", "multipart/form-data; boundary=x"),
    ("no boundary", b"--x\r\n", "multipart/form-data"),
    ("many fields", b"a=1&" * 200_000, "application/x-www-form-urlencoded"),
    ("a megabyte", b"title=" + b"x" * 1_100_000, "application/x-www-form-urlencoded"),
    (
        "many parts",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 2_000 + b"--x--",
        "multipart/form-data; boundary=x",
    ),
)


@pytest.mark.parametrize(("name", "body", "kind"), BODIES, ids=[one[0] for one in BODIES])
def test_an_odd_body_is_refused_and_nothing_is_saved(
    client: PageClient, name: str, body: bytes, kind: str
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    token = TOKEN_FIELD.search(client.http.get("/accessibility").text)
    assert token is not None
    address = "/trust/risks/new"
    for headers in ({}, {"X-CSRFToken": token[1]}):
        answer = client.http.post(address, data=body, content_type=kind, headers=headers)
        assert 400 <= answer.status_code < 500, name
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("bytes_", [b"%ff%fe", b"%ed%a0%80"])
def test_bytes_that_are_no_letters_are_spelt_out(client: PageClient, bytes_: bytes) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    token = TOKEN_FIELD.search(client.http.get("/accessibility").text)
    assert token is not None
    answer = client.http.post(
        "/trust/risks/new",
        data=b"title=" + bytes_,
        content_type="application/x-www-form-urlencoded",
        headers={"X-CSRFToken": token[1]},
    )
    assert answer.status_code == 303
    assert bytes_.decode().upper() in client.get("/trust/risks/R-0001").text
