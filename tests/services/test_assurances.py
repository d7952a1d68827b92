"""Assurances: recorded, settled and withdrawn by those who may; the committee's rating beside."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.assurance import (
    Line,
    RateAssurance,
    RecordAssurance,
    SettleAssurance,
    SourceKind,
    WithdrawAssurance,
)
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Role
from riskapp.models import Assurance, AssuranceRating, History
from riskapp.services.assurances import (
    rate_assurance,
    record_assurance,
    settle_assurance,
    withdraw_assurance,
)
from riskapp.services.transactions import transaction
from tests.assurances import (
    EXTERNAL,
    FIRST,
    MIXED,
    NEGATIVE,
    POSITIVE,
    SECOND,
    THIRD,
    a_committee,
    a_control,
    an_assurance,
)
from tests.factories import TODAY, a_risk, a_trust

DRAFT = RecordAssurance(
    "Review 17 of e-rostering",
    SourceKind.INTERNAL_AUDIT,
    THIRD,
    NEGATIVE,
    received_on=TODAY - timedelta(days=30),
    evidence="https://intranet.example/17",
)
NOW = TODAY + timedelta(days=1)


def entries(session: Session, kind: Happening) -> list[str]:
    return list(session.exec(select(History.entry).where(col(History.kind) == kind)))


def the_assurance(session: Session) -> Assurance:
    session.rollback()
    return session.exec(select(Assurance)).one()


def test_an_assurance_is_recorded_with_its_history(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    committee = a_committee(session, trust)
    draft = replace(DRAFT, control_id=control, committee_id=committee)
    with transaction(session):
        record_assurance(session, trust.actor(Role.RISK_LEAD), reference, draft)
    kept = the_assurance(session)
    assert (kept.control_id, kept.line, kept.entered_on) == (control, THIRD, TODAY)
    (entry,) = entries(session, Happening.ASSURANCE_RECORDED)
    assert '"source":"internal audit"' in entry
    assert "e-rostering" not in entry


@pytest.mark.parametrize("line", Line)
def test_an_auditor_records_only_what_is_independent(session: Session, line: Line) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    draft = replace(DRAFT, line=line)
    if line in {THIRD, EXTERNAL}:
        with transaction(session):
            record_assurance(session, trust.actor(Role.AUDITOR), reference, draft)
        return
    with pytest.raises(FieldError, match="only third-line") as refused, transaction(session):
        record_assurance(session, trust.actor(Role.AUDITOR), reference, draft)
    assert refused.value.field == "line"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"source": " "}, "source"),
        ({"evidence": "javascript:alert(1)"}, "evidence"),
        ({"received_on": NOW}, "received_on"),
        ({"expires_on": TODAY - timedelta(days=31)}, "expires_on"),
        ({"period_from": TODAY, "period_to": TODAY - timedelta(days=1)}, "period_to"),
        ({"control_id": UUID(int=1)}, "control"),
        ({"committee_id": UUID(int=1)}, "committee"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    sqlite_session: Session, wrong: dict[str, object], field: str
) -> None:
    trust = a_trust(sqlite_session)
    reference = a_risk(sqlite_session, trust)
    draft = replace(DRAFT, **wrong)  # type: ignore[arg-type]
    with pytest.raises(FieldError) as refused, transaction(sqlite_session):
        record_assurance(sqlite_session, trust.actor(), reference, draft)
    assert refused.value.field == field


def test_a_control_of_another_risk_is_not_there(session: Session) -> None:
    trust = a_trust(session)
    one, another = a_risk(session, trust), a_risk(session, trust)
    control = a_control(session, trust.actor(), one)
    with pytest.raises(FieldError), transaction(session):
        record_assurance(session, trust.actor(), another, replace(DRAFT, control_id=control))


def test_what_was_recommended_is_verified_once(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    found = an_assurance(session, trust.actor(), reference, THIRD, NEGATIVE)
    draft = SettleAssurance("All six are seen to be done.", 1)
    with transaction(session):
        settle_assurance(session, trust.actor(Role.AUDITOR), reference, found, draft)
    kept = the_assurance(session)
    assert (kept.settled_on, kept.settled_why, kept.version) == (TODAY, draft.reason, 2)
    with pytest.raises(StaleError), transaction(session):
        settle_assurance(session, trust.actor(), reference, found, draft)
    with pytest.raises(FieldError, match="already"), transaction(session):
        settle_assurance(session, trust.actor(), reference, found, replace(draft, seen_version=2))


def test_those_who_run_the_service_do_not_settle_what_was_found(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    lead = trust.actor(Role.RISK_LEAD)
    found = an_assurance(session, lead, reference, FIRST, NEGATIVE)
    draft = SettleAssurance("It is done.", 1)
    for actor in (lead, trust.actor(Role.AUDITOR)):
        with pytest.raises(NotAllowedError), transaction(session):
            settle_assurance(session, actor, reference, found, draft)
    assert the_assurance(session).settled_on is None


def test_a_positive_leaves_nothing_to_settle(sqlite_session: Session) -> None:
    session, trust = sqlite_session, a_trust(sqlite_session)
    reference = a_risk(session, trust)
    found = an_assurance(session, trust.actor(), reference, SECOND, POSITIVE)
    with pytest.raises(FieldError, match="nothing to be settled"), transaction(session):
        settle_assurance(session, trust.actor(), reference, found, SettleAssurance("Done.", 1))


def test_a_mistake_is_withdrawn_by_who_made_it(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    lead = trust.actor(Role.RISK_LEAD)
    found = an_assurance(session, lead, reference, SECOND, MIXED)
    draft = WithdrawAssurance("It is of another ward.", 1)
    with transaction(session):
        withdraw_assurance(session, lead, reference, found, draft)
    kept = the_assurance(session)
    assert (kept.withdrawn_on, kept.withdrawn_why) == (TODAY, draft.reason)
    with pytest.raises(StaleError), transaction(session):
        withdraw_assurance(session, lead, reference, found, replace(draft, seen_version=2))


def test_bad_news_is_not_withdrawn_by_whoever_it_is_about(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    found = an_assurance(session, trust.actor(Role.AUDITOR), reference, THIRD, NEGATIVE)
    draft = WithdrawAssurance("It is of another ward.", 1)
    for role in (Role.RISK_LEAD, Role.VIEWER):
        with pytest.raises(NotAllowedError), transaction(session):
            withdraw_assurance(session, trust.actor(role), reference, found, draft)
    with transaction(session):
        withdraw_assurance(session, trust.actor(), reference, found, draft)
    assert the_assurance(session).withdrawn_on == TODAY


def test_a_committee_rates_in_its_own_word(session: Session) -> None:
    trust = a_trust(session)
    reference, committee = a_risk(session, trust), a_committee(session, trust)
    rated = date(2018, 5, 22)
    draft = RateAssurance(committee, " Partial ", rated, "The audit is awaited.")
    with transaction(session):
        rate_assurance(session, trust.actor(Role.SECRETARY), reference, draft)
    kept = session.exec(select(AssuranceRating)).one()
    assert (kept.rating, kept.rated_on, kept.entered_on) == ("Partial", rated, TODAY)
    assert "Partial" not in entries(session, Happening.ASSURANCE_RATED)[0]
    with pytest.raises(NotAllowedError), transaction(session):
        rate_assurance(session, trust.actor(Role.RISK_LEAD), reference, draft)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"rating": " "}, "rating"), ({"rated_on": NOW}, "rated_on")],
)
def test_half_a_rating_is_refused(
    sqlite_session: Session, wrong: dict[str, object], field: str
) -> None:
    session, trust = sqlite_session, a_trust(sqlite_session)
    reference, committee = a_risk(session, trust), a_committee(session, trust)
    draft = replace(RateAssurance(committee, "Partial", TODAY), **wrong)  # type: ignore[arg-type]
    with pytest.raises(FieldError) as refused, transaction(session):
        rate_assurance(session, trust.actor(), reference, draft)
    assert refused.value.field == field


def test_a_committee_of_another_organisation_is_not_there(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    reference, theirs = a_risk(session, trust), a_committee(session, other)
    with pytest.raises(FieldError), transaction(session):
        rate_assurance(session, trust.actor(), reference, RateAssurance(theirs, "Full", TODAY))
    found = an_assurance(session, trust.actor(), reference, THIRD, NEGATIVE)
    a_risk(session, other)
    with pytest.raises(NotFoundError), transaction(session):
        settle_assurance(session, other.actor(), reference, found, SettleAssurance("Done.", 1))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER, Role.ADMINISTRATOR])
def test_who_may_not_record_assurance(sqlite_session: Session, role: Role) -> None:
    trust = a_trust(sqlite_session)
    reference = a_risk(sqlite_session, trust)
    with pytest.raises(NotAllowedError), transaction(sqlite_session):
        record_assurance(sqlite_session, trust.actor(role), reference, DRAFT)
