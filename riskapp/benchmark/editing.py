"""Saving an edit of full risks through HTTP: the whole form goes back, its words changed."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.benchmark.site import Browser, Site
from riskapp.domain.references import risk_reference
from riskapp.models import Risk, RiskVersion
from riskapp.queries.scope import same_risk, still
from riskapp.synthesis.trust import SyntheticTrust
from riskapp.web.raising import POINTS_AT, SAYS

CHANGED = ("title", "cause", "event", "effect")


class Editor:
    """Somebody who rewords one risk after another."""

    def __init__(
        self, site: Site, trust: SyntheticTrust, browser: Browser, risks: Iterator[tuple[int, UUID]]
    ) -> None:
        self.site = site
        self.organisation_id = trust.organisation_id
        self.browser = browser
        self.risks = risks
        self.token = ""
        self.page = ""
        self.sent: dict[str, Any] = {}

    def choose(self) -> None:
        """Go on to the next risk, with the form as it opens and new words typed into it."""
        number, _ = next(self.risks)
        self.page = f"risks/{risk_reference(number)}/edit"
        self.token = self.token or self.browser.form_token(self.page)
        says = self._says(number)
        says |= {name: f"{says[name]}, seen anew" for name in CHANGED}
        reason = "The words are clearer since the last review."
        self.sent = {**says, "csrf_token": self.token, "reason": reason}
        self.browser.forget_messages()

    def save(self) -> None:
        """Send the form."""
        self.browser.post(self.page, self.sent)

    def _says(self, number: int) -> dict[str, str]:
        """Return every field of the form as it opens."""
        fields = POINTS_AT | {name: name for name in (*SAYS, "visibility_review_on")}
        columns: list[Any] = [
            col(getattr(RiskVersion, held)).label(name) for name, held in fields.items()
        ]
        query: Any = (
            sa.select(*columns, col(Risk.version).label("seen_version"))
            .select_from(Risk)
            .join(RiskVersion, same_risk())
            .where(
                col(Risk.organisation_id) == self.organisation_id,
                col(Risk.number) == number,
                still(RiskVersion),
            )
        )
        with self.site.engine.connect() as connection:
            held = connection.execute(query).mappings().one()
        return {name: "" if value is None else str(value) for name, value in held.items()}
