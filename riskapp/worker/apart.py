"""A pack drawn in a process of its own: it ends where it takes too long, or too much memory.

The system holds the limit of memory, and the process alone meets it: the worker goes on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import Final

from riskapp.domain.errors import RegisterError
from riskapp.domain.jobs import Progress
from riskapp.readmodels.issued_packs import Drawn
from riskapp.readmodels.paper import Paper, Stamp
from riskapp.settings import PackLimits
from riskapp.worker.drawing import Ended, draw_within
from riskapp.worker.work import Work

LOOKS_EVERY: Final = 0.2
"""Seconds between looks at the clock, and at whether the worker is to stop."""

INSTEAD: Final = (
    "Nothing is kept of it. Ask for a pack of less, such as one objective, or ask whoever looks "
    "after the register to allow more ({setting})."
)
TOO_LONG: Final = "The pack took more than {most}, which is the most it may take here. " + INSTEAD
TOO_LARGE: Final = "The pack took more than {most} of memory, the most it may take here. " + INSTEAD


class TooLongError(RegisterError):
    """A pack took longer than it may."""


class TooLargeError(RegisterError):
    """The drawing of a pack took more memory than it may."""


class BrokeOffError(Exception):
    """The drawing went wrong; its own process has logged where."""


@dataclass
class Apart:
    """Draws for one attempt at a job; the time that it may take runs from the beginning."""

    work: Work
    until: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count the time."""
        self.until = monotonic() + self._limits.minutes * 60

    @property
    def _limits(self) -> PackLimits:
        return self.work.settings.packs

    def draw(self, paper: Paper, stamp: Stamp | None) -> Drawn:
        """Return a paper drawn, telling the job page by page how far it is.

        TooLongError and TooLargeError where it takes more than it may.
        """
        with _process(paper, stamp, self._limits) as told:
            while True:
                said = self._next(told)
                if isinstance(said, Drawn):
                    return said
                if isinstance(said, Ended):
                    raise self._why(said)
                self.work.progress = said

    def _next(self, told: Connection) -> Drawn | Progress | Ended:
        """Return what the process says next; one that ended without a word was killed."""
        progress = self.work.progress
        while not told.poll(LOOKS_EVERY):
            self.work.tell(progress.done, progress.total, progress.words)
            self._refuse_late()
        self._refuse_late()
        try:
            said: Drawn | Progress | Ended = told.recv()
        except EOFError:
            return Ended.NO_MEMORY
        return said

    def _refuse_late(self) -> None:
        if monotonic() > self.until:
            most = f"{self._limits.minutes} minutes"
            raise TooLongError(TOO_LONG.format(most=most, setting="RISKAPP_PACK_MINUTES"))

    def _why(self, ended: Ended) -> Exception:
        if ended is Ended.BROKEN:
            return BrokeOffError()
        most = f"{self._limits.megabytes} MB"
        return TooLargeError(TOO_LARGE.format(most=most, setting="RISKAPP_PACK_MEGABYTES"))


@contextmanager
def _process(paper: Paper, stamp: Stamp | None, limits: PackLimits) -> Iterator[Connection]:
    """Have a paper drawn in a process that is gone when this ends; yield what it says."""
    # A fork of a process with threads may stand still for ever: a new one is started instead.
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=draw_within, args=(theirs, limits, paper, stamp), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.kill()
        process.join()
        ours.close()
