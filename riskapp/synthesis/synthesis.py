"""Making a synthetic organisation: the trust first, then its risks, a batch a transaction."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from sqlmodel import Session, col, select

from riskapp.clock import uuid7
from riskapp.domain.errors import FieldError
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import Treatment
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Counter, Organisation
from riskapp.services.in_bulk.ledger import Ledger, Row
from riskapp.services.in_bulk.teller import Teller
from riskapp.services.organisations import NewOrganisation
from riskapp.services.transactions import transaction
from riskapp.synthesis.actions import act
from riskapp.synthesis.assuring import assure, control
from riskapp.synthesis.deciding import close, decide_what_is_open
from riskapp.synthesis.fates import draw
from riskapp.synthesis.governance import govern
from riskapp.synthesis.hanging import expose, happen, leave_gaps, write_notes
from riskapp.synthesis.life import Life, raise_synthetic
from riskapp.synthesis.saving import write
from riskapp.synthesis.scoring import hold, score
from riskapp.synthesis.trust import SyntheticTrust, found_trust
from riskapp.synthesis.vocabulary import REASONS

BATCH: Final = 2_000
"""Risks of one transaction: memory stays flat however many there are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How large a synthetic organisation to make; the same seed draws the same risks."""

    risks: int
    seed: int
    code: str
    today: date


def synthesise(session: Session, wanted: Wanted) -> SyntheticTrust:
    """Make the organisation; FieldError when its code is taken.

    Each batch of risks is saved whole: what is there when it is stopped is sound.
    """
    _refuse_taken(session, wanted.code)
    chance = Random(wanted.seed)  # noqa: S311 - for measuring, not for secrets
    name = f"Synthetic trust ({wanted.risks:,} risks)"
    with transaction(session):
        new = NewOrganisation(wanted.code, name, fictional=True)
        trust = found_trust(session, new, wanted.today, chance, risks=wanted.risks)
        govern(session, trust, chance)
    milestones = _milestones(session, trust)
    for first in range(1, wanted.risks + 1, BATCH):
        ledger = Ledger(milestone_number=milestones)
        last = min(first + BATCH - 1, wanted.risks)
        tellers = [
            Teller(ledger, trust.organisation_id, uuid7(), number)
            for number in range(first, last + 1)
        ]
        expose([live(raise_synthetic(trust, chance, draw(chance, trust), t)) for t in tellers])
        milestones = ledger.milestone_number
        counted = {"risk_number": last, "milestone_number": milestones}
        write(session, ledger, trust.organisation_id, counted)
    return trust


def live(life: Life) -> Life:
    """Let everything happen to a risk that its fate holds; return it."""
    fate = life.fate
    lead = life.acting(Role.RISK_LEAD, fate.opened_on)
    for objective_id in fate.objective_ids:
        life.link(lead, objective_id, "")
    for kind, given in fate.apart.items():
        hold(life, kind, [score(life, fate.opened_on, kind, given)])
    if fate.acted_on is not None:
        act(life, fate.acted_on)
    if fate.edited_on is not None:
        _edit(life, fate.edited_on)
    hold(life, ScoreKind.CURRENT, _score_in_turn(life))
    _hang(life)
    if fate.closed_on is not None:
        close(life, fate.closed_on)
    return life


def _hang(life: Life) -> None:
    """Let everything hang on the risk that came after its scores."""
    assure(life, control(life))
    leave_gaps(life)
    write_notes(life)
    happen(life)


def _edit(life: Life, day: date) -> None:
    """Change how the risk is treated, the commonest edit."""
    editor = life.acting(Role.RISK_LEAD, day)
    reason = life.chance.choice(REASONS)
    life.rewrite(editor, {"treatment": Treatment.TREAT}, Happening.RISK_EDITED, reason)


def _score_in_turn(life: Life) -> list[Row]:
    """Give the risk its current scores, and let what each opens be decided before the next."""
    assessments: list[Row] = []
    before = 0
    for day, given in life.fate.scores:
        assessments.append(score(life, day, ScoreKind.CURRENT, given, before))
        before = assessments[-1]["score"]
        decide_what_is_open(life, day)
    return assessments


def _refuse_taken(session: Session, code: str) -> None:
    taken = select(Organisation.id).where(col(Organisation.code) == code)
    if session.exec(taken).first() is not None:
        raise FieldError("code", f"There is an organisation {code} already.")


def _milestones(session: Session, trust: SyntheticTrust) -> int:
    """Return the number of the trust's last milestone."""
    query = select(Counter.milestone_number).where(
        col(Counter.organisation_id) == trust.organisation_id
    )
    return session.exec(query).one()
