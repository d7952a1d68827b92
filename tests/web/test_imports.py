"""Bringing in an old register, page by page: the file, and what its columns hold."""

from io import BytesIO
from typing import Any

import pytest
from sqlmodel import Session, select

from forms.imports import MOST_BYTES
from riskapp.domain.import_plans import FilePlan, plan_from_json
from riskapp.domain.imports import Holds, Split
from riskapp.domain.permissions import Role
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.models import ImportFile
from riskapp.web.imports import MOST_SENT
from tests.factories import Trust
from tests.imports import REGISTER, handed_in
from tests.web.pages import TOKEN_FIELD, Page, PageClient, look_at

HERE = "/trust/imports"
NEW = f"{HERE}/new"


@pytest.fixture
def manager(client: PageClient) -> PageClient:
    return client.sign_in_as(Role.RISK_MANAGER)


def sent(content: bytes = REGISTER.encode(), **more: str) -> dict[str, Any]:
    return {"file": (BytesIO(content), "exports/register.csv"), **more}


def the_file(session: Session) -> ImportFile:
    session.rollback()
    session.expire_all()
    return session.exec(select(ImportFile)).one()


def plan_now(session: Session) -> FilePlan:
    return plan_from_json(the_file(session).plan)


def columns(seen: int = 1, **more: str) -> dict[str, str]:
    """What the page of the columns sends for the register of the tests, as it is proposed."""
    holds = ("reference", "title", "description", "opened", "likelihood:current")
    told = {f"holds_{at}": one for at, one in enumerate((*holds, "consequence:current"))}
    whole = {"five_by_five": "five", "register": "neither", "unknown": "keep"}
    return {**told, "holds_6": "controls", **whole, "seen_version": str(seen), **more}


def test_the_list_says_what_can_be_brought_in_and_leads_to_it(manager: PageClient) -> None:
    page = manager.get(HERE)
    assert "Nothing has been brought in yet." in page.text
    assert "Datix" in page.text
    assert f'href="{NEW}"' in page.html


def test_a_file_that_was_handed_in_is_listed_under_its_own_name(manager: PageClient) -> None:
    page = manager.post(NEW, sent(new_source="Datix"))
    assert page.location.endswith("/columns")
    listed = manager.get(HERE)
    assert "register.csv" in listed.text
    assert "exports" not in listed.text
    assert "not loaded yet" in listed.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty: choose another."),
        (b"%PDF-1.7 a report", "PDF"),
    ],
    ids=["empty", "PDF"],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    manager: PageClient, web_session: Session, content: bytes, words: str
) -> None:
    page = manager.post(NEW, sent(content, new_source="Datix"))
    assert page.status == 422
    assert words in page.text
    assert 'href="#file"' in page.html
    assert web_session.exec(select(ImportFile)).all() == []


@pytest.mark.parametrize("size", [MOST_BYTES + 1, MOST_SENT + 1], ids=["too large", "unread"])
def test_a_file_that_is_too_large_is_refused_at_its_field(manager: PageClient, size: int) -> None:
    page = sent_raw(manager, NEW, size)
    assert page.status == 422
    assert "larger than 20 MB" in page.text
    assert 'href="#file"' in page.html


def test_no_file_at_all_is_refused_at_its_field(manager: PageClient) -> None:
    page = manager.post(NEW, {"new_source": "Datix"})
    assert page.status == 422
    assert "Choose a file." in page.text


def test_no_other_page_takes_as_much(manager: PageClient) -> None:
    page = sent_raw(manager, "/trust/risks/R-0001/notes", 2_000_000)
    assert page.status == 413
    assert "Too much was sent" in page.text


def sent_raw(client: PageClient, path: str, size: int) -> Page:
    """Send a file of so many bytes, as a browser does and the client of tests does not."""
    token = TOKEN_FIELD.search(client.get("/accessibility").html)
    assert token is not None
    parts = {'name="csrf_token"': token[1].encode(), 'name="file"; filename="a"': b"x" * size}
    body = b"".join(
        b"--end\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % (name.encode(), part)
        for name, part in parts.items()
    )
    kind = "multipart/form-data; boundary=end"
    return look_at(client.http.post(path, data=body + b"--end--", content_type=kind))


