"""What became final of a month: read by every later version, and shown to each what is theirs."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from riskapp.domain.chain import entry_hash
from riskapp.domain.errors import UnfitError
from riskapp.domain.months import Listed, MonthState, Movement, Outcome
from riskapp.readmodels.finals import Kept, find_false_words, freeze
from riskapp.readmodels.month_content import (
    KIND,
    LAYOUT,
    MonthContent,
    before_of,
    decisions_of,
    read_month_content,
    shown_to,
)
from riskapp.readmodels.months import figures_of

LAYOUT_1 = Path(__file__).parent.parent / "fixtures" / "month_layout_1.json"
"""Kept for ever as it is: a month that the first version closed."""
FIRST, SECOND, THIRD, POST = (UUID(int=number) for number in (1, 2, 3, 9))


@pytest.fixture(scope="module")
def file() -> Any:
    return json.loads(LAYOUT_1.read_text())


@pytest.fixture
def content(file: Any) -> MonthContent:
    return read_month_content(file["text"], {one["number"]: one["words"] for one in file["words"]})


def test_a_month_of_the_first_layout_is_read_for_ever(content: MonthContent) -> None:
    first, second = content.risks
    assert (content.month, content.state) == (date(2018, 6, 1), MonthState.CLOSED)
    assert content.why.text == "The figures of one risk were late."
    assert (first.about.title.text, first.score, first.before) == (
        "Too few community nurses", 20, 16,
    )  # fmt: skip
    assert first.movement is Movement.UP
    assert first.listed[-1] is Listed.MILESTONE_SLIPPED
    assert first.outcomes[0].outcome is Outcome.ACTION_ASKED
    assert first.outcomes[0].action is not None
    assert first.outcomes[0].action.words.text == "Recruit six nurses"
    assert first.slips[0].reason.text == "Nobody applied."
    assert (second.about.restricted, second.about.named) == (True, (POST,))
    assert content.undecided == (second,)
    assert [one.about.reference for one in content.gone] == ["R-0003"]
    assert [one.why.shown for one in content.decisions] == ["The lease was renewed.", "redacted"]
    assert len(content.meetings[0].attendance) == 3


def test_its_digest_and_its_words_still_prove_themselves(file: Any) -> None:
    kept = {
        one["number"]: Kept(
            one["number"],
            UUID(one["risk_id"]) if one["risk_id"] else None,
            one["salt"],
            one["words"],
        )
        for one in file["words"]
    }
    assert entry_hash(file["text"]) == file["digest"]
    assert list(find_false_words(file["text"], kept)) == []


def test_nothing_that_it_says_is_lost_in_reading(file: Any, content: MonthContent) -> None:
    salts = iter(one["salt"] for one in file["words"])
    again = freeze(KIND, LAYOUT, content, lambda: str(next(salts)))
    assert lost(json.loads(file["text"]), json.loads(again.text)) == []


def lost(then: Any, now: Any, at: str = "") -> list[str]:
    """Return where something that was written is read no more, or otherwise."""
    if isinstance(then, dict) and isinstance(now, dict):
        return [one for name in then for one in lost(then[name], now.get(name), f"{at}/{name}")]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        pairs = enumerate(zip(then, now, strict=True))
        return [one for place, pair in pairs for one in lost(*pair, f"{at}/{place}")]
    return [] if then == now else [at]


def test_the_next_month_compares_with_it_from_its_text_alone(file: Any) -> None:
    before = before_of(file["text"])
    assert before.scores == {FIRST: 20, SECOND: 18}
    assert before.on_hlrr == {FIRST, SECOND}
    assert before.movement(FIRST, 20, on_hlrr=True) is Movement.SAME
    assert before.movement(SECOND, 12, on_hlrr=True) is Movement.DOWN
    assert before.movement(THIRD, 15, on_hlrr=True) is Movement.NEW
    assert before.movement(THIRD, 12, on_hlrr=False) is None
    assert decisions_of(file["text"]) == {UUID(int=31), UUID(int=32)}


def test_the_figures_are_those_of_its_risks(content: MonthContent) -> None:
    assert figures_of(content.risks, len(content.gone)) == content.figures


@pytest.mark.parametrize(
    ("known", "posts", "sees", "shown"),
    [
        ({FIRST, SECOND, THIRD}, set(), True, ["R-0001", "R-0002"]),
        ({FIRST, SECOND, THIRD}, {POST}, False, ["R-0001", "R-0002"]),
        ({FIRST, SECOND, THIRD}, set(), False, ["R-0001"]),
        ({SECOND}, set(), True, ["R-0002"]),
        (set(), {POST}, True, []),
    ],
)
def test_what_was_restricted_then_or_is_hidden_now_is_left_out(
    content: MonthContent, known: set[UUID], posts: set[UUID], sees: bool, shown: list[str]
) -> None:
    mine, left_out = shown_to(content, known, posts, sees_restricted=sees)
    assert [risk.about.reference for risk in mine.risks] == shown
    assert left_out == 2 - len(shown)
    assert mine.figures.on_hlrr == len(shown)
    assert mine.gone == (content.gone if THIRD in known else ())


def test_a_layout_of_a_later_version_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnfitError, match="layout 2"):
        read_month_content('{"layout": 2, "content": {}}', {})
