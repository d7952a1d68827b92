"""What waits for whom, on a real database."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Register
from riskapp.domain.life_drafts import ProposeTransfer, RecordOccurrence
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Post
from riskapp.queries.cases import get_case
from riskapp.queries.my_work import MOST, get_my_work
from riskapp.services.approvals import ask_approval
from riskapp.services.decisions import propose_closing
from riskapp.services.occurrences import record_occurrence
from riskapp.services.transactions import transaction
from riskapp.services.transfers import propose_transfer
from tests.factories import (
    Trust,
    a_milestone,
    a_programme,
    a_risk,
    a_score,
    a_trust,
    a_unit,
    an_objective,
)
from tests.queries.statements import counted
from tests.services.lives import TERMS, accepted


def waiting(session: Session, actor: Actor) -> list[tuple[DecisionKind, str]]:
    session.rollback()
    return [(one.kind, one.risk.reference) for one in get_my_work(session, actor).waiting]


def risks(session: Session, actor: Actor) -> list[str]:
    session.rollback()
    return [row.reference for row in get_my_work(session, actor).risks]


def test_nobody_is_asked_to_decide_on_their_own_case(session: Session) -> None:
    trust = a_trust(session)
    manager, executive = trust.actor(), trust.actor(Role.EXECUTIVE)
    objective = an_objective(session, trust)
    risk = a_risk(session, trust, consequence=4, likelihood=4, by=manager, objective=objective)
    assert waiting(session, executive) == [(DecisionKind.VALIDATE, risk)]
    assert waiting(session, manager) == []
    with transaction(session):
        propose_closing(session, executive, risk, "It has passed.")
    assert waiting(session, manager) == [(DecisionKind.CLOSE, risk)]
    assert waiting(session, executive) == [(DecisionKind.VALIDATE, risk)]


def test_a_proposal_waits_for_everybody_who_may_decide_but_who_made_it(session: Session) -> None:
    trust = a_trust(session)
    manager, executive = trust.actor(), trust.actor(Role.EXECUTIVE)
    risk = a_risk(session, trust, draft=True, by=executive)
    with transaction(session):
        ask_approval(session, trust.actor(Role.RISK_LEAD), risk)
    assert waiting(session, manager) == [(DecisionKind.APPROVE, risk)]
    assert waiting(session, executive) == [], "it is the executive's own draft"
    assert waiting(session, trust.actor(Role.RISK_LEAD)) == []


def test_a_transfer_waits_for_those_who_reach_the_other_unit(session: Session) -> None:
    trust = a_trust(session)
    ours, theirs = a_unit(session, trust, "Ours"), a_unit(session, trust, "Theirs")
    risk = a_risk(session, trust, unit=ours)
    with transaction(session):
        draft = ProposeTransfer(theirs.id, "The ward moved.")
        propose_transfer(session, trust.actor(), risk, draft)
    wanted = [(DecisionKind.TRANSFER, risk)]
    assert waiting(session, trust.lead_of(ours.id, theirs.id)) == wanted
    assert waiting(session, trust.lead_of(ours.id)) == []
    assert waiting(session, trust.actor(Role.EXECUTIVE)) == wanted


def test_a_risk_that_has_happened_waits_for_a_score(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    with transaction(session):
        draft = RecordOccurrence(date(2018, 6, 12), "Two visits were missed.")
        record_occurrence(session, trust.actor(), risk, draft)
    assert waiting(session, trust.actor(Role.RISK_LEAD)) == [(DecisionKind.RESCORE, risk)]


def test_acceptances_that_end_within_a_month_are_listed_the_first_to_end_first(
    session: Session,
) -> None:
    trust = a_trust(session)
    for until in (date(2018, 7, 30), date(2018, 7, 31), date(2018, 7, 2)):
        risk = a_risk(session, trust, consequence=4, likelihood=3)
        accepted(session, trust, risk, replace(TERMS, expires_on=until))

    def expiring(actor: Actor) -> list[tuple[str, bool]]:
        session.rollback()
        return [(one.risk.reference, one.expired) for one in get_my_work(session, actor).expiring]

    july = trust.actor(Role.RISK_LEAD, date(2018, 7, 4))
    assert expiring(trust.actor(Role.RISK_LEAD)) == [("R-0003", False), ("R-0001", False)]
    assert expiring(july) == [("R-0003", True), ("R-0001", False), ("R-0002", False)]
    assert expiring(trust.actor(Role.VIEWER)) == []
    assert expiring(trust.lead_of(a_unit(session, trust).id)) == []


def test_a_removal_waits_for_someone_other_than_the_scorer(session: Session) -> None:
    trust = a_trust(session)
    manager, executive = trust.actor(), trust.actor(Role.EXECUTIVE)
    risk = a_risk(session, trust, consequence=4, likelihood=4)
    a_score(session, manager, risk, 2, 2)
    removals = [
        (one.kind, one.register, one.to_score)
        for one in get_my_work(session, executive).waiting
        if one.kind is DecisionKind.REMOVE
    ]
    assert removals == [(DecisionKind.REMOVE, Register.HLRR, 4)]
    assert DecisionKind.REMOVE not in dict(waiting(session, manager))


def test_the_question_waits_for_whoever_may_answer_and_the_oldest_comes_first(
    session: Session,
) -> None:
    trust = a_trust(session)
    newer = a_risk(session, trust, consequence=5, likelihood=5)
    earlier = trust.actor(Role.RISK_LEAD, date(2018, 6, 1))
    older = a_risk(session, trust, consequence=4, likelihood=4, by=earlier)
    found = get_my_work(session, trust.actor()).waiting
    assert [(one.risk.reference, one.since_days) for one in found] == [
        (older, 29),
        (older, 29),
        (newer, 0),
        (newer, 0),
    ]
    for role in (Role.RISK_LEAD, Role.VIEWER, Role.SECRETARY, Role.REPORTER):
        assert waiting(session, trust.actor(role)) == []


def test_a_lead_sees_drafts_and_unscored_risks_first_then_the_highest(session: Session) -> None:
    trust = a_trust(session)
    unit = a_unit(session, trust)
    low = a_risk(session, trust, unit=unit, consequence=2, likelihood=2)
    high = a_risk(session, trust, unit=unit, consequence=5, likelihood=4)
    unscored = a_risk(session, trust, unit=unit)
    draft = a_risk(session, trust, unit=unit, draft=True, consequence=3, likelihood=3)
    a_risk(session, trust, consequence=5, likelihood=5)
    assert risks(session, trust.lead_of(unit.id)) == [draft, unscored, high, low]


def test_the_holder_of_a_post_sees_its_risks_and_a_viewer_what_is_awaited(
    session: Session,
) -> None:
    trust = a_trust(session)
    plain = a_risk(session, trust, consequence=2, likelihood=2)
    awaited = a_risk(session, trust, consequence=5, likelihood=5)
    with transaction(session):
        post = Post(organisation_id=trust.organisation.id, title="Chief Nurse")
        session.add(post)
        get_case(session, trust.actor(), plain).says.owner_post_id = post.id
    holder = replace(trust.actor(Role.EXECUTIVE), posts=frozenset({post.id}))
    assert risks(session, holder) == [plain]
    assert risks(session, trust.actor(Role.EXECUTIVE)) == []
    assert risks(session, trust.actor(Role.VIEWER)) == [awaited]
    assert risks(session, trust.actor(Role.AUDITOR)) == [awaited]


def test_what_is_hidden_or_of_another_organisation_never_waits(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    manager = trust.actor()
    hidden = a_risk(
        session,
        trust,
        consequence=5,
        likelihood=5,
        by=manager,
        visibility=Visibility.RESTRICTED,
    )
    assert risks(session, trust.actor(Role.RISK_LEAD)) == []
    assert risks(session, trust.actor(Role.VIEWER)) == []
    assert risks(session, trust.actor(Role.AUDITOR)) == [hidden]
    work = get_my_work(session, other.actor())
    assert (work.waiting_total, work.risks_total, work.late_total) == (0, 0, 0)


def test_late_milestones_are_those_within_reach(session: Session) -> None:
    trust = a_trust(session)
    ours = a_unit(session, trust)
    lead = trust.lead_of(ours.id)
    risk = get_case(session, trust.actor(), a_risk(session, trust, unit=ours)).risk.id
    a_milestone(session, trust, "May 2018", programme=a_programme(session, trust))
    a_milestone(session, trust, "Apr 2018", risk_ids=(risk,))
    a_milestone(session, trust, "Dec 2018", risk_ids=(risk,))

    def late(actor: Actor) -> list[str]:
        return [row.reference for row in get_my_work(session, actor).late]

    assert late(lead) == ["M-0002"]
    assert late(trust.actor(Role.RISK_LEAD)) == ["M-0002", "M-0001"]
    assert late(trust.actor(Role.REPORTER)) == []


def test_each_list_is_short_and_says_how_many_there_are_in_as_many_statements(
    session: Session,
) -> None:
    trust = a_trust(session)
    programme = a_programme(session, trust)
    fill(session, trust, 2, programme)
    few = statements(session, trust)
    fill(session, trust, MOST, programme)
    assert statements(session, trust) == few
    assert few <= 10
    work = get_my_work(session, trust.actor(Role.EXECUTIVE))
    assert (len(work.waiting), work.waiting_total) == (MOST, 2 * (MOST + 2))
    lead = get_my_work(session, trust.actor(Role.RISK_LEAD))
    assert (len(lead.risks), lead.risks_total) == (MOST, MOST + 2)
    assert (len(lead.late), lead.late_total) == (MOST, MOST + 2)


def statements(session: Session, trust: Trust) -> int:
    session.rollback()
    with counted(session) as sent:
        get_my_work(session, trust.actor(Role.RISK_MANAGER))
    return len([one for one in sent if one != "BEGIN"])


def fill(session: Session, trust: Trust, many: int, programme: object) -> None:
    for _ in range(many):
        a_risk(session, trust, consequence=4, likelihood=4)
        a_milestone(session, trust, "May 2018", programme=programme)  # type: ignore[arg-type]
