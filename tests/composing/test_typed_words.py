"""Whatever was typed of a risk stands in a pack as words of that risk: a redaction finds it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from riskapp.domain.assurance import Line
from riskapp.domain.controls import GapKind
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.movement import MoveKind
from riskapp.domain.wording import REDACTED
from riskapp.papers.board import board_paper
from riskapp.papers.committee import committee_paper
from riskapp.papers.executive import executive_paper
from riskapp.readmodels.assurance import GapLine, RatingLine, RiskAssurance
from riskapp.readmodels.committee_pack import CommitteePack
from riskapp.readmodels.committees import CommitteeRow
from riskapp.readmodels.executive_pack import ExecutivePack
from riskapp.readmodels.finals import Words, freeze, thaw
from riskapp.readmodels.life import TermsLine
from riskapp.readmodels.paper import KIND, LAYOUT, Paper, plain
from riskapp.readmodels.paper_words import pieces_of
from riskapp.readmodels.risk_page import DecisionLine, RiskPage
from tests.composing.moves import a_move, changed
from tests.composing.reading import words_of
from tests.composing.test_risk_assurance import CONTROL, an_assurance
from tests.reports import packs

ON = date(2018, 5, 1)
MARK = "TYPED"


def a_typed_risk(number: int) -> RiskPage:
    """Return a risk of which every free text bears a mark."""
    row = packs.a_row(number, packs.scored(4, 4), title=f"{MARK} title", printed_reference="")
    return packs.a_risk(
        row,
        cause=f"{MARK} cause",
        event=f"{MARK} event",
        effect=f"{MARK} effect",
        opened_basis=f"{MARK} basis",
        printed_in=f"{MARK} printed in",
        assessments=(packs.an_assessment(1, packs.scored(4, 4), reason=f"{MARK} reason"),),
        decisions=typed_decisions(),
        milestones=(packs.a_milestone(1, words=f"{MARK} action"),),
        assurance=typed_assurance(),
    )


def typed_decisions() -> tuple[DecisionLine, ...]:
    asked = replace(packs.a_decision(1), opened_why=f"{MARK} why")
    terms = TermsLine(12, ON, f"{MARK} condition")
    agreed = replace(asked, kind=DecisionKind.ACCEPT, state=DecisionState.AGREED, terms=terms)
    return asked, agreed


def typed_assurance() -> RiskAssurance:
    one = replace(an_assurance(Line.FIRST, ON), source=f"{MARK} source", words=f"{MARK} note")
    return RiskAssurance(
        controls=(replace(CONTROL, words=f"{MARK} control", assurances=(one,)),),
        gaps=(GapLine(UUID(int=5), None, GapKind.CONTROL, f"{MARK} gap", ON),),
        ratings=(RatingLine("Quality Committee", f"{MARK} rating", "", ON),),
    )


RISK = a_typed_risk(1)
MOVES = changed((a_move(MoveKind.CLOSED, why=f"{MARK} moved"),))


def board() -> Paper:
    pack = packs.pack_of((RISK,))
    return board_paper(replace(pack, changes=MOVES))


def committee() -> Paper:
    row = CommitteeRow(UUID(int=3), "Quality", "committee", None, "", "", 1, False, None, None)
    frame = packs.pack_of(()).frame
    return committee_paper(CommitteePack(frame, row, packs.MATRIX, (), (RISK,), (), MOVES, ()))


def executive() -> Paper:
    register = packs.pack_of((RISK,)).high_level
    frame = packs.pack_of(()).frame
    pack = ExecutivePack(frame, packs.MATRIX, MOVES, register=register, risks=(RISK,))
    return executive_paper(pack)


@pytest.mark.parametrize("compose", [board, committee, executive])
def test_every_free_text_of_a_risk_stands_as_its_words_alone(compose: Callable[[], Paper]) -> None:
    found = [one for one in pieces_of(compose().sections) if MARK in plain((one,))]
    assert all(isinstance(one, Words) and one.risk_id == RISK.row.id for one in found)
    said = " ".join(plain((one,)) for one in found)
    for what in (
        *("title", "cause", "event", "effect", "reason", "why", "condition", "action", "control"),
        *("source", "gap", "rating", "moved", "basis", "printed in"),
    ):
        assert f"{MARK} {what}" in said


@pytest.mark.parametrize("compose", [board, committee, executive])
def test_redacted_words_are_gone_from_a_pack_that_was_issued(compose: Callable[[], Paper]) -> None:
    final = freeze(KIND, LAYOUT, compose(), lambda: "salt")
    assert MARK not in final.text
    left = {one.number: None if MARK in (one.words or "") else one.words for one in final.words}
    said = words_of(thaw(Paper, final.text, left))
    assert MARK not in said
    assert REDACTED in said


def test_no_pack_says_what_is_noted_beside_an_assurance() -> None:
    assert f"{MARK} note" not in words_of(board())
