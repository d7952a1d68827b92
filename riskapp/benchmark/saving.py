"""Saving scores and edits of full risks through HTTP, beside the bare commit of one row."""

from collections.abc import Iterator
from math import inf
from typing import Final
from uuid import UUID

from riskapp.benchmark.editing import Editor
from riskapp.benchmark.floors import bare_commit
from riskapp.benchmark.full_risks import list_full
from riskapp.benchmark.measuring import WARM_UP, Measured, measure
from riskapp.benchmark.pages import MOST_STATEMENTS
from riskapp.benchmark.results import Result, milliseconds
from riskapp.benchmark.site import Browser, Site
from riskapp.domain.domains import Domain
from riskapp.domain.permissions import Role
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import ScoreKind
from riskapp.synthesis.trust import SyntheticTrust

CPU_AT_MOST: Final = 15.0
STATEMENTS_AT_MOST: Final = 15
BELOW: Final = (2, 3)
PAIRS: Final = {"below the threshold": BELOW, "escalating": (5, 5)}
VIEWS: Final = 5
"""First views after a change that are measured: each looks at the whole register."""


def measure_saves(site: Site, trust: SyntheticTrust, times: int) -> Iterator[Result]:
    """Yield a line for scores below the threshold, one for those that escalate, one for edits."""
    browser = site.browser(trust.people[Role.RISK_LEAD])
    with bare_commit(site.engine) as save:
        floor = measure(site.engine, save, times)
    risks = iter(list_full(site, trust, (len(PAIRS) + 1) * (times + WARM_UP)))
    for name, pair in PAIRS.items():
        scorer = Scorer(browser, risks, pair)
        saves = measure(site.engine, scorer.save, times, before=scorer.choose)
        yield _result(f"saving a score, {name}", saves, floor, STATEMENTS_AT_MOST)
    editor = Editor(site, trust, browser, risks)
    edits = measure(site.engine, editor.save, times, before=editor.choose)
    yield _result("saving an edit", edits, floor)


def measure_after_change(site: Site, trust: SyntheticTrust, risks: int) -> Result:
    """Return the line of the quality page, seen for the first time after a score was saved."""
    full = iter(list_full(site, trust, VIEWS + WARM_UP))
    scorer = Scorer(site.browser(trust.people[Role.RISK_LEAD]), full, BELOW)
    browser = site.browser(trust.people[Role.RISK_MANAGER])

    def change() -> None:
        scorer.choose()
        scorer.save()

    seen = measure(site.engine, lambda: browser.get("quality"), VIEWS, before=change)
    return Result(
        f"quality page after a change, {risks:,} risks",
        milliseconds(seen.median),
        milliseconds(seen.p95),
        milliseconds(seen.cpu),
        f"{seen.statements:.0f}",
        goal=f"at most {MOST_STATEMENTS['quality']} statements",
        met=seen.statements <= MOST_STATEMENTS["quality"],
    )


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


def _result(name: str, saves: Measured, floor: Measured, most: float = inf) -> Result:
    few = f" {most} statements," if most < inf else ""
    return Result(
        name,
        milliseconds(saves.median),
        milliseconds(saves.p95),
        milliseconds(saves.cpu),
        f"{saves.statements:.1f}, {saves.commits:.0f} commit",
        milliseconds(floor.median),
        f"at most {CPU_AT_MOST:.0f} ms CPU,{few} 1 commit",
        saves.cpu <= CPU_AT_MOST and saves.statements <= most and saves.commits == 1,
    )
