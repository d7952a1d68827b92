"""What is said of a score before it is saved."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from riskapp.domain.escalation import Entered, Register
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.matrix import EntryRule, Matrix
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.preview import Stands, Waiting, outlook, outlook_sentences
from riskapp.domain.scoring import Consequence, Likelihood, Score, ScoreKind

ME, ANOTHER, HERE = UUID(int=1), UUID(int=2), UUID(int=3)
MANAGER = Actor(ME, "The manager", HERE, "trust", Role.RISK_MANAGER, date(2018, 6, 30))
ON_HLRR = {Register.HLRR: Entered.THRESHOLD}
ON_BOTH = ON_HLRR | {Register.BAF: Entered.OBJECTIVE}
FOURS = Score(Consequence(4), Likelihood(4))
THREES = Score(Consequence(3), Likelihood(3))


def stands(**known: Any) -> Stands:
    return replace(Stands(Matrix(), RiskStatus.OPEN), **known)


def said(
    before: Stands, score: Score, kind: ScoreKind = ScoreKind.CURRENT, who: Actor = MANAGER
) -> tuple[str, ...]:
    return outlook_sentences(outlook(before, kind, score, who), before)


VALIDATION = "It will await validation by a second person."
QUESTION = "It will be asked whether this affects delivery of a strategic objective."


@pytest.mark.parametrize(
    ("before", "score", "expected"),
    [
        (stands(), THREES, ("9, high.", "No register changes.")),
        (stands(), FOURS, ("16, extreme: goes to the HLRR.", VALIDATION, QUESTION)),
        (
            stands(objectives=("2",)),
            FOURS,
            (
                "16, extreme: goes to the HLRR, and to the BAF because it affects objective 2.",
                VALIDATION,
            ),
        ),
        (
            stands(objectives=("1", "2"), value=16, held=ON_HLRR),
            FOURS,
            ("16, extreme: goes to the BAF because it affects objectives 1 and 2.",),
        ),
        (
            stands(value=16, held=ON_BOTH, objective_asked=True),
            FOURS,
            ("16, extreme.", "No register changes."),
        ),
        (
            stands(value=16, held=ON_BOTH),
            THREES,
            (
                "9, high.",
                VALIDATION,
                "Taking it off the BAF will be proposed.",
                "Taking it off the HLRR will be proposed.",
            ),
        ),
        (
            stands(value=9, held=ON_HLRR, proposed={Register.HLRR}, objective_asked=True),
            FOURS,
            (
                "16, extreme.",
                VALIDATION,
                "The proposal to take it off the HLRR will be withdrawn.",
            ),
        ),
        (
            stands(value=16, held={Register.BAF: Entered.BOARD_DECISION}),
            Score(Consequence(5), Likelihood(3)),
            ("15, extreme: goes to the HLRR.",),
        ),
        (
            stands(value=16, waiting=Waiting(ANOTHER, 9), held=ON_BOTH),
            FOURS,
            (
                "16, extreme.",
                "This takes the place of the score that awaits validation, and needs no other.",
                "No register changes.",
            ),
        ),
        (
            stands(value=16, waiting=Waiting(ME, 9), held=ON_BOTH),
            FOURS,
            ("16, extreme.", VALIDATION, "No register changes."),
        ),
        (stands(), Score(Consequence(1), Likelihood(1)), ("1, low.", "No register changes.")),
    ],
)
def test_what_will_follow_is_said(before: Stands, score: Score, expected: tuple[str, ...]) -> None:
    assert said(before, score) == expected


def test_a_score_that_enters_on_validation_says_so() -> None:
    slow = stands(matrix=Matrix(entry=EntryRule.ON_VALIDATION), objectives=("2",))
    assert said(slow, FOURS) == (
        (
            "16, extreme: once validated, goes to the HLRR, and to the BAF because it affects"
            " objective 2."
        ),
        VALIDATION,
    )


@pytest.mark.parametrize("kind", [ScoreKind.INHERENT, ScoreKind.TARGET])
def test_only_a_current_score_moves_a_risk(kind: ScoreKind) -> None:
    assert said(stands(), FOURS, kind) == (
        "16, extreme.",
        f"This is the {kind.value} score: it changes no register.",
    )


def test_a_draft_moves_when_it_is_opened() -> None:
    assert said(stands(status=RiskStatus.DRAFT), FOURS) == (
        "16, extreme.",
        "The score counts from the day the draft is opened.",
    )


def test_a_closed_risk_does_not_move() -> None:
    assert said(stands(status=RiskStatus.CLOSED), FOURS) == (
        "16, extreme.",
        "The risk is closed: no register changes.",
    )
