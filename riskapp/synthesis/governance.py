"""What a synthetic trust has settled before its risks: who holds its posts, and its appetite."""

from datetime import date, timedelta
from random import Random
from typing import Final

from sqlmodel import Session

from riskapp.domain.appetite import READY
from riskapp.domain.appetite_drafts import SetScale, StateAppetite, Subject
from riskapp.domain.domains import Domain
from riskapp.domain.permissions import Role
from riskapp.domain.posts import HandOver
from riskapp.services.appetite import set_scale, state_appetite
from riskapp.services.posts import hand_over_post
from riskapp.synthesis.trust import SyntheticTrust
from riskapp.synthesis.vocabulary import FIRST_NAMES, REASONS, place

BEFORE: Final = timedelta(days=600)
"""How long before today it was settled: before the first risk."""
SCALE: Final = READY["orange-book"]


def govern(session: Session, trust: SyntheticTrust, chance: Random) -> None:
    """Let posts be held, the last by nobody, and state the appetite for objectives and domains."""
    day = trust.today - BEFORE
    _hold_posts(session, trust, chance, day)
    actor = trust.acting(Role.RISK_MANAGER, day)
    scale = set_scale(session, actor, SetScale(SCALE, REASONS[3]))
    objectives = [Subject(objective_id=one) for one in trust.objective_numbers]
    domains = [Subject(domain=one) for one in chance.sample(list(Domain), 3)]
    for subject in [*objectives, *domains]:
        level = chance.randint(2, len(SCALE.levels) - 1)
        state_appetite(session, actor, StateAppetite(subject, scale.id, level, REASONS[3]))


def _hold_posts(session: Session, trust: SyntheticTrust, chance: Random, day: date) -> None:
    actor = trust.acting(Role.RISK_MANAGER, day)
    for post_id in trust.post_ids[:-1]:
        name = f"{chance.choice(FIRST_NAMES)} {place(chance)}"
        draft = HandOver(day, REASONS[3], seen_version=1, name=name)
        hand_over_post(session, actor, post_id, draft)
