"""Long work on pages: asked for, looked at, fetched, and nobody else's business."""

import re
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.clock import utc_now
from riskapp.domain.jobs import JobState, Progress
from riskapp.domain.permissions import Role
from riskapp.models import Job, Membership
from riskapp.services.jobs import beat, claim_job, refuse_job
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from riskapp.web import packs
from riskapp.worker.bell import BELL
from riskapp.worker.running import run_all
from riskapp.worker.shop import Shop, files_of
from tests.factories import Trust
from tests.web.pages import Page, PageClient
from tests.web.test_packs import a_framework, words_of
from tests.worker.shops import asked, the_job

MAKE = "/trust/packs/draft"
ASKED = {"kind": "board", "as-at": "2018-06-30", "version": "private"}
PDF = f"/trust/packs/board.pdf?{urlencode(ASKED)}"
HIDDEN = re.compile(r'name="asked" value="([^"]+)"')


@pytest.fixture
def every_pack_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "MOST_AT_ONCE", -1)


def work(client: PageClient, engine: sa.Engine, settings: Settings) -> None:
    """Let a worker do what waits."""
    run_all(Shop(engine, settings, files_of(settings)))


def ask_for_pack(client: PageClient) -> Page:
    """Ask for the pack as the page does."""
    return client.post(MAKE, as_previewed(client))


def as_previewed(client: PageClient) -> dict[str, str]:
    """What the page with the preview sends."""
    found = HIDDEN.search(client.post("/trust/packs/preview", ASKED).html)
    assert found is not None
    return {**ASKED, "asked": found[1]}


def a_job(client: PageClient, role: Role = Role.SECRETARY) -> UUID:
    return asked(client.session, client.trust.actor(role), str(uuid4()))


@pytest.mark.usefixtures("every_pack_is_long")
def test_a_long_pack_is_made_behind_the_page_and_fetched(
    client: PageClient, web_session: Session, trust: Trust, sqlite_engine: sa.Engine,
    settings: Settings,
) -> None:  # fmt: skip
    a_framework(web_session, trust)
    client.sign_in_as(Role.EXECUTIVE)
    preview = client.post("/trust/packs/preview", ASKED)
    assert "Make the draft in the background" in preview.text
    at = ask_for_pack(client).location
    assert "See how far it is" in client.get(at).text
    work(client, sqlite_engine, settings)
    page = client.get(at)
    assert (
        "The Board pack as at 30 June 2018, for the Board, in private, with 2 risks." in page.text
    )
    assert "hx-get" not in page.html
    answer = client.http.get(f"{at}/file")
    assert answer.mimetype == "application/pdf"
    assert "trust-board-pack-2018-06-30.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data == client.http.get(PDF).data
    assert "A named case" in words_of(answer.data)


@pytest.mark.usefixtures("every_pack_is_long")
def test_what_came_of_it_is_for_who_asked_alone(
    client: PageClient, web_session: Session, trust: Trust, sqlite_engine: sa.Engine,
    settings: Settings,
) -> None:  # fmt: skip
    a_framework(web_session, trust)
    client.sign_in_as(Role.EXECUTIVE)
    at = ask_for_pack(client).location
    work(client, sqlite_engine, settings)
    for role in (Role.RISK_MANAGER, Role.ADMINISTRATOR):
        page = client.sign_in_as(role).get(at)
        assert "Asked for by The executive" in page.text
        assert "2 risks" not in page.text
        assert client.get(f"{at}/file").status == 404
    for role in (Role.SECRETARY, Role.AUDITOR):
        assert client.sign_in_as(role).get(at).status == 404
        assert client.get(f"{at}/file").status == 404


@pytest.mark.usefixtures("every_pack_is_long")
def test_a_form_sent_twice_asks_once(client: PageClient, web_session: Session) -> None:
    client.sign_in_as(Role.SECRETARY)
    sent = as_previewed(client)
    first, second = (client.post(MAKE, sent).location for _ in range(2))
    assert first == second
    assert ask_for_pack(client).location != first


@pytest.mark.parametrize("asked_as", [{}, {"asked": ""}, {"asked": "x"}, {"as-at": "soon"}])
def test_a_form_that_no_page_made_asks_for_nothing(
    client: PageClient, web_session: Session, asked_as: dict[str, str]
) -> None:
    client.sign_in_as(Role.SECRETARY)
    assert client.post(MAKE, {**ASKED, **asked_as}).status == 422
    assert web_session.connection().execute(sa.select(col(Job.id))).all() == []


@pytest.mark.usefixtures("every_pack_is_long")
def test_asking_wakes_a_worker(app_bell: dict[str, object], client: PageClient) -> None:
    client.sign_in_as(Role.SECRETARY)
    ask_for_pack(client)
    bell = app_bell[BELL]
    assert bell.queue.dequeue() is not None  # type: ignore[attr-defined]
    bell.close()  # type: ignore[attr-defined]


@pytest.fixture
def app_bell(client: PageClient) -> dict[str, object]:
    return client.http.application.extensions


def test_how_far_it_is_is_shown_without_scripts(client: PageClient, web_session: Session) -> None:
    job_id = a_job(client)
    at = f"/trust/jobs/{job_id}"
    client.sign_in_as(Role.SECRETARY)
    assert "It waits for its turn" in client.get(at).text
    with transaction(web_session):
        run = claim_job(web_session, utc_now(), ["board-pack"])
        assert run is not None
        beat(web_session, run, Progress(2, 8, "Drawing"), utc_now())
    page = client.get(at)
    assert "Drawing: 2 of 8 done" in page.text
    assert '<progress class="app-job__bar" aria-labelledby="progress-words" value="2" max="8">' in (
        page.html
    )
    assert f'href="{at}"' in page.html
    assert "2 of 8 done" in client.get("/trust/jobs").text


def test_what_broke_off_says_why_and_begins_again(client: PageClient, web_session: Session) -> None:
    job_id = a_job(client)
    with transaction(web_session):
        run = claim_job(web_session, utc_now(), ["board-pack"])
        assert run is not None
        refuse_job(web_session, run, "It may not be.", utc_now())
    at = f"/trust/jobs/{job_id}"
    assert "Start it again" not in client.sign_in_as(Role.RISK_MANAGER).get(at).text
    assert client.post(f"{at}/again").status == 404
    client.sign_in_as(Role.SECRETARY)
    assert "It may not be." in client.get(at).text
    assert client.post(f"{at}/again").location == at
    assert the_job(web_session, job_id).state is JobState.WAITING
    assert client.post(f"{at}/again").status == 409


@pytest.mark.usefixtures("every_pack_is_long")
def test_a_file_is_not_for_who_they_have_become(
    client: PageClient, web_session: Session, trust: Trust, sqlite_engine: sa.Engine,
    settings: Settings,
) -> None:  # fmt: skip
    client.sign_in_as(Role.EXECUTIVE)
    at = ask_for_pack(client).location
    work(client, sqlite_engine, settings)
    assert client.http.get(f"{at}/file").status_code == 200
    with transaction(web_session):
        theirs = col(Membership.person_id) == trust.people[Role.EXECUTIVE].id
        web_session.exec(sa.update(Membership).where(theirs).values(role=Role.VIEWER))
    assert client.get(f"{at}/file").status == 404
    assert "your role has changed since" in client.get(at).text


def test_nobody_elses_jobs_are_listed(client: PageClient) -> None:
    a_job(client, Role.EXECUTIVE)
    client.sign_in_as(Role.RISK_MANAGER)
    assert "You have asked for nothing that takes a while." in client.get("/trust/jobs").text
