"""The scores of a row: what the cells say for certain, and not a number more."""

from datetime import date

import pytest

from riskapp.domain.heading_days import OF_HEADING
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.imports import Holds, Point, QuestionKey, Verdict
from riskapp.domain.printed_cells import CellFlag
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.domain.scoring import ScoreKind
from riskapp.intake.row_moments import SAY_YEAR
from riskapp.intake.row_scores import SAY_ORDER
from tests.intake.planned import TODAY, Column, printed, titled

PARTS = (Holds.CONSEQUENCE, Holds.LIKELIHOOD, Holds.TOTAL)
SCALE, WORDS = CellFlag.OTHER_SCALE, CellFlag.NOT_A_SCORE
DISAGREES, NONE = CellFlag.TOTAL_DISAGREES, CellFlag.NONE


def in_parts(*cells: str) -> ReadRow:
    """A row whose current score stands in three columns."""
    return titled(*zip(PARTS, cells, strict=True))


def levels(row: ReadRow) -> list[tuple[int | None, int | None, int | None]]:
    """The consequence, the likelihood and the printed score of each score."""
    return [(score.consequence, score.likelihood, score.printed) for score in row.scores]


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("4 x 3 = 12", ScoreOrder.CONSEQUENCE_FIRST, (4, 3, None)),
        ("4 x 3 = 12", ScoreOrder.LIKELIHOOD_FIRST, (3, 4, None)),
        ("C4 L3 12", ScoreOrder.UNKNOWN, (4, 3, None)),
        ("4x4", ScoreOrder.UNKNOWN, (4, 4, None)),
        ("16 red", ScoreOrder.UNKNOWN, (None, None, 16)),
        ("18", ScoreOrder.UNKNOWN, (None, None, 18)),
    ],
)
def test_one_cell_gives_the_levels_it_names_or_the_score_alone(
    cell: str, order: ScoreOrder, expected: tuple[int | None, ...]
) -> None:
    row = titled((Holds.SCORE, cell), order=order)
    assert levels(row) == [expected]
    assert row.scores[0].as_printed == cell
    assert row.verdict is Verdict.READY
    assert [kept.words for kept in row.cells] == ([cell] if "red" in cell else [])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("4 - Major", "5 - Very Likely", "20"), (4, 5, None)),
        (("4", "3", ""), (4, 3, None)),
        (("4", "3", "High"), (4, 3, None)),
        (("", "", "12 (Medium)"), (None, None, 12)),
        (("4", "", "12"), (None, None, 12)),
    ],
)
def test_columns_of_their_own_give_the_same_and_are_kept_under_their_headings(
    cells: tuple[str, ...], expected: tuple[int | None, ...]
) -> None:
    row = in_parts(*cells)
    assert levels(row) == [expected]
    assert all(words in row.scores[0].as_printed for words in cells)
    assert row.verdict is Verdict.READY


def test_a_total_that_the_levels_do_not_give_stands_alone_and_all_three_are_kept() -> None:
    row = in_parts("3", "4", "16")
    assert levels(row) == [(None, None, 16)]
    assert printed(row) == [("3", DISAGREES), ("4", DISAGREES), ("16", DISAGREES)]
    assert row.scores[0].as_printed == "consequence 1: 3; likelihood 2: 4; total 3: 16"
    assert (row.verdict, len(row.remarks)) == (Verdict.READY, 1)
    assert levels(titled((Holds.SCORE, "3 x 4 = 16"))) == [(None, None, 16)]


@pytest.mark.parametrize(
    ("cells", "flag"),
    [
        (("", "", "HIGH"), WORDS),
        (("Major", "Likely", ""), WORDS),
        (("", "", "9 to 12"), WORDS),
        (("4", "", ""), NONE),
        (("", "5 - Very Likely", ""), NONE),
        (("6", "3", "18"), SCALE),
        (("0", "3", ""), SCALE),
        (("", "", "7 out of 10"), SCALE),
        (("", "", "48"), SCALE),
        (("3", "½", ""), SCALE),
    ],
)
def test_what_is_no_score_of_ours_is_kept_as_printed_and_the_row_comes_in_unscored(
    cells: tuple[str, ...], flag: CellFlag
) -> None:
    row = in_parts(*cells)
    assert row.scores == ()
    assert printed(row) == [(words, flag) for words in cells if words]
    assert (row.verdict, len(row.remarks)) == (Verdict.READY, 1)


def test_scores_of_another_matrix_are_kept_and_never_turned_into_ours() -> None:
    row = titled((Holds.SCORE, "4 x 4 = 16"), five_by_five=False)
    assert (row.scores, printed(row)) == ((), [("4 x 4 = 16", SCALE)])


def test_blank_cells_say_nothing() -> None:
    row = in_parts("", "–", "n/a")
    assert (row.scores, row.cells, row.remarks, row.problems) == ((), (), (), ())


def test_which_number_comes_first_is_asked_once_in_a_row_for_the_whole_file() -> None:
    kinds = [(Holds.SCORE, {"score": kind}) for kind in ScoreKind]
    row = titled(*((kind, "4 x 5") for kind in kinds))
    assert [(p.verdict, p.expected) for p in row.problems] == [(Verdict.NEEDS_YOU, SAY_ORDER)]


def test_where_nobody_knows_which_comes_first_the_score_comes_in_alone() -> None:
    row = titled((Holds.SCORE, "4 x 5"), settled=frozenset({QuestionKey.ORDER}))
    assert (levels(row), row.scores[0].as_printed) == ([(None, None, 20)], "4 x 5")
    assert (row.verdict, len(row.remarks)) == (Verdict.READY, 1)


