"""The Audit pack as its readers get it: who considered what, what was decided, what holds."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from riskapp.domain.assurance import AssuranceLevel, AssuranceResult
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.meetings import MeetingState
from riskapp.domain.months import MonthState
from riskapp.domain.movement import MoveKind, Period
from riskapp.domain.pack_gate import Inspected, judge_pack
from riskapp.domain.packs import PackKind
from riskapp.domain.quality_verdict import verdict_of
from riskapp.domain.severity import Severity
from riskapp.papers.audit import audit_paper
from riskapp.papers.cover import HELD
from riskapp.readmodels.audit_pack import (
    AuditPack,
    AuditReport,
    BafRisk,
    Chain,
    CheckThen,
    Considered,
    Decided,
    Erased,
    Way,
)
from riskapp.readmodels.board_pack import SwitchedOff
from riskapp.readmodels.finals import Words
from riskapp.readmodels.issued_packs import PackRow
from riskapp.readmodels.meetings import MeetingRow
from riskapp.readmodels.months import MonthName
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.paper_words import pieces_of
from riskapp.readmodels.plan import RiskName
from riskapp.readmodels.register import RiskDates
from tests.composing.reading import rows_of, section, words_of
from tests.reports import packs

END = date(2018, 3, 31)
FRAME = PackFrame("Example Community NHS Trust", "demo", False, END, public=False)
YEAR = Period(date(2017, 3, 31), END)
ROW = packs.a_row(1, packs.scored(4, 4))
NAME = RiskName(ROW.id, ROW.reference, ROW.title)
BOARD, LEAD = UUID(int=1), UUID(int=2)


def seen(on: date, way: Way, *, board: bool = False, rating: str = "") -> Considered:
    name = "Trust Board" if board else ROW.committee
    return Considered(ROW.id, BOARD if board else LEAD, name, board, on, way, rating)


def a_decision(kind: DecisionKind, opened: date, decided: date | None, by: str = "") -> Decided:
    state = DecisionState.AGREED if decided else DecisionState.OPEN
    return Decided(NAME, kind, None, state, opened, decided, by)


def a_pack(**more: Any) -> AuditPack:
    pack = AuditPack(
        frame=FRAME, year=YEAR, risks=(), meetings=(), bodies=(), months=(), overdue=(),
        decided=(), checks=(), looked_at=(0, 0), off=(), reports=(), erased=Erased(), moves={},
        packs=(), chain=Chain(0, "", 0),
    )  # fmt: skip
    return replace(pack, **more)


CONSIDERED = (
    seen(date(2017, 9, 27), Way.IN_PACK, board=True),
    seen(date(2018, 1, 24), Way.RATED, rating="Limited"),
)
DATES = RiskDates(date(2017, 1, 1), date(2018, 2, 1), date(2018, 3, 1))
RISK = BafRisk(ROW, DATES, CONSIDERED)
DECIDED = (
    a_decision(DecisionKind.VALIDATE, date(2017, 5, 1), date(2017, 5, 3), "Chief Nurse"),
    a_decision(DecisionKind.VALIDATE, date(2017, 5, 1), date(2017, 6, 20), "Trust Board"),
    a_decision(DecisionKind.CLOSE, date(2018, 3, 1), None),
)
NOTHING = (
    ("considered", "No risk was on the Board Assurance Framework in the year."),
    ("meetings", "No meeting is recorded in the year"),
    ("monthly", "No monthly review was opened in the year."),
    ("overdue", "No review was overdue."),
    ("decisions", "Nothing was decided in the year, and nothing waits to be."),
    ("checks", "No check was switched off."),
    ("internal-audit", "No assurance of internal audit is recorded in the year."),
    ("taken-back", "Nothing was redacted or withdrawn in the year."),
    ("issued", "Nothing changed in the year."),
    ("issued", "No pack was issued in the year."),
    ("history", "The history has no entry by then."),
)


@pytest.mark.parametrize(("key", "says"), NOTHING)
def test_a_section_with_nothing_says_so(key: str, says: str) -> None:
    assert says in words_of(section(audit_paper(a_pack()), key))


def test_it_names_the_financial_year_or_the_days_of_any_other() -> None:
    assert "the financial year 2017/18" in words_of(section(audit_paper(a_pack()), "short"))
    other = a_pack(year=Period(date(2017, 6, 30), date(2018, 6, 30)))
    assert "after 30 June 2017, to 30 June 2018" in words_of(section(audit_paper(other), "short"))


def test_each_risk_is_beside_when_the_board_and_its_committee_considered_it() -> None:
    paper = audit_paper(a_pack(risks=(RISK, replace(RISK, considered=()))))
    first, never = rows_of(section(paper, "considered"), "BAF risks and committees")
    assert first[1] == "27 September 2017: in its pack"
    assert first[2] == f"{ROW.committee}\n24 January 2018: assurance rated, Limited"
    assert never[1:3] == ("not recorded", f"{ROW.committee}\nnot recorded")
    assert first[4] == "1 February 2018; 1 March 2018"
    short = words_of(section(paper, "short"))
    assert "the Board considered 1 of them, a lead committee 1." in short
    assert "Of R-0001 nothing of the kind is recorded." in short


def test_a_rating_is_kept_as_typed_about_its_risk() -> None:
    typed = [one for one in pieces_of(audit_paper(a_pack(risks=(RISK,)))) if isinstance(one, Words)]
    assert Words("Limited", ROW.id) in typed
    assert Words(ROW.title, ROW.id) in typed


def test_the_board_is_listed_though_it_never_met() -> None:
    held = MeetingRow(LEAD, LEAD, "Quality", date(2017, 6, 1), "", MeetingState.HELD, 1)
    gone = replace(held, held_on=date(2017, 7, 1), state=MeetingState.CANCELLED)
    paper = audit_paper(a_pack(bodies=("Trust Board",), meetings=(gone, held)))
    assert rows_of(section(paper, "meetings"), "Meetings by body") == (
        ("Quality", "1", "1 June 2017", "1"),
        ("Trust Board", "0", "none", "none"),
    )
    assert ("Meetings held", "1") in rows_of(section(paper, "cover"), HELD)


def test_decisions_are_told_by_kind_with_their_days_and_by_whom() -> None:
    part = section(audit_paper(a_pack(decided=DECIDED)), "decisions")
    assert rows_of(part, "Decisions by kind") == (
        ("Confirm or moderate the score", "2", "26 days", "50 days", "none"),
        ("Close the risk", "0", "", "", "1"),
    )
    ((day, _, what, days),) = rows_of(part, "Scores validated late")
    assert (day, days) == ("20 June 2017", "50")
    assert what == "Confirm or moderate the score: agreed\nTrust Board"
    ((since, *_, waited),) = rows_of(part, "Still to decide")
    assert (since, waited) == ("open since 1 March 2018", "30")


def test_scores_validated_in_time_are_not_listed_as_late() -> None:
    part = section(audit_paper(a_pack(decided=DECIDED[:1])), "decisions")
    assert "Every score was validated within 30 days" in words_of(part)


def test_each_check_has_its_figures_then_and_now_and_what_was_off_says_why() -> None:
    checks = (
        CheckThen("No owner", Severity.SERIOUS, 6, 4),
        CheckThen("No target score", Severity.WARNING, 0, 3),
        CheckThen("An objective without a risk", Severity.OFF, 1, None),
        CheckThen("Not scored", Severity.SERIOUS, 0, 0),
    )
    off = (SwitchedOff("An objective without a risk", date(2018, 2, 7), "Aims carry none."),)
    part = section(audit_paper(a_pack(checks=checks, off=off, looked_at=(4, 9))), "checks")
    assert rows_of(part, "Quality checks") == (
        ("No owner", "Serious", "6", "4", "2 fewer"),
        ("No target score", "Warning", "none", "3", "3 more"),
        ("An objective without a risk", "Off", "1", "off", "not known"),
    )
    assert "1 check found nothing, then or now." in words_of(part)
    assert "Aims carry none." in words_of(part)


def test_internal_audit_is_told_with_what_became_of_it() -> None:
    bad = AuditReport(
        NAME, "Fire review", AssuranceResult.NEGATIVE, AssuranceLevel.LIMITED,
        date(2017, 11, 29), None, None,
    )  # fmt: skip
    reports = (
        bad,
        replace(bad, settled_on=date(2018, 1, 5)),
        replace(bad, withdrawn_on=date(2018, 1, 6)),
        replace(bad, result=AssuranceResult.POSITIVE),
    )
    paper = audit_paper(a_pack(reports=reports))
    rows = rows_of(section(paper, "internal-audit"), "Internal audit")
    assert rows[0][2] == "Fire review\nNegative, limited assurance"
    assert [row[3] for row in rows] == [
        "not yet verified as done",
        "verified as done on 5 January 2018",
        "recorded by mistake, withdrawn on 6 January 2018",
        "nothing to verify is recorded",
    ]
    assert "4 assurances of internal audit: 2 negative, 1 verified as done." in words_of(
        section(paper, "short")
    )


def test_months_packs_movement_and_what_was_taken_back_are_listed() -> None:
    month = MonthName(date(2017, 5, 1), MonthState.NOT_HELD, date(2017, 5, 2), END, "Snow.")
    issued = PackRow(
        BOARD, "DEMO-BAF-2018-01", PackKind.BOARD, "A title", date(2018, 1, 31), True,
        "Trust Board", date(2018, 2, 2), "ABCD-EFGH", 12, None, "", None,
    )  # fmt: skip
    paper = audit_paper(
        a_pack(
            months=(month,), packs=(issued,), moves={MoveKind.UP: 3}, erased=Erased(redactions=1)
        )
    )
    assert rows_of(section(paper, "monthly"), "Monthly reviews")[0][3] == "Snow."
    assert rows_of(section(paper, "issued"), "Movement over the year") == (("Score up", "3"),)
    assert rows_of(section(paper, "issued"), "Packs issued") == (
        ("DEMO-BAF-2018-01", "Board pack (public)\nTrust Board", "31 January 2018",
         "2 February 2018", "Stands"),
    )  # fmt: skip
    assert "1 redaction agreed by two people." in words_of(section(paper, "taken-back"))


def test_the_history_says_how_much_of_it_was_read_and_whether_it_holds() -> None:
    sound = words_of(section(audit_paper(a_pack(chain=Chain(1176, "2a" * 32, 1))), "history"))
    assert "Entries by the end of the year: 1,176." in sound
    assert "entries 1 to 1,176 were read again" in sound
    assert "were not read for this pack" not in sound
    part = words_of(section(audit_paper(a_pack(chain=Chain(30_000, "2a" * 32, 10_001))), "history"))
    assert "Entries before 10,001 were not read for this pack" in part
    broken = audit_paper(a_pack(chain=Chain(9, "2a" * 32, 1, "entry 4 is missing")))
    for key in ("history", "short"):
        assert "entry 4 is missing" in words_of(section(broken, key))


def test_what_it_counts_in_two_places_agrees() -> None:
    counts = audit_paper(a_pack(decided=DECIDED)).counts
    assert judge_pack(Inspected(False, verdict_of({}), counts=counts)).blocking == ()
