"""The whole benchmark: three sizes of register, saves, a pack, and many clients at once."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from riskapp.benchmark.load import measure_load
from riskapp.benchmark.months import measure_month
from riskapp.benchmark.packs import measure_pack
from riskapp.benchmark.pages import measure_pages, page_results
from riskapp.benchmark.results import Result, table_lines
from riskapp.benchmark.saving import measure_saves
from riskapp.benchmark.site import open_site
from riskapp.settings import Settings


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much to measure: risks, requests of each page, saves, and seconds of load."""

    small: int = 1_000
    loaded: int = 10_000
    reviewed: int = 18_000
    large: int = 100_000
    requests: int = 50
    saves: int = 100
    seconds: int = 20


QUICK = Sizes(small=300, loaded=600, reviewed=1_200, large=2_000, requests=10, saves=10, seconds=3)


def run_benchmark(settings: Settings, sizes: Sizes, say: Callable[[str], None]) -> None:
    """Measure everything and say it line by line, the table at the end."""
    results: list[Result] = []
    with open_site(settings) as site:
        trust = site.synthesise(sizes.small)
        small = measure_pages(site, trust, sizes.requests)
        pack = measure_pack(site, trust)
        loaded = site.synthesise(sizes.loaded)
        middle = measure_pages(site, loaded, sizes.requests)
        results += measure_load(site, loaded, sizes.seconds)
        month = measure_month(site, site.synthesise(sizes.reviewed))
        say(f"Making {sizes.large:,} risks.")
        started = perf_counter()
        large_trust = site.synthesise(sizes.large)
        say(f"They took {perf_counter() - started:.0f} s.")
        large = measure_pages(site, large_trust, sizes.requests)
        saves = list(measure_saves(site, large_trust, sizes.saves))
    pages = page_results((sizes.small, small), (sizes.loaded, middle), (sizes.large, large))
    for line in table_lines([*pages, *saves, pack, month, *results]):
        say(line)
