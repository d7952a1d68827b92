"""The first section after the cover says what changed since the last pack, or that nothing did."""

from riskapp.papers.board import board_paper
from riskapp.papers.changes import changes
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper_words import pieces_of
from tests.composing.moves import MOVES, OTHER, RISK, SLIPPED, THERE_AND_BACK, changed
from tests.composing.reading import rows_of, words_of
from tests.reports.packs import typical

ROWS = rows_of(changes(changed()), "What changed")
TABLE = "What changed"


def test_it_comes_first_after_the_cover() -> None:
    assert [one.key for one in board_paper(typical()).sections][:2] == ["cover", "changes"]


def test_every_change_has_a_row_with_its_words_its_day_and_its_reason() -> None:
    assert len(ROWS) == len(MOVES)
    for move, (what, how, why) in zip(MOVES, ROWS, strict=True):
        assert (move.milestone or move.risks[0]).reference in what
        assert move.words in how
        assert "12 June 2018" in how
        assert move.steps or f"{move.why} ({move.by})" == why


def test_a_score_that_moved_has_an_arrow_beside_the_word_and_says_what_it_crossed() -> None:
    (up,) = [how for _, how, _ in ROWS if "up from" in how]
    assert up.startswith("▲ Score up from 12 to 16")
    assert "high to extreme, reached the threshold of 15" in up
    assert any(how.startswith("▼ Score down from 16 to 8") for _, how, _ in ROWS)


def test_every_step_of_a_score_that_came_back_is_told() -> None:
    ((_, _, why),) = rows_of(changes(changed((THERE_AND_BACK,))), TABLE)
    assert "12 to 16: Winter. (Ann Lead)" in why
    assert "16 to 12: redacted (Bob Chief)" in why


def test_a_slip_says_from_when_to_when_and_of_which_risk() -> None:
    ((what, how, _),) = rows_of(changes(changed((SLIPPED,))), TABLE)
    assert what == "M-001 Recruit six nurses (of R-0001)"
    assert how.startswith("Due date from Mar 2018 to Sep 2018")


def test_it_says_since_which_pack() -> None:
    said = words_of(changes(changed()))
    assert "Since the pack HCT-BAF-2018-05 as at 31 May 2018: 9 changes." in said
    assert "Score up: 1" in said


def test_without_an_earlier_pack_it_says_with_which_day_it_compares() -> None:
    said = words_of(changes(changed(pack="")))
    assert "No earlier pack of this kind was issued: compared with how things stood on 31" in said


def test_that_nothing_changed_is_said_in_one_line() -> None:
    section = changes(changed(()))
    assert len(section.blocks) == 1
    assert "as at 31 May 2018: nothing changed." in words_of(section)


def test_whatever_was_typed_of_a_risk_is_kept_as_its_words() -> None:
    held = {
        (one.text, one.risk_id)
        for one in pieces_of(changes(changed()))
        if isinstance(one, Words) and one.text
    }
    assert {(RISK.title, RISK.id), (OTHER.title, OTHER.id)} <= held
    assert ("Two wards closed.", RISK.id) in held
    assert ("Recruit six nurses", RISK.id) in held
