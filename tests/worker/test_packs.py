"""A pack in the worker: it says how far it is, and ends where it takes more than it may."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from reports.issuing import draw_issue
from riskapp.domain.jobs import JobKind, JobState, Progress
from riskapp.domain.pack_arguments import arguments_of, issue_arguments
from riskapp.domain.pack_drafts import IssuePack
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Pack
from riskapp.papers.board import board_paper
from riskapp.readmodels.paper import Paper
from riskapp.settings import Limits, Settings, SettingsError
from riskapp.worker import apart
from riskapp.worker.apart import BrokeOffError, TooLargeError
from riskapp.worker.drawing import drawing
from riskapp.worker.kinds import KINDS
from riskapp.worker.packs import drawing_apart
from riskapp.worker.running import run_all
from riskapp.worker.within import work_within
from riskapp.worker.work import StoppingError, Work
from tests.factories import TODAY, a_trust
from tests.reports.packs import typical
from tests.reports.papers import STAMP, a_paper
from tests.worker.shops import a_shop, asked, settings_for, the_job

PATIENCE = 120
ASKED = MakePack(PackKind.BOARD, TODAY, public=False)


@pytest.fixture(scope="module")
def paper() -> Paper:
    return a_paper()


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """An attempt at a job that has its paper already: its database is never asked."""
    engine = sa.create_engine("sqlite://")
    actor = Actor(UUID(int=1), "Somebody", UUID(int=2), "trust", Role.SECRETARY, TODAY)
    return Work(engine, settings_for(engine, tmp_path), actor, {}, Event())


def kept(folder: Path) -> Iterator[Path]:
    return (one for one in (folder / "files").rglob("*") if one.is_file())


def test_a_pack_drawn_apart_is_the_pack_and_tells_how_far_it_is(work: Work, paper: Paper) -> None:
    told: list[Progress] = []
    work.aside = told.append
    drawn = drawing_apart(work)(paper, STAMP)
    assert drawn == draw_issue(paper, STAMP)
    assert Progress(0, len(paper.sections), "Drawing page 1") in told


def test_every_part_is_told_of_as_its_page_is_reached() -> None:
    paper = board_paper(typical())
    told: list[tuple[int, int, int]] = []
    drawn = draw_issue(paper, None, lambda *said: told.append(said))
    done, parts, pages = zip(*told, strict=True)
    assert list(done) == list(range(len(told)))
    assert set(parts) == {len(told)}
    assert list(pages) == sorted(pages)
    assert drawn.pages - 3 <= pages[-1] <= drawn.pages


def test_a_drawing_that_takes_more_memory_than_it_may_ends(work: Work, paper: Paper) -> None:
    work.settings = replace(work.settings, packs=Limits(megabytes=1))
    with pytest.raises(TooLargeError, match="more than 1 MB of memory"):
        drawing_apart(work)(paper, STAMP)


def test_a_pack_over_its_memory_is_refused_once_and_nothing_is_kept(
    engine: sa.Engine, session: Session, tmp_path: Path
) -> None:
    trust = a_trust(session)
    shop = a_shop(engine, tmp_path, KINDS[JobKind.BOARD_PACK])
    shop.settings = replace(shop.settings, packs=Limits(megabytes=1))
    job_id = asked(session, trust.actor(), **arguments_of(ASKED))
    run_all(shop)
    job = the_job(session, job_id)
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert "RISKAPP_PACK_MEGABYTES" in job.error
    assert list(kept(tmp_path)) == []


def test_a_pack_that_takes_too_long_is_refused_once_and_nothing_is_issued(
    engine: sa.Engine, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter(range(0, 10**6, 400))
    monkeypatch.setattr(apart, "monotonic", lambda: next(now))
    trust = a_trust(session)
    shop = a_shop(engine, tmp_path, KINDS[JobKind.ISSUE_PACK])
    draft = IssuePack(ASKED, UUID(int=3), has_read=True)
    job_id = asked(session, trust.actor(), **issue_arguments(draft))
    run_all(shop)
    job = the_job(session, job_id)
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert job.error.startswith("The pack took more than 10 minutes")
    assert session.exec(select(Pack)).all() == []


def test_a_drawing_that_is_killed_is_not_tried_again(
    work: Work, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "work_within", killed)
    with pytest.raises(TooLargeError):
        drawing_apart(work)(paper, STAMP)


def killed(*_given: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_drawing_whose_worker_is_gone_ends_by_itself(paper: Paper) -> None:
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work_within, args=(theirs, Limits(), drawing, paper, STAMP))
    process.start()
    ours.close()
    theirs.close()
    process.join(PATIENCE)
    assert process.exitcode == 0


def test_a_drawing_that_goes_wrong_is_our_mistake(work: Work, paper: Paper) -> None:
    [section, *_] = paper.sections
    broken = replace(paper, sections=(replace(section, blocks=("no block",)),))  # type: ignore[arg-type]
    with pytest.raises(BrokeOffError):
        drawing_apart(work)(broken, STAMP)


def test_a_worker_told_to_stop_leaves_the_drawing(work: Work, paper: Paper) -> None:
    work.stop.set()
    with pytest.raises(StoppingError):
        drawing_apart(work)(paper, STAMP)


@pytest.mark.parametrize("written", ["0", "-1", "ten", "2.5", "26"])
def test_only_a_time_that_a_worker_is_waited_for_can_be_set(written: str) -> None:
    with pytest.raises(SettingsError, match="RISKAPP_PACK_MINUTES"):
        Settings.for_commands({"RISKAPP_PACK_MINUTES": written})


def test_what_a_pack_may_take_is_set_for_the_installation() -> None:
    set_here = {"RISKAPP_PACK_MINUTES": "25", "RISKAPP_PACK_MEGABYTES": "512"}
    assert Settings.for_commands(set_here).packs == Limits(25, 512)
    assert Settings.for_commands({}).packs == Limits()
