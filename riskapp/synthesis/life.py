"""A synthetic risk in the making: what it is, what it says, and how it stands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from riskapp.clock import utc_now
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Origin, RiskKind, Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Risk, RiskObjective, RiskVersion
from riskapp.services.escalation import Judged
from riskapp.services.in_bulk.ledger import Row
from riskapp.services.in_bulk.standing import Standing
from riskapp.services.in_bulk.teller import Teller
from riskapp.services.telling import tell_changed, tell_raised
from riskapp.synthesis.fates import Fate
from riskapp.synthesis.trust import SyntheticTrust


@dataclass(slots=True)
class Life:
    """One risk of a synthetic trust, and what has become of it so far."""

    trust: SyntheticTrust
    chance: Random
    fate: Fate
    teller: Teller
    standing: Standing
    risk: Row
    says: Row
    judged: Judged | None = None
    action: Row | None = None
    objective_ids: set[UUID] = field(default_factory=set)

    def acting(self, role: Role, day: date) -> Actor:
        """Return the person of a role, acting on a day."""
        return self.trust.acting(role, day)

    def some_day(self) -> date:
        """Return a day between the risk's first and its last, or today."""
        last = self.fate.closed_on or self.trust.today
        return self.fate.opened_on + timedelta(
            days=self.chance.randint(0, (last - self.fate.opened_on).days)
        )

    def link(self, actor: Actor, objective_id: UUID, reason: str) -> None:
        """Link the risk to an objective from the actor's day; to do it twice changes nothing."""
        if objective_id in self.objective_ids:
            return
        self.objective_ids.add(objective_id)
        self.teller.keep(
            RiskObjective, objective_id=objective_id, from_on=actor.today, until_on=FOREVER
        )
        facts = {"objective": self.trust.objective_numbers[objective_id]}
        words = {"reason": reason}
        self.teller.note(actor, Happening.OBJECTIVE_LINKED, objective_id, facts, words)

    def rewrite(self, actor: Actor, changed: Row, kind: Happening, reason: str) -> None:
        """Let the risk say something else from the actor's day on."""
        facts, words = tell_changed(self.says, changed, reason)
        self.teller.note(actor, kind, self.teller.risk_id, facts, words)
        before = self.says
        self.says = self.teller.keep(RiskVersion, **(before | changed | {"from_on": actor.today}))
        before["until_on"] = actor.today
        self.risk["version"] += 1


def raise_synthetic(trust: SyntheticTrust, chance: Random, fate: Fate, teller: Teller) -> Life:
    """Raise a risk on the first day of its fate, and note it."""
    reporter = trust.acting(Role.RISK_LEAD, fate.opened_on)
    risk = teller.ledger.keep(Risk, _risk(fate, teller, reporter))
    says = teller.keep(RiskVersion, **_says(fate, chance))
    facts, words = tell_raised(fate.opened_on, says)
    teller.note(reporter, Happening.RISK_RAISED, teller.risk_id, facts, words)
    return Life(
        trust, chance, fate, teller, Standing(teller, trust.matrix, fate.committee_id), risk, says
    )


def _risk(fate: Fate, teller: Teller, reporter: Actor) -> Row:
    printed = dict.fromkeys(("printed_reference", "printed_key", "printed_in", "printed_date"), "")
    return printed | {
        "organisation_id": teller.organisation_id,
        "id": teller.risk_id,
        "number": teller.number,
        "opened_on": fate.opened_on,
        "opened_basis": "",
        "raised_by_id": reporter.person_id,
        "recorded_at": utc_now(),
        "version": 1,
    }


def _says(fate: Fate, chance: Random) -> Row:
    statement = fate.statement
    return {
        "from_on": fate.opened_on,
        "until_on": FOREVER,
        "status": fate.status,
        "title": statement.title,
        "cause": statement.cause,
        "event": statement.event,
        "effect": statement.effect,
        "kind": RiskKind.OPERATIONAL,
        "unit_id": fate.unit_id,
        "programme_id": None,
        "owner_post_id": fate.post_id,
        "executive_post_id": fate.post_id,
        "lead_committee_id": fate.committee_id,
        "origin": chance.choice(ORIGINS),
        "treatment": None,
        "visibility": Visibility.INTERNAL,
        "visibility_reason": "",
        "public_words": "",
        "closed_on": None,
    }


ORIGINS = tuple(Origin)
