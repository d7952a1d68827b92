"""A long file that the worker looks through or loads: its own page says how far it is."""

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.clock import utc_now
from riskapp.domain.jobs import JobKind, Progress
from riskapp.domain.permissions import Role
from riskapp.services.jobs import Run, beat, claim_job, refuse_job
from riskapp.services.transactions import transaction
from riskapp.settings import Settings
from riskapp.web import import_jobs
from riskapp.worker.aside import put_aside
from riskapp.worker.running import run_all
from riskapp.worker.shop import Shop, files_of
from tests.imports import REGISTER, handed_in
from tests.web.import_walk import checked, version_of
from tests.web.pages import PageClient

ASKS_ITSELF = {"HX-Request": "true"}


@pytest.fixture
def manager(client: PageClient) -> PageClient:
    return client.sign_in_as(Role.RISK_MANAGER)


def begun(session: Session) -> Run:
    """Let a worker take the job that waits."""
    session.rollback()
    with transaction(session):
        run = claim_job(session, utc_now(), [kind.value for kind in JobKind])
    assert run is not None
    return run


@pytest.fixture
def loading(manager: PageClient, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page of a file that is asked to be loaded in the background."""
    here = checked(manager, REGISTER)
    monkeypatch.setattr(import_jobs, "MANY_ROWS", 1)
    seen = {"seen_version": version_of(manager.session, here)}
    assert manager.post(f"{here}/load", seen).location == here
    return here


def test_the_page_of_a_file_says_row_by_row_how_far_it_is(
    manager: PageClient, loading: str, settings: Settings
) -> None:
    assert "It waits for its turn, or has just begun." in manager.get(loading).text
    run = begun(manager.session)
    with transaction(manager.session) as session:
        beat(session, run, Progress(300, 10_000, "Reading the rows"), utc_now())
    page = manager.get(loading)
    assert "It is being loaded" in page.text
    assert "Reading the rows: row 300 of 10,000" in page.text
    put_aside(files_of(settings), run.job_id, Progress(4_200, 10_000, "Bringing the risks in"))
    for at in (loading, f"/trust/jobs/{run.job_id}", "/trust/jobs"):
        assert "row 4,200 of 10,000" in manager.get(at).text
    assert "Leave this row out" not in page.html


def test_the_page_is_opened_anew_by_itself_once_the_file_is_loaded(
    manager: PageClient, loading: str, sqlite_engine: sa.Engine, settings: Settings
) -> None:
    asked = manager.http.get(loading, headers=ASKS_ITSELF)
    assert "HX-Refresh" not in asked.headers
    run_all(Shop(sqlite_engine, settings, files_of(settings)))
    assert manager.http.get(loading, headers=ASKS_ITSELF).headers["HX-Refresh"] == "true"
    assert "2 rows in file: 2 loaded" in manager.get(loading).text


def test_why_nothing_was_loaded_is_said_where_it_can_be_begun_again(
    manager: PageClient, loading: str, sqlite_engine: sa.Engine, settings: Settings
) -> None:
    run = begun(manager.session)
    with transaction(manager.session) as session:
        refuse_job(session, run, "Nothing was loaded: row 3 holds it up.", utc_now())
    assert manager.http.get(loading, headers=ASKS_ITSELF).headers["HX-Refresh"] == "true"
    page = manager.get(loading)
    assert "Nothing was loaded: row 3 holds it up." in page.text
    assert "Check every row again" in page.text
    manager.post(f"{loading}/load", {"seen_version": version_of(manager.session, loading)})
    run_all(Shop(sqlite_engine, settings, files_of(settings)))
    assert "2 rows in file: 2 loaded" in manager.get(loading).text


def test_a_long_file_is_looked_through_in_the_background(
    manager: PageClient, monkeypatch: pytest.MonkeyPatch, sqlite_engine: sa.Engine,
    settings: Settings,
) -> None:  # fmt: skip
    monkeypatch.setattr(import_jobs, "LONG_FROM", 10)
    here = f"/trust/imports/{handed_in(manager.session, manager.trust.actor()).id}"
    assert manager.post(f"{here}/check").location == here
    assert "Every row is looked through" in manager.get(here).text
    run_all(Shop(sqlite_engine, settings, files_of(settings)))
    assert "2 rows: 2 ready" in manager.get(here).text
