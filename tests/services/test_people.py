"""People, sign-ins and what they may reach, on both engines."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy import event
from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.errors import FieldError, NotAllowedError
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.people import AddPerson, SignIn
from riskapp.domain.permissions import Role
from riskapp.models import (
    History,
    Membership,
    Person,
    Post,
    PostHolder,
    SignInAttempt,
    SignInSession,
    Unit,
)
from riskapp.queries.people import Moment, Visit, find_visit
from riskapp.services import people as people_service
from riskapp.services.organisations import NewOrganisation, create_organisation
from riskapp.services.people import (
    COMMAND_LINE,
    add_person,
    command_line_actor,
    demonstration_people,
    ensure_installation,
)
from riskapp.services.sign_in import (
    MOST_REFUSALS,
    WINDOW,
    Refusal,
    begin_session,
    judge_sign_in,
    sign_in,
    sign_out,
)
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_trust, a_unit

EMAIL = "nurse@trust.example"
PASSWORD = "correct horse battery"  # noqa: S105 - of nobody


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


@pytest.fixture
def nurse(session: Session, trust: Trust) -> Person:
    """Somebody with a password."""
    return add(session, trust, AddPerson(EMAIL, "Nurse", Role.REPORTER, PASSWORD))


def add(session: Session, trust: Trust, draft: AddPerson) -> Person:
    with transaction(session) as writing:
        actor = command_line_actor(writing, trust.organisation, TODAY)
        return add_person(writing, actor, draft)


def try_in(
    session: Session, email: str = EMAIL, password: str = PASSWORD, *, demonstration: bool = False
) -> str:
    """Sign in as the page does; a refusal is its sentence."""
    session.rollback()
    verdict = judge_sign_in(session, SignIn(email, password), demonstration=demonstration)
    with transaction(session) as writing:
        return sign_in(writing, verdict, TODAY)


def happenings(session: Session) -> list[Happening]:
    """What the installation's history says, in order."""
    installation = ensure_installation(session)
    query = select(History.kind).where(col(History.organisation_id) == installation.id)
    return list(session.exec(query.order_by(col(History.number))))


def visit(session: Session, token: str, code: str | None = "trust") -> Visit | None:
    session.rollback()
    return find_visit(session, token, code, Moment(utc_now(), TODAY), demonstration=True)


@pytest.mark.usefixtures("nurse")
def test_the_right_password_lets_in_and_only_its_digest_is_kept(session: Session) -> None:
    token = try_in(session, f"  {EMAIL.upper()} ")
    kept = session.exec(select(SignInSession)).one()
    assert len(token) >= 43
    assert token not in {kept.token_digest}
    assert happenings(session) == [Happening.SIGNED_IN]


def test_all_refusals_are_alike(session: Session, trust: Trust, nurse: Person) -> None:
    add(session, trust, AddPerson("nopassword@trust.example", "None", Role.VIEWER))
    gone = add(session, trust, AddPerson("gone@trust.example", "Gone", Role.VIEWER, PASSWORD))
    with transaction(session) as writing:
        gone.active = False
        writing.add(gone)
    for email in ("nobody@trust.example", "nopassword@trust.example", "gone@trust.example"):
        assert try_in(session, email) == Refusal.WRONG
    assert try_in(session, EMAIL, "wrong") == Refusal.WRONG
    assert try_in(session, COMMAND_LINE, "") == Refusal.WRONG
    assert set(happenings(session)) == {Happening.SIGN_IN_REFUSED}


@pytest.mark.usefixtures("nurse")
def test_after_five_refusals_even_the_right_password_waits(session: Session) -> None:
    for _ in range(MOST_REFUSALS):
        assert try_in(session, EMAIL, "wrong") == Refusal.WRONG
    assert try_in(session) == Refusal.TOO_MANY
    assert len(session.exec(select(SignInAttempt)).all()) == MOST_REFUSALS
    with transaction(session) as writing:
        writing.exec(sa.update(SignInAttempt).values(at=utc_now() - WINDOW - timedelta(seconds=1)))
    assert try_in(session) not in set(Refusal)
    assert session.exec(select(SignInAttempt)).all() == []


@pytest.mark.usefixtures("nurse")
def test_one_address_does_not_make_another_wait(session: Session) -> None:
    for _ in range(MOST_REFUSALS):
        try_in(session, "somebody.else@trust.example", "wrong")
    assert try_in(session) not in set(Refusal)


def test_a_hash_of_weaker_settings_is_renewed(session: Session, nurse: Person) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
    with transaction(session) as writing:
        nurse.password_hash = weak
        writing.add(nurse)
    try_in(session)
    session.expire_all()
    assert nurse.password_hash != weak
    assert try_in(session) not in set(Refusal)


