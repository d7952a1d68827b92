"""A register that moves between two days, and looks at what changed of it."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from riskapp.domain.drafts import (
    EditRisk,
)
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.queries.cases import get_case
from riskapp.queries.movement import get_movement
from riskapp.readmodels.movement import Moved, Movement
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.factories import (
    TODAY,
    Trust,
    a_post,
    a_risk,
    a_score,
    some_details,
)

BEFORE = date(2018, 4, 10)
SINCE = date(2018, 5, 30)
WITHIN = date(2018, 6, 10)
LATER = date(2018, 6, 20)
MOST_STATEMENTS = 8


def the_movement(
    session: Session, trust: Trust, since: date = SINCE, until: date = TODAY, **asked: object
) -> Movement:
    session.rollback()
    return get_movement(session, trust.actor(), since, until, **asked)  # type: ignore[arg-type]


def told(moves: tuple[Moved, ...]) -> list[tuple[str, str]]:
    """Return each change as its reference and its words."""
    return [(reference_of(move), move.words) for move in moves]


def reference_of(move: Moved) -> str:
    return move.milestone.reference if move.milestone else move.risks[0].reference


def score(
    session: Session,
    trust: Trust,
    reference: str,
    pair: tuple[int, int],
    on: date,
    *,
    why: str = "So.",
) -> None:
    lead = trust.actor(Role.RISK_LEAD, on)
    a_score(session, lead, reference, *pair, reason=why)


def an_old_risk(session: Session, trust: Trust, consequence: int, likelihood: int) -> str:
    by = trust.actor(Role.RISK_LEAD, BEFORE)
    return a_risk(session, trust, consequence=consequence, likelihood=likelihood, by=by)


def change_owner(session: Session, trust: Trust, reference: str) -> None:
    post = a_post(session, trust, "Chief Nurse").id
    case = get_case(session, trust.actor(), reference)
    details = replace(some_details(case.says.title, None, Visibility.INTERNAL), owner_post_id=post)
    with transaction(session):
        draft = EditRisk(details, "She leads on it now.", case.risk.version)
        edit_risk(session, trust.actor(today=WITHIN), reference, draft)
