"""Taking times: many calls after a warm-up, their wall and CPU time, statements and commits."""

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

WARM_UP = 5


@dataclass(slots=True)
class Counted:
    """Statements and commits that an engine was asked for."""

    statements: int = 0
    commits: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of a call, and what each call asked of the database."""

    wall: list[float] = field(repr=False)
    cpu: float = 0.0
    statements: float = 0.0
    commits: float = 0.0

    @property
    def median(self) -> float:
        """The middle wall time."""
        return median(self.wall)

    @property
    def p95(self) -> float:
        """The wall time that 95 calls in 100 keep to."""
        return percentile_95(self.wall)


def percentile_95(times: list[float]) -> float:
    """Return what 95 in 100 of these keep to."""
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def measure(
    engine: sa.Engine,
    call: Callable[[], Any],
    times: int,
    before: Callable[[], Any] = lambda: None,
) -> Measured:
    """Call so many times after a warm-up; means of CPU time, statements and commits.

    What is done `before` each call is not measured.
    """
    for _ in range(WARM_UP):
        before()
        call()
    wall: list[float] = []
    cpu, asked = 0.0, Counted()
    for _ in range(times):
        before()
        with counting(engine, asked):
            started, busy = perf_counter(), process_time()
            call()
            cpu += process_time() - busy
            wall.append((perf_counter() - started) * 1000)
    return Measured(wall, cpu * 1000 / times, asked.statements / times, asked.commits / times)


@contextmanager
def counting(engine: sa.Engine, more: Counted | None = None) -> Iterator[Counted]:
    """Count what the engine is asked for: statements (not begin and commit), and commits.

    Beginning from nothing, or going on from what was counted before.
    """
    counted = more or Counted()

    def executing(
        _connection: Any, _cursor: Any, statement: str, _values: Any, _context: Any, _many: Any
    ) -> None:
        counted.statements += not statement.startswith("BEGIN")

    def committing(_connection: Any) -> None:
        counted.commits += 1

    event.listen(engine, "before_cursor_execute", executing)
    event.listen(engine, "commit", committing)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", executing)
        event.remove(engine, "commit", committing)


def peak_memory() -> int:
    """Return the most bytes of memory that this process has had.

    What Linux says to getrusage begins with what the process had that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        [peak] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        return int(peak.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
