"""Verifying a pack that somebody was sent: what it is, and nothing of what others may read."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from pypdf import PdfReader, PdfWriter
from sqlmodel import Session

from forms.verifying import MOST_BYTES
from reports.issuing import draw_issue
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.pack_drafts import WithdrawPack
from riskapp.domain.permissions import Role
from riskapp.queries.issued_packs import get_pack_file
from riskapp.services.packs import withdraw_pack
from riskapp.services.transactions import transaction
from riskapp.web.pack_verifying import MOST_SENT
from riskapp.worker import verifying
from tests.factories import Trust, a_risk, a_trust
from tests.papers import a_pack
from tests.web.pages import Page, PageClient
from tests.web.test_imports import sent_raw

HERE = "/trust/packs/verify"
NUMBER = "TRUST-BAF-2018-06"


@pytest.fixture(autouse=True)
def patiently(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a machine with much else to do be slow to start the process that reads."""
    monkeypatch.setattr(verifying, "SECONDS", 240.0)


def a_drawn_pack(session: Session, trust: Trust) -> bytes:
    """Issue the Board pack for real; return its PDF."""
    pack = a_pack(session, trust, draw=draw_issue)
    return get_pack_file(session, trust.actor(), pack.number)


def verify(client: PageClient, content: bytes, name: str = "pack.pdf") -> Page:
    """Hand a file in."""
    return client.post(HERE, {"file": (BytesIO(content), name)})


def without_its_first_page(content: bytes) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    for page in PdfReader(BytesIO(content)).pages[1:]:
        writer.add_page(page)
    writer.write(out)
    return out.getvalue()


def test_each_form_of_a_pack_is_told_and_a_changed_one_from_it(client: PageClient) -> None:
    a_risk(client.session, client.trust)
    pdf = a_drawn_pack(client.session, client.trust)
    client.sign_in_as(Role.VIEWER)
    assert "nothing of it is kept" in client.get(HERE).text
    page = verify(client, pdf)
    assert "Unaltered, and it stands" in page.text
    assert f"This is pack {NUMBER}, issued on 30 June 2018, unaltered." in page.text
    assert f'href="/trust/packs/{NUMBER}"' in page.html
    word = client.http.get(f"/trust/packs/{NUMBER}/docx").data
    assert f"This is pack {NUMBER} as a Word file" in verify(client, word, "pack.docx").text
    altered = verify(client, without_its_first_page(pdf))
    assert "Not as it was issued" in altered.text
    assert f"its pages bear number {NUMBER} and code" in altered.text


def test_a_pack_that_stands_no_more_says_what_to_use_instead(client: PageClient) -> None:
    session, trust = client.session, client.trust
    first = a_drawn_pack(session, trust)
    a_risk(session, trust)
    second = a_pack(session, trust, seen_number=NUMBER).number
    page = verify(client.sign_in_as(Role.VIEWER), first)
    assert "Unaltered, but it stands no more" in page.text
    assert f'use <a href="/trust/packs/{second}"' in page.html
    with transaction(session):
        withdraw_pack(session, trust.actor(), NUMBER, WithdrawPack("Counted twice."))
    assert "was withdrawn on 30 June 2018: Counted twice." in verify(client, first).text


def test_nothing_is_told_of_what_the_reader_may_not_read(client: PageClient) -> None:
    session, trust = client.session, client.trust
    shown = {"visibility": Visibility.RESTRICTED, "consequence": 4, "likelihood": 4}
    a_risk(session, trust, by=trust.actor(), **shown)
    hidden = a_drawn_pack(session, trust)
    elsewhere = a_drawn_pack(session, a_trust(session, "other"))
    client.sign_in_as(Role.VIEWER)
    for content in (hidden, without_its_first_page(hidden), elsewhere):
        page = verify(client, content)
        assert "This is no pack that was issued here, or none that you may read." in page.text
        assert "BAF-2018-06" not in page.text


def test_verifying_leaves_nothing_behind(client: PageClient, sqlite_engine: sa.Engine) -> None:
    pdf = a_drawn_pack(client.session, client.trust)
    client.sign_in_as(Role.VIEWER)
    client.get(HERE)
    commits: list[object] = []
    sa.event.listen(sqlite_engine, "commit", commits.append)
    assert verify(client, pdf).status == 200
    assert commits == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"words", "no PDF, Word file, workbook or web page that can be read"),
        (b"PK\x03\x04", "The file is damaged"),
    ],
    ids=["empty", "words", "damaged"],
)
def test_what_cannot_be_verified_is_refused_at_the_field(
    client: PageClient, content: bytes, said: str
) -> None:
    page = verify(client.sign_in_as(Role.VIEWER), content)
    assert page.status == 422
    assert said in page.text


@pytest.mark.parametrize("size", [MOST_BYTES + 1, MOST_SENT + 1], ids=["too large", "unread"])
def test_a_file_that_is_too_large_is_refused_at_the_field(client: PageClient, size: int) -> None:
    page = sent_raw(client.sign_in_as(Role.VIEWER), HERE, size)
    assert (page.status, "larger than 30 MB" in page.text) == (422, True)


def test_what_takes_too_long_is_left_to_the_command(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = a_drawn_pack(client.session, client.trust)
    client.sign_in_as(Role.VIEWER)
    monkeypatch.setattr(verifying, "SECONDS", 0.0)
    page = verify(client, without_its_first_page(pdf))
    assert (page.status, "riskapp pack verify tells" in page.text) == (422, True)
