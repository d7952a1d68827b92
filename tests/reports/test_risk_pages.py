import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from reports.board_pack import draw_board_pack
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.quality import RULES, warnings_of
from tests.reports import packs

SHORTEST_PAGE = 150
"""Characters of the head and foot of a page, and a little more."""
SCORE = packs.scored(4, 4)


@pytest.mark.parametrize("scores", range(1, 24, 2))
def test_a_risk_leaves_no_page_without_words(scores: int) -> None:
    words = pages_of(long_history(scores))
    assert all("Board pack, private version" in page for page in words)
    assert min(len(page) for page in words) > SHORTEST_PAGE


def test_the_oldest_scores_give_way_where_that_makes_one_page() -> None:
    (page,) = [page for page in pages_of(long_history(20)) if "Trust Risk R-0001" in page]
    shown = [int(n) for n in re.findall(r"Vacancies stood at 14% in the (\d+) localities", page)]
    left_out = re.search(r"and (\d+) earlier scores, kept in the register", page)
    assert left_out
    assert shown == list(range(20, int(left_out[1]), -1))


def test_a_redacted_reason_is_said_to_be_redacted() -> None:
    lines = (packs.an_assessment(1, SCORE, reason=None),)
    assert "redacted risk lead" in " ".join(pages_of(one_risk(assessments=lines)))


def test_each_rule_names_the_risks_that_fail_it() -> None:
    bare = packs.a_row(
        1, None, owner="no owner", executive="", objectives=(), target=None,
        objective_question_open=True, registers=(
            replace(packs.held_by(1, None)[0], removal_proposed=True),
        ),
    )  # fmt: skip
    odd = packs.a_row(2, replace(packs.printed(18), awaiting_validation=True))
    pages = [packs.a_risk(bare, cause="", milestones=()), packs.a_risk(odd)]
    named = {warned.title: warned.references for warned in warnings_of(pages)}
    assert set(named) == {rule.title for rule in RULES}
    assert named["No executive lead stated"] == ("R-0001",)
    assert named["A score that is not a 5x5 product"] == ("R-0002",)


def test_a_risk_with_nothing_amiss_has_no_warning() -> None:
    sound = packs.a_row(1, SCORE, objectives=packs.OBJECTIVES[:1])
    assert warnings_of([packs.a_risk(sound)]) == ()


def long_history(scores: int) -> BoardPack:
    """The pack of one risk that was scored so many times."""
    lines = tuple(packs.an_assessment(n, SCORE) for n in range(scores, 0, -1))
    return one_risk(assessments=lines)


def one_risk(**more: Any) -> BoardPack:
    return packs.pack_of((packs.a_risk(packs.a_row(1, SCORE), **more),))


def pages_of(made: BoardPack) -> list[str]:
    """The words of each page, with single spaces."""
    pages = PdfReader(BytesIO(draw_board_pack(made))).pages
    return [" ".join(page.extract_text().split()) for page in pages]
