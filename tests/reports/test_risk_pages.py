import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from riskapp.domain.quality import RISK_CHECKS
from riskapp.domain.quality_verdict import Failed, verdict_of
from riskapp.domain.severity import Severity
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.quality import warnings_of
from tests.reports import packs
from tests.reports.drawing import draw_board

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


def test_the_warnings_of_a_pack_say_how_serious_each_is_and_where() -> None:
    serious = RISK_CHECKS[0]
    advice = next(check for check in RISK_CHECKS if check.severity is Severity.ADVICE)
    failed = {
        "R-0002": [Failed(advice, Severity.ADVICE)],
        "R-0001": [Failed(serious, Severity.SERIOUS), Failed(advice, Severity.ADVICE)],
    }
    warned = warnings_of(verdict_of(failed))
    assert [(one.title, one.references) for one in warned] == [
        (serious.title, ("R-0001",)),
        (advice.title, ("R-0002", "R-0001")),
    ]
    words = " ".join(pages_of(replace(one_risk(), warnings=warned)))
    assert f"{serious.title} Serious {serious.advice} 1 risk R-0001" in words
    assert f"{advice.title} Advice" in words
    assert "2 risks R-0002, R-0001" in words


def long_history(scores: int) -> BoardPack:
    """The pack of one risk that was scored so many times."""
    lines = tuple(packs.an_assessment(n, SCORE) for n in range(scores, 0, -1))
    return one_risk(assessments=lines)


def one_risk(**more: Any) -> BoardPack:
    return packs.pack_of((packs.a_risk(packs.a_row(1, SCORE), **more),))


def pages_of(made: BoardPack) -> list[str]:
    """The words of each page, with single spaces."""
    pages = PdfReader(BytesIO(draw_board(made))).pages
    return [" ".join(page.extract_text().split()) for page in pages]
