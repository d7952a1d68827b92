import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.printed_scores import (
    ReadScore,
    ScoreFlag,
    ScoreOrder,
    on_other_scale,
    read_level,
    read_score,
)
from riskapp.domain.score_signs import Axis
from riskapp.domain.scoring import Consequence, Likelihood
from riskapp.domain.unseen import without_unseen

BLANK, NOT_READ = ScoreFlag.BLANK, ScoreFlag.NOT_READ
UNKNOWN, SCALE = ScoreFlag.ORDER_UNKNOWN, ScoreFlag.OTHER_SCALE
NO_PRODUCT, DISAGREES = ScoreFlag.NO_PRODUCT, ScoreFlag.TOTAL_DISAGREES

# Two numbers, and the total and the words beside them; nothing says which comes first.
PAIRS: list[tuple[str, tuple[int, int], int | None, tuple[str, ...], set[ScoreFlag]]] = [
    ("4 x 5 = 20", (4, 5), 20, (), {UNKNOWN}),
    ("5x4", (5, 4), None, (), {UNKNOWN}),
    ("4 X 5", (4, 5), None, (), {UNKNOWN}),
    ("4×5", (4, 5), None, (), {UNKNOWN}),
    ("=4*5", (4, 5), None, (), {UNKNOWN}),
    ("4 by 5", (4, 5), None, (), {UNKNOWN}),
    ("4:5", (4, 5), None, (), {UNKNOWN}),
    ("4, 5, 20", (4, 5), 20, (), {UNKNOWN}),
    ("4/5 = 20", (4, 5), 20, (), {UNKNOWN}),
    ("4x3 = 12 amber", (4, 3), 12, ("amber",), {UNKNOWN}),
    ("20 (5x4)", (5, 4), 20, (), {UNKNOWN}),
    ("12 = 4 x 3", (4, 3), 12, (), {UNKNOWN}),
    ("5 x 4 (20) Extreme", (5, 4), 20, ("Extreme",), {UNKNOWN}),
    ("Extreme\n4x5", (4, 5), None, ("Extreme",), {UNKNOWN}),
    ("4.0 x 3.0", (4, 3), None, (), {UNKNOWN}),
    ("3 x 4 = 16", (3, 4), 16, (), {UNKNOWN, DISAGREES}),
    ("3 x 4 = 18", (3, 4), 18, (), {UNKNOWN, DISAGREES, NO_PRODUCT}),
    ("6 x 8 = 48", (6, 8), 48, (), {SCALE}),
    ("4 x 8", (4, 8), None, (), {SCALE}),
    ("0 x 4", (0, 4), None, (), {SCALE}),
    ("1 x 2 = 111", (1, 2), 111, (), {SCALE, DISAGREES}),
]

# Letters or words, or equal numbers, say which is which.
NAMED: list[tuple[str, int, int, int | None, tuple[str, ...]]] = [
    ("C4 L3 12", 4, 3, 12, ()),
    ("C4L3", 4, 3, None, ()),
    ("c4 x l3", 4, 3, None, ()),
    ("C4xL3", 4, 3, None, ()),
    ("C4/L3", 4, 3, None, ()),
    ("L=3, C=4", 4, 3, None, ()),
    ("C-4 L-3", 4, 3, None, ()),
    ("I4 x P3", 4, 3, None, ()),
    ("S4 L3", 4, 3, None, ()),
    ("C:4 L:3 R:12", 4, 3, 12, ()),
    ("4C x 3L = 12", 4, 3, 12, ()),
    ("4C 3L 12", 4, 3, 12, ()),
    ("3 (L) x 4 (C) = 12", 4, 3, 12, ()),
    ("12 (C4 L3)", 4, 3, 12, ()),
    ("Score 12: C4 L3", 4, 3, 12, ()),
    ("Likelihood: 3 Consequence: 4", 4, 3, None, ()),
    ("(LxC) 3x4=12", 4, 3, 12, ()),
    ("4x3=12 (CxL)", 4, 3, 12, ()),
    ("Likelihood x Impact = 3 x 4 = 12", 4, 3, 12, ()),
    ("4 (Major) x 3 (Possible) = 12", 4, 3, 12, ("Major", "Possible")),
    ("4 (Major) x 3 = 12", 4, 3, 12, ("Major",)),
    ("Possible 3 x 4", 4, 3, None, ("Possible",)),
    (
        "Consequence 4 - Major, Likelihood 5 - Almost certain = 20",
        4,
        5,
        20,
        ("Major", "Almost certain"),
    ),
    ("4x4 = 16. red", 4, 4, 16, ("red",)),
]

