"""The path to target: its sentence, and what does not fit together."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.path import (
    UNTOUCHED_DAYS,
    Aim,
    FlagKind,
    Path,
    ScoreThen,
    Step,
    count_date_moves,
    is_date_moved,
    path_flags,
    path_words,
)

TODAY = date(2018, 6, 30)
JAN, MARCH, APRIL = date(2018, 1, 10), date(2018, 3, 1), date(2018, 4, 1)
BY = date(2018, 12, 31)
AIM = Aim(JAN, 6, BY)
AFTER = BY + timedelta(days=1)
BEFORE = BY - timedelta(days=1)


def done(due: date | None = BEFORE, on: date | None = MARCH) -> Step:
    return Step(MilestoneStatus.DONE, due, on)


def still_open(due: date | None = BEFORE) -> Step:
    return Step(MilestoneStatus.IN_PROGRESS, due)


CANCELLED = Step(MilestoneStatus.CANCELLED, BEFORE)
TWICE = (Aim(JAN, 6, MARCH), Aim(MARCH, 6, APRIL), Aim(APRIL, 8, BY))


@pytest.mark.parametrize(
    ("steps", "aims", "words"),
    [
        (
            (still_open(),) * 3 + (done(),) * 4,
            TWICE,
            "3 of 7 milestones due before the target date are open; target date moved twice.",
        ),
        (
            (still_open(), done(BY)),
            (AIM,),
            "1 of 2 milestones due by the target date is open; target date not moved.",
        ),
        (
            (done(), done(), CANCELLED),
            (Aim(JAN, 6, APRIL), AIM),
            "Both milestones due before the target date are done; target date moved once.",
        ),
        (
            (still_open(),),
            (AIM,),
            "The one milestone due before the target date is open; target date not moved.",
        ),
        (
            (still_open(AFTER), still_open(AFTER), still_open(None)),
            (AIM,),
            (
                "No milestone is due before the target date; 2 are due after it; 1 has no last"
                " day; target date not moved."
            ),
        ),
        ((), (), "No milestone mitigates it; no target score is set."),
        ((CANCELLED,), (AIM,), "No milestone mitigates it; target date not moved."),
        (
            (still_open(),) * 3,
            (AIM,),
            "All 3 milestones due before the target date are open; target date not moved.",
        ),
        ((still_open(), done()), (), "1 of 2 milestones is open; no target score is set."),
        ((done(),), (Aim(JAN, 6),), "The one milestone is done; the target has no date."),
        (
            (done(),),
            (*TWICE, Aim(APRIL, 6, AFTER), Aim(APRIL, 6)),
            "The one milestone is done; target date moved 4 times.",
        ),
    ],
)
def test_the_sentence_counts_milestones_and_moves(
    steps: tuple[Step, ...], aims: tuple[Aim, ...], words: str
) -> None:
    assert path_words(Path(TODAY, aims=aims, steps=steps)) == words


def test_a_target_that_is_reached_is_said_to_be() -> None:
    path = Path(TODAY, (ScoreThen(JAN, 6),), (AIM,))
    assert path_words(path).endswith("; the target is reached.")


def test_only_a_date_that_had_been_given_can_move() -> None:
    aims = (Aim(JAN, 6), Aim(JAN, 6, BY), Aim(MARCH, 4, BY), Aim(APRIL, 4))
    assert [is_date_moved(*pair) for pair in pairwise(aims)] == [False, False, True]


AT_16 = ScoreThen(JAN, 16)
TO_12 = ScoreThen(APRIL, 12)
UNTOUCHED = TODAY - timedelta(days=UNTOUCHED_DAYS)


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        (Path(TODAY), ()),
        (Path(TODAY, (AT_16,), (Aim(JAN, 6, APRIL),)), (FlagKind.TARGET_PASSED,)),
        (Path(TODAY, (), (Aim(JAN, 6, APRIL),)), (FlagKind.TARGET_PASSED,)),
        (Path(TODAY, (ScoreThen(JAN, 6),), (Aim(JAN, 6, APRIL),)), ()),
        (Path(TODAY, (AT_16,), (Aim(JAN, 6, TODAY),)), ()),
        (Path(TODAY, (ScoreThen(JAN, 4),), (AIM,)), (FlagKind.TARGET_ABOVE,)),
        (Path(TODAY, (ScoreThen(JAN, 4, printed=True),), (AIM,)), (FlagKind.TARGET_ABOVE,)),
        (Path(TODAY, (AT_16, TO_12)), (FlagKind.FELL_UNEARNED,)),
        (Path(TODAY, (AT_16, TO_12, ScoreThen(TODAY, 12))), (FlagKind.FELL_UNEARNED,)),
        (Path(TODAY, (AT_16, TO_12, ScoreThen(TODAY, 15))), ()),
        (Path(TODAY, (replace(AT_16, printed=True), TO_12)), ()),
        (Path(TODAY, (AT_16, TO_12), controls_added=(MARCH,)), ()),
        (Path(TODAY, (AT_16, TO_12), controls_added=(TODAY,)), (FlagKind.FELL_UNEARNED,)),
        (Path(TODAY, (AT_16, TO_12), steps=(done(), still_open())), ()),
        (
            Path(TODAY, (AT_16, ScoreThen(MARCH, 16), TO_12), steps=(done(on=JAN), still_open())),
            (),
        ),
        (Path(TODAY, (AT_16,), steps=(done(on=UNTOUCHED),)), (FlagKind.DONE_UNTOUCHED,)),
        (Path(TODAY, (AT_16,), steps=(done(on=UNTOUCHED), CANCELLED)), (FlagKind.DONE_UNTOUCHED,)),
        (Path(TODAY, (AT_16,), steps=(done(on=UNTOUCHED + timedelta(days=1)),)), ()),
        (Path(TODAY, (AT_16,), steps=(done(on=UNTOUCHED), still_open())), ()),
        (Path(TODAY, (ScoreThen(UNTOUCHED, 16),), steps=(done(on=UNTOUCHED),)), ()),
        (Path(TODAY, (ScoreThen(JAN, 6),), (AIM,), (done(on=UNTOUCHED),)), ()),
        (Path(TODAY, (AT_16,), steps=(done(on=None),)), ()),
        (Path(TODAY, (), steps=(done(on=UNTOUCHED),)), ()),
    ],
)
def test_what_does_not_fit_together_is_flagged(path: Path, kinds: tuple[FlagKind, ...]) -> None:
    assert tuple(flag.kind for flag in path_flags(path)) == kinds


def test_each_flag_says_what_it_saw() -> None:
    path = Path(
        TODAY,
        (ScoreThen(date(2017, 9, 1), 20), ScoreThen(date(2018, 1, 1), 12)),
        (Aim(JAN, 6, date(2018, 3, 31)),),
        (done(on=date(2018, 5, 1)),),
    )
    assert [flag.words for flag in path_flags(path)] == [
        "The target date, 31 March 2018, has passed: the score is 12, and the target is 6.",
        (
            "The score fell from 20 to 12 on 1 January 2018, though no milestone was done and no"
            " control was added since it became 20 on 1 September 2017."
        ),
        (
            "Every milestone has been done since 1 May 2018, but no new score was given in the 60"
            " days since."
        ),
    ]


DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
SCORES = st.lists(st.builds(ScoreThen, DAYS, st.integers(1, 99), st.booleans()), max_size=6)
AIMS = st.lists(st.builds(Aim, DAYS, st.integers(1, 25), st.none() | DAYS), max_size=6)
STEPS = st.lists(
    st.builds(Step, st.sampled_from(MilestoneStatus), st.none() | DAYS, st.none() | DAYS),
    max_size=6,
)
PATHS = st.builds(
    Path,
    DAYS,
    SCORES.map(tuple),
    AIMS.map(tuple),
    STEPS.map(tuple),
    st.lists(DAYS, max_size=3).map(tuple),
)


@given(PATHS)
def test_any_path_can_be_told(path: Path) -> None:
    words = path_words(path)
    assert words.endswith(".")
    assert words[0] == words[0].upper()
    kinds = [flag.kind for flag in path_flags(path)]
    assert len(kinds) == len(set(kinds))
    assert all(flag.words for flag in path_flags(path))


@given(PATHS, st.builds(Aim, DAYS, st.integers(1, 25), st.none() | DAYS))
def test_a_further_target_never_lessens_the_moves_counted(path: Path, aim: Aim) -> None:
    assert count_date_moves((*path.aims, aim)) >= count_date_moves(path.aims)


@given(PATHS, DAYS)
def test_a_control_more_never_raises_a_flag(path: Path, day: date) -> None:
    more = replace(path, controls_added=(*path.controls_added, day))
    assert set(path_flags(more)) <= set(path_flags(path))


@given(PATHS, st.integers(1, 99))
def test_the_sentence_draws_nothing_from_how_high_a_score_is(path: Path, higher: int) -> None:
    """A score above the target says the same whatever its height: nothing is extrapolated."""
    top = path.aim.value if path.aim else 0
    now = ScoreThen(path.today, top + 1)
    told = path_words(replace(path, scores=(now,)))
    assert told == path_words(replace(path, scores=(replace(now, value=top + 1 + higher),)))
