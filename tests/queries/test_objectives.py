"""Objectives with the risks to them, on a real database."""

from datetime import date

import pytest
from sqlmodel import Session

from riskapp.domain.errors import NotAllowedError, NotFoundError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.models import Objective, ProgrammeObjective
from riskapp.models.plan import ObjectiveLevel
from riskapp.queries.milestone_history import list_milestone_history
from riskapp.queries.objective_risks import list_risks_to
from riskapp.queries.objectives import get_objective, list_objectives
from riskapp.queries.programmes import list_programmes, list_programmes_of_objective
from riskapp.services.transactions import transaction
from tests.factories import (
    TODAY,
    Trust,
    a_milestone,
    a_programme,
    a_risk,
    a_trust,
    an_objective,
)
from tests.queries.statements import counted


def counts(session: Session, trust: Trust, role: Role) -> list[tuple[str, int, int, int]]:
    rows = list_objectives(session, trust.actor(role))
    return [(row.number, row.risks, row.highest, row.on_baf) for row in rows]


def test_risks_are_counted_with_the_highest_and_those_on_the_baf(session: Session) -> None:
    trust = a_trust(session)
    first, _ = an_objective(session, trust, "1"), an_objective(session, trust, "2")
    a_risk(session, trust, consequence=4, likelihood=4, objective=first)
    low = a_risk(session, trust, consequence=2, likelihood=2, objective=first)
    a_risk(session, trust, draft=True, objective=first)
    assert counts(session, trust, Role.VIEWER) == [("1", 2, 16, 1), ("2", 0, 0, 0)]
    shown = list_risks_to(session, trust.actor(Role.VIEWER), first.id)
    assert [row.reference for row in shown] == ["R-0001", low]


def test_hidden_risks_are_not_counted(session: Session) -> None:
    trust = a_trust(session)
    objective = an_objective(session, trust)
    a_risk(
        session,
        trust,
        consequence=5,
        likelihood=5,
        objective=objective,
        by=trust.actor(),
        visibility=Visibility.RESTRICTED,
    )
    assert counts(session, trust, Role.VIEWER) == [("1", 0, 0, 0)]
    assert counts(session, trust, Role.AUDITOR) == [("1", 1, 25, 1)]
    assert list_risks_to(session, trust.actor(Role.VIEWER), objective.id) == ()


def test_before_the_link_there_was_none(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=3, likelihood=3, objective=an_objective(session, trust))
    (then,) = list_objectives(session, trust.actor(), date(2018, 6, 29))
    assert (then.risks, then.highest) == (0, 0)


def test_the_plan_in_force_comes_first_and_keeps_its_number(session: Session) -> None:
    trust = a_trust(session)
    now = an_objective(session, trust, "1")
    with transaction(session):
        session.add(
            Objective(
                organisation_id=trust.organisation.id,
                number="1",
                level=ObjectiveLevel.OBJECTIVE,
                title="The next plan's",
                starts_on=date(2020, 4, 1),
                ends_on=date(2022, 3, 31),
            )
        )
    assert get_objective(session, trust.actor(), "1").id == now.id
    later = trust.actor(today=date(2020, 6, 1))
    assert get_objective(session, later, "1").title == "The next plan's"
    with pytest.raises(NotFoundError):
        get_objective(session, a_trust(session, "other").actor(), "1")


def test_programmes_that_serve_it_are_found(session: Session) -> None:
    trust = a_trust(session)
    objective, programme = an_objective(session, trust, "2"), a_programme(session, trust)
    a_programme(session, trust, "Another")
    with transaction(session):
        session.add(
            ProgrammeObjective(
                organisation_id=trust.organisation.id,
                programme_id=programme.id,
                objective_id=objective.id,
            )
        )
    (found,) = list_programmes_of_objective(session, trust.actor(), objective.id)
    assert (found.name, found.objectives) == ("A programme", ("2",))
    assert len(list_programmes(session, trust.actor())) == 2


def test_statements_do_not_grow_with_risks(session: Session) -> None:
    trust = a_trust(session)
    objective = an_objective(session, trust)
    few = statements(session, trust, objective, 1)
    assert statements(session, trust, objective, 12) == few
    assert few <= 10


def statements(session: Session, trust: Trust, objective: Objective, many: int) -> int:
    for _ in range(many):
        a_risk(session, trust, consequence=4, likelihood=4, objective=objective)
    session.rollback()
    with counted(session) as sent:
        get_objective(session, trust.actor(), "1")
        list_risks_to(session, trust.actor(), objective.id)
    return len(sent)


def test_what_happened_to_a_milestone_is_told_without_the_risks(session: Session) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    (line,) = list_milestone_history(session, trust.actor(Role.AUDITOR), milestone)
    assert line.sentence == "The risk-manager added milestone M-0001, due Sep 2018."
    assert (line.entered_on, line.words) == (TODAY, {"words": "Recruit six nurses"})
    with pytest.raises(NotAllowedError):
        list_milestone_history(session, trust.actor(Role.VIEWER), milestone)
