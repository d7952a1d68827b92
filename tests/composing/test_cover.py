"""The cover sheet says who meets, what they are asked, and which objectives are touched."""

from datetime import date

from riskapp.domain.packs import CoverWords
from riskapp.papers.board import board_paper
from riskapp.papers.cover import HELD
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper_words import pieces_of
from tests.composing.reading import facts_of, rows_of, section, words_of
from tests.reports.packs import typical

WORDS = CoverWords(
    meeting="Board in public",
    meeting_on=date(2018, 7, 26),
    agenda_number="12.1",
    author="Head of Governance",
    lead="Chief Nurse",
    purpose="For assurance",
    recommendation="The Board is asked to agree two removals.",
    considered_by="Executive Team, 10 July 2018",
    assurance_level="Reasonable",
)


def test_the_cover_sheet_says_all_that_the_secretary_said() -> None:
    cover = section(board_paper(typical(), WORDS), "cover")
    assert facts_of(cover) == {
        "Meeting": "Board in public",
        "Date": "26 July 2018",
        "Agenda number": "12.1",
        "Author": "Head of Governance",
        "Executive lead": "Chief Nurse",
        "Assurance level": "Reasonable",
    }
    said = words_of(cover)
    assert "Purpose: For assurance" in said
    assert "Recommendation: The Board is asked to agree two removals." in said
    assert "Previously considered by: Executive Team, 10 July 2018" in said


def test_what_the_secretary_left_empty_is_left_out() -> None:
    cover = section(board_paper(typical(), CoverWords(meeting="Board in public")), "cover")
    assert facts_of(cover) == {"Meeting": "Board in public"}
    assert "Recommendation" not in words_of(cover)
    assert facts_of(section(board_paper(typical()), "cover")) == {}


def test_the_objectives_touched_follow_from_the_risks() -> None:
    touched = "Objectives touched: 1 To keep people well at home; 2 To be an outstanding place"
    assert touched in words_of(section(board_paper(typical()), "cover"))
    assert "Objectives touched" not in words_of(section(board_paper(typical(0)), "cover"))


def test_what_the_secretary_typed_is_kept_as_typed_words() -> None:
    typed = {one.text for one in pieces_of(board_paper(typical(), WORDS)) if isinstance(one, Words)}
    assert {WORDS.recommendation, WORDS.purpose, WORDS.considered_by, WORDS.author} <= typed


def test_it_says_how_much_is_in_the_pack() -> None:
    held = {row[0]: row[1] for row in rows_of(section(board_paper(typical()), "cover"), HELD)}
    assert held["Risks on the Board Assurance Framework (BAF)"].startswith("12,")
