"""What changed between two days: net, with every crossing between, and never a refusal."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.errors import UnfitError
from riskapp.domain.intervals import lay_out
from riskapp.domain.matrix import Matrix
from riskapp.domain.movement import (
    MOVE_NAMES,
    MOVE_WORDS,
    MoveKind,
    Period,
    Scored,
    crossings,
    due_move,
    month_before,
    moves_within,
    net_move,
)

MATRIX = Matrix()
FIRST = date(2018, 1, 1)
DAYS = st.dates(FIRST, FIRST + timedelta(days=60))
SCORES = st.lists(st.integers(0, 30), max_size=12)
MARKS = st.lists(st.tuples(DAYS, st.uuids().map(str)), max_size=12)


def run(*scores: int) -> list[Scored]:
    """Return scores on one day after another."""
    return [Scored(FIRST + timedelta(days=day), score) for day, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "kind"),
    [
        ((), None),
        ((12,), None),
        ((12, 12), None),
        ((12, 16), MoveKind.UP),
        ((16, 12), MoveKind.DOWN),
        ((12, 16, 12), MoveKind.BACK),
        ((12, 16, 20, 15), MoveKind.UP),
        ((20, 25, 18), MoveKind.DOWN),
    ],
)
def test_the_net_move_is_from_the_first_score_to_the_last(
    scores: tuple[int, ...], kind: MoveKind | None
) -> None:
    assert net_move(run(*scores)) is kind


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ((12, 12), []),
        ((8, 12), []),
        ((16, 25), []),
        ((6, 8), ["moderate to high"]),
        (
            (12, 16, 12),
            [
                "high to extreme, reached the threshold of 15",
                "extreme to high, fell below the threshold of 15",
            ],
        ),
        ((3, 25), ["low to extreme, reached the threshold of 15"]),
        ((12, 14), []),
        ((7, 13), ["across a band"]),
        ((14, 18), ["no band to extreme, reached the threshold of 15"]),
    ],
)
def test_a_crossing_is_of_a_band_or_of_the_threshold(
    scores: tuple[int, ...], words: list[str]
) -> None:
    assert [crossing.words for crossing in crossings(run(*scores), MATRIX)] == words


def test_a_threshold_between_bands_is_crossed_without_a_change_of_band() -> None:
    (crossed,) = crossings(run(9, 12), Matrix(threshold=10))
    assert crossed.words == "reached the threshold of 10"


@given(SCORES)
def test_what_is_read_backwards_moves_the_other_way_over_the_same_lines(scores: list[int]) -> None:
    there, back = crossings(run(*scores), MATRIX), crossings(run(*scores[::-1]), MATRIX)
    assert [(one.before, one.after, one.bands, one.crosses_threshold) for one in there] == [
        (one.after, one.before, one.bands[::-1], one.crosses_threshold) for one in back[::-1]
    ]
    opposite = {MoveKind.UP: MoveKind.DOWN, MoveKind.DOWN: MoveKind.UP}
    net = net_move(run(*scores))
    assert net_move(run(*scores[::-1])) is (opposite.get(net, net) if net else None)


@given(SCORES)
def test_an_even_number_of_crossings_of_the_threshold_ends_where_it_began(
    scores: list[int],
) -> None:
    over = sum(one.crosses_threshold for one in crossings(run(*scores), MATRIX))
    if scores:
        same_side = MATRIX.escalates(scores[0]) == MATRIX.escalates(scores[-1])
        assert same_side is (over % 2 == 0)


@given(SCORES)
def test_each_crossing_says_what_was_crossed(scores: list[int]) -> None:
    assert all(one.words for one in crossings(run(*scores), MATRIX))


@given(MARKS, DAYS, DAYS)
def test_what_held_first_and_what_began_since_are_the_spans_of_the_period(
    marks: list[tuple[date, str]], one: date, other: date
) -> None:
    period = Period(min(one, other), max(one, other))
    opening, within = moves_within(marks, period)
    spans = lay_out(marks)
    held = [span.mark for span in spans if span.from_on <= period.since < span.until_on]
    assert held == ([opening] if opening else [])
    last = [span.mark for span in spans if span.from_on <= period.until < span.until_on]
    assert last == [mark for mark in (opening, *within) if mark][-1:]


@given(MARKS, DAYS, DAYS, DAYS)
def test_two_looks_in_a_row_see_what_one_look_sees(
    marks: list[tuple[date, str]], one: date, two: date, three: date
) -> None:
    first, middle, last = sorted((one, two, three))
    _, before = moves_within(marks, Period(first, middle))
    opening, after = moves_within(marks, Period(middle, last))
    whole_opening, whole = moves_within(marks, Period(first, last))
    assert whole == before + after
    assert opening == [whole_opening, *before][-1]


def test_what_happened_on_the_first_day_was_seen_then() -> None:
    period = Period(FIRST, FIRST + timedelta(days=2))
    assert [period.holds(FIRST + timedelta(days=day)) for day in range(4)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_period_does_not_run_backwards() -> None:
    with pytest.raises(UnfitError, match="to a later one"):
        Period(FIRST, FIRST - timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2018, 6, 30), date(2018, 5, 30)),
        (date(2018, 3, 31), date(2018, 2, 28)),
        (date(2018, 1, 15), date(2017, 12, 15)),
    ],
)
def test_a_month_before_is_the_same_day_or_the_last_of_the_month(day: date, before: date) -> None:
    assert month_before(day) == before


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Jun 2018", "Sep 2018", MoveKind.SLIPPED),
        ("Sep 2018", "Jun 2018", MoveKind.DUE_CHANGED),
        ("Q1 2018/19", "30 June 2018", MoveKind.DUE_CHANGED),
        ("Jun 2018", "ongoing", MoveKind.SLIPPED),
        ("ongoing", "Jun 2018", MoveKind.DUE_CHANGED),
        ("when ready", "soon", MoveKind.SLIPPED),
    ],
)
def test_a_later_due_date_is_a_slip(before: str, after: str, kind: MoveKind) -> None:
    assert due_move(before, after) is kind


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_printed_due_date_can_be_compared(before: str, after: str) -> None:
    assert due_move(before, after) in {MoveKind.SLIPPED, MoveKind.DUE_CHANGED}


def test_every_kind_has_a_name_and_a_sentence() -> None:
    assert set(MOVE_NAMES) == set(MOVE_WORDS) == set(MoveKind)
