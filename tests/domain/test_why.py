"""Why a figure is what it is: each question and the sentence that answers it."""

from dataclasses import replace
from datetime import date

import pytest

from riskapp.domain.escalation import Register
from riskapp.domain.happenings import Happening
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.why import (
    About,
    AboutMilestone,
    Made,
    dated_because,
    milestone_because,
    milestone_question,
    named_because,
    not_placed_because,
    placed_because,
    question,
    scored_because,
)

DAY = date(2018, 6, 3)
SCORED = Made(
    Happening.SCORED,
    "Ann Lee",
    DAY,
    DAY,
    {"consequence": "4", "likelihood": "4", "score": "16"},
    "Two posts are empty.",
)
PRINTED = Made(Happening.SCORE_PRINTED, "Ann Lee", date(2018, 4, 1), DAY, {"score": "18"}, "")
PLACED = Made(
    Happening.PLACED,
    "Ann Lee",
    DAY,
    DAY,
    {"from": "2018-06-03", "how": "by the threshold rule", "score": "16"},
)
RAISED = Made(Happening.RISK_RAISED, "Ann Lee", DAY, DAY)
EDITED = Made(Happening.RISK_EDITED, "Ann Lee", DAY, DAY, {}, "She has left.")


@pytest.mark.parametrize(
    ("made", "answer"),
    [
        (
            SCORED,
            (
                "The current score is 16 because Ann Lee scored it 4 × 4 on 3 June 2018:"
                " “Two posts are empty.”"
            ),
        ),
        (
            replace(SCORED, on=date(2018, 5, 1)),
            (
                "The current score is 16 because Ann Lee scored it 4 × 4 from 1 May 2018, entered"
                " on 3 June 2018: “Two posts are empty.”"
            ),
        ),
        (
            replace(SCORED, reason=None),
            (
                "The current score is 16 because Ann Lee scored it 4 × 4 on 3 June 2018."
                " The reason was redacted."
            ),
        ),
        (
            PRINTED,
            (
                "The current score is 16, the score in the old register: Ann Lee entered it on"
                " 3 June 2018, to hold from 1 April 2018."
            ),
        ),
    ],
)
def test_a_score_is_answered_by_who_gave_it_and_why(made: Made, answer: str) -> None:
    assert scored_because(ScoreKind.CURRENT, 16, made) == answer


def test_a_target_date_is_answered_by_the_score_that_came_with_it() -> None:
    assert dated_because(date(2019, 3, 31), SCORED).startswith(
        "The target is to be reached by 31 March 2019 because Ann Lee gave that day with the"
        " target score of 16 on 3 June 2018: "
    )


def test_a_stay_on_a_register_is_answered_by_how_and_by_the_score_then() -> None:
    assert placed_because(Register.HLRR, PLACED, SCORED) == (
        "It has been on the High Level Risk Register since 3 June 2018, by the threshold rule:"
        " its score then was 16. Ann Lee scored it 4 × 4 on 3 June 2018: “Two posts are empty.”"
    )
    assert placed_because(Register.BAF, PLACED, None).endswith("its score then was 16.")


def test_a_risk_that_is_on_no_register_is_answered_by_who_took_it_off() -> None:
    off = replace(EDITED, kind=Happening.TAKEN_OFF)
    assert not_placed_because(Register.HLRR, None).endswith("Nothing has put it there.")
    assert not_placed_because(Register.HLRR, off) == (
        "It is not on the High Level Risk Register. Ann Lee took it off on 3 June 2018:"
        " “She has left.”"
    )


@pytest.mark.parametrize(
    ("value", "made", "answer"),
    [
        ("", None, "No owner is stated, and none ever was."),
        ("", RAISED, "No owner is stated, and none ever was."),
        (
            "Matron",
            RAISED,
            "The owner is Matron because Ann Lee named it on raising the risk on 3 June 2018.",
        ),
        (
            "Matron",
            EDITED,
            "The owner is Matron because Ann Lee changed it on 3 June 2018: “She has left.”",
        ),
        (
            "",
            EDITED,
            "No owner is stated: Ann Lee took it away on 3 June 2018: “She has left.”",
        ),
    ],
)
def test_an_owner_is_answered_by_who_named_it(value: str, made: Made | None, answer: str) -> None:
    assert named_because(About.OWNER, value, made) == answer


@pytest.mark.parametrize(
    ("about", "before", "value", "answer"),
    [
        (
            AboutMilestone.DUE,
            "Sep 2018",
            "Dec 2018",
            (
                "It is due Dec 2018 because Ann Lee moved it on 3 June 2018 (before: Sep 2018):"
                " “She has left.”"
            ),
        ),
        (
            AboutMilestone.STATUS,
            "in-progress",
            "done",
            (
                "It is done because Ann Lee marked it so on 3 June 2018 (before: in progress):"
                " “She has left.”"
            ),
        ),
        (
            AboutMilestone.OWNER,
            "nobody",
            "Matron",
            (
                "The owner is Matron because Ann Lee handed it over on 3 June 2018 (before:"
                " nobody): “She has left.”"
            ),
        ),
    ],
)
def test_a_milestone_is_answered_by_who_changed_it(
    about: AboutMilestone, before: str, value: str, answer: str
) -> None:
    made = replace(EDITED, facts={"before": before})
    assert milestone_because(about, value, made) == answer
    added = milestone_because(about, value, replace(RAISED, kind=Happening.MILESTONE_ADDED))
    assert added.endswith(", as Ann Lee added it on 3 June 2018.")


@pytest.mark.parametrize(
    ("about", "value", "asked"),
    [
        (About.CURRENT, "16", "Why is the current score 16?"),
        (About.INHERENT, "", "Why is there no inherent score?"),
        (About.TARGET_DATE, "31 March 2019", "Why is the target to be reached by 31 March 2019?"),
        (About.TARGET_DATE, "", "Why is there no target date?"),
        (About.HLRR, "hlrr", "Why is it on the HLRR?"),
        (About.BAF, "", "Why is it not on the BAF?"),
        (About.COMMITTEE, "Quality Committee", "Why is the lead committee Quality Committee?"),
        (About.OWNER, "", "Why is there no owner?"),
    ],
)
def test_the_question_names_the_figure(about: About, value: str, asked: str) -> None:
    assert question(about, value) == asked


def test_the_question_about_a_milestone_names_what_it_asks_about() -> None:
    assert milestone_question(AboutMilestone.DUE, "Sep 2018") == "Why is it due Sep 2018?"
    assert milestone_question(AboutMilestone.OWNER, "") == "Why has it no owner?"
    assert milestone_question(AboutMilestone.STATUS, "done") == "Why is it done?"
