"""The summary tells of every risk in a line which way it has gone, and what is to be reached."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from riskapp.domain.appetite import Stated
from riskapp.papers.board import board_paper
from riskapp.papers.heat_map import plotted_words
from riskapp.papers.summary import moved_words, summary
from riskapp.readmodels.assurance import NO_ASSURANCE, RatingLine
from riskapp.readmodels.pack_maps import current_map
from riskapp.readmodels.risk_page import RiskPage
from tests.composing.reading import rows_of, section, words_of
from tests.reports.packs import MATRIX, a_risk, a_row, printed, scored, typical

ON = date(2018, 6, 1)


def the_row(risk: RiskPage, before: dict[UUID, int] | None = None) -> tuple[str, ...]:
    (row,) = rows_of(summary([risk], before or {}, "on the BAF"), "Risks")
    return row


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (16, 12, "▲ up from 12"),
        (8, 12, "▼ down from 12"),
        (12, 12, "= same"),
        (12, None, "first score"),
    ],
)
def test_an_arrow_never_stands_without_its_word(now: int, before: int | None, said: str) -> None:
    assert moved_words(now, before) == said


def test_a_risk_has_its_lead_score_target_appetite_and_assurance_in_one_line() -> None:
    row = a_row(1, scored(4, 4), appetites=(Stated("Cautious", 6),))
    rated = replace(
        NO_ASSURANCE, ratings=(RatingLine("Quality Committee", "Amber", "So far.", ON),)
    )
    assert the_row(a_risk(row, assurance=rated), {row.id: 20}) == (
        "R-0001\nold: 1\u00a00316",
        f"{row.title} (objective 1)",
        "Director of Operations",
        "16 extreme\n▼ down from 20",
        "8 high\nby 31 Mar 2019",
        "10 above (cautious, up to 6)",
        "Amber; none yet",
    )


def test_a_score_in_the_old_register_says_so_and_what_is_missing_is_said() -> None:
    row = the_row(a_risk(a_row(2, printed(18))))
    assert row[3] == "18 extreme, old register\nnot a 5x5 product\nfirst score"
    assert row[4:6] == ("none set", "none stated")


def test_the_heat_maps_and_the_summary_are_of_the_same_risks() -> None:
    paper = board_paper(typical())
    assert {one.number for one in paper.counts} == {12}
    assert len({one.place for one in paper.counts}) == 4
    heat = words_of(section(paper, "heat-map"))
    assert "8 of 12 risks can be plotted" in heat
    assert "6 of 12 risks can be plotted" in words_of(section(paper, "target-map"))


def test_it_is_said_how_many_cannot_be_plotted_and_why() -> None:
    heat = current_map(typical().summary, MATRIX)
    assert (heat.printed, heat.unscored) == (3, 1)
    said = plotted_words(heat, "no score yet")
    assert said in words_of(section(board_paper(typical()), "heat-map"))
    assert said.startswith("8 of 12")
    assert "3 with only a score in the old register" in said
    assert "1 with no score yet" in said


def test_a_summary_of_nothing_says_so_in_one_line() -> None:
    empty = summary([], {}, "on the BAF")
    assert words_of(empty).endswith("No risk is on the BAF.")
    assert len(empty.blocks) == 1
