"""What applies to each risk, and the risks outside appetite, paged and counted alike."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.domains import Domain
from riskapp.domain.drafts import ScoreRisk
from riskapp.domain.filters import PAGE_SIZE, AppetiteAsked, RegisterFilters
from riskapp.domain.printed_drafts import PrintedAs
from riskapp.domain.scoring import Consequence, Likelihood, PrintedScore, ScoreKind
from riskapp.models import Risk
from riskapp.queries.cases import get_case, get_positions
from riskapp.queries.register import list_register
from riskapp.readmodels.register import RegisterPage, RegisterRow
from riskapp.services.deeds import Deed
from riskapp.services.escalation import get_standing
from riskapp.services.scores import print_score, score_risk
from riskapp.services.transactions import transaction
from tests.appetites import a_scale, an_appetite
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust, an_objective
from tests.queries.many import multiply

OUTSIDE = RegisterFilters(appetite=AppetiteAsked.OUTSIDE)
ALL = RegisterFilters()
MINIMAL, CAUTIOUS, OPEN, SIGNIFICANT = 2, 3, 4, 6


@pytest.fixture
def trust(session: Session) -> Trust:
    made = a_trust(session)
    a_scale(session, made.actor())
    return made


def rows(
    session: Session, trust: Trust, filters: RegisterFilters = ALL, on: date | None = None
) -> dict[str, RegisterRow]:
    return {one.title: one for one in list_register(session, trust.actor(), filters, on=on).rows}


def score_by_domain(
    session: Session, trust: Trust, reference: str, levels: dict[Domain, int]
) -> None:
    held = get_positions(session, get_case(session, trust.actor(), reference))
    draft = ScoreRisk(
        ScoreKind.CURRENT,
        {domain: Consequence(level) for domain, level in levels.items()},
        Likelihood.POSSIBLE,
        "It falls on several things.",
        seen=held[ScoreKind.CURRENT].assessment_id,
    )
    with transaction(session):
        score_risk(session, trust.actor(), reference, draft)


def test_the_strictest_for_objective_and_domain_applies(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    a_risk(session, trust, title="Both", consequence=3, likelihood=4, objective=objective)
    a_risk(session, trust, title="Domain only", consequence=3, likelihood=2)
    an_appetite(session, trust.actor(), objective.id, CAUTIOUS)
    an_appetite(session, trust.actor(), Domain.SAFETY, OPEN)
    found = rows(session, trust)
    assert found["Both"].appetite_words == "6 above appetite (cautious, up to 6)"
    assert [one.subject for one in found["Both"].appetites] == [
        "Objective 1", "Safety of patients, staff or the public",
    ]  # fmt: skip
    assert found["Domain only"].appetite_words == "within appetite (open, up to 10)"
    assert list(rows(session, trust, OUTSIDE)) == ["Both"]


def test_a_domain_that_does_not_lead_brings_no_appetite(session: Session, trust: Trust) -> None:
    risk = a_risk(session, trust, title="Several", consequence=2, likelihood=3)
    score_by_domain(session, trust, risk, {Domain.FINANCE: 4, Domain.SAFETY: 2})
    an_appetite(session, trust.actor(), Domain.SAFETY, MINIMAL)
    assert rows(session, trust)["Several"].appetite_words == "no appetite stated"
    assert rows(session, trust, OUTSIDE) == {}
    score_by_domain(session, trust, risk, {Domain.FINANCE: 4, Domain.SAFETY: 4, Domain.QUALITY: 4})
    an_appetite(session, trust.actor(), Domain.FINANCE, OPEN)
    found = rows(session, trust, OUTSIDE)["Several"]
    assert found.appetite_words == "8 above appetite (minimal, up to 4)"
    assert [one.domain for one in found.appetites] == [Domain.SAFETY, Domain.FINANCE]


def test_a_score_in_the_old_register_counts_by_its_number(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    reference = a_risk(session, trust, title="Printed", objective=objective)
    an_appetite(session, trust.actor(), Domain.SAFETY, MINIMAL)
    with transaction(session):
        deed = Deed(session, trust.actor(), get_case(session, trust.actor(), reference))
        printed = PrintedAs(PrintedScore(18), TODAY, "as printed", "The plan prints it.")
        print_score(deed, printed, get_standing(deed))
    assert rows(session, trust)["Printed"].appetite_words == "no appetite stated"
    an_appetite(session, trust.actor(), objective.id, OPEN)
    found = rows(session, trust, OUTSIDE)["Printed"]
    assert found.appetite_words == "8 above appetite (open, up to 10)"


def test_what_is_at_the_limit_or_unscored_is_not_outside(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    a_risk(session, trust, title="At it", consequence=3, likelihood=2)
    a_risk(session, trust, title="Unscored", objective=objective)
    an_appetite(session, trust.actor(), Domain.SAFETY, CAUTIOUS)
    an_appetite(session, trust.actor(), objective.id, CAUTIOUS)
    assert rows(session, trust, OUTSIDE) == {}
    assert rows(session, trust)["Unscored"].appetite_words == "appetite: cautious, up to 6"


def test_a_past_day_is_judged_by_the_appetite_of_that_day(session: Session, trust: Trust) -> None:
    a_risk(session, trust, title="Nine", consequence=3, likelihood=3)
    later = trust.actor(today=TODAY + timedelta(days=9))
    an_appetite(session, later, Domain.SAFETY, CAUTIOUS)
    assert list(rows(session, trust, OUTSIDE)) == ["Nine"]
    assert rows(session, trust, OUTSIDE, on=TODAY) == {}
    assert rows(session, trust, on=TODAY)["Nine"].appetite_words == "no appetite stated"


def test_distance_to_target_stands_apart_from_distance_to_appetite(
    session: Session, trust: Trust
) -> None:
    risk = a_risk(session, trust, title="Nine", consequence=3, likelihood=3)
    a_score(session, trust.actor(), risk, 3, 2, kind=ScoreKind.TARGET)
    an_appetite(session, trust.actor(), Domain.SAFETY, SIGNIFICANT)
    row = rows(session, trust)["Nine"]
    assert (row.appetite_words, row.target_words) == (
        "within appetite (significant, up to 16)",
        "3 above target",
    )


def test_many_outside_are_counted_and_paged(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    first = a_risk(session, trust, title="Nine", consequence=3, likelihood=3, objective=objective)
    multiply(session, trust, first, PAGE_SIZE + 4)
    a_risk(session, trust, title="Two", consequence=1, likelihood=2, objective=objective)
    an_appetite(session, trust.actor(), objective.id, CAUTIOUS)

    def page(number: int) -> RegisterPage:
        asked = RegisterFilters(appetite=AppetiteAsked.OUTSIDE, page=number)
        return list_register(session, trust.actor(), asked)

    assert (page(1).total, page(1).pages, len(page(2).rows)) == (PAGE_SIZE + 5, 2, 5)
    seen = {row.reference for number in (1, 2) for row in page(number).rows}
    assert len(seen) == PAGE_SIZE + 5


def test_another_organisations_appetite_is_not_ours(session: Session, trust: Trust) -> None:
    other = a_trust(session, "other")
    a_scale(session, other.actor())
    an_appetite(session, other.actor(), Domain.SAFETY, MINIMAL)
    a_risk(session, trust, title="Nine", consequence=3, likelihood=3)
    assert rows(session, trust)["Nine"].appetites == ()
    assert rows(session, trust, OUTSIDE) == {}
    ours = col(Risk.organisation_id) == trust.organisation.id
    assert len(session.exec(select(Risk).where(ours)).all()) == 1
