"""A reference alone does not say that two rows are of one risk."""

import pytest

from riskapp.domain.import_alike import may_be_one_risk


@pytest.mark.parametrize(
    ("before", "after", "one"),
    [
        ("Beds of ward 3", "Beds, all wards", True),
        ("Cyber", "Cyber security attack", True),
        ("Loss of power in theatres", "Power lost in theatres", True),
        ("Too few nurses", "TOO FEW NURSES.", True),
        ("Roof", "Drains", False),
        ("Failure of ICT", "Failure to recruit staff", False),
        ("There is a risk that the roof leaks", "There is a risk that staff leave", False),
        ("Roof", "", False),
    ],
)
def test_a_title_may_be_reworded_but_not_replaced(before: str, after: str, *, one: bool) -> None:
    assert may_be_one_risk(before, after) is one
    assert may_be_one_risk(after, before) is one
