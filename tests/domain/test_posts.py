"""Who holds a post, whatever is recorded in whatever order."""

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.intervals import FOREVER
from riskapp.domain.posts import Held, change_on

ANN = Held(UUID(int=1), "Ann", date(2018, 1, 1), date(2018, 6, 1))
BEN = Held(UUID(int=2), "Ben", date(2018, 6, 1))


@pytest.mark.parametrize(
    ("on", "ended", "dropped", "until"),
    [
        (date(2017, 6, 1), (), (), ANN.from_on),
        (date(2018, 1, 1), (), (ANN.id,), BEN.from_on),
        (date(2018, 3, 1), (ANN.id,), (), BEN.from_on),
        (date(2018, 6, 1), (), (BEN.id,), FOREVER),
        (date(2019, 1, 1), (BEN.id,), (), FOREVER),
    ],
)
def test_a_change_on_a_day_moves_only_whom_it_must(
    on: date, ended: tuple[UUID, ...], dropped: tuple[UUID, ...], until: date
) -> None:
    change = change_on([ANN, BEN], on)
    assert (change.ended, change.dropped, change.until_on) == (ended, dropped, until)
    assert change.changes is bool(ended or dropped)


days = st.integers(0, 40).map(lambda number: date(2018, 1, 1) + timedelta(days=number))
deeds = st.lists(st.tuples(days, st.booleans()), max_size=12)


def carried_out(asked: list[tuple[date, bool]]) -> list[Held]:
    """Do each change in turn: a handover, or leaving the post vacant."""
    held: dict[UUID, Held] = {}
    for number, (on, fills) in enumerate(asked):
        change = change_on(held.values(), on)
        for key in change.ended:
            held[key] = Held(key, held[key].name, held[key].from_on, on)
        for key in change.dropped:
            del held[key]
        if fills:
            key = UUID(int=number)
            held[key] = Held(key, f"holder {number}", on, change.until_on)
    return sorted(held.values(), key=lambda one: one.from_on)


@given(deeds)
def test_no_two_hold_a_post_on_one_day(asked: list[tuple[date, bool]]) -> None:
    held = carried_out(asked)
    assert all(one.from_on < one.until_on for one in held)
    assert all(one.until_on <= after.from_on for one, after in pairwise(held))


@given(deeds, days, st.booleans())
def test_the_last_word_on_a_day_is_so_on_that_day(
    asked: list[tuple[date, bool]], on: date, fills: bool
) -> None:
    there = [one for one in carried_out([*asked, (on, fills)]) if one.holds(on)]
    assert [one.name for one in there] == ([f"holder {len(asked)}"] if fills else [])
