"""Posts change hands on a day, and what waits for them changes hands with them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.drafts import EditRisk
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.posts import AddPost, HandOver, Vacate
from riskapp.models import History, HistoryText, PostHolder
from riskapp.queries.cases import get_case
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.my_work import get_my_work
from riskapp.queries.people import Moment, find_visit
from riskapp.queries.posts import get_post, get_post_page, list_posts
from riskapp.queries.register import list_register
from riskapp.services.posts import add_post, hand_over_post, vacate_post
from riskapp.services.risks import edit_risk
from riskapp.services.sign_in import begin_session
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_post, a_risk, a_trust, some_details
from tests.queries.statements import counted

WHY = "Appointed by the Board."
TOMORROW = TODAY + timedelta(days=1)
LONG_AGO = TODAY - timedelta(days=100)


def fill(session: Session, actor: Actor, post: UUID, who: UUID | str, on: date = TODAY) -> None:
    version = get_post(session, actor, post).version
    person, name = (None, who) if isinstance(who, str) else (who, "")
    with transaction(session):
        hand_over_post(session, actor, post, HandOver(on, WHY, version, person, name))


def leave(session: Session, actor: Actor, post: UUID, on: date = TODAY) -> None:
    version = get_post(session, actor, post).version
    with transaction(session):
        vacate_post(session, actor, post, Vacate(on, WHY, version))


def held(session: Session) -> list[tuple[str, date, date]]:
    session.rollback()
    session.expire_all()
    query = select(PostHolder).order_by(col(PostHolder.from_on))
    return [(one.name, one.from_on, one.until_on) for one in session.exec(query)]


def owned(session: Session, trust: Trust, post: UUID, visibility: Visibility) -> str:
    """Return a risk that a post handles and that others may not see where it is restricted."""
    risk = a_risk(session, trust)
    version = get_case(session, trust.actor(), risk).risk.version
    details = replace(some_details("Owned", None, visibility), handler_post_id=post)
    with transaction(session):
        edit_risk(session, trust.actor(), risk, EditRisk(details, WHY, version))
    return risk


def as_signed_in(session: Session, trust: Trust, role: Role, today: date) -> Actor:
    """Return somebody as the register knows them when they ask for a page on a day."""
    with transaction(session):
        token = begin_session(session, trust.people[role].id)
    moment = Moment(utc_now(), today)
    visit = find_visit(session, token, trust.organisation.code, moment, demonstration=False)
    assert visit is not None
    assert visit.actor is not None
    return visit.actor


def test_a_post_changes_hands_on_a_day_past_today_or_to_come(session: Session) -> None:
    trust = a_trust(session)
    actor, post = trust.actor(), a_post(session, trust).id
    fill(session, actor, post, "Ann", LONG_AGO)
    fill(session, actor, post, "Cyd", TOMORROW)
    fill(session, actor, post, "Ben", TODAY)
    assert held(session) == [
        ("Ann", LONG_AGO, TODAY), ("Ben", TODAY, TOMORROW), ("Cyd", TOMORROW, FOREVER),
    ]  # fmt: skip
    fill(session, actor, post, "Bea", TODAY)
    leave(session, actor, post, TOMORROW)
    assert held(session) == [("Ann", LONG_AGO, TODAY), ("Bea", TODAY, TOMORROW)]
    assert list(check_everything(session)) == []


def test_the_work_of_a_post_is_its_holders_from_their_day_until_the_next(
    session: Session,
) -> None:
    trust = a_trust(session)
    post = a_post(session, trust).id
    risk = owned(session, trust, post, Visibility.RESTRICTED)
    secretary, viewer = Role.SECRETARY, Role.VIEWER
    fill(session, trust.actor(), post, trust.people[secretary].id, LONG_AGO)
    fill(session, trust.actor(), post, trust.people[viewer].id, TOMORROW)

    def work(role: Role, today: date) -> list[str]:
        actor = as_signed_in(session, trust, role, today)
        return [row.reference for row in get_my_work(session, actor).risks]

    assert (work(secretary, TODAY), work(viewer, TODAY)) == ([risk], [])
    assert (work(secretary, TOMORROW), work(viewer, TOMORROW)) == ([], [risk])
    for role, today in ((viewer, TODAY), (secretary, TOMORROW)):
        with pytest.raises(NotFoundError):
            get_case(session, as_signed_in(session, trust, role, today), risk)
        session.rollback()


@dataclass(frozen=True)
class Two:
    """A post that is held and one that is vacant, each owning a risk, beside a risk without."""

    trust: Trust
    filled: UUID
    of_filled: str
    of_vacant: str


@pytest.fixture
def two(session: Session) -> Two:
    trust = a_trust(session)
    filled, vacant = (a_post(session, trust, title).id for title in ("A filled one", "Z vacant"))
    fill(session, trust.actor(), filled, "Ann", LONG_AGO)
    risks = []
    for post in (filled, vacant, None):
        risks.append(a_risk(session, trust))
        details = replace(some_details("Owned", None, Visibility.INTERNAL), owner_post_id=post)
        with transaction(session):
            edit_risk(session, trust.actor(), risks[-1], EditRisk(details, WHY, 1))
    return Two(trust, filled, *risks[:2])


def test_vacant_posts_come_first_and_say_what_they_own(session: Session, two: Two) -> None:
    rows = list_posts(session, two.trust.actor())
    assert [(row.title, row.vacant, row.owns) for row in rows] == [
        ("Z vacant", True, 1),
        ("A filled one", False, 1),
    ]
    found = list_register(session, two.trust.actor(), RegisterFilters(post=two.filled))
    assert [row.reference for row in found.rows] == [two.of_filled]


def test_the_register_lists_the_risks_of_vacant_posts_on_any_day(
    session: Session, two: Two
) -> None:
    def listed(today: date, on: date | None = None) -> list[str]:
        session.rollback()
        actor = two.trust.actor(today=today)
        found = list_register(session, actor, RegisterFilters(vacant=True), on=on)
        assert found.total == len(found.rows)
        return [row.reference for row in found.rows]

    assert listed(TODAY) == [two.of_vacant]
    leave(session, two.trust.actor(), two.filled, TOMORROW)
    assert listed(TODAY) == [two.of_vacant]
    assert listed(TOMORROW) == [two.of_filled, two.of_vacant]
    assert listed(TOMORROW, TODAY) == [two.of_vacant]


def test_a_hidden_risk_is_in_no_count_of_a_post(session: Session) -> None:
    trust = a_trust(session)
    post = a_post(session, trust).id
    owned(session, trust, post, Visibility.RESTRICTED)
    for role, number in ((Role.VIEWER, 0), (Role.AUDITOR, 1)):
        session.rollback()
        page = get_post_page(session, trust.actor(role), post)
        assert (page.row.handles, page.total, len(page.risks)) == (number, number, number)


def test_posts_take_as_many_statements_however_many_there_are(session: Session) -> None:
    trust = a_trust(session)
    actor = trust.actor()

    def statements() -> int:
        session.rollback()
        with counted(session) as sent:
            list_posts(session, actor)
        return len(sent)

    fill(session, trust.actor(), a_post(session, trust).id, "Ann")
    few = statements()
    for number in range(9):
        post = a_post(session, trust, f"Post {number}").id
        fill(session, trust.actor(), post, "Ann")
        owned(session, trust, post, Visibility.INTERNAL)
    assert statements() == few


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RISK_LEAD, Role.EXECUTIVE, Role.AUDITOR])
def test_only_some_may_change_posts(session: Session, role: Role) -> None:
    trust = a_trust(session)
    post = a_post(session, trust).id
    with pytest.raises(NotAllowedError):
        fill(session, trust.actor(role), post, "Ann")
    with pytest.raises(NotAllowedError), transaction(session):
        add_post(session, trust.actor(role), AddPost("Matron"))


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (HandOver(TODAY, "", 1, name="Ann"), "reason"),
        (HandOver(TODAY, WHY, 1), "person"),
        (HandOver(TODAY, WHY, 1, person_id=UUID(int=3)), "person"),
        (HandOver(TODAY, WHY, 1, person_id=UUID(int=3), name="Ann"), "name"),
        (HandOver(FOREVER, WHY, 1, name="Ann"), "from_on"),
    ],
)
def test_what_cannot_be_recorded_is_said_at_its_field(
    session: Session, draft: HandOver, field: str
) -> None:
    trust = a_trust(session)
    post = a_post(session, trust).id
    with pytest.raises(FieldError) as refused, transaction(session):
        hand_over_post(session, trust.actor(), post, draft)
    assert refused.value.field == field
    assert held(session) == []


def test_whoever_comes_second_is_told(session: Session) -> None:
    trust = a_trust(session)
    post = a_post(session, trust).id
    fill(session, trust.actor(), post, "Ann")
    with pytest.raises(StaleError), transaction(session):
        hand_over_post(session, trust.actor(), post, HandOver(TODAY, WHY, 1, name="Ben"))
    with pytest.raises(StaleError), transaction(session):
        vacate_post(session, trust.actor(), post, Vacate(TODAY, WHY, 1))
    assert [name for name, _, _ in held(session)] == ["Ann"]


def test_a_vacant_post_cannot_be_vacated_and_no_title_stands_twice(session: Session) -> None:
    trust = a_trust(session)
    post = a_post(session, trust, "Matron").id
    with pytest.raises(FieldError, match="vacant already"):
        leave(session, trust.actor(), post)
    with pytest.raises(FieldError, match="already"), transaction(session):
        add_post(session, trust.actor(), AddPost(" matron "))
    with pytest.raises(NotFoundError):
        fill(session, a_trust(session, "other").actor(), post, "Ann")


def test_the_history_tells_of_it_and_holds_no_name_for_ever(session: Session) -> None:
    trust = a_trust(session)
    with transaction(session):
        post = add_post(session, trust.actor(Role.ADMINISTRATOR), AddPost("Matron")).id
    fill(session, trust.actor(), post, "Ann Onym", LONG_AGO)
    leave(session, trust.actor(), post)
    entries = session.exec(select(History).order_by(col(History.number))).all()
    assert [one.kind for one in entries] == [
        Happening.POST_ADDED, Happening.POST_FILLED, Happening.POST_VACATED,
    ]  # fmt: skip
    assert not [one for one in entries if "Onym" in one.entry]
    assert "Ann Onym" in set(session.exec(select(HistoryText.words)))
    history = get_post_page(session, trust.actor(), post).history
    assert [line.sentence for line in history] == [
        "The risk-manager recorded that the post Matron is vacant from 30 June 2018.",
        "The risk-manager recorded who holds the post Matron from 22 March 2018.",
        "The administrator added the post Matron.",
    ]
    assert history[1].backdated_to == LONG_AGO
