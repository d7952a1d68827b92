"""Something long made in a process of its own: it ends where it takes too long, or too much memory.

The system holds the limit of memory, and the process alone meets it: the worker goes on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, Final

from riskapp.domain.errors import RegisterError
from riskapp.domain.jobs import Progress
from riskapp.settings import Limits
from riskapp.worker.within import Ended, Ready, work_within
from riskapp.worker.work import Work

LOOKS_EVERY: Final = 0.2
"""Seconds between looks at the clock, and at whether the worker is to stop."""

TOO_LONG: Final = "{what} took more than {most}, which is the most it may take here. "
TOO_LARGE: Final = "{what} took more than {most} of memory, the most it may take here. "


class TooLongError(RegisterError):
    """What was made took longer than it may."""


class TooLargeError(RegisterError):
    """The making of it took more memory than it may."""


class BrokeOffError(Exception):
    """The making went wrong; its own process has logged where."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is made apart: how a refusal calls it, what to do instead, how its settings begin."""

    what: str
    instead: str
    settings: str

    def too_long(self, limits: Limits) -> TooLongError:
        """Return the refusal of what took too long."""
        return TooLongError(self._said(TOO_LONG, f"{limits.minutes} minutes", "MINUTES"))

    def too_large(self, limits: Limits) -> TooLargeError:
        """Return the refusal of what took too much memory."""
        return TooLargeError(self._said(TOO_LARGE, f"{limits.megabytes} MB", "MEGABYTES"))

    def _said(self, words: str, most: str, setting: str) -> str:
        more = (
            f"Nothing is kept of it. {self.instead}, or ask whoever looks after the register to"
            f" allow more ({self.settings}_{setting})."
        )
        return words.format(what=self.what, most=most) + more


def _dropped(_piece: bytes) -> None:
    """Keep nothing of what is handed over piece by piece: a pack comes whole."""


@dataclass
class Apart:
    """Makes something for one attempt at a job; its time runs from the beginning.

    `keep` is given what is handed over piece by piece.
    """

    work: Work
    kind: Kind
    limits: Limits
    keep: Callable[[bytes], object] = _dropped
    until: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count the time."""
        self.until = monotonic() + self.limits.minutes * 60

    def make(self, ready: Ready, *given: Any) -> Any:
        """Return what is made of what is given, telling the job how far it is.

        TooLongError and TooLargeError where it takes more than it may.
        """
        with _process(self.limits, ready, given) as told:
            while True:
                said = self._next(told)
                if isinstance(said, Progress):
                    self.work.show(said)
                elif isinstance(said, bytes):
                    self.keep(said)
                elif isinstance(said, Ended):
                    raise self._why(said)
                else:
                    return said

    def _next(self, told: Connection) -> object:
        """Return what the process says next; one that ended without a word was killed."""
        self._look()
        while not told.poll(LOOKS_EVERY):
            self._look()
        try:
            said: object = told.recv()
        except EOFError:
            return Ended.NO_MEMORY
        return said

    def _look(self) -> None:
        """End here where the worker is to stop, or the time is over."""
        progress = self.work.progress
        self.work.tell(progress.done, progress.total, progress.words)
        if monotonic() > self.until:
            raise self.kind.too_long(self.limits)

    def _why(self, ended: Ended) -> Exception:
        return BrokeOffError() if ended is Ended.BROKEN else self.kind.too_large(self.limits)


def made_apart(limits: Limits, seconds: float, ready: Ready, *given: Any) -> object:
    """Return what is made for somebody who waits so many seconds at most; how it ended else."""
    with _process(limits, ready, given) as told:
        if not told.poll(seconds):
            return Ended.TOO_LONG
        try:
            said: object = told.recv()
        except EOFError:
            return Ended.NO_MEMORY
        return said


@contextmanager
def _process(limits: Limits, ready: Ready, given: tuple[Any, ...]) -> Iterator[Connection]:
    """Have something made in a process that is gone when this ends; yield what it says."""
    # A fork of a process with threads may stand still for ever: a new one is started instead.
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work_within, args=(theirs, limits, ready, *given), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.kill()
        process.join()
        ours.close()
