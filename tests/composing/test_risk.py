"""A risk on a page, as its readers get it."""

from dataclasses import replace
from datetime import date

from riskapp.domain.movement import MoveKind, Period
from riskapp.domain.printed_cells import CellFlag, PrintedCell
from riskapp.papers.risk import risk_paper
from riskapp.readmodels.finals import Words
from riskapp.readmodels.movement import Moved, Movement
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.paper import Heading, Paper, Paragraph, plain
from riskapp.readmodels.plan import RiskName
from riskapp.readmodels.risk_pack import RiskPack
from tests.reports import packs

SINCE = date(2018, 3, 30)
FRAME = PackFrame("Example Community NHS Trust", "demo", True, packs.AS_AT, public=False)
RISK = packs.a_risk(packs.a_row(7, packs.scored(4, 4)))


def a_pack(*moves: Moved) -> RiskPack:
    return RiskPack(FRAME, RISK, Movement(Period(SINCE, packs.AS_AT), moves))


def said(paper: Paper) -> list[str]:
    blocks = (block for section in paper.sections for block in section.each())
    return [plain(one.text) for one in blocks if isinstance(one, Paragraph | Heading)]


def a_move(number: int) -> Moved:
    day = date(2018, 5, number)
    name = RiskName(RISK.row.id, RISK.row.reference, RISK.row.title)
    return Moved(MoveKind.UP, day, day, (name,), before=str(number), after="16")


def test_the_page_opens_with_how_bad_and_how_far_from_its_target() -> None:
    assert "Score: 16, extreme; 8 above target; no appetite stated." in said(risk_paper(a_pack()))


def test_it_says_whose_it_is_and_that_a_made_up_one_is_made_up() -> None:
    (whose,) = [one for one in said(risk_paper(a_pack())) if one.startswith("Example Community")]
    assert "as at 30 June 2018" in whose
    assert "Private version" in whose
    assert "everything in this pack is made up" in whose


def test_it_says_what_changed_lately_or_that_nothing_did() -> None:
    assert "Since 30 March 2018: nothing changed." in said(risk_paper(a_pack()))
    moved = said(risk_paper(a_pack(*map(a_move, range(1, 6)))))
    (line,) = [one for one in moved if one.startswith("Since")]
    assert line.startswith("Since 30 March 2018: Score up from 1 to 16 (1 May 2018); Score up")
    assert line.endswith("(3 May 2018); and 2 more.")


def test_what_is_due_first_is_what_comes_next() -> None:
    late, later = (packs.a_milestone(n, reference=f"M-{n:03}") for n in (0, 1))
    pack = replace(a_pack(), risk=replace(RISK, milestones=(later, late)))
    (line,) = [one for one in said(risk_paper(pack)) if one.startswith("Next:")]
    assert line.startswith(f"Next: M-000 {late.words}, post not stated, due Q2-3 2018 / 19 (late")


def test_a_risk_without_milestones_decisions_or_assurance_says_so() -> None:
    bare = replace(a_pack(), risk=replace(RISK, milestones=(), decisions=()))
    lines = said(risk_paper(bare))
    for line in ("Next: no milestone is due.", "Asked for: no decision.", "Assurance: none yet."):
        assert line in lines


def test_its_title_is_kept_as_typed_about_the_risk() -> None:
    (section,) = risk_paper(a_pack()).sections
    titles = [one.text for one in section.each() if isinstance(one, Heading)]
    assert (Words(RISK.row.title, RISK.row.id),) in titles


def test_the_paper_says_nothing_that_was_typed_in_its_own_title() -> None:
    assert risk_paper(a_pack()).title == "Risk R-0007 on a page"


def test_a_description_that_was_not_split_stands_for_the_statement() -> None:
    whole = PrintedCell("Description", "Beds close at short notice.", CellFlag.DESCRIPTION)
    empty = replace(RISK, cause="", event="", effect="", printed=(whole,))
    told = said(risk_paper(replace(a_pack(), risk=empty)))
    assert "As described in the old register: Beds close at short notice." in told
    split = replace(RISK, printed=(whole,))
    assert not any("Beds close" in one for one in said(risk_paper(replace(a_pack(), risk=split))))
