import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.errors import FieldError
from riskapp.domain.matrix import Band, Matrix, band_named
from riskapp.domain.scoring import PRODUCTS

NPSA = Matrix()


@pytest.mark.parametrize(
    ("value", "key"),
    [(1, "low"), (3, "low"), (4, "moderate"), (6, "moderate"), (8, "high"), (12, "high"),
     (15, "extreme"), (25, "extreme"), (18, "extreme"), (7, None), (13, None), (14, None)],
)  # fmt: skip
def test_each_score_lies_in_its_npsa_band(value: int, key: str | None) -> None:
    band = NPSA.band(value)
    assert (band.key if band else None) == key


def test_every_score_the_matrix_gives_has_a_band() -> None:
    assert all(NPSA.band(value) for value in PRODUCTS)


@pytest.mark.parametrize(("value", "escalates"), [(14, False), (15, True), (16, True), (18, True)])
def test_fifteen_is_the_threshold(value: int, escalates: bool) -> None:
    assert NPSA.escalates(value) is escalates


@pytest.mark.parametrize(
    ("before", "after", "awaits"),
    [
        (0, 12, False),  # a first score below the threshold
        (0, 15, True),  # a first score that reaches it
        (12, 16, True),
        (16, 20, False),  # higher still, but it was validated up there
        (16, 12, True),  # a fall across a band
        (12, 9, False),  # a fall within one
        (12, 6, True),
        (6, 4, False),
        (14, 12, False),  # 14 has no band; it lies above the start of "high"
        (14, 6, True),
        (9, 12, False),
    ],
)
def test_what_awaits_validation(before: int, after: int, awaits: bool) -> None:
    assert NPSA.needs_validation(before, after) is awaits


@given(st.integers(0, 25), st.integers(1, 25))
def test_standing_still_never_awaits_validation(before: int, after: int) -> None:
    assert not NPSA.needs_validation(after, after)
    if NPSA.needs_validation(before, after):
        assert before != after


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (Band("a", "A", 1, 5, 1), Band("b", "B", 4, 9, 1)),
        (Band("a", "A", 5, 1, 1),),
        (Band("b", "B", 8, 9, 1), Band("a", "A", 1, 5, 1)),
    ],
)
def test_bands_that_do_not_rise_are_refused(bands: tuple[Band, ...]) -> None:
    with pytest.raises(FieldError, match="without overlapping"):
        Matrix(bands=bands)


def test_a_band_is_found_by_its_key() -> None:
    assert band_named(NPSA, "high").lowest == 8
    with pytest.raises(FieldError, match="no band called purple"):
        band_named(NPSA, "purple")
