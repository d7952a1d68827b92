"""Pages at several sizes of register: what each costs, and what it costs more at the larger."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from riskapp.benchmark.floors import bare_question
from riskapp.benchmark.full_risks import list_full
from riskapp.benchmark.measuring import Measured, measure
from riskapp.benchmark.results import Result, milliseconds
from riskapp.benchmark.site import Site
from riskapp.domain.permissions import Role
from riskapp.domain.references import risk_reference
from riskapp.synthesis.trust import SyntheticTrust

WORDS: Final = "wheelchair backlog"
PAGES: Final[Mapping[str, str]] = {
    "register": "risks",
    "search": f"risks?search={WORDS.replace(' ', '+')}",
    "heat map": "heat-map",
    "BAF": "baf",
    "assurance map": "assurance-map",
    "quality": "quality",
    "risk": "risks/{full}",
}
"""What is asked for by each name; `full` is a risk on which something of everything hangs."""
COUNT_EVERYTHING: Final = frozenset(PAGES) - {"risk"}
MOST_STATEMENTS: Final[Mapping[str, int]] = {
    "register": 10,
    "search": 10,
    "BAF": 10,
    "assurance map": 10,
    "quality": 10,
    "risk": 15,
}
MORE_AT_MOST: Final = 1.5
CPU_MORE_AT_MOST: Final = 50.0
SEARCH_AT_MOST: Final = 60.0


@dataclass(frozen=True, slots=True)
class Sized:
    """A page's figures on one size of register, and those of its bare question."""

    page: Measured
    floor: Measured


def measure_pages(site: Site, trust: SyntheticTrust, times: int) -> dict[str, Sized]:
    """Ask for each page so many times as a risk manager."""
    browser = site.browser(trust.people[Role.RISK_MANAGER])
    ((number, _),) = list_full(site, trust, 1)
    measured = {}
    for name, page_of in PAGES.items():
        address = page_of.format(full=risk_reference(number))
        page = measure(site.engine, lambda where=address: browser.get(where), times)  # type: ignore[misc]
        with bare_question(site.engine, trust.organisation_id, name, WORDS) as ask:
            measured[name] = Sized(page, measure(site.engine, ask, times))
    return measured


def page_results(
    small: tuple[int, dict[str, Sized]], *larger: tuple[int, dict[str, Sized]]
) -> Iterator[Result]:
    """Yield a line for each page at each size, the largest judged against the smallest."""
    large = larger[-1]
    for name in PAGES:
        for risks, sized in (small, *larger):
            yield _statements(name, risks, sized[name])
        yield _growth(name, small[1][name].page, large[1][name].page)
    searched = large[1]["search"].page.median
    yield Result(
        f"search, {large[0]:,} risks",
        milliseconds(searched),
        goal=f"at most {SEARCH_AT_MOST:.0f} ms",
        met=searched <= SEARCH_AT_MOST,
    )


def _statements(name: str, risks: int, sized: Sized) -> Result:
    page = sized.page
    most = MOST_STATEMENTS.get(name)
    return Result(
        f"{name} page, {risks:,} risks",
        milliseconds(page.median),
        milliseconds(page.p95),
        milliseconds(page.cpu),
        f"{page.statements:.0f}",
        milliseconds(sized.floor.median),
        f"at most {most} statements" if most else "",
        page.statements <= most if most else None,
    )


def _growth(name: str, small: Measured, large: Measured) -> Result:
    """Judge the larger register by the ratio of CPU, or by what counting it all adds."""
    ratio, more = large.cpu / small.cpu, large.cpu - small.cpu
    if name in COUNT_EVERYTHING:
        goal, met = f"at most {CPU_MORE_AT_MOST:.0f} ms CPU more", more <= CPU_MORE_AT_MOST
    else:
        goal, met = f"at most {MORE_AT_MOST} times", ratio <= MORE_AT_MOST
    return Result(
        f"  {name}: large over small", f"x {ratio:.2f}", cpu=f"{more:+.1f} ms", goal=goal, met=met
    )
