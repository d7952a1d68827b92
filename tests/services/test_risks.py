"""Raising a risk, changing what it says, opening a draft."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import EditRisk, RaiseRisk, RiskDetails, Statement
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.escalation import Register
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus, Visibility
from riskapp.domain.permissions import Role
from riskapp.models import Risk, RiskVersion
from riskapp.queries.cases import get_case
from riskapp.services.risks import edit_risk, open_risk, raise_risk
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_score, a_trust, a_unit
from tests.services.looks import open_decisions, registers_of

DETAILS = RiskDetails(Statement("Ward closures", "because", "there is", "leading to"))


def editing(details: RiskDetails, version: int = 1, reason: str = "Clearer.") -> EditRisk:
    return EditRisk(details, reason, version)


def says(session: Session, trust: Trust, reference: str) -> RiskVersion:
    session.rollback()
    return get_case(session, trust.actor(), reference).says


def test_references_follow_one_another_in_each_organisation(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    assert [a_risk(session, trust), a_risk(session, trust)] == ["R-0001", "R-0002"]
    assert a_risk(session, other) == "R-0001"


def test_a_refused_risk_leaves_nothing_behind(session: Session) -> None:
    trust = a_trust(session)
    untitled = replace(DETAILS, statement=Statement("  "))
    with pytest.raises(FieldError) as refused, transaction(session):
        raise_risk(session, trust.actor(), RaiseRisk(untitled))
    assert refused.value.field == "title"
    session.rollback()
    assert session.exec(select(Risk)).all() == []


def test_a_draft_does_not_count_until_it_is_opened(session: Session) -> None:
    trust = a_trust(session)
    reporter = trust.actor(Role.REPORTER)
    risk = a_risk(session, trust, consequence=5, likelihood=4, draft=True, by=reporter)
    assert registers_of(session, risk) == {}
    assert open_decisions(session, risk) == set()
    with transaction(session):
        open_risk(session, reporter, risk)
    assert registers_of(session, risk).keys() == {Register.HLRR}
    assert open_decisions(session, risk) == {DecisionKind.VALIDATE, DecisionKind.ANSWER_OBJECTIVE}
    with pytest.raises(FieldError, match="cannot be opened"), transaction(session):
        open_risk(session, trust.actor(), risk)


def test_an_edit_keeps_what_was_said_until_then(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, by=trust.actor(today=date(2018, 5, 1)))
    with transaction(session):
        edit_risk(session, trust.actor(), risk, editing(DETAILS))
    query = select(RiskVersion).order_by(col(RiskVersion.from_on))
    before, after = session.exec(query).all()
    assert (before.title, after.title) == ("Too few community nurses", "Ward closures")
    assert (before.until_on, after.until_on) == (date(2018, 6, 30), FOREVER)


def test_an_edit_of_the_same_day_makes_no_second_version(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    with transaction(session):
        edit_risk(session, trust.actor(), risk, editing(DETAILS))
    assert says(session, trust, risk).title == "Ward closures"
    assert len(session.exec(select(RiskVersion)).all()) == 1


def test_an_edit_of_something_else_than_was_seen_is_refused(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    with transaction(session):
        edit_risk(session, trust.actor(), risk, editing(DETAILS))
    with pytest.raises(StaleError), transaction(session):
        edit_risk(session, trust.actor(), risk, editing(DETAILS, version=1))
    with pytest.raises(FieldError, match="why"), transaction(session):
        edit_risk(session, trust.actor(), risk, editing(DETAILS, version=2, reason=""))


def test_a_reporter_sees_their_own_and_changes_only_drafts(session: Session) -> None:
    trust = a_trust(session)
    reporter = trust.actor(Role.REPORTER)
    theirs = a_risk(session, trust, by=reporter)
    with pytest.raises(NotFoundError), transaction(session):
        edit_risk(session, reporter, a_risk(session, trust), editing(DETAILS))
    with pytest.raises(NotAllowedError, match="draft"), transaction(session):
        edit_risk(session, reporter, theirs, editing(DETAILS))


def test_a_unit_lead_raises_risks_only_in_their_units(session: Session) -> None:
    trust = a_trust(session)
    ours, theirs = a_unit(session, trust, "Ours"), a_unit(session, trust, "Theirs")
    lead = trust.lead_of(ours.id)
    a_risk(session, trust, by=lead, unit=ours)
    for unit_id in (theirs.id, None):
        draft = RaiseRisk(replace(DETAILS, unit_id=unit_id))
        with pytest.raises(FieldError, match="your own unit"), transaction(session):
            raise_risk(session, lead, draft)


def test_a_restricted_risk_needs_a_reason_and_hides(session: Session) -> None:
    trust = a_trust(session)
    bare = replace(DETAILS, visibility=Visibility.RESTRICTED)
    with pytest.raises(FieldError) as refused, transaction(session):
        raise_risk(session, trust.actor(), RaiseRisk(bare))
    assert refused.value.field == "visibility_reason"
    reasoned = replace(bare, visibility_reason="It names a case.")
    with pytest.raises(FieldError, match="lose sight"), transaction(session):
        raise_risk(session, trust.actor(Role.RISK_LEAD), RaiseRisk(reasoned))
    hidden = a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    with pytest.raises(NotFoundError):
        get_case(session, trust.actor(Role.RISK_LEAD), hidden)
    assert get_case(session, trust.actor(Role.AUDITOR), hidden).says.visibility_reason


def test_opening_an_unscored_draft_escalates_nothing(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, draft=True)
    with transaction(session):
        open_risk(session, trust.actor(), risk)
    assert says(session, trust, risk).status is RiskStatus.OPEN
    assert registers_of(session, risk) == {}
    a_score(session, trust.actor(), risk, 4, 4)
    assert registers_of(session, risk).keys() == {Register.HLRR}