def test_each_column_says_what_it_holds_what_is_in_it_and_why(
    manager: PageClient, trust: Trust
) -> None:
    file = handed_in(manager.session, trust.actor())
    page = manager.get(f"{HERE}/{file.id}/columns")
    assert "7 of 7 columns were recognised" in page.text
    assert "Old lift" in page.text
    assert '<option value="consequence:current" selected' in page.html


def test_what_is_decided_is_kept_and_answers_that_do_not_belong_are_not(
    manager: PageClient, web_session: Session, trust: Trust
) -> None:
    file = handed_in(web_session, trust.actor())
    more = {"split_6": "lines", "split_1": "lines", "as_at": "30 June 2018"}
    page = manager.post(f"{HERE}/{file.id}/columns", columns(**more))
    assert page.location == f"{HERE}/{file.id}"
    plan = plan_now(web_session)
    assert [one.split for one in plan.columns if one.split is not Split.WHOLE] == [Split.LINES]
    assert plan.columns[6].holds is Holds.CONTROLS
    assert str(plan.as_at) == "2018-06-30"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"holds_1": "note", "holds_2": "as-printed"}, "a risk is called by it"),
        ({"holds_6": "title"}, "“Title” holds the title already"),
        ({"holds_6": "hamster"}, "Choose one of those listed."),
        ({"as_at": "tomorrow-ish"}, "Enter a day that exists"),
    ],
)
def test_a_mistake_is_said_and_nothing_chosen_is_lost(
    manager: PageClient, web_session: Session, trust: Trust, more: dict[str, str], words: str
) -> None:
    file = handed_in(web_session, trust.actor())
    page = manager.post(f"{HERE}/{file.id}/columns", columns(holds_5="total:target", **more))
    assert page.status == 422
    assert words in page.text
    assert '<option value="total:target" selected' in page.html
    assert plan_now(web_session).columns[5].holds is Holds.CONSEQUENCE


UNORDERED = b"Ref,Title,Score\n1,A,4 x 3\n2,B,2 x 4\n3,C,3 x 1\n"


def test_what_only_a_person_can_know_is_asked_and_its_answer_kept(
    manager: PageClient, web_session: Session, trust: Trust
) -> None:
    file = handed_in(web_session, trust.actor(), UNORDERED)
    address = f"{HERE}/{file.id}/columns"
    assert "Only you can know" in manager.get(address).text
    chosen = {**columns(holds_2="score:current")}
    chosen = {name: words for name, words in chosen.items() if name[-1] not in "3456"}
    page = manager.post(address, chosen)
    assert page.status == 422
    assert "Answer this: only you can know." in page.text
    answered = {**chosen, "answer_order": "likelihood-first"}
    assert manager.post(address, answered).status == 303
    assert plan_now(web_session).order is ScoreOrder.LIKELIHOOD_FIRST


def test_the_headings_can_be_read_from_another_row(
    manager: PageClient, web_session: Session, trust: Trust
) -> None:
    file = handed_in(web_session, trust.actor())
    address = f"{HERE}/{file.id}/sheet"
    asked = {"sheet": plan_now(web_session).sheet, "header_rows": "1", "seen_version": "1"}
    beyond = manager.post(address, {**asked, "header_row": "9"})
    assert beyond.status == 422
    assert "The sheet ends before that row." in beyond.text
    assert manager.post(address, {**asked, "header_row": "2"}).status == 303
    assert plan_now(web_session).columns[1].heading == "Too few nurses"


def test_who_is_late_sees_both_and_may_save_over(
    manager: PageClient, web_session: Session, trust: Trust
) -> None:
    file = handed_in(web_session, trust.actor())
    address = f"{HERE}/{file.id}/columns"
    assert manager.post(address, columns(holds_6="note")).status == 303
    late = manager.post(address, columns(holds_6="actions"))
    assert late.status == 409
    assert "Controls: holds" in late.text
    assert '<option value="actions" data-more="split" selected' in late.html.replace(
        'selected data-more="split"', 'data-more="split" selected'
    )
    assert manager.post(address, columns(seen=2, holds_6="actions")).status == 303


def test_a_file_is_thrown_away_and_leads_nowhere(
    manager: PageClient, web_session: Session, trust: Trust
) -> None:
    file = handed_in(web_session, trust.actor())
    assert manager.post(f"{HERE}/{file.id}/throw-away").location == HERE
    shown: Page = manager.get(f"{HERE}/{file.id}")
    assert "It was thrown away before it was loaded" in shown.text
    assert manager.get(f"{HERE}/{file.id}/columns").status == 409
