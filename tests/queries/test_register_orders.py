"""The orders by what other questions answer, and the risks that fail a quality check."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from riskapp.domain.domains import Domain
from riskapp.domain.filters import AppetiteAsked, Flag, RegisterFilters, Sort
from riskapp.domain.life_drafts import RecordOccurrence
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Role
from riskapp.domain.quality import RISK_CHECKS
from riskapp.domain.reviews import DATE_CHANGED
from riskapp.domain.severity import SetQuality, Severity
from riskapp.models import Review
from riskapp.queries.bulk_change import list_candidates
from riskapp.queries.matrices import get_matrix
from riskapp.queries.quality_page import get_quality_page
from riskapp.queries.quality_survey import ask
from riskapp.queries.register import list_register
from riskapp.queries.register_dates import list_dates
from riskapp.queries.register_moves import list_scores_then
from riskapp.services.occurrences import record_occurrence
from riskapp.services.quality import set_quality
from riskapp.services.transactions import transaction
from tests.appetites import a_scale, an_appetite
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust, an_objective
from tests.queries.many import multiply
from tests.queries.quality_rows import a_post, id_of, let_it_say
from tests.queries.statements import counted

LATER = TODAY + timedelta(days=100)
"""More than three months on: what was scored today is then an earlier score."""


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def titles(
    session: Session,
    trust: Trust,
    filters: RegisterFilters,
    *,
    today: date = TODAY,
    on: date | None = None,
) -> list[str]:
    page = list_register(session, trust.actor(today=today), filters, on=on)
    assert page.total == len(page.rows)
    return [row.title for row in page.rows]


def both_ways(session: Session, trust: Trust, sort: Sort, today: date = TODAY) -> list[str]:
    """The titles in an order, having seen that it turns round, now and as at the day."""
    asked = RegisterFilters(sort=sort, statuses=frozenset(RiskStatus))
    there = titles(session, trust, asked, today=today)
    assert titles(session, trust, replace(asked, backwards=True), today=today) == there[::-1]
    assert titles(session, trust, asked, today=today, on=today) == there
    return there


def test_by_status_is_by_the_life_of_a_risk(session: Session, trust: Trust) -> None:
    for title, status in (("Closed", "closed"), ("Open", "open"), ("Accepted", "tolerated")):
        let_it_say(session, a_risk(session, trust, title=title), status=RiskStatus(status))
    a_risk(session, trust, title="Draft", draft=True)
    assert both_ways(session, trust, Sort.STATUS) == ["Draft", "Open", "Accepted", "Closed"]


def test_by_appetite_the_furthest_above_comes_first_and_what_has_none_last(
    session: Session, trust: Trust
) -> None:
    a_scale(session, trust.actor())
    strict = an_objective(session, trust)
    an_appetite(session, trust.actor(), strict.id, 2)
    an_appetite(session, trust.actor(), Domain.SAFETY, 4)
    a_risk(session, trust, title="Six above", consequence=4, likelihood=4)
    a_risk(session, trust, title="Eight above", consequence=4, likelihood=3, objective=strict)
    a_risk(session, trust, title="Within", consequence=2, likelihood=2)
    a_risk(session, trust, title="Draft", draft=True)
    order = ["Eight above", "Six above", "Within", "Draft"]
    assert both_ways(session, trust, Sort.APPETITE) == order
    shown = list_register(session, trust.actor(), RegisterFilters(sort=Sort.APPETITE)).rows
    assert shown[0].appetite_words == "8 above appetite (minimal, up to 4)"


def test_what_has_no_appetite_stated_is_found(session: Session, trust: Trust) -> None:
    asked = RegisterFilters(appetite=AppetiteAsked.NOT_STATED)
    objective = an_objective(session, trust)
    a_risk(session, trust, title="Linked", consequence=3, likelihood=4, objective=objective)
    a_risk(session, trust, title="Alone", consequence=3, likelihood=3)
    a_risk(session, trust, title="Draft", draft=True)
    assert titles(session, trust, asked) == ["Linked", "Alone", "Draft"]
    a_scale(session, trust.actor())
    an_appetite(session, trust.actor(), objective.id, 3)
    assert titles(session, trust, asked) == ["Alone", "Draft"]
    an_appetite(session, trust.actor(), Domain.SAFETY, 3)
    assert titles(session, trust, asked) == ["Draft"]
    yesterday = TODAY - timedelta(days=1)
    assert titles(session, trust, asked, on=yesterday) == []


def test_by_executive_and_by_committee(session: Session, trust: Trust) -> None:
    a_risk(session, trust, title="Named")
    post = a_post(session, trust)
    let_it_say(session, "R-0001", executive_post_id=post)
    a_risk(session, trust, title="Nobody")
    assert both_ways(session, trust, Sort.EXECUTIVE) == ["Nobody", "Named"]
    assert both_ways(session, trust, Sort.COMMITTEE) == ["Named", "Nobody"]


def test_what_waits_for_most_comes_first(session: Session, trust: Trust) -> None:
    a_risk(session, trust, title="Nothing", consequence=2, likelihood=2)
    a_risk(session, trust, title="Two things", consequence=4, likelihood=4)
    assert both_ways(session, trust, Sort.WAITING) == ["Two things", "Nothing"]


def reviewed(session: Session, trust: Trust, reference: str, day: date, next_on: date) -> None:
    fields = {"risk_id": id_of(session, reference), "by_id": trust.actor().person_id}
    with transaction(session):
        for outcome, on, due in (("no change", day, None), (DATE_CHANGED, TODAY, next_on)):
            review = {"reviewed_on": on, "next_on": due, "outcome": outcome}
            organisation = {"organisation_id": trust.organisation.id}
            session.add(Review(**fields, **review, **organisation))


def test_by_the_days_of_reviews(session: Session, trust: Trust) -> None:
    for title, ago, due in (("Lately", 5, 90), ("Long ago", 90, 5)):
        a_risk(session, trust, title=title, draft=True)
        reference = f"R-000{1 if title == 'Lately' else 2}"
        days = TODAY - timedelta(days=ago), TODAY + timedelta(days=due)
        reviewed(session, trust, reference, *days)
    a_risk(session, trust, title="Never", draft=True)
    assert both_ways(session, trust, Sort.REVIEWED) == ["Never", "Long ago", "Lately"]
    assert both_ways(session, trust, Sort.REVIEW) == ["Long ago", "Lately", "Never"]


def test_what_happened_last_comes_first(session: Session, trust: Trust) -> None:
    for title in ("Never", "Once", "Today"):
        a_risk(session, trust, title=title)
    with transaction(session):
        for reference, ago in (("R-0002", 9), ("R-0003", 30), ("R-0003", 0)):
            happened = RecordOccurrence(TODAY - timedelta(days=ago), "It flooded.")
            record_occurrence(session, trust.actor(Role.RISK_LEAD), reference, happened)
    assert both_ways(session, trust, Sort.HAPPENED) == ["Today", "Once", "Never"]
    ids = [id_of(session, f"R-000{number}") for number in (1, 2, 3)]
    dates = list_dates(session, trust.actor(), ids)
    assert [dates[one].happened_on for one in ids] == [None, TODAY - timedelta(days=9), TODAY]
    before = list_dates(session, trust.actor(), ids, TODAY - timedelta(days=1))
    assert [one.happened_on for one in before.values()] == [None] * 3


def test_what_rose_most_comes_first_and_what_is_new_last(session: Session, trust: Trust) -> None:
    for title in ("Fell", "Same", "Rose"):
        a_risk(session, trust, title=title, consequence=3, likelihood=3)
    later = replace(trust.actor(Role.RISK_LEAD), today=LATER)
    a_score(session, later, "R-0001", 2, 2)
    a_score(session, later, "R-0003", 4, 4)
    a_risk(session, trust, title="New", consequence=5, likelihood=5, by=later)
    assert both_ways(session, trust, Sort.MOVED, LATER) == ["Rose", "Same", "Fell", "New"]
    ids = [row.id for row in list_register(session, later, RegisterFilters(sort=Sort.TITLE)).rows]
    then = list_scores_then(session, later, ids)
    assert [then.get(one) for one in ids] == [9, None, 9, 9]
    assert list_scores_then(session, later, ids, TODAY) == {}


def test_another_organisations_earlier_scores_are_not_told(session: Session, trust: Trust) -> None:
    a_risk(session, trust, consequence=3, likelihood=3)
    theirs = replace(a_trust(session, "other").actor(), today=LATER)
    assert list_scores_then(session, theirs, [id_of(session, "R-0001")]) == {}


def test_what_fails_most_checks_comes_first(session: Session, trust: Trust) -> None:
    a_risk(session, trust, title="Owned", consequence=3, likelihood=3)
    let_it_say(session, "R-0001", owner_post_id=a_post(session, trust, until=date(2030, 1, 1)))
    a_risk(session, trust, title="Nobody's", consequence=3, likelihood=3)
    a_risk(session, trust, title="Draft", draft=True)
    assert both_ways(session, trust, Sort.QUALITY) == ["Nobody's", "Owned", "Draft"]


def test_each_check_finds_the_risks_that_its_page_counts(session: Session, trust: Trust) -> None:
    a_risk(session, trust, title="Scored", consequence=4, likelihood=4)
    a_risk(session, trust, title="Not scored")
    a_risk(session, trust, title="Draft", draft=True)
    counts = {
        row.check.key: row.failing for row in get_quality_page(ask(session, trust.actor())).rows
    }
    for check in RISK_CHECKS:
        found = titles(session, trust, RegisterFilters(check=check.key))
        assert len(found) == counts[check.key], check.key
        assert titles(session, trust, RegisterFilters(check=check.key), on=TODAY) == found
    assert titles(session, trust, RegisterFilters(check="not-scored")) == ["Not scored"]
    assert titles(session, trust, RegisterFilters(check="not-scored", search="posts")) != []
    assert titles(session, trust, RegisterFilters(check="not-scored", search="zebra")) == []


def test_a_check_that_is_off_finds_nothing(session: Session, trust: Trust) -> None:
    a_risk(session, trust, consequence=3, likelihood=3)
    assert len(titles(session, trust, RegisterFilters(check="no-owner"))) == 1
    with transaction(session):
        off = SetQuality("no-owner", Severity.OFF, "Owners come later.", seen_version=0)
        set_quality(session, trust.actor(), off)
    assert titles(session, trust, RegisterFilters(check="no-owner")) == []


def test_a_change_of_many_reaches_only_what_fails_the_check(session: Session, trust: Trust) -> None:
    a_risk(session, trust, title="Owned", consequence=3, likelihood=3)
    let_it_say(session, "R-0001", owner_post_id=a_post(session, trust))
    a_risk(session, trust, title="Nobody's", consequence=3, likelihood=3)
    asked = RegisterFilters(check="no-owner")
    found = list_candidates(session, trust.actor(), asked, get_matrix(session, trust.actor()))
    assert [one.title for one in found] == ["Nobody's"]


def test_no_order_or_check_takes_more_statements_for_more_risks(
    session: Session, trust: Trust
) -> None:
    reference = a_risk(session, trust, consequence=4, likelihood=4)
    everything = frozenset(Flag) - {Flag.HAPPENED, Flag.GAP}
    asked = [RegisterFilters(sort=sort, check="no-owner") for sort in Sort]
    asked.append(RegisterFilters(flags=everything, sort=Sort.QUALITY))
    taken = []
    for more in (4, 40):
        multiply(session, trust, reference, more)
        for one in asked:
            list_register(session, trust.actor(), one)  # what the checks find is kept
            with counted(session) as sent:
                list_register(session, trust.actor(), one)
            taken.append(len(sent))
    assert taken[: len(asked)] == taken[len(asked) :]
    assert max(taken) <= 8
