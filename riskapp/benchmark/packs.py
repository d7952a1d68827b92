"""Packs: pages for each second of CPU, and the peak of memory, beside what draws without telling.

The same content is drawn plain by ReportLab, and by WeasyPrint as PDF/UA where there is one: name
a Python that has it in WEASYPRINT_PYTHON.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from riskapp.benchmark.results import Result
from riskapp.benchmark.site import BenchmarkError, Site, environment_of
from riskapp.domain.permissions import Role
from riskapp.synthesis.trust import SyntheticTrust

MEGABYTE: Final = 1_000_000
FEW: Final = 20
"""The size of a usual pack, with which the cost of a page of the largest is compared."""
FLATNESS: Final = 1.3
_WEASYPRINT: Final = """
import json, sys, time, resource, weasyprint
page = open(sys.argv[1]).read()
began = time.process_time()
document = weasyprint.HTML(string=page).render(pdf_variant="pdf/ua-1")
document.write_pdf(sys.argv[1] + ".pdf", pdf_variant="pdf/ua-1")
seconds = time.process_time() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": seconds, "peak": peak, "pages": len(document.pages)}))
"""


@dataclass(frozen=True, slots=True)
class Goal:
    """Pages a second of CPU at least, and megabytes at most."""

    pages: int
    megabytes: int


GOALS: Final[Mapping[int, Goal]] = {200: Goal(100, 120), 2_000: Goal(80, 400)}


@dataclass(frozen=True, slots=True)
class Took:
    """What drawing a pack took."""

    pages: int
    seconds: float
    peak: int

    @property
    def rate(self) -> float:
        """Pages for each second of CPU."""
        return self.pages / self.seconds


def measure_pack(site: Site, trust: SyntheticTrust) -> Result:
    """Gather and draw the pack of a trust in another process, and say what it took."""
    took = _drawn(
        site, "riskapp.benchmark.packing", trust.people[Role.RISK_MANAGER].organisation_code
    )
    return Result(
        f"Board pack gathered and drawn, {took.pages} pages",
        f"{took.rate:.0f} pages/s CPU",
        cpu=f"{took.seconds:.1f} s",
        floor=_memory(took),
    )


def measure_drawing(site: Site, trust: SyntheticTrust, sizes: Sequence[int]) -> Iterator[Result]:
    """Draw packs of so many risks each way; the goals are those of packs of 200 and 2,000."""
    code = trust.people[Role.RISK_MANAGER].organisation_code
    with TemporaryDirectory() as folder:
        papers = {risks: _paper(site, code, risks, folder) for risks in (FEW, *sizes)}
        few = _draw(site, "tagged", papers[FEW])
        for risks in sizes:
            took, plain = (_draw(site, way, papers[risks]) for way in ("tagged", "plain"))
            yield _beside_plain(took, plain, risks)
            yield _flat(few, took, risks)
        yield _weasyprint(site, papers[min(sizes)], min(sizes))


def _paper(site: Site, code: str, risks: int, folder: str) -> Path:
    """Write a paper of so many risks to a file."""
    file = Path(folder, f"{risks}.json")
    run_apart(site, sys.executable, "-m", "riskapp.benchmark.growing", code, str(risks), str(file))
    return file


def _beside_plain(took: Took, plain: Took, risks: int) -> Result:
    goal = GOALS.get(risks)
    return Result(
        f"{risks:,} risks tagged, {took.pages} pages",
        f"{took.rate:.0f} pages/s CPU",
        cpu=f"{took.seconds:.1f} s",
        floor=f"{_memory(took)}; plain {plain.rate:.0f} pages/s, {_memory(plain)}",
        goal=f"{goal.pages} pages/s, {goal.megabytes} MB" if goal else "",
        met=_meets(took, goal) if goal else None,
    )


def _flat(few: Took, took: Took, risks: int) -> Result:
    times = (took.seconds / took.pages) / (few.seconds / few.pages)
    name = f"a page of {risks:,} risks beside one of {FEW}"
    return Result(name, f"{times:.2f} times", goal=f"{FLATNESS} times", met=times <= FLATNESS)


def _meets(took: Took, goal: Goal) -> bool:
    return took.rate >= goal.pages and took.peak <= goal.megabytes * MEGABYTE


def _memory(took: Took) -> str:
    return f"{took.peak / MEGABYTE:.0f} MB"


def _draw(site: Site, way: str, paper: Path) -> Took:
    return _drawn(site, "riskapp.benchmark.drawing", way, str(paper))


def _drawn(site: Site, module: str, *arguments: str) -> Took:
    return Took(**json.loads(run_apart(site, sys.executable, "-m", module, *arguments)))


def _weasyprint(site: Site, paper: Path, risks: int) -> Result:
    """Draw the web page of the same pack with WeasyPrint, where there is one."""
    python = os.environ.get("WEASYPRINT_PYTHON", sys.executable)
    name = f"{risks:,} risks by WeasyPrint as PDF/UA"
    page = paper.with_suffix(".html")
    drawing = (sys.executable, "-m", "riskapp.benchmark.drawing", "web", str(paper))
    page.write_text(run_apart(site, *drawing))
    try:
        took = Took(**json.loads(run_apart(site, python, "-c", _WEASYPRINT, str(page))))
    except BenchmarkError:
        return Result(name, "not here: see docs/benchmarks.md")
    return Result(
        name, f"{took.rate:.0f} pages/s CPU", cpu=f"{took.seconds:.1f} s", floor=_memory(took)
    )


def run_apart(site: Site, *command: str) -> str:
    """Run a process of the site's settings, and return what it printed."""
    done: Any = subprocess.run(  # noqa: S603 - modules of this project, with our own words
        command, env=environment_of(site.settings), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise BenchmarkError(f"{command[2]} failed: {said[-1]}")
    return str(done.stdout)
