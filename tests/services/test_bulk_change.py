"""Changing many risks at once: all or none, each with its own entry, under the single rights."""

from dataclasses import replace
from datetime import date, timedelta
from time import process_time
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from riskapp.domain.bulk_change import SO_ALREADY, ChangeMany, Part, Plan
from riskapp.domain.drafts import EditRisk
from riskapp.domain.errors import FieldError, NotAllowedError, StaleError
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus, Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.reviews import DATE_CHANGED
from riskapp.models import History, Post, Review, Risk, RiskVersion
from riskapp.queries.cases import get_case
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.history import list_last_entries
from riskapp.queries.matrices import get_matrix
from riskapp.queries.risk_page import get_risk_page
from riskapp.services.bulk_change import change_many, preview_change
from riskapp.services.reviews import review_risk
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_trust, a_unit, some_details
from tests.queries.statements import counted

LATER = TODAY + timedelta(days=30)
LIVE = RegisterFilters()
REASON = "The post changes hands."


def a_post(session: Session, trust: Trust, title: str = "Director of Nursing") -> UUID:
    with transaction(session):
        post = Post(organisation_id=trust.organisation.id, title=title)
        session.add(post)
    return post.id


def asking(reason: str = REASON, seen: str = "", **wanted: UUID | date) -> ChangeMany:
    return ChangeMany({Part[name.upper()]: value for name, value in wanted.items()}, reason, seen)


def looking(
    session: Session, actor: Actor, draft: ChangeMany, filters: RegisterFilters = LIVE
) -> Plan:
    session.rollback()
    return preview_change(session, actor, filters, get_matrix(session, actor), draft)


def changing(
    session: Session, actor: Actor, draft: ChangeMany, filters: RegisterFilters = LIVE
) -> Plan:
    seen = looking(session, actor, draft, filters).digest
    with transaction(session):
        matrix = get_matrix(session, actor)
        return change_many(session, actor, filters, matrix, replace(draft, seen=seen))


def versions(session: Session) -> list[RiskVersion]:
    session.rollback()
    return list(session.exec(select(RiskVersion).order_by(col(RiskVersion.from_on))))


def test_many_change_at_once_each_with_its_own_entry(session: Session) -> None:
    trust = a_trust(session)
    references = [a_risk(session, trust, title=f"Risk {n}") for n in range(3)]
    post, unit = a_post(session, trust), a_unit(session, trust, "Ward 4")
    actor = trust.actor(today=LATER)
    done = changing(session, actor, asking(owner=post, unit=unit.id))
    assert [line.candidate.reference for line in done.changed] == references
    for reference in references:
        page = get_risk_page(session, actor, reference)
        assert (page.row.owner, page.row.unit) == ("Director of Nursing", "Ward 4")
        assert page.version == 2
        told = list_last_entries(session, actor, [page.row.id], most=1)[page.row.id][0]
        assert told.sentence == f"The risk-manager changed the owner and the unit of {reference}."
        assert told.words == {"reason": REASON}
    assert get_risk_page(session, actor, references[0], on=TODAY).row.owner == "no owner"
    session.rollback()
    assert list(check_everything(session)) == []


def test_what_was_said_today_is_changed_and_what_was_said_before_is_kept(
    session: Session,
) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    post = a_post(session, trust)
    changing(session, trust.actor(), asking(owner=post))
    assert [(one.from_on, one.until_on) for one in versions(session)] == [(TODAY, FOREVER)]
    changing(session, trust.actor(today=LATER), asking(owner=a_post(session, trust, "Other")))
    assert [(one.from_on, one.until_on) for one in versions(session)] == [
        (TODAY, LATER),
        (LATER, FOREVER),
    ]
    assert versions(session)[0].owner_post_id == post


def test_a_review_is_due_another_day_and_nobody_is_said_to_have_looked(session: Session) -> None:
    trust = a_trust(session)
    looked, other = a_risk(session, trust), a_risk(session, trust)
    with transaction(session):
        review_risk(session, trust.actor(), looked, "Nothing new.")
    actor = trust.actor(today=LATER)
    due = LATER + timedelta(days=10)
    changing(session, actor, asking(review=due))
    pages = [get_risk_page(session, actor, reference) for reference in (looked, other)]
    assert [page.next_review for page in pages] == [due, due]
    assert [page.last_reviewed for page in pages] == [TODAY, None]
    outcomes = select(func.count(col(Review.id))).where(col(Review.outcome) == DATE_CHANGED)
    assert session.exec(outcomes).one() == 2
    assert len(versions(session)) == 2


