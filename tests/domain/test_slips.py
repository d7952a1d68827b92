"""Slips and the due periods that follow from them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.slips import Slip, earlier_periods

BEGUN = date(2018, 1, 1)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
SLIPS = st.lists(
    st.builds(Slip, st.text(), st.text(), DAYS, st.just("A lead"), st.none() | st.text()),
    max_size=8,
)


def a_slip(before: str, after: str, on: date) -> Slip:
    return Slip(before, after, on, "A lead", "The supplier is late.")


def test_each_period_is_kept_with_the_day_it_was_set() -> None:
    slips = (
        a_slip("Mar 2018", "May 2018", date(2018, 3, 20)),
        a_slip("May 2018", "Q2 2018/19", date(2018, 5, 20)),
    )
    assert earlier_periods(BEGUN, slips) == (
        ("Mar 2018", BEGUN),
        ("May 2018", date(2018, 3, 20)),
    )


def test_one_that_was_never_moved_has_no_earlier_period() -> None:
    assert earlier_periods(BEGUN, ()) == ()


def test_two_moves_on_one_day_are_two() -> None:
    slips = (a_slip("Mar 2018", "May 2018", BEGUN), a_slip("May 2018", "Mar 2018", BEGUN))
    assert [printed for printed, _ in earlier_periods(BEGUN, slips)] == ["Mar 2018", "May 2018"]


@given(DAYS, SLIPS, st.builds(a_slip, st.text(), st.text(), DAYS))
def test_a_slip_never_shortens_the_history_of_a_due_period(
    begun: date, slips: list[Slip], more: Slip
) -> None:
    before = earlier_periods(begun, slips)
    after = earlier_periods(begun, [*slips, more])
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