def test_signing_out_ends_the_session_once(session: Session, nurse: Person) -> None:
    token = try_in(session)
    assert visit(session, token) is not None
    for _ in range(2):
        with transaction(session) as writing:
            sign_out(writing, token, TODAY)
    assert visit(session, token) is None
    assert happenings(session) == [Happening.SIGNED_IN, Happening.SIGNED_OUT]


def test_accounts_of_the_demonstration_are_made_once_and_open_nowhere_else(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(session) as writing:
        demo, _ = create_organisation(writing, NewOrganisation("demo", "Demo Trust"))
        demonstration_people(writing, [demo], today=TODAY)
    email = "risk-lead@demo.example"
    token = try_in(session, email, "demonstration", demonstration=True)
    seen = visit(session, token, "demo")
    assert seen is not None
    assert seen.actor is not None
    assert seen.actor.units is None
    assert try_in(session, email, "demonstration") == Refusal.WRONG
    moment = Moment(utc_now(), TODAY)
    assert find_visit(session, token, "demo", moment, demonstration=False) is None
    monkeypatch.setattr(people_service, "hash_password", None)
    with transaction(session) as writing:
        demonstration_people(writing, [demo], today=TODAY)
    made = session.exec(select(Person).where(col(Person.demonstration).is_(True))).all()
    assert len(made) == 8


def test_only_the_command_line_adds_people_and_nobody_twice(
    session: Session, trust: Trust, nurse: Person
) -> None:
    with pytest.raises(FieldError, match="has a role in this organisation"):
        add(session, trust, AddPerson(EMAIL, "Nurse", Role.VIEWER))
    with pytest.raises(NotAllowedError), transaction(session) as writing:
        add_person(writing, trust.actor(Role.VIEWER), AddPerson("a@b", "A", Role.VIEWER))
    other = a_trust(session, "other")
    assert add(session, other, AddPerson(EMAIL, "Nurse", Role.VIEWER)).id == nurse.id


def test_a_person_is_an_actor_only_where_they_have_a_role(session: Session, trust: Trust) -> None:
    a_trust(session, "other")
    token = token_of(session, trust, Role.EXECUTIVE)
    here = visit(session, token)
    assert here is not None
    assert here.actor == trust.actor(Role.EXECUTIVE)
    for code in ("other", "nowhere", None):
        there = visit(session, token, code)
        assert there is not None
        assert there.actor is None
    assert visit(session, "no such token") is None


def test_a_role_with_a_unit_reaches_that_unit_and_those_below(
    session: Session, trust: Trust
) -> None:
    ward = a_unit(session, trust, "Ward")
    bay = a_unit(session, trust, "Bay", ward)
    a_unit(session, trust, "Elsewhere")
    assert reach(session, trust, ward) == {ward.id, bay.id}
    assert reach(session, trust, trust.root) is None


def test_posts_held_today_are_the_actors(session: Session, trust: Trust) -> None:
    here = trust.organisation.id
    held = [Post(organisation_id=here, title=f"Post {number}") for number in range(3)]
    spans = [(date(2018, 1, 1), FOREVER), (date(2018, 1, 1), TODAY), (date(2018, 7, 1), FOREVER)]
    person = trust.people[Role.EXECUTIVE]
    with transaction(session) as writing:
        writing.add_all(held)
        for post, (since, until) in zip(held, spans, strict=True):
            writing.add(
                PostHolder(
                    organisation_id=here,
                    post_id=post.id,
                    person_id=person.id,
                    name=person.name,
                    from_on=since,
                    until_on=until,
                )
            )
    seen = visit(session, token_of(session, trust, Role.EXECUTIVE))
    assert seen is not None
    assert seen.actor is not None
    assert seen.actor.posts == {held[0].id}


def test_who_is_asking_takes_one_statement(
    session: Session, trust: Trust, engine: sa.Engine
) -> None:
    token = token_of(session, trust, Role.RISK_MANAGER)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(str(given[2])))
    assert visit(session, token) is not None
    assert len([one for one in statements if one.startswith(("SELECT", "WITH"))]) == 1


def token_of(session: Session, trust: Trust, role: Role) -> str:
    with transaction(session) as writing:
        return begin_session(writing, trust.people[role].id)


def reach(session: Session, trust: Trust, unit: Unit) -> frozenset[object] | None:
    """What the risk lead reaches when their role is narrowed to a unit."""
    lead = trust.people[Role.RISK_LEAD]
    with transaction(session) as writing:
        here = col(Membership.person_id) == lead.id
        writing.exec(sa.update(Membership).where(here).values(unit_id=unit.id))
    seen = visit(session, token_of(session, trust, Role.RISK_LEAD))
    assert seen is not None
    assert seen.actor is not None
    return seen.actor.units
