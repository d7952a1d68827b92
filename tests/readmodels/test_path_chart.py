"""The chart of the path to target, as a list of shapes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.appetite import Stated
from riskapp.domain.matrix import Band, BandColour, Matrix
from riskapp.domain.scoring import ScoreKind
from riskapp.readmodels.charts.drawing import Drawing, Form, Ground, Ink, Label, Line, Mark
from riskapp.readmodels.charts.events import events_of
from riskapp.readmodels.charts.lanes import MOST_LANES
from riskapp.readmodels.charts.path_chart import path_chart
from riskapp.readmodels.charts.plot import NARROW, WIDE, Frame
from riskapp.readmodels.path import PathShown
from riskapp.readmodels.plan import DueShown, MilestoneRow
from riskapp.readmodels.risk_page import AssessmentLine, RiskPage
from tests.reports import packs

ON = packs.AS_AT
BY = date(2019, 3, 31)


def score(day: date, value: int, kind: ScoreKind = ScoreKind.CURRENT) -> AssessmentLine:
    """A score of a consequence and a likelihood that give that value."""
    consequence = next(c for c in range(5, 0, -1) if value % c == 0 and value // c <= 5)
    shown = packs.scored(consequence, value // consequence)
    by = BY if kind is ScoreKind.TARGET else None
    return packs.an_assessment(1, replace(shown, on=day, target_on=by), kind=kind)


def old(day: date, value: int) -> AssessmentLine:
    return packs.an_assessment(2, replace(packs.printed(value), on=day))


def page_of(
    *lines: AssessmentLine,
    milestones: tuple[MilestoneRow, ...] = (),
    appetite: int | None = None,
) -> RiskPage:
    """The page of a risk with these scores, given oldest first."""
    stated = (Stated("Cautious", appetite), Stated("Open", 20)) if appetite else ()
    return packs.a_risk(
        packs.a_row(1, None, appetites=stated),
        assessments=tuple(reversed(lines)),
        milestones=milestones,
        path=PathShown(ON, "No milestone mitigates it."),
    )


def drawn(page: RiskPage, frame: Frame = WIDE) -> Drawing:
    found = path_chart(page, frame)
    assert found is not None
    return found


def lines_of(drawing: Drawing, ink: Ink) -> list[Line]:
    return [shape for shape in drawing.shapes if isinstance(shape, Line) and shape.ink is ink]


def marks_of(drawing: Drawing, form: Form) -> list[Mark]:
    return [shape for shape in drawing.shapes if isinstance(shape, Mark) and shape.form is form]


def words_of(drawing: Drawing) -> list[str]:
    return [shape.words for shape in drawing.shapes if isinstance(shape, Label)]


def back(days: int) -> date:
    return ON - timedelta(days=days)


def test_old_scores_are_hollow_and_joined_to_nothing() -> None:
    drawing = drawn(page_of(old(back(400), 18), old(back(300), 16)))
    assert len(marks_of(drawing, Form.RING)) == 2 + 1, "two, and one in the key"
    assert marks_of(drawing, Form.DOT) == []
    assert lines_of(drawing, Ink.SCORE) == []
    assert "score in the old register" in words_of(drawing)


def test_the_line_begins_at_the_first_score_with_consequence_and_likelihood() -> None:
    drawing = drawn(page_of(old(back(400), 18), score(back(200), 16), score(back(100), 12)))
    (line,) = lines_of(drawing, Ink.SCORE)
    first, second = marks_of(drawing, Form.DOT)[:2]
    assert line.points == (
        (first.x, first.y),
        (second.x, first.y),
        (second.x, second.y),
        (line.points[-1][0], second.y),
    )
    assert "now 12" in words_of(drawing)


def test_an_old_score_between_two_others_breaks_the_line() -> None:
    lines = (score(back(300), 16), old(back(200), 18), score(back(100), 12))
    before, after = lines_of(drawn(page_of(*lines)), Ink.SCORE)
    assert len(before.points) == len(after.points) == 2
    assert before.points[-1][0] < after.points[0][0]


def test_the_target_runs_to_its_date_and_scores_only_to_the_day() -> None:
    target = score(back(200), 6, ScoreKind.TARGET)
    drawing = drawn(page_of(score(back(300), 16), target))
    (aim,), (diamond, _) = lines_of(drawing, Ink.TARGET), marks_of(drawing, Form.DIAMOND)
    (so_far,) = lines_of(drawing, Ink.SCORE)
    assert aim.points[-1] == (diamond.x, diamond.y)
    assert so_far.points[-1][0] < diamond.x, "no score is drawn on into time"
    assert {"target date 31 Mar 2019", "target 6", "as at 30 Jun 2018"} <= set(words_of(drawing))


def test_appetite_and_the_inherent_score_are_lines_across() -> None:
    lines = (score(back(90), 16), score(back(90), 20, ScoreKind.INHERENT))
    assert lines_of(drawn(page_of(*lines)), Ink.APPETITE) == []
    drawing = drawn(page_of(*lines, appetite=12))
    assert len(lines_of(drawing, Ink.APPETITE)) == len(lines_of(drawing, Ink.INHERENT)) == 1
    assert {"appetite 12", "inherent 20"} <= set(words_of(drawing))
    assert "Appetite: up to 12" in drawing.finding


def test_milestones_are_told_by_their_form_and_a_slip_by_a_line() -> None:
    rows = tuple(packs.a_milestone(number) for number in range(8))
    drawing = drawn(page_of(score(back(90), 16), milestones=rows))
    shown = [row for row in rows if row.due.due_on and row.standing.words != "cancelled"]
    named = {row.reference for row in rows} & set(words_of(drawing))
    assert named == {row.reference for row in shown}
    slipped = [row for row in shown if row.earlier]
    assert slipped
    assert len(lines_of(drawing, Ink.SLIP)) == 2 * len(slipped)
    assert len({form for form in Form if marks_of(drawing, form)}) >= 3


def test_milestones_without_room_are_counted() -> None:
    rows = tuple(packs.a_milestone(1, reference=f"M-{n:04}") for n in range(MOST_LANES + 3))
    assert "and 3 more, in the table" in words_of(
        drawn(page_of(score(back(90), 16), milestones=rows))
    )


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_there_is_no_chart_without_a_score(frame: Frame) -> None:
    assert path_chart(page_of(), frame) is None
    assert path_chart(page_of(score(back(9), 6, ScoreKind.TARGET)), frame) is None
    assert path_chart(page_of(score(back(9), 6, ScoreKind.INHERENT)), frame) is None


def test_of_two_scores_on_a_day_the_last_is_drawn_and_both_are_listed() -> None:
    page = page_of(score(back(9), 16), score(back(9), 12))
    assert [label for label in words_of(drawn(page)) if label in {"16", "12"}] == ["12"]
    said = [event.said for event in events_of(page)]
    assert said == [
        "16 (consequence 4, likelihood 4)",
        "12 (consequence 4, likelihood 3)",
    ]


def test_the_list_has_the_days_of_all_that_is_drawn_the_dayless_last() -> None:
    endless = packs.a_milestone(1, due=DueShown("ongoing", None, back(90)))
    target = score(back(50), 6, ScoreKind.TARGET)
    page = page_of(
        old(back(400), 18), target, milestones=(endless, packs.a_milestone(5)), appetite=12
    )
    listed = [(event.day, event.what) for event in events_of(page)]
    assert listed == [
        (back(400), "Score in the old register"),
        (back(50), "Target score"),
        (packs.DUE[1], "M-005 due"),
        (BY, "Target date"),
        (None, "M-001 due"),
        (None, "Appetite"),
    ]


def test_a_matrix_of_ones_own_gives_the_grounds() -> None:
    name = "Beyond anything we have ever been asked to live with"
    matrix = Matrix(2, 12, bands=(Band("all", name, 1, 25, 3, BandColour.PURPLE),))
    drawing = drawn(replace(page_of(score(back(9), 16)), matrix=matrix), NARROW)
    (ground,) = [shape for shape in drawing.shapes if isinstance(shape, Ground)]
    assert ground.colour is BandColour.PURPLE
    assert any(words.endswith("…") and name.startswith(words[:-1]) for words in words_of(drawing))


DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
PRODUCTS = st.sampled_from((1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25))
LINES = st.lists(
    st.builds(score, DAYS, PRODUCTS, st.sampled_from(ScoreKind))
    | st.builds(old, DAYS, st.integers(1, 99)),
    max_size=15,
)
MILESTONES = st.lists(
    st.builds(lambda n, day: packs.a_milestone(n, due=DueShown("x", day, ON)), st.integers(0, 99),
              st.none() | DAYS),
    max_size=20,
)  # fmt: skip


@given(LINES, MILESTONES, st.none() | st.integers(1, 25), st.sampled_from((WIDE, NARROW)))
def test_whatever_is_known_is_drawn_within_the_frame(
    lines: list[AssessmentLine],
    milestones: list[MilestoneRow],
    appetite: int | None,
    frame: Frame,
) -> None:
    page = page_of(*lines, milestones=tuple(milestones), appetite=appetite)
    drawing = path_chart(page, frame)
    if drawing is None:
        assert all(line.kind is not ScoreKind.CURRENT for line in lines)
        return
    assert drawing.width == frame.width
    for shape in drawing.shapes:
        points = shape.points if isinstance(shape, Line) else ((shape.x, shape.y),)
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in points)
