"""A pack asks for every open decision in one table, and tells which acceptances run out."""

from dataclasses import replace
from datetime import date

import pytest

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.papers.asked_for import acceptances, decisions_asked, until_words
from riskapp.readmodels.life import TermsLine
from riskapp.readmodels.risk_page import RiskPage
from tests.composing.reading import rows_of, words_of
from tests.reports.packs import AS_AT, a_decision, a_risk, a_row, scored


def accepted(number: int, until: date | None) -> RiskPage:
    line = replace(
        a_decision(number),
        kind=DecisionKind.ACCEPT,
        state=DecisionState.AGREED,
        decided_by="Ann Chief",
        terms=TermsLine(12, until, "The helpline stays open."),
    )
    return a_risk(a_row(number, scored(3, 4)), decisions=(line,))


def test_every_open_decision_has_a_row_with_what_is_asked_and_why() -> None:
    risk = a_risk(a_row(3, scored(4, 4, awaiting_validation=True)))
    ((what, asked, since, why),) = rows_of(decisions_asked([risk]), "Decisions asked for")
    assert what.startswith("R-0003 ")
    assert asked == "Confirm or moderate the score, score 12 to 16"
    assert since == "30 June 2018"
    assert why == "The score reached the threshold. (risk lead)"


def test_what_was_decided_already_is_not_asked_for() -> None:
    section = decisions_asked([accepted(1, AS_AT)])
    assert len(section.blocks) == 1
    assert "No decision is asked for" in words_of(section)


def test_the_acceptance_that_runs_out_first_comes_first() -> None:
    risks = [accepted(1, None), accepted(2, date(2018, 8, 1)), accepted(3, date(2018, 6, 1))]
    section = acceptances(risks, AS_AT)
    rows = rows_of(section, "Acceptances")
    assert [row[0][:6] for row in rows] == ["R-0003", "R-0002", "R-0001"]
    assert rows[0][1:] == (
        "up to a score of 12",
        "1 June 2018, expired 29 days ago",
        "The helpline stays open. (Ann Chief)",
    )
    assert "3 risks accepted as they stand, 1 of them past" in words_of(section)


def test_that_none_is_accepted_is_said_in_one_line() -> None:
    section = acceptances([a_risk(a_row(1, scored(4, 4)))], AS_AT)
    assert len(section.blocks) == 1
    assert "None of these risks is accepted" in words_of(section)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2018, 6, 30), "30 June 2018, today"),
        (date(2018, 7, 1), "1 July 2018, in 1 day"),
        (date(2018, 6, 28), "28 June 2018, expired 2 days ago"),
        (date.max, "no last day stated"),
    ],
)
def test_how_far_off_a_last_day_is(until: date, said: str) -> None:
    assert until_words(until, AS_AT) == said
