"""What is asked about a whole file: only what one of its columns asks for."""

import pytest

from forms.import_columns import columns_form
from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.imports import Holds, Point
from riskapp.domain.scoring import ScoreKind


@pytest.mark.parametrize(
    ("heading", "point", "asks"),
    [
        ("Q1", Point.Q1, True),
        ("March", Point.HEADED, True),
        ("Mar-18", Point.HEADED, False),
        ("2018-03-01", Point.MONTH, False),
        ("Score", Point.NOW, False),
    ],
)
def test_the_year_is_asked_where_a_column_is_of_a_part_of_one(
    heading: str, point: Point, asks: bool
) -> None:
    column = ColumnPlan(0, heading, Holds.SCORE, ScoreKind.CURRENT, point)
    form = columns_form(FilePlan(columns=(column,)))
    assert ("year" in [field.name for field in form.whole]) is asks
