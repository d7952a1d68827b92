"""Long work that is done behind the pages: its kinds, how often it is tried, who may look at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from riskapp.domain.permissions import Actor, Role


class JobKind(StrEnum):
    """Every kind of job; `riskapp.worker.kinds` says what is done for each."""

    BOARD_PACK = "board-pack"
    ISSUE_PACK = "issue-pack"
    REMINDERS = "reminders"
    CHECK_IMPORT = "check-import"
    LOAD_IMPORT = "load-import"


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    GIVEN_UP = "given-up"


KIND_NAMES: Final[Mapping[JobKind, str]] = {
    JobKind.BOARD_PACK: "Draft of a pack",
    JobKind.ISSUE_PACK: "Issuing a pack",
    JobKind.REMINDERS: "Reminders",
    JobKind.CHECK_IMPORT: "Looking an old register through",
    JobKind.LOAD_IMPORT: "Loading an old register",
}
STATE_NAMES: Final[Mapping[JobState, str]] = {
    JobState.WAITING: "waiting",
    JobState.RUNNING: "running",
    JobState.DONE: "done",
    JobState.FAILED: "not done",
    JobState.GIVEN_UP: "given up",
}
UNDER_WAY: Final = (JobState.WAITING, JobState.RUNNING)
BROKEN_OFF: Final = (JobState.FAILED, JobState.GIVEN_UP)

MOST_ATTEMPTS: Final = 3
BEATS_EVERY: Final = timedelta(seconds=2)
"""How often a worker says that it is still at a job."""
SILENT_FOR: Final = timedelta(seconds=60)
"""After how long without a word from its worker a job is taken from it."""
LONGEST_RUN: Final = timedelta(minutes=30)
"""For how long a worker is believed: one that hangs says that it is at it for ever."""
FILES_KEPT_FOR: Final = timedelta(days=7)
SEES_JOBS_OF_OTHERS: Final = frozenset({Role.RISK_MANAGER, Role.ADMINISTRATOR})

TRIED_AGAIN: Final = "It stopped on the way, and is tried again."
GAVE_UP: Final = (
    f"It was tried {MOST_ATTEMPTS} times and did not come to its end. Nothing half done is kept. "
    "Start it again, and if that does not help, tell whoever looks after the register."
)
WENT_WRONG: Final = "Something went wrong on the way. It is our mistake, not yours."


@dataclass(frozen=True, slots=True)
class AskJob:
    """Work asked for; asked twice under one key it is done once."""

    kind: JobKind
    key: str
    arguments: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a job is done, and what it is at; a total of 0 is not known yet."""

    done: int = 0
    total: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file that a job has made."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: a sentence, and a file or an address within the organisation to go to."""

    words: str
    link: str = ""
    file: ResultFile | None = None


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """Return when a job that broke off after so many attempts is tried again, None for never."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return now + timedelta(seconds=5 * 4**attempts)


def sees_job(actor: Actor, asked_by: UUID) -> bool:
    """Tell whether a job shows to somebody: to who asked for it, and to who looks after jobs."""
    return actor.person_id == asked_by or actor.role in SEES_JOBS_OF_OTHERS
