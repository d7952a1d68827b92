"""What else hangs on synthetic risks: gaps, notes, that they have happened, and exposure."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from riskapp.clock import utc_now, uuid7
from riskapp.domain.controls import GAP_NAMES, GapKind
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Register
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.references import milestone_reference, risk_reference
from riskapp.domain.wording import date_words
from riskapp.models import Gap, GapMilestone, Occurrence, RiskExposure, RiskNote
from riskapp.services.in_bulk.ledger import Row
from riskapp.synthesis.fates import falls
from riskapp.synthesis.life import Life
from riskapp.synthesis.vocabulary import EFFECTS, GAPS, REASONS

UNDER_EACH: Final = 4
"""Operational risks that stand under one on the BAF, of those of a batch."""


def leave_gaps(life: Life) -> None:
    """Leave a gap in control or in assurance, closed by the risk's action or since."""
    if life.fate.full or falls(life.chance, 15):
        _leave_gap(life)


def write_notes(life: Life) -> None:
    """Write notes on the risk, a few on a full one."""
    times = 3 if life.fate.full else falls(life.chance, 12)
    for _ in range(times):
        actor, words = life.acting(Role.RISK_LEAD, life.some_day()), life.chance.choice(REASONS)
        note = life.teller.keep(RiskNote, **life.teller.entered(actor), words=words)
        life.teller.note(actor, Happening.NOTE_ADDED, note["id"], words={"note": words})


def happen(life: Life) -> None:
    """Let one open risk in a hundred happen, so that a new score is asked for."""
    if life.says["status"] is not RiskStatus.OPEN or not falls(life.chance, 1):
        return
    actor = life.acting(Role.RISK_LEAD, life.fate.scores[-1][0])
    followed = f"There was {life.chance.choice(EFFECTS)}."
    row = life.teller.keep(
        Occurrence,
        **life.teller.entered(actor),
        happened_on=actor.today,
        words=followed,
        incident_reference=f"INC-{life.chance.randint(1_000, 9_999)}",
    )
    words = {"what followed": followed, "incident": row["incident_reference"]}
    on = {"on": date_words(actor.today)}
    life.teller.note(actor, Happening.HAPPENED, row["id"], on, words)
    asked = life.standing.ask(actor, DecisionKind.RESCORE, None)
    life.teller.note(actor, Happening.RESCORE_ASKED, asked["id"])


def expose(lives: Iterable[Life]) -> None:
    """Place risks of a batch that are on the HLRR alone under those of it on the BAF."""
    known = list(lives)
    strategic = [life for life in known if Register.BAF in life.standing.placements]
    escalated = iter([life for life in known if set(life.standing.placements) == {Register.HLRR}])
    for above in strategic:
        for below in islice(escalated, UNDER_EACH):
            _place_under(above, below)


def _leave_gap(life: Life) -> None:
    actor, kind = life.acting(Role.RISK_LEAD, life.fate.opened_on), life.chance.choice(KINDS)
    gap = life.teller.keep(
        Gap,
        id=uuid7(),
        control_id=None,
        kind=kind,
        words=life.chance.choice(GAPS),
        from_on=actor.today,
        until_on=FOREVER,
        by_id=actor.person_id,
        recorded_at=utc_now(),
        **dict.fromkeys(("closed_by_id", "closed_milestone_id")),
        closed_why="",
    )
    facts, words = {"gap": GAP_NAMES[kind]}, {"words": gap["words"]}
    life.teller.note(actor, Happening.GAP_RAISED, gap["id"], facts, words)
    if life.action is not None:
        _link(life, actor, gap, life.action)
    elif falls(life.chance, 30):
        _close(life, gap)


def _link(life: Life, actor: Actor, gap: Row, milestone: Row) -> None:
    """Name the risk's action as what is to close a gap."""
    link = {"gap_id": gap["id"], "milestone_id": milestone["id"], "from_on": actor.today}
    owner = {"organisation_id": life.teller.organisation_id, "until_on": FOREVER}
    life.teller.ledger.keep(GapMilestone, owner | link)
    reference = milestone_reference(milestone["number"])
    facts = {"gap": GAP_NAMES[gap["kind"]], "milestone": reference}
    life.teller.note(actor, Happening.GAP_LINKED, gap["id"], facts)


def _close(life: Life, gap: Row) -> None:
    actor, reason = life.acting(Role.RISK_LEAD, life.some_day()), life.chance.choice(REASONS)
    gap |= {"until_on": actor.today, "closed_by_id": actor.person_id, "closed_why": reason}
    facts, words = {"gap": GAP_NAMES[gap["kind"]]}, {"words": gap["words"], "reason": reason}
    life.teller.note(actor, Happening.GAP_CLOSED, gap["id"], facts, words)


def _place_under(above: Life, below: Life) -> None:
    """Place a risk under one on the BAF, from the first day on which both are there."""
    since = above.standing.placements[Register.BAF]["from_on"]
    actor = above.acting(Role.RISK_LEAD, max(since, below.fate.opened_on))
    strategic, operational = above.teller, below.teller
    above.teller.ledger.keep(
        RiskExposure,
        {
            "organisation_id": strategic.organisation_id,
            "strategic_id": strategic.risk_id,
            "operational_id": operational.risk_id,
            "from_on": actor.today,
            "until_on": FOREVER,
        },
    )
    words = {"reason": above.chance.choice(REASONS)}
    over, under = risk_reference(strategic.number), risk_reference(operational.number)
    linked = {"strategic": over}
    operational.note(actor, Happening.RISK_LINKED, strategic.risk_id, linked, words)
    linked = {"operational": under}
    strategic.note(actor, Happening.EXPOSURE_LINKED, operational.risk_id, linked, words)


KINDS = tuple(GapKind)
