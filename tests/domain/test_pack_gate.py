"""The quality gate of packs: what blocks, what warns, and what a waiver does."""

from dataclasses import replace
from datetime import date

import pytest

from riskapp.domain.pack_gate import (
    CHECK_TITLES,
    MONTH_OPEN,
    OVERDUE,
    SWITCHED_OFF,
    Count,
    Gate,
    Inspected,
    Waiver,
    judge_pack,
    title_of,
)
from riskapp.domain.quality import CHECKS
from riskapp.domain.quality_verdict import Failed, Verdict, verdict_of
from riskapp.domain.severity import Severity

NONE = Verdict(())
FAILING = verdict_of({"R-0001": (Failed(CHECKS["no-owner"], Severity.SERIOUS),)})
WAIVER = Waiver("no-owner", date(2018, 7, 31), "Posts are being filled.", "A manager")


def test_a_sound_pack_meets_nothing() -> None:
    assert judge_pack(Inspected(public=True, verdict=NONE)) == Gate()


@pytest.mark.parametrize(
    ("inspected", "said"),
    [
        (Inspected(True, NONE, exposed=("R-0002",)), "what is restricted: R-0002"),
        (
            Inspected(False, NONE, counts=(Count("risks", "one", 2), Count("risks", "two", 3))),
            "2 in one, 3 in two",
        ),
        (Inspected(False, NONE, not_seen=2), "holds 2 risks that you may not see"),
    ],
)
def test_harm_and_falsehood_block(inspected: Inspected, said: str) -> None:
    [sentence] = judge_pack(inspected).blocking
    assert said in sentence


@pytest.mark.parametrize(
    "inspected",
    [
        Inspected(False, NONE, exposed=("R-0002",)),
        Inspected(False, NONE, counts=(Count("risks", "one", 2), Count("milestones", "two", 3))),
        Inspected(False, NONE, counts=(Count("risks", "one", 2), Count("risks", "two", 2))),
    ],
)
def test_what_may_be_said_and_what_agrees_does_not_block(inspected: Inspected) -> None:
    assert judge_pack(inspected) == Gate()


@pytest.mark.parametrize(
    ("inspected", "key", "said"),
    [
        (Inspected(False, FAILING), "no-owner", "No owner"),
        (Inspected(False, NONE, overdue=("R-0001", "R-0002")), OVERDUE, "2 risks"),
        (Inspected(False, NONE, off=("No owner",)), SWITCHED_OFF, "No owner"),
        (Inspected(False, NONE, open_month=date(2018, 6, 1)), MONTH_OPEN, "June 2018"),
    ],
)
def test_all_else_warns(inspected: Inspected, key: str, said: str) -> None:
    gate = judge_pack(inspected)
    assert gate.blocking == ()
    [warned] = gate.standing
    assert (warned.check_key, warned.waiver) == (key, None)
    assert said in warned.sentence


def test_a_waiver_holds_for_its_check_alone() -> None:
    inspected = Inspected(False, FAILING, overdue=("R-0001",))
    gate = judge_pack(inspected, [WAIVER])

    assert [one.check_key for one in gate.waived] == ["no-owner"]
    assert [one.check_key for one in gate.standing] == [OVERDUE]


def test_what_its_maker_may_not_see_blocks_a_private_pack_whatever_is_waived() -> None:
    """One whose maker sees less than its readers is never theirs to issue."""
    old = replace(WAIVER, check_key="risks-not-seen")
    gate = judge_pack(Inspected(False, NONE, not_seen=1), [old])
    assert (len(gate.blocking), gate.warnings) == (1, ())
    assert "risks-not-seen" not in CHECK_TITLES


def test_a_public_pack_is_not_held_up_by_what_it_leaves_out_on_purpose() -> None:
    assert judge_pack(Inspected(True, NONE, not_seen=3)) == Gate()


def test_every_check_has_a_title() -> None:
    assert set(CHECK_TITLES) >= set(CHECKS) | {OVERDUE, SWITCHED_OFF, MONTH_OPEN}
    titles = {key: title_of(key) for key in CHECK_TITLES}
    assert titles == CHECK_TITLES
    assert "may not see" in title_of("risks-not-seen")
