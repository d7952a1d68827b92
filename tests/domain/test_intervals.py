from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.intervals import FOREVER, Span, lay_out

DAYS = st.dates(date(2017, 1, 1), date(2018, 12, 31))
MARKS = st.lists(st.tuples(DAYS, st.uuids().map(str)), max_size=12)


def test_a_mark_holds_until_the_next() -> None:
    first, second = date(2018, 1, 1), date(2018, 3, 1)
    spans = lay_out([(first, "a"), (second, "b")])
    assert spans == (Span(first, second, "a"), Span(second, FOREVER, "b"))


def test_a_backdated_mark_holds_only_until_what_was_there() -> None:
    spans = lay_out([(date(2018, 3, 1), "b"), (date(2018, 1, 1), "a")])
    assert [span.mark for span in spans] == ["a", "b"]
    assert spans[0].until_on == date(2018, 3, 1)


def test_the_last_recorded_of_a_day_holds() -> None:
    day = date(2018, 1, 1)
    assert lay_out([(day, "first"), (day, "second")]) == (Span(day, FOREVER, "second"),)


@given(MARKS)
def test_spans_leave_no_gap_and_never_overlap(marks: list[tuple[date, str]]) -> None:
    spans = lay_out(marks)
    assert all(span.from_on < span.until_on for span in spans)
    assert all(a.until_on == b.from_on for a, b in pairwise(spans))
    assert not spans or spans[-1].until_on == FOREVER


@given(MARKS, DAYS)
def test_on_any_day_the_last_mark_by_then_holds(marks: list[tuple[date, str]], day: date) -> None:
    held = [span.mark for span in lay_out(marks) if span.from_on <= day < span.until_on]
    by_then = [mark for mark in marks if mark[0] <= day]
    latest = max((on for on, _ in by_then), default=None)
    assert held == [mark for on, mark in by_then if on == latest][-1:]
