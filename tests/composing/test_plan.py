"""The Milestones pack as its readers get it: what is late, what comes next, what it mitigates."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from riskapp.domain.controls import GapKind
from riskapp.domain.milestones import MilestoneStatus, standing
from riskapp.domain.movement import MoveKind, Period
from riskapp.domain.pack_gate import Inspected, judge_pack
from riskapp.domain.quality_verdict import verdict_of
from riskapp.papers.cover import HELD
from riskapp.papers.plan import plan_paper
from riskapp.readmodels.finals import Words
from riskapp.readmodels.movement import MilestoneName, Moved, Movement
from riskapp.readmodels.pack_changes import Changes, Since
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.paper_words import pieces_of
from riskapp.readmodels.plan import (
    DueShown,
    GapToClose,
    MilestoneCounts,
    MilestoneRow,
    ProgrammeRow,
    RiskName,
)
from riskapp.readmodels.plan_pack import PlanPack
from tests.composing.reading import rows_of, section, words_of
from tests.reports import packs

FRAME = PackFrame("Example Community NHS Trust", "demo", False, packs.AS_AT, public=False)
SINCE = Since(date(2018, 3, 30))
RISK = RiskName(UUID(int=1), "R-0001", "Workforce")


def a_row(number: int, due_on: date | None, **more: Any) -> MilestoneRow:
    status = more.pop("status", MilestoneStatus.IN_PROGRESS)
    row = MilestoneRow(
        id=UUID(int=number), reference=f"M-{number:04}", words=f"Deed {number}",
        programme="Care", programme_id=UUID(int=99), workstream="", owner="",
        status=status, standing=standing(status, due_on, packs.AS_AT),
        due=DueShown(f"due {number}", due_on, date(2018, 1, 1)), risks=(RISK,),
    )  # fmt: skip
    return replace(row, **more)


LATER = a_row(1, date(2018, 5, 31))
LATEST = a_row(2, date(2018, 4, 30))
TODAY = a_row(3, packs.AS_AT, risks=(), owner="Head of Estates")
SOON = a_row(4, date(2018, 9, 30), earlier=(DueShown("Mar 2018", None, date(2018, 1, 1)),))
FAR = a_row(5, date(2018, 10, 1))
DONE = a_row(6, date(2018, 5, 1), status=MilestoneStatus.DONE, done_on=date(2018, 5, 2))
ALL = (LATER, LATEST, TODAY, SOON, FAR, DONE)
GAP = GapToClose(RISK, GapKind.CONTROL, "Nobody stands in.")


def a_pack(*rows: MilestoneRow, moves: tuple[Moved, ...] = (), **more: Any) -> PlanPack:
    care = ProgrammeRow(UUID(int=99), "Care", "", "Chief Nurse", (), (), rows)
    late = sum("late" in row.standing.words for row in rows)
    pack = PlanPack(
        frame=FRAME, programmes=(care,) if rows else (), actions=(),
        counts=MilestoneCounts(len(rows), 1, late, 0, 0),
        changes=Changes(SINCE, Movement(Period(SINCE.on, packs.AS_AT), moves)),
        next_until=date(2018, 9, 30),
    )  # fmt: skip
    return replace(pack, **more)


def firsts(paper: Paper, key: str, name: str) -> list[str]:
    """The references that begin the rows of a table, in order."""
    return [row[0].split()[0] for row in rows_of(section(paper, key), name)]


def test_the_latest_comes_first_among_what_is_late() -> None:
    paper = plan_paper(a_pack(*ALL))
    assert firsts(paper, "late", "Late") == ["M-0002", "M-0001"]
    assert "2 milestones late, the latest first." in words_of(section(paper, "late"))


def test_what_is_due_next_begins_today_and_ends_in_three_months() -> None:
    paper = plan_paper(a_pack(*ALL))
    assert firsts(paper, "next", "Due next") == ["M-0003", "M-0004"]
    today, soon = rows_of(section(paper, "next"), "Due next")
    assert today[1] == "Care\nHead of Estates"
    assert today[4] == "none stated"
    assert soon[2] == "due 4\nat first Mar 2018, moved once"


def test_slips_are_told_old_to_new_since_the_last_pack() -> None:
    name = MilestoneName(SOON.id, SOON.reference, SOON.words)
    day = date(2018, 4, 24)
    slip = Moved(
        MoveKind.SLIPPED, day, day, (RISK,), before="Mar 2018", after="Sept 2018", by="secretary",
        why="The fix is late.", milestone=name,
    )  # fmt: skip
    done = replace(slip, kind=MoveKind.DONE)
    paper = plan_paper(a_pack(*ALL, moves=(slip, done)))
    said = words_of(section(paper, "changes"))
    assert "Due date from Mar 2018 to Sept 2018" in said
    assert "The fix is late." in said
    assert ("Done since the last pack", "1") in rows_of(section(paper, "cover"), HELD)


def test_each_open_milestone_is_beside_the_risks_and_gaps_that_it_mitigates() -> None:
    paper = plan_paper(a_pack(TODAY, SOON, DONE, FAR, gaps={SOON.id: (GAP,)}))
    part = section(paper, "mitigates")
    assert rows_of(part, "What milestones mitigate") == (
        ("M-0004 Deed 4", "R-0001 Workforce", "R-0001, in control: Nobody stands in."),
        ("M-0005 Deed 5", "R-0001 Workforce", "none"),
    )
    assert "Of 1 other open milestone it is not said what they mitigate." in words_of(part)


def test_what_was_typed_is_kept_about_its_risk() -> None:
    paper = plan_paper(a_pack(SOON, gaps={SOON.id: (GAP,)}))
    typed = {one for one in pieces_of(paper) if isinstance(one, Words)}
    assert {Words(text, RISK.id) for text in ("Deed 4", "Workforce", GAP.words)} <= typed


def test_a_plan_with_nothing_says_so_in_every_section() -> None:
    paper = plan_paper(a_pack())
    for key, sentence in (
        ("changes", "nothing changed"),
        ("late", "No milestone is late."),
        ("next", "No open milestone is due by 30 September 2018."),
        ("mitigates", "No open milestone is said to mitigate a risk or to close a gap."),
        ("milestones", "No programme has milestones."),
        ("actions", "Every milestone belongs to a programme."),
    ):
        assert sentence in words_of(section(paper, key))


def test_what_it_counts_in_two_places_agrees() -> None:
    counts = plan_paper(a_pack(*ALL)).counts
    assert judge_pack(Inspected(False, verdict_of({}), counts=counts)).blocking == ()
