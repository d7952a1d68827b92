"""Scoring and what follows from it, on a real database."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.domains import Domain
from riskapp.domain.drafts import Decide, ScoreRisk
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.escalation import Entered, Register
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.models import Assessment, AssessmentDomain, Decision, Placement, Position
from riskapp.services.decisions import validate_score
from riskapp.services.scores import score_risk
from riskapp.services.transactions import transaction
from tests.factories import a_risk, a_score, a_trust, a_unit, an_objective
from tests.services.looks import awaiting_stays, open_decisions, registers_of


def a_draft(**changes: object) -> ScoreRisk:
    given = {
        "kind": ScoreKind.CURRENT,
        "consequences": {Domain.SAFETY: Consequence.MAJOR},
        "likelihood": Likelihood.LIKELY,
        "reason": "Two wards closed beds.",
    }
    return ScoreRisk(**(given | changes))  # type: ignore[arg-type]


def test_fifteen_and_more_goes_on_the_high_level_register_at_once(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    held = registers_of(session, risk)
    assert held.keys() == {Register.HLRR}
    assert held[Register.HLRR].entered is Entered.THRESHOLD
    assert awaiting_stays(session, trust.actor(), risk) == {Register.HLRR}
    assert open_decisions(session, risk) == {DecisionKind.VALIDATE, DecisionKind.ANSWER_OBJECTIVE}


def test_with_an_objective_it_goes_on_the_framework_too(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, objective=an_objective(session, trust))
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    assert registers_of(session, risk).keys() == {Register.HLRR, Register.BAF}
    assert open_decisions(session, risk) == {DecisionKind.VALIDATE}


@pytest.mark.parametrize(("consequence", "likelihood"), [(3, 4), (4, 3), (2, 5), (1, 1)])
def test_below_fifteen_it_stays_where_it_is(
    session: Session, consequence: int, likelihood: int
) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, objective=an_objective(session, trust))
    a_score(session, trust.actor(Role.RISK_LEAD), risk, consequence, likelihood)
    assert registers_of(session, risk) == {}
    assert open_decisions(session, risk) == set()


def test_a_fall_proposes_and_takes_nothing_off(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, objective=an_objective(session, trust))
    lead = trust.actor(Role.RISK_LEAD)
    a_score(session, lead, risk, 4, 4)
    a_score(session, lead, risk, 3, 3)
    assert registers_of(session, risk).keys() == {Register.HLRR, Register.BAF}
    proposals = session.exec(
        select(Decision.register_kind).where(
            col(Decision.kind) == DecisionKind.REMOVE, col(Decision.state) == DecisionState.OPEN
        )
    )
    assert set(proposals) == {Register.HLRR, Register.BAF}


def test_rising_again_overtakes_the_proposal(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    lead = trust.actor(Role.RISK_LEAD)
    for consequence in (4, 3, 5):
        a_score(session, lead, risk, consequence, 4)
    assert DecisionKind.REMOVE not in open_decisions(session, risk)
    assert registers_of(session, risk).keys() == {Register.HLRR}


def test_a_second_scorer_moderates_what_awaited_validation(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 5, 4)
    a_score(session, trust.actor(Role.RISK_MANAGER), risk, 4, 4)
    assert awaiting_stays(session, trust.actor(), risk) == set()
    assert DecisionKind.VALIDATE not in open_decisions(session, risk)
    moderated = session.exec(
        select(Decision).where(col(Decision.state) == DecisionState.MODERATED)
    ).one()
    assert (moderated.from_score, moderated.to_score) == (0, 20)


def test_the_same_scorer_scoring_again_still_awaits_validation(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=3, likelihood=4)
    lead = trust.actor(Role.RISK_LEAD)
    a_score(session, lead, risk, 4, 4)
    a_score(session, lead, risk, 5, 4)
    waiting = session.exec(
        select(Decision).where(
            col(Decision.kind) == DecisionKind.VALIDATE, col(Decision.state) == DecisionState.OPEN
        )
    ).one()
    assert (waiting.from_score, waiting.to_score) == (12, 20)


def test_the_scorer_cannot_confirm_their_own_score(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    manager = trust.actor(Role.RISK_MANAGER)
    a_score(session, manager, risk, 4, 4)
    waiting = session.exec(
        select(Decision).where(col(Decision.kind) == DecisionKind.VALIDATE)
    ).one()
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        validate_score(session, manager, risk, waiting.id, Decide(agree=True, reason="Yes."))
    with transaction(session):
        executive = trust.actor(Role.EXECUTIVE)
        validate_score(session, executive, risk, waiting.id, Decide(agree=True, reason="Yes."))
    assert awaiting_stays(session, trust.actor(), risk) == set()


def test_every_domain_scored_is_kept_and_the_worst_leads(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    both = {Domain.FINANCE: Consequence.MINOR, Domain.SAFETY: Consequence.CATASTROPHIC}
    with transaction(session):
        given = score_risk(session, trust.actor(Role.RISK_LEAD), risk, a_draft(consequences=both))
    assert (given.consequence, given.score) == (5, 20)
    kept = session.exec(select(AssessmentDomain.domain, AssessmentDomain.consequence)).all()
    assert dict(kept) == {Domain.FINANCE: 2, Domain.SAFETY: 5}


def test_a_stale_score_is_refused_and_nothing_is_saved(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, consequence=3, likelihood=3)
    with pytest.raises(StaleError), transaction(session):
        score_risk(session, trust.actor(Role.RISK_LEAD), risk, a_draft(seen=None))
    session.rollback()
    assert len(session.exec(select(Assessment)).all()) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"effective_on": date(2018, 7, 1)}, "effective_on"),
        ({"kind": ScoreKind.TARGET}, "target_on"),
        ({"consequences": {}}, "consequence"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(
    session: Session, changes: dict[str, object], field: str
) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    with pytest.raises(FieldError) as refused, transaction(session):
        score_risk(session, trust.actor(Role.RISK_LEAD), risk, a_draft(**changes))
    assert refused.value.field == field
    session.rollback()
    assert session.exec(select(Assessment)).all() == []


@pytest.mark.parametrize(
    "role", [Role.VIEWER, Role.REPORTER, Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_who_may_not_score_is_told_who_may(session: Session, role: Role) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    with pytest.raises(NotAllowedError, match="risk manager"), transaction(session):
        score_risk(session, trust.actor(role), risk, a_draft())


def test_another_unit_and_another_organisation_are_not_there(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    risk = a_risk(session, trust, unit=a_unit(session, trust, "Ours"))
    theirs = trust.lead_of(a_unit(session, trust, "Theirs").id)
    for actor in (theirs, other.actor(Role.RISK_MANAGER)):
        with pytest.raises(NotFoundError), transaction(session):
            score_risk(session, actor, risk, a_draft())


def test_a_backdated_score_holds_only_until_the_next(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, date(2018, 1, 1)))
    lead = trust.actor(Role.RISK_LEAD)
    a_score(session, lead, risk, 3, 3, effective_on=date(2018, 5, 1))
    a_score(session, lead, risk, 4, 4, effective_on=date(2018, 3, 1))
    spans = session.exec(
        select(Position.from_on, Position.until_on, Position.score).order_by(col(Position.from_on))
    ).all()
    assert [tuple(span) for span in spans] == [
        (date(2018, 1, 1), date(2018, 3, 1), 0),
        (date(2018, 3, 1), date(2018, 5, 1), 16),
        (date(2018, 5, 1), FOREVER, 9),
    ]
    assert registers_of(session, risk) == {}, "what no longer holds escalates nothing"


def test_a_target_moves_no_register(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4, kind=ScoreKind.TARGET)
    assert session.exec(select(Placement)).all() == []
