"""Appetite: which statement applies, and how far a risk is from it and from its target."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.appetite import (
    MOST_LEVELS,
    READY,
    Level,
    Scale,
    Stated,
    above_appetite,
    appetite_words,
    applying,
    target_words,
)
from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError

FIRST, SECOND = uuid4(), uuid4()


def for_objective(highest: int, objective: UUID = FIRST, level: str = "Cautious") -> Stated:
    return Stated(level, highest, objective_id=objective, subject="objective 1")


def for_domain(highest: int, domain: Domain = Domain.SAFETY, level: str = "Averse") -> Stated:
    return Stated(level, highest, domain=domain, subject="Safety")


OF_SOME = st.builds(
    Stated,
    st.sampled_from(["Averse", "Cautious", "Open"]),
    st.integers(0, 25),
    objective_id=st.sampled_from([None, FIRST, SECOND]),
    domain=st.sampled_from([None, *Domain]),
)
ANY = st.lists(OF_SOME, max_size=8)
SCORES = st.integers(1, 30)


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ([for_objective(6)], "6 above appetite (cautious, up to 6)"),
        ([for_objective(6), for_domain(3)], "9 above appetite (averse, up to 3)"),
        ([for_objective(6), for_domain(10)], "6 above appetite (cautious, up to 6)"),
        ([for_domain(12)], "within appetite (averse, up to 12)"),
        ([for_objective(3, SECOND), for_domain(1, Domain.FINANCE)], "no appetite stated"),
        ([], "no appetite stated"),
    ],
)
def test_the_strictest_of_what_is_stated_applies(stated: list[Stated], words: str) -> None:
    assert appetite_words(12, applying(stated, [FIRST], [Domain.SAFETY])) == words


def test_a_score_without_domains_is_judged_by_its_objectives_alone() -> None:
    applies = applying([for_objective(10), for_domain(1)], [FIRST], [])
    assert appetite_words(18, applies) == "8 above appetite (cautious, up to 10)"


def test_an_unscored_risk_has_an_appetite_but_no_distance() -> None:
    assert appetite_words(None, [for_objective(6)]) == "appetite: cautious, up to 6"
    assert appetite_words(None, []) == "no appetite stated"


@pytest.mark.parametrize(
    ("score", "target", "words"),
    [
        (12, 8, "4 above target"),
        (8, 8, "at target"),
        (6, 8, "2 below target"),
        (12, None, "no target set"),
        (None, 8, "not scored"),
        (None, None, "no target set"),
    ],
)
def test_the_distance_to_target_is_told_apart(
    score: int | None, target: int | None, words: str
) -> None:
    assert target_words(score, target) == words


@given(ANY, st.lists(st.sampled_from([FIRST, SECOND])), st.lists(st.sampled_from(Domain)), SCORES)
def test_nothing_that_is_stated_raises(
    stated: list[Stated], objectives: list[UUID], domains: list[Domain], score: int
) -> None:
    applies = applying(stated, objectives, domains)
    above = above_appetite(score, applies)
    words = appetite_words(score, applies)
    assert (above is None) == (words == "no appetite stated")
    assert (above is not None and above > 0) == words.startswith(f"{above} above")


@given(ANY, OF_SOME, SCORES)
def test_one_more_statement_never_brings_a_risk_nearer(
    stated: list[Stated], one: Stated, score: int
) -> None:
    before, after = above_appetite(score, stated), above_appetite(score, [*stated, one])
    assert after is not None
    assert before is None or after >= before


@given(ANY, SCORES, st.integers(0, 5))
def test_a_higher_score_is_never_nearer_to_appetite(
    stated: list[Stated], score: int, more: int
) -> None:
    lower, higher = above_appetite(score, stated), above_appetite(score + more, stated)
    assert (lower is None) == (higher is None)
    assert lower is None or higher is None or higher == lower + more


def test_the_scales_ready_to_pick_have_six_levels_and_five() -> None:
    names = [[level.name.lower() for level in scale.levels] for scale in READY.values()]
    assert names == [
        ["avoid", "minimal", "cautious", "open", "seek", "significant"],
        ["averse", "minimal", "cautious", "open", "eager"],
    ]


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        ([("Averse", 3)], "from 2 to 8"),
        ([(f"Level {at}", at) for at in range(MOST_LEVELS + 1)], "from 2 to 8"),
        ([("Averse", 6), ("Open", 3)], "at least as much"),
        ([("Averse", 3), ("averse", 6)], "a name of its own"),
        ([("Averse", -1), ("Open", 3)], "from 0 to 25"),
        ([("Averse", 3), ("Open", 26)], "from 0 to 25"),
    ],
)
def test_a_scale_that_does_not_rise_is_refused(levels: list[tuple[str, int]], message: str) -> None:
    with pytest.raises(FieldError, match=message):
        Scale("Ours", tuple(Level(*level) for level in levels))


def test_a_scale_has_a_name() -> None:
    with pytest.raises(FieldError, match="name"):
        Scale(" ", (Level("Averse", 3), Level("Open", 12)))
