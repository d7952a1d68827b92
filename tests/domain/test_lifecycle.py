"""Every change of status there is, and every one there is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.decisions import RIGHT_TO_DECIDE
from riskapp.domain.errors import FieldError
from riskapp.domain.lifecycle import (
    CHANGES,
    LIVE,
    OVER,
    RiskStatus,
    Turn,
    may_turn,
    status_after,
    status_words,
    why_not,
    why_over,
)
from riskapp.domain.permissions import GRANTS, Role

S = RiskStatus
ALLOWED = {
    (S.DRAFT, Turn.OPEN): S.OPEN,
    (S.DRAFT, Turn.ASK_APPROVAL): S.AWAITING_APPROVAL,
    (S.DRAFT, Turn.CLOSE): S.CLOSED,
    (S.DRAFT, Turn.MERGE): S.MERGED,
    (S.DRAFT, Turn.TRANSFER): S.DRAFT,
    (S.AWAITING_APPROVAL, Turn.TAKE_BACK): S.DRAFT,
    (S.AWAITING_APPROVAL, Turn.APPROVE): S.OPEN,
    (S.AWAITING_APPROVAL, Turn.SEND_BACK): S.DRAFT,
    (S.AWAITING_APPROVAL, Turn.REJECT): S.REJECTED,
    (S.OPEN, Turn.ACCEPT): S.TOLERATED,
    (S.OPEN, Turn.CLOSE): S.CLOSED,
    (S.OPEN, Turn.MERGE): S.MERGED,
    (S.OPEN, Turn.TRANSFER): S.OPEN,
    (S.OPEN, Turn.HAPPEN): S.OPEN,
    (S.TOLERATED, Turn.ACCEPT): S.TOLERATED,
    (S.TOLERATED, Turn.END_ACCEPTANCE): S.OPEN,
    (S.TOLERATED, Turn.CLOSE): S.CLOSED,
    (S.TOLERATED, Turn.MERGE): S.MERGED,
    (S.TOLERATED, Turn.TRANSFER): S.TOLERATED,
    (S.TOLERATED, Turn.HAPPEN): S.TOLERATED,
    (S.CLOSED, Turn.REOPEN): S.OPEN,
    (S.REJECTED, Turn.REOPEN): S.OPEN,
    (S.DRAFT, Turn.WITHDRAW): S.WITHDRAWN,
    (S.OPEN, Turn.WITHDRAW): S.WITHDRAWN,
    (S.CLOSED, Turn.WITHDRAW): S.WITHDRAWN,
}
statuses, turns = st.sampled_from(RiskStatus), st.sampled_from(Turn)


@pytest.mark.parametrize("status", RiskStatus)
def test_these_changes_are_allowed_and_no_others(status: RiskStatus) -> None:
    found = {(status, turn): status_after(status, turn) for turn in Turn if may_turn(status, turn)}
    assert found == {pair: after for pair, after in ALLOWED.items() if pair[0] is status}


@given(st.lists(st.tuples(statuses, turns), min_size=1))
def test_nothing_but_a_refusal_is_raised_and_it_names_who_could(
    tried: list[tuple[RiskStatus, Turn]],
) -> None:
    for status, turn in tried:
        try:
            assert status_after(status, turn) in RiskStatus
        except FieldError as refused:
            words = str(refused)
            assert words.startswith("A risk that is ")
            assert words.endswith(".")
            assert words.count(". ") == 1, "one sentence says why, one says who could"
            assert "None" not in words


@given(st.lists(turns))
def test_whatever_is_tried_a_merged_risk_stays_merged(tried: list[Turn]) -> None:
    status = S.MERGED
    for turn in tried:
        if may_turn(status, turn):
            status = status_after(status, turn)
    assert status is S.MERGED


@given(st.lists(turns, max_size=40))
def test_a_risk_is_open_only_after_somebody_opened_it(tried: list[Turn]) -> None:
    opened = {Turn.OPEN, Turn.APPROVE, Turn.REOPEN}
    status, done = S.DRAFT, set()
    for turn in tried:
        if may_turn(status, turn):
            status = status_after(status, turn)
            done.add(turn)
    if status in {S.OPEN, S.TOLERATED}:
        assert done & opened


def test_every_status_is_reached_from_a_draft() -> None:
    reached = {S.DRAFT}
    while (
        more := {
            status_after(status, turn)
            for status in reached
            for turn in Turn
            if may_turn(status, turn)
        }
        - reached
    ):
        reached |= more
    assert reached == set(RiskStatus)


def test_every_turn_has_its_row_and_who_decides_is_a_second_person() -> None:
    assert CHANGES.keys() == set(Turn)
    assert set(RiskStatus) == LIVE | OVER
    for change in CHANGES.values():
        decided = change.right in set(RIGHT_TO_DECIDE.values())
        assert change.second_person == (decided and change.right not in GRANTS[Role.COMMAND_LINE])
        assert change.second_person or change.proposed_with is None


LEADS = "A risk lead, an executive or a risk manager may"


@pytest.mark.parametrize(
    ("status", "turn", "why", "who"),
    [
        (S.CLOSED, Turn.ACCEPT, "closed cannot be accepted", f"{LEADS} propose to open it again"),
        (S.REJECTED, Turn.CLOSE, "rejected cannot be closed", f"{LEADS} propose to open it again"),
        (S.OPEN, Turn.OPEN, "open cannot be opened", "It is open already"),
        (
            S.AWAITING_APPROVAL,
            Turn.OPEN,
            "awaiting approval cannot be opened",
            "An executive or a risk manager may approve it",
        ),
        (
            S.DRAFT,
            Turn.ACCEPT,
            "a draft cannot be accepted",
            "A reporter, a risk lead, an executive or a risk manager may open it",
        ),
        (
            S.AWAITING_APPROVAL,
            Turn.CLOSE,
            "awaiting approval cannot be closed",
            "An executive or a risk manager may approve it",
        ),
        (
            S.MERGED,
            Turn.REOPEN,
            "merged cannot be opened again",
            "It went into another risk, which carries on",
        ),
        (
            S.OPEN,
            Turn.ASK_APPROVAL,
            "open cannot be sent for approval",
            "Nobody may take it back to where that is done",
        ),
    ],
)
def test_a_refusal_says_why_and_who_could(
    status: RiskStatus, turn: Turn, why: str, who: str
) -> None:
    assert why_not(status, turn) == f"A risk that is {why}. {who}."


@pytest.mark.parametrize("status", sorted(OVER))
def test_what_is_over_says_so_and_what_would_open_it(status: RiskStatus) -> None:
    words = why_over(status)
    assert words.startswith(
        f"This risk is {status_words(status)}, so nothing about it can be changed."
    )
    onward = {S.MERGED: "which carries on", S.WITHDRAWN: "brought in anew"}
    assert onward.get(status, "open it again") in words