ALONE: list[tuple[str, int | None, tuple[str, ...], set[ScoreFlag]]] = [
    ("16", 16, (), set()),
    ("16.0", 16, (), set()),
    (" 12 ", 12, (), set()),
    ("16 red", 16, ("red",), set()),
    ("12 (Medium)", 12, ("Medium",), set()),
    ("Red (16)", 16, ("Red",), set()),
    ("High - 16", 16, ("High",), set()),
    ("20 HIGH / RED", 20, ("HIGH / RED",), set()),
    ("Score: 12", 12, (), set()),
    ("12 ↔", 12, (), set()),
    ("↑ 16 red", 16, ("red",), set()),
    ("12/25", 12, (), set()),
    ("12 out of 25", 12, (), set()),
    ("16 out of appetite", 16, ("out of appetite",), set()),
    ("12 likely to rise", 12, ("likely to rise",), set()),
    ("3 - Moderate", 3, ("Moderate",), set()),
    ("18", 18, (), {NO_PRODUCT}),
    ("7", 7, (), {NO_PRODUCT}),
    ("48", 48, (), {SCALE}),
    ("0", None, (), {SCALE}),
    ("HIGH", None, ("HIGH",), set()),
    ("Major x Likely", None, ("Major x Likely",), set()),
    ("TBC", None, ("TBC",), set()),
    ("", None, (), {BLANK}),
    (" \n\t", None, (), {BLANK}),
    ("–", None, (), {BLANK}),
]

KEPT_ONLY = [
    ("8/10", {NOT_READ, SCALE}),
    ("4/5", {NOT_READ, SCALE}),
    ("8 out of 10", {NOT_READ, SCALE}),
    ("½", {NOT_READ, SCALE}),
    ("4.5", {NOT_READ, SCALE}),
    ("70%", {NOT_READ, SCALE}),
    ("4 + 3 = 7", {NOT_READ, SCALE}),
    ("12 (4x4 matrix)", {NOT_READ, SCALE}),
    ("12 on a scale of 1-10", {NOT_READ, SCALE}),
    ("٤ x ٦", {NOT_READ, SCALE}),
    ("=D2*E2", {NOT_READ}),
    ("=C4*L3", {NOT_READ}),
    ("D2*E2", {NOT_READ}),
    ("Q3 12", {NOT_READ}),
    ("1-10", {NOT_READ}),
    ("-4", {NOT_READ}),
    ("4 x -5", {NOT_READ}),
    ("5 4", {NOT_READ}),
    ("x 4", {NOT_READ}),
    ("4 x", {NOT_READ}),
    ("4 x 5 x 20", {NOT_READ}),
    ("4:5:19", {NOT_READ}),
    ("10:30", {NOT_READ}),
    ("31/03/2024", {NOT_READ}),
    ("04-May", {NOT_READ}),
    ("2024", {NOT_READ}),
    ("C4 x C3", {NOT_READ}),
    ("L4 (Major) x 3", {NOT_READ}),
    ("CxL 4x3 LxC", {NOT_READ}),
    ("(CxL) L3 x 4", {NOT_READ}),
    ("L3", {NOT_READ}),
    ("S 12", {NOT_READ}),
    ("4 x 5 = 2O", {NOT_READ}),
    ("16 " + "because " * 40, {NOT_READ}),
]


@pytest.mark.parametrize(("printed", "numbers", "total", "words", "flags"), PAIRS)
def test_two_numbers_keep_their_order_until_the_file_says_which_comes_first(
    printed: str,
    numbers: tuple[int, int],
    total: int | None,
    words: tuple[str, ...],
    flags: set[ScoreFlag],
) -> None:
    expected = ReadScore(printed, numbers, None, None, total, words, frozenset(flags))
    assert read_score(printed) == expected


@pytest.mark.parametrize(("printed", "consequence", "likelihood", "total", "words"), NAMED)
def test_letters_and_words_beside_the_numbers_outdo_the_order_of_the_file(
    printed: str, consequence: int, likelihood: int, total: int | None, words: tuple[str, ...]
) -> None:
    for order in ScoreOrder:
        read = read_score(printed, order)
        assert (read.consequence, read.likelihood) == (consequence, likelihood)
        assert (read.total, read.words, read.flags) == (total, words, frozenset())


@pytest.mark.parametrize(("printed", "total", "words", "flags"), ALONE)
def test_a_score_alone_stays_a_score_and_words_alone_stay_words(
    printed: str, total: int | None, words: tuple[str, ...], flags: set[ScoreFlag]
) -> None:
    expected = ReadScore(printed, total=total, words=words, flags=frozenset(flags))
    assert read_score(printed) == expected


@pytest.mark.parametrize(("printed", "flags"), KEPT_ONLY)
def test_what_says_nothing_for_certain_is_only_kept(printed: str, flags: set[ScoreFlag]) -> None:
    assert read_score(printed) == ReadScore(printed, flags=frozenset(flags))


@pytest.mark.parametrize(
    ("printed", "axis", "consequence", "likelihood"),
    [
        ("5 - Very Likely", Axis.LIKELIHOOD, None, Likelihood.ALMOST_CERTAIN),
        ("4 - Major", Axis.CONSEQUENCE, Consequence.MAJOR, None),
        ("Almost certain (5)", Axis.LIKELIHOOD, None, Likelihood.ALMOST_CERTAIN),
    ],
)
def test_the_name_of_a_level_says_which_axis_a_number_alone_counts(
    printed: str, axis: Axis, consequence: Consequence | None, likelihood: Likelihood | None
) -> None:
    for read in (read_score(printed), read_level(printed, axis)):
        assert (read.consequence, read.likelihood) == (consequence, likelihood)
        assert (read.total, read.flags) == (None, frozenset())


