"""The cells of the assurance map: the worst that stands, then the newest."""

from datetime import date

import pytest

from riskapp.domain.assurance import Line
from riskapp.domain.assurance_map import NOTHING, CellKind, map_lines
from riskapp.domain.confidence import Report
from tests.assurances import MIXED, NEGATIVE, POSITIVE, SECOND, THIRD, report

TODAY = date(2018, 6, 30)


def test_a_line_that_said_nothing_is_a_hole() -> None:
    cells = map_lines([[report(SECOND, POSITIVE, "2018-05-01")]], TODAY)
    assert [cells[line] == NOTHING for line in Line] == [True, False, True, True]


@pytest.mark.parametrize(
    ("subjects", "kind", "words", "more"),
    [
        (
            [[report(SECOND, POSITIVE, "2018-05-01", until="2019-05-01")]],
            CellKind.POSITIVE, "positive, 1 May 2018, until 1 May 2019", 0,
        ),
        (
            [[report(SECOND, POSITIVE, "2017-05-01", until="2018-02-28")]],
            CellKind.EXPIRED, "positive, 1 May 2017, expired 4 months ago", 0,
        ),
        (
            [[report(SECOND, NEGATIVE, "2018-01-01")], [report(SECOND, POSITIVE, "2018-05-01")]],
            CellKind.NEGATIVE, "negative, 1 January 2018, stands", 1,
        ),
        (
            [[report(SECOND, NEGATIVE, "2018-01-01"), report(THIRD, POSITIVE, "2018-05-01")]],
            CellKind.ANSWERED, "negative, 1 January 2018, answered since by a higher line", 0,
        ),
        (
            [[report(SECOND, NEGATIVE, "2018-01-01", settled="2018-05-03")]],
            CellKind.ANSWERED,
            "negative, 1 January 2018, what it recommended verified as done on 3 May 2018", 0,
        ),
        (
            [[report(SECOND, POSITIVE, "2018-05-01", until="2018-05-31")],
             [report(SECOND, MIXED, "2018-04-01")]],
            CellKind.MIXED, "mixed, 1 April 2018", 1,
        ),
    ],
)  # fmt: skip
def test_a_cell_says_the_worst_that_stands_then_the_newest(
    subjects: list[list[Report]], kind: CellKind, words: str, more: int
) -> None:
    cell = map_lines(subjects, TODAY)[SECOND]
    assert (cell.kind, cell.words, cell.more) == (kind, words, more)
