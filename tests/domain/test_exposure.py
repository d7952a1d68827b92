"""Operational risks under a strategic one, in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.exposure import compared_with, movement_words, outstrips_words


@pytest.mark.parametrize(
    ("today", "then"),
    [
        (date(2018, 6, 30), date(2018, 3, 30)),
        (date(2018, 5, 31), date(2018, 2, 28)),
        (date(2018, 1, 15), date(2017, 10, 15)),
        (date(2018, 3, 31), date(2017, 12, 31)),
    ],
)
def test_without_a_review_movement_is_since_three_months_ago(today: date, then: date) -> None:
    assert compared_with(None, today) == then


@given(st.dates(date(1990, 1, 1)), st.dates(date(1990, 1, 1)))
def test_a_review_is_what_movement_is_told_from(review: date, today: date) -> None:
    assert compared_with(review, today) == review
    assert 89 <= (today - compared_with(None, today)).days <= 92


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (12, 20, "up from 12"),
        (20, 12, "down from 20"),
        (16, 16, "unchanged"),
        (None, 16, "newly scored"),
        (16, None, "not scored"),
        (None, None, "not scored"),
    ],
)
def test_a_movement_in_words(before: int | None, now: int | None, words: str) -> None:
    assert movement_words(before, now) == words


@pytest.mark.parametrize(
    ("now", "strategic", "words"),
    [
        (20, 12, "Operational risk R-0012 stands at 20, this strategic risk at 12."),
        (20, None, "Operational risk R-0012 stands at 20, this strategic risk without a score."),
        (12, 12, ""),
        (8, 12, ""),
        (None, 12, ""),
    ],
)
def test_an_operational_risk_above_its_strategic_one_is_flagged(
    now: int | None, strategic: int | None, words: str
) -> None:
    assert outstrips_words("R-0012", now, strategic) == words
