"""The forms of a pack: by buttons of its preview, and by links of its page once it is issued."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlmodel import Session

from riskapp.domain.pack_drafts import WithdrawPack
from riskapp.domain.packs import TWINS, FileForm
from riskapp.domain.permissions import Role
from riskapp.services.packs import withdraw_pack
from riskapp.services.transactions import transaction
from riskapp.web import packs
from tests.factories import Trust
from tests.papers import a_pack
from tests.web.pages import PageClient
from tests.web.test_packs import a_framework

ASKED = {"kind": "board", "as-at": "2018-06-30", "version": "private"}
ASKED_ID = "01890a5d-ac96-774b-bcce-b302099a8057"


def words_in(form: FileForm, file: bytes) -> str:
    if form is FileForm.PAGE:
        return file.decode()
    with ZipFile(BytesIO(file)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize("form", TWINS)
def test_an_issued_pack_is_to_be_had_in_every_form(
    client: PageClient, web_session: Session, trust: Trust, form: FileForm
) -> None:
    row = a_pack(web_session, trust)
    client.sign_in_as(Role.VIEWER)
    here = f"/trust/packs/{row.number}"
    assert f'href="{here}/{form}"' in client.get(here).html
    answer = client.http.get(f"{here}/{form}")

    assert f'filename="{row.number.lower()}.{form}"' in answer.headers["Content-Disposition"]
    said = words_in(form, answer.data)
    assert f"{row.number}, code {row.code}" in said
    assert "DRAFT" not in said


@pytest.mark.parametrize("form", TWINS)
def test_the_forms_of_a_pack_that_stands_no_more_say_so(
    client: PageClient, web_session: Session, trust: Trust, form: FileForm
) -> None:
    first = a_pack(web_session, trust).number
    second = a_pack(web_session, trust).number
    with transaction(web_session):
        withdraw_pack(web_session, trust.actor(), second, WithdrawPack("Counted twice."))
    client.sign_in_as(Role.VIEWER)
    replaced, withdrawn = (
        words_in(form, client.http.get(f"/trust/packs/{number}/{form}").data)
        for number in (first, second)
    )

    assert f"Replaced by {second}: use that one" in replaced
    assert "do not use it: Counted twice." in withdrawn


@pytest.mark.parametrize("form", TWINS)
def test_a_draft_is_to_be_had_in_every_form_however_long(
    client: PageClient,
    web_session: Session,
    trust: Trust,
    monkeypatch: pytest.MonkeyPatch,
    form: FileForm,
) -> None:
    a_framework(web_session, trust)
    monkeypatch.setattr(packs, "MOST_AT_ONCE", 0)
    client.sign_in_as(Role.SECRETARY)
    preview = client.post("/trust/packs/preview", ASKED)
    assert re.search(rf'<button[^>]* name="form" value="{form}"', preview.html)
    sent = {**ASKED, "asked": ASKED_ID, "form": form.value}
    answer = client.post("/trust/packs/draft", sent).response

    name = f'filename="trust-board-pack-2018-06-30.{form}"'
    assert name in answer.headers["Content-Disposition"]
    assert "DRAFT, not issued" in words_in(form, answer.data)


def test_a_form_that_is_none_is_refused(client: PageClient) -> None:
    client.sign_in_as(Role.SECRETARY)
    page = client.post("/trust/packs/draft", {**ASKED, "asked": ASKED_ID, "form": "exe"})

    assert page.status == 422
    assert "in no such form" in page.text
    assert client.get("/trust/packs/TRUST-BAF-2018-06/exe").status == 404
