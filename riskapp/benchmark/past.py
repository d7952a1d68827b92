"""Lists as at a past day beside today's, and the first count of a day that nobody asked for yet."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from riskapp.benchmark.measuring import Measured, measure
from riskapp.benchmark.results import Result, milliseconds
from riskapp.benchmark.site import Browser, Site
from riskapp.domain.permissions import Role
from riskapp.synthesis.trust import SyntheticTrust

LISTS: Final[Mapping[str, str]] = {
    "register": "risks",
    "HLRR": "high-level-risks",
    "BAF": "baf",
    "heat map": "heat-map",
}
COUNTED: Final = ("register", "heat map")
"""What is counted anew for each day, whoever asks first."""
AGO: Final = timedelta(days=240)
"""The middle of the lives that `deepen` cuts up, where most risks are open already."""
MORE_AT_MOST: Final = 2.0
FIRST_AT_MOST: Final = 500.0
FIRST_DAYS: Final = 10


def measure_past(site: Site, trust: SyntheticTrust, times: int, scores: int) -> Iterator[Result]:
    """Yield each list today and on a day in the middle, then what is counted first of a day."""
    browser = site.browser(trust.people[Role.RISK_MANAGER])
    day = trust.today - AGO
    for name, page in LISTS.items():
        now = measure(site.engine, lambda where=page: browser.get(where), times)  # type: ignore[misc]
        then = measure(
            site.engine,
            lambda where=page: browser.get(f"{where}?as-at={day}"),  # type: ignore[misc]
            times,
        )
        yield from _beside(f"{name}, {scores:,} scores", now, then)
    for name in COUNTED:
        took = _first_views(site, browser, LISTS[name], day)
        yield _line(f"{name}, a day asked for first", took, FIRST_AT_MOST)


def _first_views(site: Site, browser: Browser, page: str, day: date) -> Measured:
    """Ask for one day after another, each for the first time."""
    days = (day + timedelta(days=number) for number in range(1, 1_000))
    return measure(site.engine, lambda: browser.get(f"{page}?as-at={next(days)}"), FIRST_DAYS)


def _beside(name: str, now: Measured, then: Measured) -> Iterator[Result]:
    yield _line(f"{name}, today", now)
    yield _line(f"{name}, as at", then)
    ratio = then.cpu / now.cpu
    yield Result(
        "  as at over today",
        f"x {ratio:.2f}",
        goal=f"at most {MORE_AT_MOST:.0f} times",
        met=ratio <= MORE_AT_MOST,
    )


def _line(name: str, took: Measured, most: float | None = None) -> Result:
    return Result(
        name,
        milliseconds(took.median),
        milliseconds(took.p95),
        milliseconds(took.cpu),
        f"{took.statements:.0f}",
        goal=f"at most {most:.0f} ms CPU" if most else "",
        met=took.cpu <= most if most else None,
    )
