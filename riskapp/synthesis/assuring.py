"""Controls of synthetic risks, the assurances that they work, and what the committee says of it."""

from dataclasses import asdict
from datetime import timedelta
from typing import Final
from uuid import UUID

from riskapp.clock import utc_now, uuid7
from riskapp.domain.assurance import AssuranceResult, Line, RecordAssurance, SourceKind
from riskapp.domain.controls import ControlDetails, ControlType, Effectiveness, Frequency
from riskapp.domain.escalation import Register
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Role
from riskapp.models import Assurance, AssuranceRating, Control, ControlVersion
from riskapp.services.in_bulk.ledger import Row
from riskapp.services.telling import tell_assurance, tell_control
from riskapp.synthesis.fates import falls
from riskapp.synthesis.life import Life
from riskapp.synthesis.vocabulary import CONTROLS, RATINGS, REASONS, SOURCES

OFTEN: Final = tuple(Frequency)
TYPES: Final = tuple(ControlType)
SAID: Final = tuple(Effectiveness)
LINES: Final = (50, 30, 15, 5)
"""Weights of the lines, the first line first."""
RESULTS: Final = (60, 28, 12)
"""Weights of positive, mixed and negative."""
SOURCE_OF: Final = {
    Line.FIRST: SourceKind.MANAGEMENT_CHECK,
    Line.SECOND: SourceKind.COMMITTEE_REPORT,
    Line.THIRD: SourceKind.INTERNAL_AUDIT,
    Line.EXTERNAL: SourceKind.INSPECTION,
}
GOOD_FOR: Final = timedelta(days=365)


def control(life: Life) -> list[UUID]:
    """Put controls in place on the day the risk was opened, some changed since; return them."""
    return [_add_control(life) for _ in range(_how_many(life))]


def assure(life: Life, control_ids: list[UUID]) -> None:
    """Record what assurance of the risk and of its controls was received, and how it is rated."""
    for control_id in control_ids:
        if life.fate.full or falls(life.chance, 15):
            _record(life, control_id)
    strategic = Register.BAF in life.standing.placements
    if strategic or falls(life.chance, 10):
        _record(life, None)
    if strategic or falls(life.chance, 2):
        _rate(life)


def _how_many(life: Life) -> int:
    """Return how many controls the risk has: about two, more on the BAF and on a full risk."""
    if life.fate.full:
        return life.chance.randint(3, 5)
    if Register.BAF in life.standing.placements:
        return life.chance.randint(3, 6)
    return life.chance.choice((0, 1, 1, 2, 2, 3, 3))


def _add_control(life: Life) -> UUID:
    chance, actor = life.chance, life.acting(Role.RISK_LEAD, life.fate.opened_on)
    details = ControlDetails(
        words=chance.choice(CONTROLS),
        control_type=chance.choice(TYPES),
        owner_post_id=life.fate.post_id,
        effectiveness=chance.choice(SAID),
        frequency=chance.choice(OFTEN),
    )
    control_id = uuid7()
    row = life.teller.keep(
        Control, id=control_id, by_id=actor.person_id, recorded_at=utc_now(), version=1
    )
    version = life.teller.keep(
        ControlVersion,
        control_id=control_id,
        from_on=actor.today,
        until_on=FOREVER,
        **asdict(details),
    )
    facts, words = tell_control(details)
    life.teller.note(actor, Happening.CONTROL_ADDED, control_id, facts, words)
    if falls(chance, 10):
        _test(life, row, version)
    return control_id


def _test(life: Life, row: Row, before: Row) -> None:
    """Test a control a month later, and say so from that day."""
    actor = life.acting(Role.RISK_LEAD, before["from_on"] + timedelta(days=30))
    before["until_on"] = actor.today
    changed = {"from_on": actor.today, "until_on": FOREVER, "last_tested_on": actor.today}
    life.teller.keep(ControlVersion, **(before | changed))
    row["version"] += 1
    facts = {
        "fields": "the day it was last tested",
        "last_tested_on from": None,
        "last_tested_on to": actor.today,
    }
    words = {"reason": life.chance.choice(REASONS)}
    life.teller.note(actor, Happening.CONTROL_CHANGED, row["id"], facts, words)


def _record(life: Life, control_id: UUID | None) -> None:
    chance, day = life.chance, life.some_day()
    line = chance.choices(tuple(Line), LINES)[0]
    draft = RecordAssurance(
        source=chance.choice(SOURCES),
        source_kind=SOURCE_OF[line],
        line=line,
        result=chance.choices(tuple(AssuranceResult), RESULTS)[0],
        received_on=day,
        control_id=control_id,
        expires_on=day + GOOD_FOR if falls(chance, 30) else None,
        independent=line in (Line.THIRD, Line.EXTERNAL),
    )
    actor = life.acting(Role.RISK_LEAD, day)
    row = life.teller.keep(
        Assurance,
        **(asdict(draft) | life.teller.entered(actor) | dict.fromkeys(NOT_YET)),
        settled_why="",
        withdrawn_why="",
        version=1,
    )
    facts, words = tell_assurance(draft)
    life.teller.note(actor, Happening.ASSURANCE_RECORDED, row["id"], facts, words)


def _rate(life: Life) -> None:
    actor = life.acting(Role.EXECUTIVE, life.some_day())
    rating, words = life.chance.choice(RATINGS), life.chance.choice(REASONS)
    row = life.teller.keep(
        AssuranceRating,
        **life.teller.entered(actor),
        committee_id=life.fate.committee_id,
        rating=rating,
        words=words,
        rated_on=actor.today,
    )
    committee = life.trust.committees[life.fate.committee_id]
    facts = {"committee": committee, "effective": actor.today.isoformat()}
    typed = {"rating": rating, "words": words}
    life.teller.note(actor, Happening.ASSURANCE_RATED, row["id"], facts, typed)


NOT_YET = ("settled_on", "settled_by_id", "withdrawn_on", "withdrawn_by_id")
