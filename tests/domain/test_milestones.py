from datetime import date

import pytest

from riskapp.domain.milestones import (
    MilestoneStatus,
    Standing,
    StandingKind,
    label,
    standing,
)

TODAY = date(2018, 6, 30)
PAST = date(2018, 5, 31)
YESTERDAY = date(2018, 6, 29)
AHEAD = date(2018, 12, 31)


@pytest.mark.parametrize(
    ("status", "due", "words"),
    [
        (MilestoneStatus.DONE, PAST, "done"),
        (MilestoneStatus.DONE, None, "done"),
        (MilestoneStatus.CANCELLED, PAST, "cancelled"),
        (MilestoneStatus.CANCELLED, AHEAD, "cancelled"),
        (MilestoneStatus.NOT_STARTED, PAST, "late by 30 days"),
        (MilestoneStatus.IN_PROGRESS, YESTERDAY, "late by 1 day"),
        (MilestoneStatus.AT_RISK, PAST, "late by 30 days"),
        (MilestoneStatus.AT_RISK, AHEAD, "at risk"),
        (MilestoneStatus.AT_RISK, None, "at risk"),
        (MilestoneStatus.IN_PROGRESS, TODAY, "due"),
        (MilestoneStatus.NOT_STARTED, AHEAD, "due"),
        (MilestoneStatus.NOT_STARTED, None, "only starts"),
        (MilestoneStatus.IN_PROGRESS, None, "only starts"),
    ],
)
def test_a_page_says_how_a_milestone_stands(
    status: MilestoneStatus, due: date | None, words: str
) -> None:
    assert standing(status, due, TODAY).words == words


def test_the_days_late_are_there_to_sort_by() -> None:
    assert standing(MilestoneStatus.IN_PROGRESS, PAST, TODAY) == Standing(StandingKind.LATE, 30)


@pytest.mark.parametrize("status", MilestoneStatus)
def test_every_status_has_words(status: MilestoneStatus) -> None:
    assert label(status).lower().replace(" ", "-") == status.value
