"""How a score moved: every pair of scores has a way, words, and an arrow only where it moved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.moved import Moved, Way, compared_with

SCORES = st.none() | st.integers(1, 25)


@pytest.mark.parametrize(
    ("then", "now", "way", "arrow", "words"),
    [
        (12, 16, Way.UP, "▲", "up 4, from 12"),
        (16, 12, Way.DOWN, "▼", "down 4, from 16"),
        (9, 9, Way.SAME, "=", "unchanged"),
        (None, 9, Way.NEW, "", "new: no score then"),
        (9, None, Way.NONE, "", "not scored"),
        (None, None, Way.NONE, "", "not scored"),
    ],
)
def test_a_score_beside_an_earlier_one(
    then: int | None, now: int | None, way: Way, arrow: str, words: str
) -> None:
    moved = Moved(then, now)
    assert (moved.way, moved.arrow, moved.words) == (way, arrow, words)


@given(SCORES, SCORES)
def test_turning_the_days_round_turns_the_way_round(then: int | None, now: int | None) -> None:
    there, back = Moved(then, now), Moved(now, then)
    assert there.words
    assert (there.way is Way.UP) == (back.way is Way.DOWN)
    assert (there.way is Way.SAME) == (then is not None and then == now)


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        (date(2018, 6, 30), date(2018, 3, 30)),
        (date(2018, 5, 31), date(2018, 2, 28)),
        (date(2018, 1, 15), date(2017, 10, 15)),
    ],
)
def test_it_is_compared_with_three_months_before(day: date, earlier: date) -> None:
    assert compared_with(day) == earlier