def test_levels_above_five_are_put_right_where_the_matrix_was_said_to_be_ours() -> None:
    said = frozenset({QuestionKey.MATRIX})
    assert titled((Holds.CONSEQUENCE, "6"), settled=said).verdict is Verdict.NEEDS_YOU
    assert titled((Holds.TOTAL, "0"), settled=said).verdict is Verdict.READY
    other = titled((Holds.CONSEQUENCE, "6"), settled=said, five_by_five=False)
    assert (other.verdict, other.scores) == (Verdict.READY, ())


def test_cells_of_one_score_that_say_different_ones_need_somebody() -> None:
    for columns in (
        ((Holds.SCORE, "12"), (Holds.TOTAL, "16")),
        ((Holds.SCORE, "C4 L3"), (Holds.CONSEQUENCE, "3"), (Holds.LIKELIHOOD, "4")),
        ((Holds.CONSEQUENCE, "5 - Very Likely"), (Holds.LIKELIHOOD, "4 - Major")),
    ):
        assert titled(*columns).verdict is Verdict.NEEDS_YOU


def test_inherent_current_and_target_may_stand_in_any_order() -> None:
    columns: list[tuple[Column, str]] = [
        ((Holds.SCORE, {"score": ScoreKind.TARGET}), "C2 L2"),
        ((Holds.LIKELIHOOD, {"score": ScoreKind.INHERENT}), "5"),
        ((Holds.SCORE, {"score": ScoreKind.CURRENT}), "C3 L4"),
        ((Holds.CONSEQUENCE, {"score": ScoreKind.INHERENT}), "4"),
    ]
    row = titled(*columns)
    assert [score.kind for score in row.scores] == list(ScoreKind)
    assert levels(row) == [(4, 5, None), (3, 4, None), (2, 2, None)]


def test_a_score_holds_from_the_day_that_the_row_prints_for_it() -> None:
    [score] = titled((Holds.SCORE, "12"), (Holds.SCORED_ON, "31/03/2024")).scores
    assert (score.on, score.basis) == (date(2024, 3, 31), "")
    [score] = titled((Holds.SCORE, "12"), (Holds.SCORED_ON, "Mar-24")).scores
    assert (score.on, score.basis) == (date(2024, 3, 31), "printed as Mar-24")
    late = titled((Holds.SCORE, "12"), (Holds.SCORED_ON, "01/07/2024"))
    assert late.verdict is Verdict.NEEDS_YOU
    assert printed(titled((Holds.SCORED_ON, "31/03/2024"))) == [("31/03/2024", NONE)]


QUARTERS: list[Column] = [
    (Holds.SCORE, {"point": point}) for point in Point if point not in OF_HEADING
]


def test_columns_of_quarters_become_scores_of_their_days() -> None:
    row = titled(*((column, "16") for column in QUARTERS), year=2023)
    assert [(score.on, score.basis) for score in row.scores] == [
        (date(2023, 4, 1), "at the opening position of 2023/24"),
        (date(2023, 6, 30), "at the end of quarter 1 of 2023/24"),
        (date(2023, 9, 30), "at the end of quarter 2 of 2023/24"),
        (date(2023, 12, 31), "at the end of quarter 3 of 2023/24"),
        (date(2024, 3, 31), "at the end of quarter 4 of 2023/24"),
        (None, ""),
    ]


def test_a_quarter_that_has_not_ended_has_no_score_yet() -> None:
    filled = titled(*((column, "16") for column in QUARTERS), year=2024)
    assert [(p.verdict, p.column) for p in filled.problems] == [
        (Verdict.REFUSED, f"score {index}") for index in (4, 5, 6)
    ]
    blank = titled(*zip(QUARTERS[:4], ("16", "12", "", ""), strict=False), year=2024)
    assert (blank.verdict, len(blank.scores)) == (Verdict.READY, 2)
    as_at = titled((QUARTERS[3], "12"), year=2023, as_at=date(2023, 6, 30))
    assert as_at.verdict is Verdict.REFUSED


def test_the_year_of_the_quarters_is_asked_once() -> None:
    row = titled(*((column, "16") for column in QUARTERS))
    assert [p.expected for p in row.problems] == [SAY_YEAR]


@pytest.mark.parametrize(
    ("heading", "point", "on", "basis"),
    [
        ("Mar-24", Point.HEADED, date(2024, 3, 31), "its column is headed Mar-24"),
        ("2024-03-01", Point.HEADED, date(2024, 3, 1), ""),
        ("2024-03-01", Point.MONTH, date(2024, 3, 31), "its column is headed 2024-03-01"),
        ("Score\nMay", Point.HEADED, date(2023, 5, 31), "its column is headed Score May"),
        ("Jun-24", Point.HEADED, TODAY, "its column is headed Jun-24"),
    ],
)
def test_a_score_holds_from_what_its_heading_names(
    heading: str, point: Point, on: date, basis: str
) -> None:
    column = (Holds.SCORE, {"point": point, "heading": heading})
    [score] = titled((column, "16"), year=2023).scores
    assert (score.on, score.basis) == (on, basis)


def test_a_heading_that_names_no_day_or_one_to_come_dates_nothing() -> None:
    for heading, verdict in {"Score": Verdict.NEEDS_YOU, "Dec-24": Verdict.REFUSED}.items():
        column = (Holds.SCORE, {"point": Point.HEADED, "heading": heading})
        assert titled((column, "16")).verdict is verdict
        assert titled((column, "")).verdict is Verdict.READY
