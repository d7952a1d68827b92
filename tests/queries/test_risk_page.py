"""The page of a risk, and many pages in as many statements as one."""

from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.domains import Domain
from riskapp.domain.drafts import AnswerObjective, Decide
from riskapp.domain.errors import NotFoundError
from riskapp.domain.escalation import ObjectiveAnswer, Register
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.domain.references import risk_number
from riskapp.domain.scoring import ScoreKind
from riskapp.models import HistoryText, Risk
from riskapp.queries.history import PAGE_SIZE, get_history_page
from riskapp.queries.risk_page import get_risk_page, list_risk_pages
from riskapp.services.decisions import answer_objective, decide_removal, validate_score
from riskapp.services.transactions import transaction
from tests.everything import hang_everything
from tests.factories import (
    TODAY,
    Trust,
    a_milestone,
    a_risk,
    a_score,
    a_trust,
    a_unit,
    an_objective,
)
from tests.queries.statements import counted
from tests.services.looks import the_open

MOST_STATEMENTS = 13
WHY = "The Board looked at it."


def id_of(session: Session, reference: str) -> UUID:
    session.rollback()
    return session.exec(select(Risk.id).where(col(Risk.number) == risk_number(reference))).one()


def a_full_risk(session: Session, trust: Trust, number: str = "1") -> str:
    """A risk with something in every part of its page."""
    reference = a_risk(session, trust, objective=an_objective(session, trust, number))
    a_score(session, trust.actor(Role.RISK_LEAD), reference, 4, 4)
    a_score(session, trust.actor(Role.RISK_LEAD), reference, 5, 5, kind=ScoreKind.INHERENT)
    a_score(session, trust.actor(Role.RISK_LEAD), reference, 2, 2, kind=ScoreKind.TARGET)
    a_milestone(session, trust, risk_ids=(id_of(session, reference),))
    return reference


def test_the_page_says_all_there_is(session: Session) -> None:
    trust = a_trust(session)
    reference = a_full_risk(session, trust)
    session.rollback()
    page = get_risk_page(session, trust.actor(), reference)
    assert (page.cause, page.event, page.effect) == (
        "posts stay vacant",
        "visits are missed",
        "harm to patients",
    )
    assert page.inherent is not None
    assert page.inherent.value == 25
    assert page.row.current is not None
    assert page.row.current.awaiting_validation
    assert page.row.target is not None
    assert page.row.target.target_on == date(2019, 3, 31)
    assert {held.register for held in page.row.registers} == set(Register)


def test_the_page_lists_scores_milestones_and_the_last_entries(session: Session) -> None:
    trust = a_trust(session)
    reference = a_full_risk(session, trust)
    session.rollback()
    page = get_risk_page(session, trust.actor(), reference)
    assert [line.kind for line in page.assessments] == [
        ScoreKind.TARGET,
        ScoreKind.INHERENT,
        ScoreKind.CURRENT,
    ]
    assert page.assessments[-1].domains == ((Domain.SAFETY, 4),)
    assert [milestone.reference for milestone in page.milestones] == ["M-0001"]
    assert len(page.history) == 5
    assert page.history[0].sentence.startswith("The risk-manager linked milestone M-0001")


def test_a_page_takes_as_many_statements_for_many_risks_as_for_one(session: Session) -> None:
    trust = a_trust(session)
    many = [id_of(session, a_full_risk(session, trust, number)) for number in "1234"]
    many += [id_of(session, a_risk(session, trust)) for _ in range(8)]
    hang_everything(session, trust, "R-0001")
    session.rollback()
    actor = trust.actor()
    list_risk_pages(session, actor, many[:1])  # a version of the matrix is read once
    with counted(session) as one:
        list_risk_pages(session, actor, many[:1])
    with counted(session) as twelve:
        pages = list_risk_pages(session, actor, many)
    assert [page.row.id for page in pages] == many
    assert len(one) == len(twelve) <= MOST_STATEMENTS


