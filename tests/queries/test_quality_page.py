"""The quality page: how many fail each check, of what a reader may know, in few statements."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.quality import CHECKS
from riskapp.domain.quality_verdict import Subject
from riskapp.domain.severity import SetQuality, Severity
from riskapp.models import Milestone, MilestoneDue
from riskapp.queries import kept_counts, quality_page
from riskapp.queries.quality_page import get_failing_page, get_quality_page, list_checks
from riskapp.queries.quality_survey import ask
from riskapp.readmodels.quality import QualityPage
from riskapp.services.quality import set_quality
from riskapp.services.transactions import transaction
from tests.factories import (
    TODAY,
    Trust,
    a_milestone,
    a_programme,
    a_risk,
    a_score,
    a_trust,
    a_unit,
    an_objective,
)
from tests.queries.many import multiply
from tests.queries.quality_rows import id_of
from tests.queries.statements import counted

MOST_STATEMENTS = 8
"""With the visit and the choice of units, a page takes two more: ten at most."""
EARLIER = TODAY - timedelta(days=9)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def numbers(page: QualityPage) -> dict[str, int]:
    return {row.check.key: row.failing for row in page.found}


def looked_at(page: QualityPage) -> dict[str, int]:
    return {subject.value: number for subject, number in page.looked_at.items()}


def references(session: Session, actor: Actor, key: str, unit: UUID | None = None) -> list[str]:
    page = get_failing_page(ask(session, actor, unit=unit), key)
    found = [*page.risks, *page.milestones]
    assert page.total == len(found)
    return [row.reference for row in found]


def test_a_register_with_nothing_in_it_owes_nothing(session: Session, trust: Trust) -> None:
    page = get_quality_page(ask(session, trust.actor()))
    assert looked_at(page) == {"risk": 0, "objective": 0, "milestone": 0}
    assert page.found == page.off == ()
    assert len(page.clear) == len(CHECKS)


def test_every_check_counts_what_its_list_shows_the_highest_first(
    session: Session, trust: Trust
) -> None:
    an_objective(session, trust)
    a_milestone(session, trust, "Apr 2018 onwards", programme=a_programme(session, trust))
    for consequence in (3, 5, 4):
        a_risk(session, trust, consequence=consequence, likelihood=2)
    page = get_quality_page(ask(session, trust.actor()))
    assert looked_at(page) == {"risk": 3, "objective": 1, "milestone": 1}
    assert list(numbers(page).items()) == [
        ("no-owner", 3),
        ("no-target", 3),
        ("no-action", 3),
        ("milestone-no-owner", 1),
        ("milestone-no-date", 1),
        ("objective-no-risk", 1),
    ]
    assert references(session, trust.actor(), "no-owner") == ["R-0002", "R-0003", "R-0001"]
    assert references(session, trust.actor(), "milestone-no-date") == ["M-0001"]
    objectives = get_failing_page(ask(session, trust.actor()), "objective-no-risk").objectives
    assert [row.number for row in objectives] == ["1"]


def test_what_is_not_in_force_or_is_done_is_not_looked_at(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    a_risk(session, trust, consequence=2, likelihood=2, objective=objective)
    a_risk(session, trust, draft=True)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust), today=EARLIER)
    with transaction(session):
        session.get_one(Milestone, (trust.organisation.id, milestone)).status = MilestoneStatus.DONE
        objective.ends_on = TODAY - timedelta(days=1)
        session.add(objective)
    page = get_quality_page(ask(session, trust.actor()))
    assert looked_at(page) == {"risk": 1, "objective": 0, "milestone": 0}


def test_a_past_day_shows_what_was_owed_then(session: Session, trust: Trust) -> None:
    a_risk(session, trust, consequence=2, likelihood=2, by=trust.actor(Role.RISK_LEAD, EARLIER))
    a_risk(session, trust, consequence=2, likelihood=2)
    _set(session, trust, "no-owner", Severity.OFF)
    now = get_quality_page(ask(session, trust.actor()))
    then = get_quality_page(ask(session, trust.actor(), on=EARLIER))
    before = get_quality_page(ask(session, trust.actor(), on=EARLIER - timedelta(days=1)))
    assert [page.looked_at[Subject.RISK] for page in (now, then, before)] == [2, 1, 0]
    assert "no-owner" not in numbers(now)
    assert numbers(then)["no-owner"] == 1
    assert numbers(before) == {}


def test_a_unit_counts_with_all_below_it(session: Session, trust: Trust) -> None:
    above = a_unit(session, trust, "Above")
    below = a_unit(session, trust, "Below", above)
    an_objective(session, trust)
    inside = a_risk(session, trust, unit=below)
    a_risk(session, trust, unit=a_unit(session, trust, "Beside"))
    a_milestone(session, trust, risk_ids=(id_of(session, inside),))
    a_milestone(session, trust, programme=a_programme(session, trust))
    for actor, unit in ((trust.actor(), above.id), (trust.lead_of(above.id, below.id), None)):
        page = get_quality_page(ask(session, actor, unit=unit))
        assert looked_at(page) == {"risk": 1, "milestone": 1}
        assert "objective-no-risk" not in [row.check.key for row in page.rows]
        assert references(session, actor, "no-owner", unit) == [inside]
        assert references(session, actor, "milestone-no-owner", unit) == ["M-0001"]
        assert get_failing_page(ask(session, actor, unit=unit), "objective-no-risk").total == 0


def test_nobody_counts_what_they_may_not_know_of(session: Session, trust: Trust) -> None:
    hidden = a_risk(session, trust, visibility=Visibility.RESTRICTED, by=trust.actor())
    a_milestone(session, trust, risk_ids=(id_of(session, hidden),))
    other = a_trust(session, "other")
    assert numbers(get_quality_page(ask(session, trust.actor(Role.AUDITOR))))["no-owner"] == 1
    for actor in (trust.actor(Role.VIEWER), trust.actor(Role.REPORTER), other.actor()):
        page = get_quality_page(ask(session, actor))
        assert page.found == ()
        assert page.looked_at[Subject.RISK] == page.looked_at[Subject.MILESTONE] == 0
        assert references(session, actor, "no-owner") == []


def test_a_check_is_as_serious_as_it_is_set_and_says_by_whom(
    session: Session, trust: Trust
) -> None:
    a_risk(session, trust, consequence=2, likelihood=2)
    _set(session, trust, "no-owner", Severity.OFF)
    _set(session, trust, "no-action", Severity.SERIOUS)
    asked = ask(session, trust.actor())
    page = get_quality_page(asked)
    assert [row.check.key for row in page.found] == ["no-action", "no-target"]
    (off,) = page.off
    assert off.check.key == "no-owner"
    assert off.set_so is not None
    assert (off.set_so.by, off.set_so.reason) == ("The risk-manager", "We decided so.")
    assert get_failing_page(asked, "no-owner").total == 0
    assert list_checks(asked)[-1] == off


def test_a_list_comes_in_pages_and_a_check_that_is_none_is_not_found(
    session: Session, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality_page, "PAGE_SIZE", 2)
    for _ in range(3):
        a_risk(session, trust, consequence=2, likelihood=2)
    asked = ask(session, trust.actor())
    second = get_failing_page(asked, "no-owner", 2)
    assert (second.total, second.pages) == (3, 2)
    assert [row.reference for row in second.risks] == ["R-0003"]
    with pytest.raises(FieldError, match="the last page is 2"):
        get_failing_page(asked, "no-owner", 3)
    with pytest.raises(NotFoundError):
        get_failing_page(asked, "no-such-check")


def test_it_takes_as_few_statements_for_many_as_for_one(session: Session, trust: Trust) -> None:
    an_objective(session, trust)
    programme = a_programme(session, trust)
    a_milestone(session, trust, programme=programme)
    reference = a_risk(session, trust, consequence=4, likelihood=4)
    taken = [_statements(session, trust)]
    multiply(session, trust, reference, 60)
    a_milestone(session, trust, programme=programme)
    taken.append(_statements(session, trust))
    assert taken[1] == taken[0]
    assert max(taken[0]) <= MOST_STATEMENTS


def test_what_was_counted_holds_until_something_changes(session: Session, trust: Trust) -> None:
    reference = a_risk(session, trust, consequence=3, likelihood=3)
    actor = trust.actor()
    assert numbers(get_quality_page(ask(session, actor)))["no-action"] == 1
    with counted(session) as sent:
        assert numbers(get_quality_page(ask(session, actor)))["no-action"] == 1
    assert len(sent) == 2  # the settings, and whether anything has changed
    a_milestone(session, trust, risk_ids=(id_of(session, reference),))
    assert "no-action" not in numbers(get_quality_page(ask(session, actor)))
    a_score(session, trust.actor(Role.RISK_LEAD), reference, 5, 4)
    assert "awaits-validation" in numbers(get_quality_page(ask(session, actor)))
    tomorrow = replace(actor, today=TODAY + timedelta(days=60))
    assert "not-reviewed" in numbers(get_quality_page(ask(session, tomorrow)))


def test_a_milestone_that_was_given_a_last_day_later_had_none_then(
    session: Session, trust: Trust
) -> None:
    programme = a_programme(session, trust)
    a_milestone(session, trust, "Apr 2018 onwards", programme=programme, today=EARLIER)
    with transaction(session):
        change = sa.update(MilestoneDue).where(col(MilestoneDue.due_on).is_(None))
        session.connection().execute(change.values(until_on=TODAY))
    assert references(session, trust.actor(), "milestone-no-date") == []
    then = get_failing_page(ask(session, trust.actor(), on=EARLIER), "milestone-no-date")
    assert [row.reference for row in then.milestones] == ["M-0001"]


def _statements(session: Session, trust: Trust) -> list[int]:
    """The statements of each page when nothing is kept yet."""
    taken = []
    actor = trust.actor()
    for key in (None, "no-owner", "objective-no-risk", "milestone-no-owner"):
        kept_counts._KEPT_LONG.clear()  # noqa: SLF001 - as after a change
        with counted(session) as sent:
            asked = ask(session, actor)
            get_failing_page(asked, key) if key else get_quality_page(asked)
        taken.append(sum(one != "BEGIN" for one in sent))
    return taken


def _set(session: Session, trust: Trust, key: str, severity: Severity) -> None:
    with transaction(session):
        set_quality(session, trust.actor(), SetQuality(key, severity, "We decided so.", 0))
