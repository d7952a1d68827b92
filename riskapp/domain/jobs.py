"""Long work that is done behind the pages: its kinds, how often it is tried, who may look at it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

from riskapp.domain.actions import Action
from riskapp.domain.permissions import Actor, Role, may


class JobKind(StrEnum):
    """Every kind of job; `riskapp.worker.kinds` says what is done for each."""

    BOARD_PACK = "board-pack"
    ISSUE_PACK = "issue-pack"
    REMINDERS = "reminders"
    CHECK_IMPORT = "check-import"
    LOAD_IMPORT = "load-import"
    TAKE_REGISTER = "take-register"
    TAKE_EVERYTHING = "take-everything"


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
    JobKind.TAKE_REGISTER: "Taking the whole register out",
    JobKind.TAKE_EVERYTHING: "Taking everything out",
}
FETCHED_BY: Final[Mapping[str, Action]] = {
    JobKind.BOARD_PACK: Action.MAKE_PACK,
    JobKind.TAKE_REGISTER: Action.VIEW_REGISTER,
    JobKind.TAKE_EVERYTHING: Action.EXPORT_EVERYTHING,
}
"""The right that it takes to fetch the file of a job."""
STATE_NAMES: Final[Mapping[JobState, str]] = {
    JobState.WAITING: "waiting",
    JobState.RUNNING: "running",
    JobState.DONE: "done",
    JobState.FAILED: "not done",
    JobState.GIVEN_UP: "given up",
}
COUNTED_IN: Final[Mapping[JobKind, str]] = {
    JobKind.CHECK_IMPORT: "row",
    JobKind.LOAD_IMPORT: "row",
}
"""What a job counts how far it is in, where that has a name."""
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


Tell = Callable[[int, int, str], object]
"""Is told how far something long is: so many of so many, and at what."""
TELLS_EVERY: Final = 100
"""Rows between what is said of how far it is."""


def silently(_done: int, _total: int, _words: str) -> None:
    """Tell nobody: whoever waits for it sees it done."""


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file that a job has made; its bytes come in pieces, once."""

    name: str
    media_type: str
    pieces: Iterable[bytes]


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


SIGHT: Final = "sight"
"""Among the arguments of a job, what showed to whoever asked for it."""


def sight_of(actor: Actor) -> str:
    """Return a mark of what shows to somebody: of their role, their units, and their posts."""
    units = "all" if actor.units is None else sorted(map(str, actor.units))
    posts = "all" if actor.sees_restricted else sorted(map(str, actor.posts))
    return sha256(f"{actor.role} {units} {posts}".encode()).hexdigest()[:16]


def may_fetch(actor: Actor, kind: str, asked_as: Role, sight: str) -> bool:
    """Tell whether who asked for a job may fetch its file: in the same role, seeing the same.

    A job that was asked for before sight was written down has none.
    """
    same = actor.role is asked_as and sight in {"", sight_of(actor)}
    return same and may(actor, FETCHED_BY.get(kind, Action.VIEW_REGISTER))