def test_what_is_hidden_is_not_found(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    unit = a_unit(session, trust)
    restricted = a_risk(
        session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED, title="A named case"
    )
    plain = a_risk(session, trust)
    for actor, reference in [
        (trust.actor(Role.VIEWER), restricted),
        (trust.actor(Role.REPORTER), plain),
        (trust.lead_of(unit.id), plain),
        (other.actor(), plain),
        (trust.actor(), "R-9999"),
        (trust.actor(), "R-9999999999"),
        (trust.actor(), "' OR 1=1"),
    ]:
        with pytest.raises(NotFoundError):
            get_risk_page(session, actor, reference)
    hidden = [id_of(session, restricted)]
    assert list_risk_pages(session, trust.actor(Role.VIEWER), hidden) == ()


def test_a_past_day_shows_what_was_so_then(session: Session) -> None:
    trust = a_trust(session)
    earlier = TODAY - timedelta(days=60)
    reference = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, today=earlier))
    a_score(session, trust.actor(Role.RISK_LEAD, today=earlier), reference, 2, 2)
    a_score(session, trust.actor(Role.RISK_LEAD), reference, 4, 4)
    session.rollback()
    then = get_risk_page(session, trust.actor(), reference, on=earlier + timedelta(days=1))
    assert then.row.current is not None
    assert then.row.current.value == 4
    assert then.row.registers == ()
    assert then.decisions == ()
    assert len(then.assessments) == 1
    with pytest.raises(NotFoundError):
        get_risk_page(session, trust.actor(), reference, on=earlier - timedelta(days=1))


def test_a_decision_shows_as_it_stood_on_a_past_day(session: Session) -> None:
    trust = a_trust(session)
    earlier = TODAY - timedelta(days=10)
    reference = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, today=earlier))
    a_score(session, trust.actor(Role.RISK_LEAD, today=earlier), reference, 4, 4)
    waiting = the_open(session, DecisionKind.VALIDATE)
    with transaction(session):
        agree = Decide(agree=True, reason=WHY)
        validate_score(session, trust.actor(), reference, waiting.id, agree)
    session.rollback()
    now = get_risk_page(session, trust.actor(), reference)
    then = get_risk_page(session, trust.actor(), reference, on=earlier)
    decided = {line.kind: line for line in now.decisions}[DecisionKind.VALIDATE]
    opened = {line.kind: line for line in then.decisions}[DecisionKind.VALIDATE]
    assert (decided.state, decided.decided_by, decided.decided_why) == (
        DecisionState.AGREED,
        "The risk-manager",
        WHY,
    )
    assert (opened.state, opened.decided_by, opened.may_decide) == (DecisionState.OPEN, "", False)


def test_only_a_second_person_with_the_right_may_decide(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_MANAGER), reference, 4, 4)
    session.rollback()
    may = {
        role: {
            line.kind: line.may_decide
            for line in get_risk_page(session, trust.actor(role), reference).decisions
        }
        for role in (Role.RISK_LEAD, Role.RISK_MANAGER, Role.EXECUTIVE)
    }
    validate, answer = DecisionKind.VALIDATE, DecisionKind.ANSWER_OBJECTIVE
    assert may == {
        Role.RISK_LEAD: {validate: False, answer: False},
        Role.RISK_MANAGER: {validate: False, answer: True},
        Role.EXECUTIVE: {validate: True, answer: True},
    }


def test_a_removal_is_not_for_whose_score_led_to_it(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), reference, 4, 4)
    a_score(session, trust.actor(Role.RISK_MANAGER), reference, 2, 2)
    session.rollback()
    for role, may in ((Role.RISK_MANAGER, False), (Role.EXECUTIVE, True)):
        page = get_risk_page(session, trust.actor(role), reference)
        removal = {line.kind: line for line in page.decisions}[DecisionKind.REMOVE]
        assert removal.may_decide is may


