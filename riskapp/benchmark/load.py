"""Sixteen clients at once on the real server: the register page beside a fixed page."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

from riskapp.benchmark.measuring import percentile_95
from riskapp.benchmark.results import Result, milliseconds
from riskapp.benchmark.site import BenchmarkError, Site, environment_of
from riskapp.domain.permissions import Role
from riskapp.synthesis.trust import SyntheticTrust

CLIENTS: Final = 16
SHARE: Final = 20
"""The register serves at least one page for so many fixed ones."""
SECONDS_TO_START: Final = 30
SECONDS_TO_STOP: Final = 20


@dataclass(frozen=True, slots=True)
class Served:
    """What the clients together were given."""

    per_second: float
    p95: float


def measure_load(site: Site, trust: SyntheticTrust, seconds: int) -> Iterator[Result]:
    """Yield a line for the fixed page and one for the register page under the same load."""
    browser = site.browser(trust.people[Role.RISK_MANAGER])
    fixed = _served(site, "fixed", "/", "", seconds)
    yield _line("fixed page, 16 clients", fixed)
    served = _served(site, "register", f"/{browser.code}/risks", browser.cookie, seconds)
    share = fixed.per_second / served.per_second
    yield Result(
        "register page, 16 clients",
        f"{served.per_second:.0f}/s",
        milliseconds(served.p95),
        floor=f"1 in {share:.0f}",
        goal=f"at least 1 in {SHARE} of the fixed page's rate",
        met=share <= SHARE,
    )


def _line(name: str, served: Served) -> Result:
    return Result(name, f"{served.per_second:.0f}/s", milliseconds(served.p95))


def _served(site: Site, name: str, path: str, cookie: str, seconds: int) -> Served:
    with _serving(site, name) as address:
        command = [sys.executable, "-m", "riskapp.benchmark.clients"]
        asked = [address, path, cookie, str(CLIENTS), str(seconds)]
        done = subprocess.run(  # noqa: S603 - a module of this project, with our own words
            [*command, *asked], capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise BenchmarkError(f"The clients gave up: {done.stderr.strip().splitlines()[-1]}")
    times: list[float] = json.loads(done.stdout)
    return Served(len(times) / seconds, percentile_95(times))


@contextmanager
def _serving(site: Site, name: str) -> Iterator[str]:
    """Serve for as long as needed, and give the address."""
    address = f"127.0.0.1:{_free_port()}"
    server = subprocess.Popen(  # noqa: S603 - a module of this project, with our own words
        [sys.executable, "-m", "riskapp.benchmark.serving", name, address],
        env=environment_of(site.settings),
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_it_answers(server, address)
        yield address
    finally:
        server.terminate()
        server.wait(SECONDS_TO_STOP)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_until_it_answers(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = monotonic() + SECONDS_TO_START
    while monotonic() < deadline and server.poll() is None:
        try:
            urlopen(f"http://{address}/healthz").close()
        except URLError:
            sleep(0.1)
        else:
            return
    raise BenchmarkError("The server did not start.")
