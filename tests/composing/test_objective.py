"""The Objective pack as its readers get it: who leads, what threatens it, what holds it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from riskapp.domain.appetite import Stated
from riskapp.domain.appetite_drafts import Subject
from riskapp.domain.assurance import AssuranceResult, Line, SourceKind
from riskapp.domain.controls import GapKind
from riskapp.domain.movement import Period
from riskapp.domain.pack_gate import Inspected, judge_pack
from riskapp.domain.quality_verdict import verdict_of
from riskapp.papers.objective import NO_RISK, objective_paper
from riskapp.readmodels.appetite import StatementLine
from riskapp.readmodels.assurance import AssuranceLine, GapLine, RiskAssurance
from riskapp.readmodels.finals import Words
from riskapp.readmodels.movement import Movement
from riskapp.readmodels.objective_pack import ObjectivePack
from riskapp.readmodels.pack_changes import Changes, Since
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.paper import OnePage
from riskapp.readmodels.paper_words import pieces_of
from riskapp.readmodels.plan import MilestoneCounts, ObjectiveRow
from riskapp.readmodels.risk_page import RiskPage
from tests.composing.reading import rows_of, section, words_of
from tests.reports import packs

FRAME = PackFrame("Example Community NHS Trust", "demo", False, packs.AS_AT, public=False)
SINCE = Since(date(2018, 3, 30), "DEMO-OBJ-1-2018-03")
ONE = ObjectiveRow(
    UUID(int=9001), "1", "aim", "Care at home", "", "Chief Nurse", "Quality Committee",
    date(2018, 4, 1), date(2020, 3, 31), 0, 0, 0,
)  # fmt: skip
UNDER = replace(ONE, id=UUID(int=9002), number="1.2", level="objective", parent="1: Care at home")
REPORT = AssuranceLine(
    id=UUID(int=1), control_id=None, source="Audit of visits", source_kind=SourceKind.OTHER,
    line=Line.SECOND, independent=False, result=AssuranceResult.NEGATIVE, level=None,
    received_on=date(2018, 3, 7), period_from=None, period_to=None,
    expires_on=date(2018, 5, 31), committee="", evidence="", words="", by_id=UUID(int=2),
    version=1, has_expired=True,
)  # fmt: skip
GAP = GapLine(UUID(int=3), None, GapKind.CONTROL, "Nobody stands in.", date(2018, 1, 24))
RISK = packs.a_risk(
    packs.a_row(1, packs.scored(4, 4)), assurance=RiskAssurance(assurances=(REPORT,), gaps=(GAP,))
)
OTHER = packs.a_risk(packs.a_row(2, packs.printed(18)))


def a_pack(*risks: RiskPage, **more: Any) -> ObjectivePack:
    pack = ObjectivePack(
        frame=FRAME, objective=ONE, below=(UNDER,), appetites={}, matrix=packs.MATRIX,
        risks=risks,
        changes=Changes(
            SINCE, Movement(Period(SINCE.on, packs.AS_AT), ()), {one.row.id: 12 for one in risks}
        ),
        programmes=(), milestones=MilestoneCounts(0, 0, 0, 0, 0),
    )  # fmt: skip
    return replace(pack, **more)


def test_it_says_who_leads_with_which_appetite_and_what_stands_under_it() -> None:
    stated = Stated("Cautious", 6)
    line = StatementLine(Subject(objective_id=UNDER.id), "1.2", stated)
    part = section(objective_paper(a_pack(RISK, appetites={UNDER.id: line})), "objective")
    assert [row[:3] for row in rows_of(part, "The objective and those under it")] == [
        ("1 Care at home", "Chief Nurse; Quality Committee", "no appetite stated"),
        ("1.2 Care at home", "Chief Nurse; Quality Committee", "Cautious, up to 6"),
    ]
    assert "Aim of the plan from 1 April 2018 to 31 March 2020." in words_of(part)
    assert "No programme is said to serve it." in words_of(part)


def test_each_risk_has_its_scores_then_and_now_and_a_page() -> None:
    paper = objective_paper(a_pack(RISK, OTHER))
    rows = rows_of(section(paper, "summary"), "Risks")
    assert "up from 12" in rows[0][3]
    pages = [one for one in section(paper, "risks").blocks if isinstance(one, OnePage)]
    assert len(pages) == len(rows) == 2


def test_what_changed_names_the_pack_that_it_is_compared_with() -> None:
    said = words_of(section(objective_paper(a_pack(RISK)), "changes"))
    assert "Since the pack DEMO-OBJ-1-2018-03 as at 30 March 2018: nothing changed." in said


def test_both_heat_maps_count_every_risk() -> None:
    paper = objective_paper(a_pack(RISK, OTHER))
    for key in ("heat-map", "target-map"):
        assert "1 of 2 risks can be plotted." in words_of(section(paper, key))
    inspected = Inspected(False, verdict_of({}), counts=paper.counts)
    assert {one.number for one in paper.counts} == {2}
    assert judge_pack(inspected).blocking == ()


def test_assurances_are_told_by_line_with_their_days_and_who_has_none_is_named() -> None:
    part = section(objective_paper(a_pack(RISK, OTHER)), "assurances")
    assert rows_of(part, "Assurances by line") == (
        ("Second line", "R-0001 the whole risk", "Audit of visits\nNegative",
         "7 March 2018\nexpired 31 May 2018"),
    )  # fmt: skip
    assert "No assurance at all: R-0002." in words_of(part)


def test_gaps_are_told_with_what_is_to_close_them() -> None:
    part = section(objective_paper(a_pack(RISK)), "gaps")
    assert rows_of(part, "Gaps") == (
        ("R-0001", "In control", "Nobody stands in.\nsince 24 January 2018", "no milestone"),
    )


def test_an_objective_without_risks_says_so_in_every_section() -> None:
    paper = objective_paper(a_pack(below=()))
    for key in ("summary", "risks", "assurances"):
        assert NO_RISK in words_of(section(paper, key))
    assert "nothing to plot" in words_of(section(paper, "heat-map"))
    assert "No gap is open in any of its risks." in words_of(section(paper, "gaps"))
    assert "No objective stands under it." in words_of(section(paper, "objective"))
    bare = section(objective_paper(a_pack(OTHER)), "assurances")
    assert "No assurance is recorded of any of its risks." in words_of(bare)


def test_what_was_typed_is_kept_about_its_risk() -> None:
    typed = {one for one in pieces_of(objective_paper(a_pack(RISK))) if isinstance(one, Words)}
    texts = (RISK.row.title, REPORT.source, GAP.words)
    assert {Words(text, RISK.row.id) for text in texts} <= typed
