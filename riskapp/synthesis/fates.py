"""What befalls a synthetic risk, drawn by chance before any rule is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from riskapp.domain.domains import Domain
from riskapp.domain.drafts import Statement
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.synthesis.trust import SyntheticTrust
from riskapp.synthesis.vocabulary import statement

DAYS: Final = 540
"""Eighteen months, up to today."""
APART: Final = 45
"""Days between scores at least: what one leads to is decided before the next."""
CONSEQUENCES: Final = (8, 32, 42, 15, 3)
LIKELIHOODS: Final = (14, 32, 34, 17, 3)
"""Weights of 1 to 5; about 6 scores in 100 reach fifteen."""
SCORES: Final = (35, 30, 20, 15)
"""Weights of one to four scores of a risk."""
FULL: Final = 5
"""How many risks in a hundred have controls, assurances, a gap, an action and notes."""


@dataclass(frozen=True, slots=True)
class Given:
    """A consequence for each domain scored, and a likelihood."""

    consequences: Mapping[Domain, Consequence]
    likelihood: Likelihood


@dataclass(frozen=True, slots=True)
class Fate:
    """A risk's words and places, and the days on which something happens to it.

    On a `full` one hangs something of everything.
    """

    opened_on: date
    statement: Statement
    unit_id: UUID
    post_id: UUID
    committee_id: UUID
    status: RiskStatus
    scores: Sequence[tuple[date, Given]]
    apart: Mapping[ScoreKind, Given]
    objective_ids: Sequence[UUID]
    edited_on: date | None
    acted_on: date | None
    closed_on: date | None
    full: bool


def draw(chance: Random, trust: SyntheticTrust) -> Fate:
    """Return the fate of one more risk of the trust."""
    today = trust.today
    opened_on = today - timedelta(days=chance.randint(60, DAYS))
    scores = _scores(chance, opened_on, today)
    draft = falls(chance, 2)
    after = scores[-1][0] + timedelta(days=APART)
    closed = not draft and falls(chance, 8) and after < today
    full = falls(chance, FULL)
    return Fate(
        opened_on=opened_on,
        statement=statement(chance),
        unit_id=chance.choice(trust.unit_ids),
        post_id=chance.choice(trust.post_ids),
        committee_id=chance.choice(list(trust.committees)),
        status=RiskStatus.DRAFT if draft else RiskStatus.OPEN,
        scores=scores,
        apart=_apart(chance, scores[0][1]),
        objective_ids=_objectives(chance, trust),
        edited_on=opened_on + timedelta(days=20) if falls(chance, 10) else None,
        acted_on=opened_on if full or falls(chance, 8) else None,
        closed_on=after if closed else None,
        full=full,
    )


def falls(chance: Random, in_a_hundred: float) -> bool:
    """Tell whether something happens that happens so many times in a hundred."""
    return 100 * chance.random() < in_a_hundred


def days_to_decide(chance: Random) -> int | None:
    """Return after how many days something is decided, or None for not yet."""
    return chance.randint(2, APART - 10) if falls(chance, 92) else None


def _objectives(chance: Random, trust: SyntheticTrust) -> Sequence[UUID]:
    """Return the objectives of a risk, one or two: three risks in ten have them, or fewer."""
    if not falls(chance, 30 * trust.strategic_share):
        return []
    return chance.sample(list(trust.objective_numbers), chance.choice((1, 1, 1, 2)))


def _scores(chance: Random, opened_on: date, today: date) -> Sequence[tuple[date, Given]]:
    """Return one to four scores from the day the risk was opened, none after today."""
    wanted = chance.choices((1, 2, 3, 4), SCORES)[0]
    day, given = opened_on, _given(chance)
    scores = [(day, given)]
    while len(scores) < wanted:
        day += timedelta(days=chance.randint(APART, 4 * APART))
        if day > today:
            break
        given = Given(given.consequences, _likelihood(chance))
        scores.append((day, given))
    return scores


def _given(chance: Random) -> Given:
    consequence = Consequence(chance.choices(range(1, 6), CONSEQUENCES)[0])
    first, second = chance.sample(list(Domain), 2)
    consequences = {first: consequence}
    if falls(chance, 30):
        consequences[second] = Consequence(chance.randint(1, consequence))
    return Given(consequences, _likelihood(chance))


def _likelihood(chance: Random) -> Likelihood:
    return Likelihood(chance.choices(range(1, 6), LIKELIHOODS)[0])


def _apart(chance: Random, given: Given) -> Mapping[ScoreKind, Given]:
    """Return an inherent score a step above the current one, and a target a step below."""
    apart: dict[ScoreKind, Given] = {}
    if falls(chance, 40):
        more = Likelihood(min(given.likelihood + 1, max(Likelihood)))
        apart[ScoreKind.INHERENT] = Given(given.consequences, more)
    if falls(chance, 60):
        less = Likelihood(max(given.likelihood - 1, min(Likelihood)))
        apart[ScoreKind.TARGET] = Given(given.consequences, less)
    return apart
