"""The Board pack: pages for each second of CPU, and the peak of memory."""

import json
import subprocess
import sys

from riskapp.benchmark.results import Result
from riskapp.benchmark.site import BenchmarkError, Site, environment_of
from riskapp.domain.permissions import Role
from riskapp.synthesis.trust import SyntheticTrust

MEGABYTE = 1_000_000


def measure_pack(site: Site, trust: SyntheticTrust) -> Result:
    """Draw the pack of a trust in another process, and say what it took."""
    code = trust.people[Role.RISK_MANAGER].organisation_code
    done = subprocess.run(  # noqa: S603 - a module of this project, with our own words
        [sys.executable, "-m", "riskapp.benchmark.packing", code],
        env=environment_of(site.settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchmarkError(f"The pack was not drawn: {done.stderr.strip().splitlines()[-1]}")
    took = json.loads(done.stdout)
    return Result(
        f"Board pack, {took['pages']} pages",
        f"{took['pages'] / took['seconds']:.0f} pages/s CPU",
        cpu=f"{took['seconds']:.1f} s",
        floor=f"{took['peak'] / MEGABYTE:.0f} MB at most",
    )
