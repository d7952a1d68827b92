"""Actions of synthetic risks: milestones that mitigate one of them."""

from datetime import date, timedelta
from typing import Any

from riskapp.clock import uuid7
from riskapp.domain.due_periods import parse_due
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Role
from riskapp.domain.references import milestone_reference
from riskapp.models import Milestone, MilestoneDue, RiskMilestone
from riskapp.services.history import noted_by
from riskapp.synthesis.life import Life
from riskapp.synthesis.vocabulary import ACTIONS, place


def act(life: Life, day: date) -> None:
    """Add an action to the risk on a day, due within the year; it is the risk's own."""
    actor = life.acting(Role.RISK_LEAD, day)
    ledger, organisation_id = life.teller.ledger, life.teller.organisation_id
    ledger.milestone_number += 1
    reference = milestone_reference(ledger.milestone_number)
    life.action = row = _milestone(life, ledger.milestone_number)
    due = parse_due((day + timedelta(days=life.chance.randint(30, 365))).isoformat())
    owned = {"organisation_id": organisation_id, "milestone_id": row["id"], "from_on": day}
    period = {name: getattr(due, name) for name in ("printed", "precision", "starts_on", "due_on")}
    ledger.keep(Milestone, row)
    ledger.keep(MilestoneDue, owned | period | {"until_on": FOREVER, "slip": 0})
    life.teller.keep(RiskMilestone, milestone_id=row["id"], from_on=day, until_on=FOREVER)
    facts = {"milestone": reference, "due": due.printed}
    words = {"words": row["words"]}
    added = Happening.MILESTONE_ADDED
    ledger.noted.append(noted_by(actor, added, subject_id=row["id"], facts=facts, words=words))
    linked = {"milestone": reference}
    life.teller.note(actor, Happening.MILESTONE_LINKED, row["id"], linked)


def _milestone(life: Life, number: int) -> dict[str, Any]:
    return {
        "organisation_id": life.teller.organisation_id,
        "id": uuid7(),
        "number": number,
        "words": f"{life.chance.choice(ACTIONS)} in {place(life.chance)}",
        "programme_id": None,
        "workstream_id": None,
        "owner_post_id": life.fate.post_id,
        "status": MilestoneStatus.NOT_STARTED,
        "done_on": None,
        "version": 1,
        "evidence": "",
    }
