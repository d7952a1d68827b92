"""The chart of the path to target in a pack."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from riskapp.domain.path import Flag, FlagKind
from riskapp.papers.risk_page import PRINTED
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.charts.path_chart import path_chart
from riskapp.readmodels.path import PathShown
from riskapp.readmodels.risk_page import RiskPage
from tests.reports import packs
from tests.reports.drawing import draw_board

PATH = PathShown(
    packs.AS_AT, "1 of 2 milestones is open.", (Flag(FlagKind.TARGET_PASSED, "It has passed."),)
)


def a_risk(scores: int = 2) -> RiskPage:
    now = packs.scored(4, 4)
    lines = tuple(packs.an_assessment(number, now) for number in range(scores, 0, -1))
    row = replace(packs.a_row(1, now), title="A <b>title</b> & more")
    return packs.a_risk(row, path=PATH, assessments=lines, milestones=(packs.a_milestone(1),))


def after_another(risk: RiskPage) -> BoardPack:
    """A pack in which a risk has a page of its own: the first shares its page with a heading."""
    return packs.pack_of((packs.a_risk(packs.a_row(2, None)), risk))


def words_of(pack: BoardPack) -> list[str]:
    pages = PdfReader(BytesIO(draw_board(pack))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_the_chart_the_sentence_and_what_does_not_fit_are_on_the_risks_page() -> None:
    (page,) = [words for words in words_of(after_another(a_risk())) if "Path to target" in words]
    for words in ("as at 30 Jun 2018", "now 16", "M-001", PATH.words, PATH.flags[0].words):
        assert words in page


def test_the_same_chart_gives_the_same_bytes() -> None:
    pack = after_another(a_risk())
    assert draw_board(pack) == draw_board(pack)


def test_a_risk_without_a_score_has_no_chart() -> None:
    assert path_chart(replace(a_risk(), assessments=()), PRINTED) is None
    assert path_chart(replace(a_risk(), path=None), PRINTED) is None


def test_the_oldest_scores_give_way_to_the_chart() -> None:
    (page,) = [words for words in words_of(after_another(a_risk(30))) if "now 16" in words]
    assert "earlier scores, kept in the register" in page
    assert "Actions and milestones" in page
