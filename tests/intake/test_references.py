"""Which columns have the reference, and which only look so; which have a product."""

import pytest

from riskapp.domain.imports import Holds
from riskapp.intake.by_content import by_product
from riskapp.intake.references import may_be_reference, reference_column

COUNTED, OURS, OLD = ("1", "2", "3"), ("R-0001", "R-0002", "R-0003"), ("71", "82", "93")
HALF, AGAIN = ("71", "82"), ("71", "71", "71")


@pytest.mark.parametrize("other", [COUNTED, OURS, AGAIN, ()])
def test_what_counts_rows_is_ours_or_repeats_gives_way_to_a_reference(
    other: tuple[str, ...],
) -> None:
    assert reference_column([0, 1], [other, OLD]) == 1
    assert reference_column([0, 1], [OLD, other]) == 0
    assert may_be_reference([0, 1], [other, OLD]) == [1]


def test_of_columns_that_could_each_be_it_the_likeliest_is_the_reference() -> None:
    assert reference_column([1, 0], [OLD, OLD[::-1]]) == 1
    assert reference_column([0, 1], [HALF, OLD]) == 1
    assert reference_column([0], [COUNTED]) == 0


@pytest.mark.parametrize(
    ("products", "holds"),
    [(("12", "10"), Holds.SCORE), (("12", "12"), None), (("12", "9"), None), (("12",), None)],
)
def test_a_column_of_products_is_of_scores_where_they_differ_and_all_are(
    products: tuple[str, ...], holds: Holds | None
) -> None:
    levels = [("4", "5"), ("3", "2")] if products != ("12", "12") else [("4", "4"), ("3", "3")]
    found = by_product(2, [*levels, products], ())
    assert (found[0] if found else None) is holds
