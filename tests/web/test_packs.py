"""Making a Board pack, and reading back what it says."""

from io import BytesIO
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.domain.severity import SetQuality, Severity
from riskapp.models import Objective
from riskapp.services.quality import set_quality
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_milestone, a_programme, a_risk, an_objective
from tests.web.pages import PageClient

ASKED = {"kind": "board", "as-at": "2018-06-30", "version": "private", "asked": str(uuid4())}
PACK = "/trust/packs/board.pdf?as-at=2018-06-30&version={}"


def words_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def an_open_framework(session: Session, trust: Trust) -> Objective:
    objective = an_objective(session, trust)
    a_risk(session, trust, title="Ward roofs", consequence=4, likelihood=4, objective=objective)
    a_milestone(session, trust, "Mar 2018", programme=a_programme(session, trust, "Estates"))
    return objective


def a_framework(session: Session, trust: Trust) -> None:
    objective = an_open_framework(session, trust)
    a_risk(
        session, trust, title="A named case", consequence=5, likelihood=4, objective=objective,
        visibility=Visibility.RESTRICTED, by=trust.actor(Role.RISK_MANAGER),
    )  # fmt: skip


def test_the_pack_holds_the_framework(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_framework(web_session, trust)
    answer = client.sign_in_as(Role.SECRETARY).http.get(PACK.format("private"))
    assert answer.mimetype == "application/pdf"
    assert "trust-board-pack-2018-06-30.pdf" in answer.headers["Content-Disposition"]
    words = words_of(answer.data)
    assert "R-0001 Ward roofs" in words
    assert "Estates" in words


def test_who_makes_and_who_reads_a_pack_learn_which_checks_are_off(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    client.sign_in_as(Role.SECRETARY)
    assert "switched off" not in client.get("/trust/packs/new").text
    with transaction(web_session):
        off = SetQuality("no-owner", Severity.OFF, "<b>Owners</b> come later.", seen_version=0)
        set_quality(web_session, trust.actor(), off)
    page = client.get("/trust/packs/new")
    assert "One quality check is switched off. The pack says so" in page.text
    assert "No owner, since 30 June 2018: &lt;b&gt;Owners" in page.html.replace(
        '<span class="app-breakable app-typed">', ""
    )
    assert "No owner 30 June 2018 <b>Owners</b> come later." in words_of(
        client.http.get(PACK.format("public")).data
    )


@pytest.mark.parametrize(
    ("role", "version", "shown"),
    [
        (Role.RISK_MANAGER, "private", True),
        (Role.RISK_MANAGER, "public", False),
        (Role.VIEWER, "private", False),
    ],
)
def test_restricted_risks_show_only_to_those_who_may(
    client: PageClient, web_session: Session, role: Role, version: str, shown: bool
) -> None:
    a_framework(web_session, client.trust)
    words = words_of(client.sign_in_as(role).http.get(PACK.format(version)).data)
    assert ("A named case" in words) is shown
    assert ("1 restricted risk" in words) is not shown


def test_the_same_day_gives_the_same_bytes(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_framework(web_session, trust)
    client.sign_in_as(Role.AUDITOR)
    first, second = (client.http.get(PACK.format("private")).data for _ in range(2))
    assert first == second


def test_an_empty_framework_still_makes_a_pack(client: PageClient) -> None:
    answer = client.sign_in_as(Role.SECRETARY).http.get(PACK.format("private"))
    assert "no risk" in words_of(answer.data).lower()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"as-at": "soon"}, "Enter a day that exists"),
        ({"as-at": "2018-07-01"}, "Enter a day that has come"),
        ({"version": "secret"}, "Choose one of those listed"),
        ({"as-at": ""}, "Enter the day"),
        ({"kind": "other"}, "Choose one of those listed"),
    ],
)
def test_a_mistake_is_said_where_it_is_and_nothing_typed_is_lost(
    client: PageClient, sent: dict[str, str], words: str
) -> None:
    client.sign_in_as(Role.SECRETARY)
    for address in ("preview", "draft", "issue"):
        typed = {**ASKED, **sent, "purpose": "To <note> it."}
        page = client.post(f"/trust/packs/{address}", typed)
        assert page.status == 422
        assert words in page.text
        assert "To &lt;note&gt; it." in page.html
    if "kind" not in sent:
        query = urlencode({**ASKED, **sent})
        assert client.get(f"/trust/packs/board.pdf?{query}").status == 400


def test_what_is_in_the_address_is_filled_in(client: PageClient) -> None:
    client.sign_in_as(Role.SECRETARY)
    assert 'value="30 June 2018"' in client.get("/trust/packs/new").html
    page = client.get("/trust/packs/new?as-at=2018-05-31&author=Matron")
    assert 'value="2018-05-31"' in page.html
    assert 'value="Matron"' in page.html


def test_the_draft_says_on_every_page_that_it_is_one(client: PageClient) -> None:
    client.sign_in_as(Role.VIEWER)
    answer = client.post("/trust/packs/draft", ASKED).response
    assert answer.mimetype == "application/pdf"
    assert "trust-board-pack-2018-06-30.pdf" in answer.headers["Content-Disposition"]
    for page in PdfReader(BytesIO(answer.data)).pages:
        assert "DRAFT" in page.extract_text()


@pytest.mark.parametrize("role", [Role.REPORTER, Role.ADMINISTRATOR])
def test_who_may_not_make_a_pack(client: PageClient, role: Role) -> None:
    client.sign_in_as(role)
    assert client.get("/trust/packs").status == 403
