"""Saving a score through HTTP, durably, beside the bare commit of one row."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.benchmark.floors import bare_commit
from riskapp.benchmark.measuring import WARM_UP, Measured, measure
from riskapp.benchmark.results import Result, milliseconds
from riskapp.benchmark.site import Browser, Site
from riskapp.domain.domains import Domain
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Role
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Placement, Position, Risk, RiskVersion
from riskapp.queries.joins import of_same_risk
from riskapp.queries.scope import same_risk, still
from riskapp.synthesis.trust import SyntheticTrust

CPU_AT_MOST: Final = 15.0
STATEMENTS_AT_MOST: Final = 15
PAIRS: Final = {"below the threshold": (2, 3), "escalating": (5, 5)}


def measure_saves(site: Site, trust: SyntheticTrust, times: int) -> Iterator[Result]:
    """Yield a line for saves that stay below the threshold, one for saves that escalate."""
    browser = site.browser(trust.people[Role.RISK_LEAD])
    with bare_commit(site.engine) as save:
        floor = measure(site.engine, save, times)
    risks = iter(_list_unplaced(site, trust, len(PAIRS) * (times + WARM_UP)))
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


def _list_unplaced(site: Site, trust: SyntheticTrust, number: int) -> list[tuple[int, UUID]]:
    """Return open risks that are on no register: their numbers and current assessments."""
    placed = sa.exists().where(
        col(Placement.organisation_id) == col(Risk.organisation_id),
        col(Placement.risk_id) == col(Risk.id),
    )
    query = (
        sa.select(col(Risk.number), col(Position.assessment_id))
        .join(RiskVersion, same_risk())
        .join(Position, of_same_risk(Position, RiskVersion))
        .where(
            col(Risk.organisation_id) == trust.organisation_id,
            still(RiskVersion),
            col(RiskVersion.status) == RiskStatus.OPEN,
            col(Position.kind) == ScoreKind.CURRENT,
            still(Position),
            ~placed,
        )
        .order_by(col(Risk.number))
        .limit(number)
    )
    with site.engine.connect() as connection:
        return [(row.number, row.assessment_id) for row in connection.execute(query)]


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
