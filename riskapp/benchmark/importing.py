"""Bringing an old register in, beside the bare reading of its file and the bare writing of rows."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from riskapp.benchmark.old_register import HEADINGS, write_old_register
from riskapp.benchmark.results import Result
from riskapp.benchmark.site import SEED, BenchmarkError, Site, environment_of
from riskapp.models import Table
from riskapp.models.database import open_session
from riskapp.settings import DEMONSTRATION_TODAY
from riskapp.synthesis.synthesis import Wanted, synthesise

MEGABYTE: Final = 1_000_000
SECONDS_AT_MOST: Final = 10.0
MEGABYTES_AT_MOST: Final = 400
GROWTH_AT_MOST: Final = 11.0
"""Times that ten times as many rows may take."""
GOAL_OF: Final = 10_000
"""The rows for which the goals are set."""
WORDS: Final = "a row of the floor, as wide as the rows of a risk are on average" * 3


@dataclass(frozen=True, slots=True)
class Took:
    """What bringing a file in took, in seconds, and bytes at most; `cpu` is of dry run and load."""

    handed_in: float
    looked: float
    loaded: float
    cpu: float
    peak: int

    @property
    def seconds(self) -> float:
        """Dry run and load together."""
        return self.looked + self.loaded


def measure_imports(site: Site, sizes: Sequence[int]) -> Iterator[Result]:
    """Bring files of so many rows in, each into a new organisation; compare the last and first."""
    took: list[Took] = []
    for rows in sizes:
        one, result = _measure(site, rows)
        took.append(one)
        yield result
    yield _growth(sizes, took)


def _measure(site: Site, rows: int) -> tuple[Took, Result]:
    code = f"brought-in-{rows}"
    with open_session(site.engine) as session:
        synthesise(session, Wanted(1, SEED, code, DEMONSTRATION_TODAY))
    with TemporaryDirectory() as folder:
        file = Path(folder, "Risk register.xlsx")
        write_old_register(file, rows)
        before = _written(site)
        took = _brought_in(site, file, code)
        written = _written(site) - before
        reads = _bare_read(file)
    return took, _result(rows, took, reads, written, _bare_insert(site, written))


def _result(rows: int, took: Took, reads: float, written: int, writes: float) -> Result:
    has_goal = rows == GOAL_OF
    met = took.seconds <= SECONDS_AT_MOST and took.peak <= MEGABYTES_AT_MOST * MEGABYTE
    return Result(
        f"bringing in {rows:,} rows of {len(HEADINGS)} columns",
        f"{took.looked:.1f} + {took.loaded:.1f} s (handed in {took.handed_in:.1f} s)",
        f"{took.peak / MEGABYTE:.0f} MB",
        f"{took.cpu:.1f} s",
        f"{written:,} rows written",
        f"bare read {reads:.2f} s, bare insert {writes:.2f} s",
        f"at most {SECONDS_AT_MOST:.0f} s, {MEGABYTES_AT_MOST} MB" if has_goal else "",
        met if has_goal else None,
    )


def _growth(sizes: Sequence[int], took: Sequence[Took]) -> Result:
    times = took[-1].seconds / took[0].seconds
    name = f"{sizes[-1]:,} rows beside {sizes[0]:,}"
    return Result(
        name, f"{times:.1f} times", goal=f"{GROWTH_AT_MOST:.0f} times", met=times <= GROWTH_AT_MOST
    )


def _brought_in(site: Site, file: Path, code: str) -> Took:
    command = (sys.executable, "-m", "riskapp.benchmark.bringing", str(file), code)
    done: Any = subprocess.run(  # noqa: S603 - a module of this project, with our own words
        command, env=environment_of(site.settings), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise BenchmarkError(f"The file was not brought in: {said[-1]}")
    return Took(**json.loads(done.stdout))


def _bare_read(file: Path) -> float:
    began = perf_counter()
    CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    return perf_counter() - began


def _bare_insert(site: Site, rows: int) -> float:
    """Write as many rows of a plain table, without keys or checks, and commit them."""
    with site.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE benchmark_rows (number integer, words text)")
        connection.commit()
        place = "?" if site.engine.dialect.name == "sqlite" else "%s"
        statement = f"INSERT INTO benchmark_rows VALUES ({place}, {place})"  # noqa: S608 - our own words
        values = [(number, WORDS) for number in range(rows)]
        began = perf_counter()
        connection.exec_driver_sql(statement, values)
        connection.commit()
        took = perf_counter() - began
        connection.exec_driver_sql("DROP TABLE benchmark_rows")
        connection.commit()
    return took


def _written(site: Site) -> int:
    """Return how many rows there are in all tables."""
    with site.engine.connect() as connection:
        return sum(
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in Table.metadata.sorted_tables
        )
