"""The monthly review of a large High Level Risk Register: how long opening and closing take."""

import json
import subprocess
import sys
from typing import Final

from riskapp.benchmark.results import Result
from riskapp.benchmark.site import BenchmarkError, Site, environment_of
from riskapp.domain.permissions import Role
from riskapp.synthesis.trust import SyntheticTrust

MEGABYTE: Final = 1_000_000
SECONDS_AT_MOST: Final = 5.0
MEGABYTES_AT_MOST: Final = 300


def measure_month(site: Site, trust: SyntheticTrust) -> Result:
    """Open and close a month of a trust in another process, and say what it took."""
    code = trust.people[Role.RISK_MANAGER].organisation_code
    done = subprocess.run(  # noqa: S603 - a module of this project, with our own words
        [sys.executable, "-m", "riskapp.benchmark.closing", code],
        env=environment_of(site.settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"The month was not closed: {done.stderr.strip().splitlines()[-1]}")
    took = json.loads(done.stdout)
    megabytes = took["peak"] / MEGABYTE
    return Result(
        f"closing a month, {took['risks']} risks on the HLRR",
        f"{took['closing']:.1f} s",
        floor=f"opening {took['opening']:.1f} s, its list {took['list']:.1f} s, {megabytes:.0f} MB",
        goal=f"at most {SECONDS_AT_MOST:.0f} s, {MEGABYTES_AT_MOST} MB",
        met=took["closing"] <= SECONDS_AT_MOST and megabytes <= MEGABYTES_AT_MOST,
    )