def test_exposure_shows_on_both_risks_but_hidden_ones_on_neither(session: Session) -> None:
    trust = a_trust(session)
    above = a_full_risk(session, trust)
    below = a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    a_score(session, trust.actor(), below, 4, 4)
    question = the_open(session, DecisionKind.ANSWER_OBJECTIVE)
    with transaction(session):
        answer = AnswerObjective(ObjectiveAnswer.EXPOSURE, WHY, baf_risk_id=id_of(session, above))
        answer_objective(session, trust.actor(), below, question.id, answer)
    session.rollback()
    manager, viewer = trust.actor(), trust.actor(Role.VIEWER)
    assert [n.reference for n in get_risk_page(session, manager, above).exposure.risks] == [below]
    assert [n.reference for n in get_risk_page(session, manager, below).under] == [above]
    assert get_risk_page(session, viewer, above).exposure.risks == ()
    answered = get_risk_page(session, manager, below).decisions[-1]
    assert answered.answer == f"Yes, as exposure under {above}"


def test_a_stay_that_has_ended_is_told(session: Session) -> None:
    trust = a_trust(session)
    begun = TODAY - timedelta(days=20)
    reference = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, today=begun))
    a_score(session, trust.actor(Role.RISK_LEAD, today=begun), reference, 4, 4)
    a_score(session, trust.actor(Role.RISK_LEAD), reference, 2, 2)
    proposal = the_open(session, DecisionKind.REMOVE, Register.HLRR)
    with transaction(session):
        agree = Decide(agree=True, reason=WHY)
        decide_removal(session, trust.actor(), reference, proposal.id, agree)
    session.rollback()
    page = get_risk_page(session, trust.actor(), reference)
    assert [(stay.register, stay.since, stay.until) for stay in page.left] == [
        (Register.HLRR, begun, TODAY)
    ]
    assert page.row.registers == ()


def test_who_may_not_read_the_history_is_not_shown_it(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    session.rollback()
    assert get_risk_page(session, trust.actor(Role.VIEWER), reference).history == ()
    assert len(get_risk_page(session, trust.actor(Role.AUDITOR), reference).history) == 1


def test_history_comes_in_pages_newest_first(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    for turn in range(PAGE_SIZE):
        a_score(session, trust.actor(), reference, 3, 3, reason=f"Turn {turn}.")
    risk_id = id_of(session, reference)
    first = get_history_page(session, trust.actor(), risk_id)
    last = get_history_page(session, trust.actor(), risk_id, first.pages)
    assert first.total == PAGE_SIZE + 1
    assert first.pages == 2
    assert first.lines[0].words == {"reason": f"Turn {PAGE_SIZE - 1}."}
    assert [line.sentence for line in last.lines] == [f"The risk-lead raised {reference} as open."]
    numbers = [line.number for line in (*first.lines, *last.lines)]
    assert numbers == sorted(numbers, reverse=True)
    assert get_history_page(session, trust.actor(), risk_id, 3).lines == ()


def test_a_backdated_score_is_marked_in_both_lists(session: Session) -> None:
    trust = a_trust(session)
    before = TODAY - timedelta(days=30)
    reference = a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, today=before))
    a_score(session, trust.actor(), reference, 3, 3, effective_on=before + timedelta(days=1))
    session.rollback()
    page = get_risk_page(session, trust.actor(), reference)
    assert page.assessments[0].backdated
    assert page.history[0].backdated_to == before + timedelta(days=1)


def test_redacted_words_are_none(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    a_score(session, trust.actor(), reference, 3, 3)
    session.rollback()
    session.exec(
        sa.update(HistoryText)
        .where(col(HistoryText.name) == "reason")
        .values(salt=None, words=None)
    )
    session.commit()
    page = get_risk_page(session, trust.actor(), reference)
    assert page.history[0].words == {"reason": None}
