"""Drawing a pack within limits: what the process of its own does, with next to nothing loaded."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from multiprocessing.connection import Connection
from time import monotonic
from typing import Final

from riskapp.domain.jobs import Progress
from riskapp.log import log, start_log, told_of
from riskapp.readmodels.issued_packs import Drawn
from riskapp.readmodels.paper import Paper, Stamp
from riskapp.settings import PackLimits

TELLS_EVERY: Final = 1.0
"""Seconds between what is said of how far it is."""
_MEGABYTE: Final = 1024 * 1024


class Ended(StrEnum):
    """How a drawing ends that comes to nothing."""

    NO_MEMORY = "no-memory"
    BROKEN = "broken"


def draw_within(out: Connection, limits: PackLimits, paper: Paper, stamp: Stamp | None) -> None:
    """Draw a paper within limits, saying how far it is and, at the end, what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the worker ends it, in its own time
    with suppress(BrokenPipeError):  # where the worker is gone, nobody listens
        out.send(_drawn(out, limits, paper, stamp))


def _drawn(out: Connection, limits: PackLimits, paper: Paper, stamp: Stamp | None) -> Drawn | Ended:
    from reports.issuing import draw_issue  # noqa: PLC0415 - only the process that draws needs it

    try:
        with _held_to(limits):
            return draw_issue(paper, stamp, _Teller(out))
    except MemoryError:
        return Ended.NO_MEMORY
    except BrokenPipeError:
        raise
    except Exception as error:
        start_log()
        log.error("drawing broke off", extra=told_of(error))
        return Ended.BROKEN


@contextmanager
def _held_to(limits: PackLimits) -> Iterator[None]:
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


class _Teller:
    """Says how far the drawing is, once a second at most."""

    def __init__(self, out: Connection) -> None:
        self._out, self._next = out, 0.0

    def __call__(self, done: int, parts: int, page: int) -> None:
        """Say it, unless it was said a moment ago."""
        now = monotonic()
        if now >= self._next:
            self._next = now + TELLS_EVERY
            self._out.send(Progress(done, parts, f"Drawing page {page}"))
