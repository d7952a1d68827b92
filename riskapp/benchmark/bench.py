"""The whole benchmark: three sizes of register, saves, a pack, many clients, and a long past."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

from riskapp.benchmark.deepening import SCORES
from riskapp.benchmark.importing import measure_imports
from riskapp.benchmark.load import measure_load
from riskapp.benchmark.months import measure_month
from riskapp.benchmark.packs import measure_drawing, measure_pack
from riskapp.benchmark.pages import measure_pages, page_results
from riskapp.benchmark.past import measure_past
from riskapp.benchmark.results import Result, table_lines
from riskapp.benchmark.saving import measure_after_change, measure_saves
from riskapp.benchmark.site import Site, open_site
from riskapp.benchmark.taking_out import measure_taking_out
from riskapp.settings import Settings
from riskapp.synthesis.trust import SyntheticTrust


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much to measure: risks, requests of each page, saves, requests of each past list,
    seconds of load, risks of the packs that are drawn, and rows of old registers brought in."""

    small: int = 1_000
    loaded: int = 10_000
    reviewed: int = 18_000
    large: int = 100_000
    requests: int = 50
    saves: int = 100
    past: int = 10
    seconds: int = 20
    drawn: tuple[int, ...] = (200, 2_000)
    brought_in: tuple[int, ...] = (1_000, 10_000)


QUICK = Sizes(
    small=300, loaded=600, reviewed=1_200, large=2_000, requests=10, saves=10, past=3, seconds=3,
    drawn=(50,), brought_in=(100, 300),
)  # fmt: skip


def run_benchmark(settings: Settings, sizes: Sizes, say: Callable[[str], None]) -> None:
    """Measure everything and say it line by line, the table at the end."""
    results: list[Result] = []
    with open_site(settings) as site:
        trust = site.synthesise(sizes.small)
        small = measure_pages(site, trust, sizes.requests)
        packs = [measure_pack(site, trust), *measure_drawing(site, trust, sizes.drawn)]
        loaded = site.synthesise(sizes.loaded)
        middle = measure_pages(site, loaded, sizes.requests)
        results.append(measure_after_change(site, loaded, sizes.loaded))
        results += measure_taking_out(site, loaded, sizes.loaded)
        results += measure_imports(site, sizes.brought_in)
        results += measure_load(site, loaded, sizes.seconds)
        month = measure_month(site, site.synthesise(sizes.reviewed))
        say(f"Making {sizes.large:,} risks.")
        started = perf_counter()
        large_trust = site.synthesise(sizes.large)
        say(f"They took {perf_counter() - started:.0f} s.")
        large = measure_pages(site, large_trust, sizes.requests)
        saves = list(measure_saves(site, large_trust, sizes.saves))
        past = list(_measure_past(site, large_trust, sizes, say))
    pages = page_results((sizes.small, small), (sizes.loaded, middle), (sizes.large, large))
    for line in table_lines([*pages, *saves, *packs, month, *results, *past]):
        say(line)


def _measure_past(
    site: Site, trust: SyntheticTrust, sizes: Sizes, say: Callable[[str], None]
) -> Iterator[Result]:
    """Give every risk of a register a long past, which changes it for good, and measure that."""
    say(f"Giving {sizes.large:,} risks {SCORES} scores each.")
    scores = site.deepen(trust)
    yield from measure_past(site, trust, sizes.past, scores)
