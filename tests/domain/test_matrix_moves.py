"""What a new version of the matrix moves, as pure rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.errors import FieldError
from riskapp.domain.level_words import LevelWords
from riskapp.domain.matrix import NPSA_BANDS, Band, Matrix
from riskapp.domain.matrix_drafts import refuse_unfit
from riskapp.domain.matrix_moves import effect_of, values_across_threshold, values_moved
from riskapp.domain.scoring import PRODUCTS

NPSA = Matrix()
LOWER = Matrix(threshold=12)
RENAMED = Matrix(bands=(*NPSA_BANDS[:3], replace(NPSA_BANDS[3], name="Very high")))
WIDER = Matrix(bands=(*NPSA_BANDS[:2], replace(NPSA_BANDS[2], highest=14), NPSA_BANDS[3]))

THRESHOLDS = st.builds(Matrix, threshold=st.integers(1, 25))


@pytest.mark.parametrize(
    ("after", "moved"), [(NPSA, ()), (LOWER, (12, 13, 14)), (RENAMED, ()), (WIDER, (13, 14))]
)
def test_only_what_crosses_moves(after: Matrix, moved: tuple[int, ...]) -> None:
    assert values_moved(NPSA, after) == moved


def test_an_effect_says_both_bands_and_what_becomes_of_the_threshold() -> None:
    up, down = effect_of(NPSA, LOWER, 12), effect_of(LOWER, NPSA, 12)
    assert (up.reaches, up.falls, up.crosses_band) == (True, False, False)
    assert (down.reaches, down.falls) == (False, True)
    into = effect_of(NPSA, WIDER, 13)
    assert into.before is None
    assert into.after is not None
    assert (into.after.name, into.crosses_threshold) == ("High", False)


@given(THRESHOLDS, THRESHOLDS, st.integers(1, 40))
def test_a_score_crosses_when_and_only_when_it_is_listed(
    before: Matrix, after: Matrix, value: int
) -> None:
    effect = effect_of(before, after, value)
    assert effect.crosses_threshold == (value in values_across_threshold(before, after))
    assert not (effect.reaches and effect.falls)


@given(THRESHOLDS, THRESHOLDS)
def test_there_and_back_moves_the_same(before: Matrix, after: Matrix) -> None:
    assert values_moved(before, after) == values_moved(after, before)


@given(THRESHOLDS, st.sampled_from(sorted(PRODUCTS)))
def test_a_higher_threshold_never_puts_a_risk_on(before: Matrix, value: int) -> None:
    higher = replace(before, threshold=before.threshold + 1)
    assert not effect_of(before, higher, value).reaches


@pytest.mark.parametrize(
    ("bands", "message"),
    [
        ((Band("a", "A", 1, 25, 1),), "at least 2"),
        ((Band("a", "A", 0, 9, 1), Band("b", "B", 10, 25, 1)), "between 1 and 25"),
        ((Band("a", "A", 1, 9, 1), Band("b", "B", 10, 26, 1)), "between 1 and 25"),
        ((Band("a", "A", 1, 9, 1), Band("b", "a", 10, 25, 1)), "name of its own"),
        ((Band("a", "A", 1, 9, 1), Band("a", "B", 10, 25, 1)), "one key"),
        ((Band("A/", "A", 1, 9, 1), Band("b", "B", 10, 25, 1)), "no address"),
        ((Band("a", "A", 1, 9, 0), Band("b", "B", 10, 25, 1)), "1 to 24 months"),
        ((Band("a", "A", 1, 8, 1), Band("b", "B", 12, 25, 1)), "have none: 9, 10"),
    ],
)
def test_bands_that_cannot_judge_every_score_are_refused(
    bands: tuple[Band, ...], message: str
) -> None:
    with pytest.raises(FieldError, match=message):
        refuse_unfit(Matrix(bands=bands))


@pytest.mark.parametrize("threshold", [0, 26])
def test_a_threshold_is_a_score(threshold: int) -> None:
    with pytest.raises(FieldError, match="from 1 to 25"):
        refuse_unfit(Matrix(threshold=threshold))


def test_what_is_published_is_fit() -> None:
    refuse_unfit(NPSA)


def test_five_levels_have_five_names() -> None:
    with pytest.raises(FieldError, match="a name of its own"):
        LevelWords(consequences=("Low", "low ", "Medium", "High", "Top"))
    with pytest.raises(FieldError, match="a name of its own"):
        LevelWords(likelihoods=("", "Unlikely", "Possible", "Likely", "Certain"))
