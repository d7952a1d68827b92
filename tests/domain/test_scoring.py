import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.domains import Domain
from riskapp.domain.errors import FieldError
from riskapp.domain.scoring import (
    PRODUCTS,
    Consequence,
    Likelihood,
    PrintedScore,
    Score,
    worst,
)

CONSEQUENCES = st.dictionaries(st.sampled_from(Domain), st.sampled_from(Consequence), min_size=1)


def test_the_score_is_consequence_times_likelihood() -> None:
    assert Score(Consequence.MAJOR, Likelihood.LIKELY).value == 16


def test_the_matrix_gives_fourteen_numbers_and_never_these() -> None:
    assert {1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25} == PRODUCTS
    assert not PRODUCTS & {7, 11, 13, 14, 17, 18, 19, 21, 22, 23, 24}


@pytest.mark.parametrize(("value", "product"), [(18, False), (16, True), (14, False), (100, False)])
def test_a_printed_score_says_whether_the_matrix_could_give_it(value: int, product: bool) -> None:
    assert PrintedScore(value).is_product is product


@pytest.mark.parametrize("value", [0, -4])
def test_a_printed_score_is_at_least_one(value: int) -> None:
    with pytest.raises(FieldError):
        PrintedScore(value)


@given(CONSEQUENCES)
def test_the_worst_domain_leads(consequences: dict[Domain, Consequence]) -> None:
    assert worst(consequences) == max(consequences.values())


def test_no_domain_is_no_score() -> None:
    with pytest.raises(FieldError, match="at least one domain"):
        worst({})
