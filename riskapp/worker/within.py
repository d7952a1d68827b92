"""Working within limits: what a process of its own does, with next to nothing loaded."""

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, Final

from riskapp.domain.jobs import Progress
from riskapp.log import log, start_log, told_of
from riskapp.settings import Limits

TELLS_EVERY: Final = 1.0
"""Seconds between what is said of how far it is."""
_MEGABYTE: Final = 1024 * 1024
ROOM: Final = 16 * _MEGABYTE
"""Bytes that are still to be had where memory is not short."""


class Ended(StrEnum):
    """How work ends that comes to nothing."""

    NO_MEMORY = "no-memory"
    BROKEN = "broken"
    TOO_LONG = "too-long"


@dataclass
class Line:
    """The line to the worker that watches: how far it is, and what is made piece by piece."""

    out: Connection
    next_at: float = 0.0

    def tell(self, done: int, total: int, words: str) -> None:
        """Say how far it is, unless it was said a moment ago."""
        now = monotonic()
        if now >= self.next_at:
            self.next_at = now + TELLS_EVERY
            self.out.send(Progress(done, total, words))

    def give(self, piece: bytes) -> None:
        """Hand over a piece of what is made."""
        self.out.send(piece)


Made = Callable[[Line], object]
Ready = Callable[..., Made]
"""Loads and opens what the work needs, before it is held to any memory, and returns the work."""


def work_within(out: Connection, limits: Limits, ready: Ready, *given: Any) -> None:
    """Work within limits, saying how far it is and, at the end, what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the worker ends it, in its own time
    with suppress(BrokenPipeError):  # where the worker is gone, nobody listens
        out.send(_made(Line(out), limits, ready, given))


def _made(line: Line, limits: Limits, ready: Ready, given: tuple[Any, ...]) -> object:
    try:
        work = ready(*given)
        with _held_to(limits):
            return _unless_full(work, line)
    except MemoryError:
        return Ended.NO_MEMORY
    except BrokenPipeError:
        raise
    except Exception as error:
        start_log()
        log.error("work apart broke off", extra=told_of(error))
        return Ended.BROKEN


def _unless_full(work: Made, line: Line) -> object:
    """Do the work; MemoryError for whatever goes wrong where memory is short.

    Libraries that want memory fail in ways of their own.
    """
    try:
        return work(line)
    except (MemoryError, BrokenPipeError):
        raise
    except Exception:
        bytearray(ROOM)
        raise


@contextmanager
def _held_to(limits: Limits) -> Iterator[None]:
    """Hold this process to its memory; and to its time, should the worker that watches be gone."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    _hold(resource.RLIMIT_CPU, limits.minutes * 60)
    _hold(resource.RLIMIT_AS, limits.megabytes * _MEGABYTE)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _hold(what: int, wanted: int) -> None:
    """Set a limit, or keep to a smaller one that this machine sets itself."""
    _, most = resource.getrlimit(what)
    held = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(what, (held, most))