def test_the_closed_the_restricted_and_those_already_so_are_left_with_a_reason(
    session: Session,
) -> None:
    trust = a_trust(session)
    lead, post = trust.actor(Role.RISK_LEAD), a_post(session, trust)
    a_risk(session, trust, title="Open")
    a_risk(session, trust, title="Closed")
    a_risk(session, trust, title="Restricted", by=trust.actor(), visibility=Visibility.RESTRICTED)
    with transaction(session):
        closed = col(RiskVersion.title) == "Closed"
        session.exec(sa.update(RiskVersion).where(closed).values(status=RiskStatus.CLOSED))
    every = RegisterFilters(statuses=frozenset(RiskStatus))
    session.rollback()
    found = looking(session, lead, asking(owner=post), every)
    assert [line.candidate.title for line in found.changed] == ["Open"]
    assert [line.candidate.title for line in found.left] == ["Closed"]  # the other is not theirs
    changing(session, lead, asking(owner=post), every)
    again = looking(session, trust.actor(), asking(owner=post), every)
    assert {line.candidate.title: line.why_not == SO_ALREADY for line in again.left} == {
        "Open": True,
        "Closed": False,
    }
    assert [line.candidate.title for line in again.changed] == ["Restricted"]


def test_what_changed_since_the_preview_is_refused_as_a_whole(session: Session) -> None:
    trust = a_trust(session)
    first, _ = a_risk(session, trust), a_risk(session, trust)
    draft = asking(owner=a_post(session, trust))
    seen = looking(session, trust.actor(), draft).digest
    with transaction(session):
        details = some_details("Else", None, Visibility.INTERNAL)
        edit_risk(session, trust.actor(), first, EditRisk(details, "Clearer.", 1))
    matrix = get_matrix(session, trust.actor())
    with pytest.raises(StaleError), transaction(session):
        change_many(session, trust.actor(), LIVE, matrix, replace(draft, seen=seen))
    assert {one.owner_post_id for one in versions(session)} == {None}


def test_a_failure_changes_nothing(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    with pytest.raises(sa.exc.IntegrityError):
        changing(session, trust.actor(), asking(owner=uuid4(), review=LATER))
    assert versions(session)[0].owner_post_id is None
    assert session.exec(select(Review)).all() == []
    edited = select(History).where(col(History.kind) == Happening.RISK_EDITED)
    assert session.exec(edited).all() == []


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (asking(), ""),
        (asking(reason=" ", review=LATER), "reason"),
        (asking(review=TODAY), "review_on"),
        (asking(unit=uuid4()), "unit"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(
    session: Session, draft: ChangeMany, field: str
) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    with pytest.raises(FieldError) as refused:
        looking(session, trust.lead_of(trust.root.id), draft)
    assert refused.value.field == field


def test_nothing_to_change_is_said(session: Session) -> None:
    trust = a_trust(session)
    with pytest.raises(FieldError, match="nothing to change"):
        changing(session, trust.actor(), asking(review=LATER))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER, Role.SECRETARY, Role.AUDITOR])
def test_who_may_not_change_many_is_refused(session: Session, role: Role) -> None:
    trust = a_trust(session)
    with pytest.raises(NotAllowedError):
        looking(session, trust.actor(role), asking(review=LATER))


def test_a_risk_lead_changes_those_of_their_own_units_alone(session: Session) -> None:
    trust = a_trust(session)
    unit = a_unit(session, trust)
    a_risk(session, trust)
    theirs = a_risk(session, trust, unit=unit)
    done = changing(session, trust.lead_of(unit.id), asking(owner=a_post(session, trust)))
    assert [line.candidate.reference for line in done.lines] == [theirs]


def test_five_hundred_take_as_many_statements_as_one_and_a_few_seconds(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    actor, posts = trust.actor(today=LATER), [a_post(session, trust, str(n)) for n in range(2)]
    statements = []
    for number, post in enumerate(posts):
        begun = process_time()
        with counted(session) as sent:
            done = changing(
                session, actor, asking(owner=post, review=LATER + timedelta(number + 1))
            )
        statements.append(len(sent))
        taken = process_time() - begun
        if not number:
            multiply(session, 499)
    assert len(done.changed) == 500
    # PostgreSQL takes many rows as a stream; SQLite is told before and after not to look up lists.
    assert statements[1] <= statements[0] + 2
    assert taken < 5
    session.rollback()
    assert session.exec(select(func.count(sa.distinct(col(History.risk_id))))).one() == 500


def multiply(session: Session, times: int) -> None:
    """Write the first risk many times over, with what it says and its score."""
    session.rollback()
    risk, *_ = session.exec(select(Risk))
    says = session.exec(select(RiskVersion).where(col(RiskVersion.until_on) == FOREVER)).one()
    told = risk.model_dump(exclude={"id", "number", "printed_key"})
    said = says.model_dump()
    with transaction(session):
        for number in range(2, times + 2):
            copy = Risk(**told, number=number)
            session.add(copy)
            session.add(RiskVersion(**(said | {"risk_id": copy.id})))


def test_a_risk_that_was_changed_can_be_changed_again_by_itself(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    changing(session, trust.actor(), asking(owner=a_post(session, trust)))
    case = get_case(session, trust.actor(), reference)
    assert case.risk.version == 2