@pytest.mark.parametrize(
    ("printed", "likelihood", "flags"),
    [
        ("4", 4, set()),
        ("4.0", 4, set()),
        ("L3", 3, set()),
        ("3 - Moderate", 3, set()),
        ("Likelihood: 2", 2, set()),
        ("HIGH", None, set()),
        ("", None, {BLANK}),
        ("6", None, {SCALE}),
        ("0", None, {SCALE}),
        ("C3", None, {NOT_READ}),
        ("4 - Major", None, {ScoreFlag.OTHER_AXIS}),
        ("4 x 3", None, {NOT_READ}),
        ("3/25", None, {NOT_READ}),
        ("3/5", None, {NOT_READ, SCALE}),
    ],
)
def test_a_column_of_one_axis_gives_levels_of_that_axis_alone(
    printed: str, likelihood: int | None, flags: set[ScoreFlag]
) -> None:
    read = read_level(printed, Axis.LIKELIHOOD)
    assert (read.as_printed, read.consequence, read.total) == (printed, None, None)
    assert (read.likelihood, read.flags) == (likelihood, frozenset(flags))


def test_a_file_on_another_scale_gives_no_levels_and_changes_no_number() -> None:
    read = on_other_scale(read_score("C4 L3 = 12 amber"))
    assert (read.numbers, read.total, read.words) == ((4, 3), 12, ("amber",))
    assert (read.consequence, read.likelihood, read.flags) == (None, None, frozenset({SCALE}))
    assert on_other_scale(read_score("4 x 3")).flags == {SCALE}
    assert on_other_scale(read_score("")) == read_score("")


LEVEL = st.integers(1, 5)


@given(LEVEL, LEVEL, st.integers(1, 25))
def test_the_order_of_the_file_decides_and_all_three_numbers_are_kept(
    one: int, two: int, total: int
) -> None:
    printed = f"{one} x {two} = {total}"
    first = read_score(printed, ScoreOrder.CONSEQUENCE_FIRST)
    second = read_score(printed, ScoreOrder.LIKELIHOOD_FIRST)
    assert (first.consequence, first.likelihood) == (one, two)
    assert (second.consequence, second.likelihood) == (two, one)
    assert (first.numbers, first.total) == (second.numbers, second.total) == ((one, two), total)
    assert (DISAGREES in first.flags) is (one * two != total)


PIECES = [
    *("0", "1", "3", "4", "5", "12", "16", "25", "4.5", " ", "\n", " x ", "x", "=", ":", ",", "/"),
    *("C", "L", "I", "S", "CxL", "(", ")", "-", "–", "+", "%", "½", "٣", "of", "out of 25", "."),
    *("→", " -> ", "↓", " to ", "from ", " (was ", " now "),
    *("red", "HIGH", "Major", "Very likely", "Almost certain", "Score", "Likelihood", "scale"),
]
CELLS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


def kept_and_not_invented(printed: str, read: ReadScore) -> None:
    seen = without_unseen(printed)
    figures = {int(figure) for figure in re.findall("[0-9]{1,3}", seen)}
    given = {*(read.numbers or ()), read.consequence, read.likelihood, read.total} - {None}
    folded = " ".join(seen.split())
    assert read.as_printed == printed
    assert given <= figures
    assert all(words and words in folded for words in read.words)
    assert (BLANK in read.flags) is (not folded.strip("-‐‑‒–—―−"))  # noqa: RUF001 - as printed


@given(CELLS, st.sampled_from(ScoreOrder))
def test_any_text_is_kept_exactly_and_no_number_or_word_is_invented(
    printed: str, order: ScoreOrder
) -> None:
    read = read_score(printed, order)
    kept_and_not_invented(printed, read)
    if read.numbers and read.consequence and read.likelihood:
        assert sorted(read.numbers) == sorted((read.consequence, read.likelihood))
    if NOT_READ in read.flags:
        assert read == ReadScore(printed, flags=read.flags)


@given(CELLS, st.sampled_from(Axis))
def test_any_text_in_a_column_of_levels_is_kept_and_gives_one_level_at_most(
    printed: str, axis: Axis
) -> None:
    read = read_level(printed, axis)
    kept_and_not_invented(printed, read)
    assert (read.numbers, read.total) == (None, None)
    other = read.likelihood if axis is Axis.CONSEQUENCE else read.consequence
    assert other is None


@given(st.text(alphabet="12345 x=:,()"))
def test_without_letters_or_an_order_unequal_numbers_get_no_axis(printed: str) -> None:
    read = read_score(printed)
    assert read.consequence == read.likelihood
    assert (UNKNOWN in read.flags) is (
        read.numbers is not None and read.consequence is None and SCALE not in read.flags
    )
