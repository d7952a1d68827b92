"""Saving a score of full risks through HTTP, durably, beside the bare commit of one row."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from riskapp.benchmark.floors import bare_commit
from riskapp.benchmark.full_risks import list_full
from riskapp.benchmark.measuring import WARM_UP, Measured, measure
from riskapp.benchmark.results import Result, milliseconds
from riskapp.benchmark.site import Browser, Site
from riskapp.domain.domains import Domain
from riskapp.domain.permissions import Role
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import ScoreKind
from riskapp.synthesis.trust import SyntheticTrust

CPU_AT_MOST: Final = 15.0
STATEMENTS_AT_MOST: Final = 15
PAIRS: Final = {"below the threshold": (2, 3), "escalating": (5, 5)}


def measure_saves(site: Site, trust: SyntheticTrust, times: int) -> Iterator[Result]:
    """Yield a line for saves that stay below the threshold, one for saves that escalate."""
    browser = site.browser(trust.people[Role.RISK_LEAD])
    with bare_commit(site.engine) as save:
        floor = measure(site.engine, save, times)
    risks = iter(list_full(site, trust, len(PAIRS) * (times + WARM_UP)))
    for name, pair in PAIRS.items():
        scorer = Scorer(browser, risks, pair)
        saves = measure(site.engine, scorer.save, times, before=scorer.choose)
        yield _result(f"saving a score, {name}", saves, floor)


class Scorer:
    """Somebody who gives one risk after another the same score."""

    def __init__(
        self, browser: Browser, risks: Iterator[tuple[int, UUID]], pair: tuple[int, int]
    ) -> None:
        self.browser = browser
        self.risks = risks
        consequence, likelihood = pair
        self.sent = {
            "kind": ScoreKind.CURRENT.value,
            "domain": Domain.SAFETY.value,
            "consequence": str(consequence),
            "likelihood": str(likelihood),
            "reason": "The picture has changed since the last review.",
        }
        self.page = ""

    def choose(self) -> None:
        """Go on to the next risk, with the form's token and what stands."""
        number, seen = next(self.risks)
        self.page = f"risks/{risk_reference(number)}/score"
        if "csrf_token" not in self.sent:
            self.sent["csrf_token"] = self.browser.form_token(self.page)
        self.sent["seen"] = str(seen)
        self.browser.forget_messages()

    def save(self) -> None:
        """Send the form."""
        self.browser.post(self.page, self.sent)


def _result(name: str, saves: Measured, floor: Measured) -> Result:
    return Result(
        name,
        milliseconds(saves.median),
        milliseconds(saves.p95),
        milliseconds(saves.cpu),
        f"{saves.statements:.1f}, {saves.commits:.0f} commit",
        milliseconds(floor.median),
        f"at most {CPU_AT_MOST:.0f} ms CPU, {STATEMENTS_AT_MOST} statements, 1 commit",
        saves.cpu <= CPU_AT_MOST and saves.statements <= STATEMENTS_AT_MOST and saves.commits == 1,
    )
