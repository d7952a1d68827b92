"""A month of 60 risks gone through in a meeting: by the keyboard, by two at once, on a phone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect
from sqlmodel import Session, col, select

from riskapp.domain.months import Outcome
from riskapp.domain.references import risk_reference
from riskapp.models import (
    Membership,
    MonthlyItem,
    MonthlyOutcome,
    Organisation,
    Person,
    Review,
    Risk,
    RiskVersion,
    Unit,
)
from riskapp.models.database import open_database, open_session
from riskapp.queries.scope import same_risk
from riskapp.services.transactions import transaction
from tests.browser import Axe
from tests.factories import Trust, a_risk
from tests.journeys.conftest import WIDER_THAN_SCREEN, Visitor, Visitors
from tests.journeys.keyboard import Keyboard
from tests.meetings import a_committee, a_meeting
from tests.months import an_open_month, without_months

MONTH = "/demo/reviews/2018-06"
RISKS = 60
COLLIDE = 10
"""How often the two come to the same risk and record at the same moment."""
SAYS = "['H1', 'DIV', 'TEXTAREA', 'INPUT', 'SELECT'].includes(document.activeElement.tagName)"
"""The focus is on the risk, on what went wrong, or on the first field."""


@contextmanager
def database(folder: Path) -> Iterator[Session]:
    """The site's database, beside its server."""
    engine = open_database(f"sqlite:///{folder / 'riskapp.sqlite3'}")
    with open_session(engine) as session:
        yield session
    engine.dispose()


def the_trust(session: Session) -> Trust:
    """The invented trust, as tests know one."""
    organisation = session.exec(select(Organisation).where(col(Organisation.code) == "demo")).one()
    here = col(Membership.organisation_id) == organisation.id
    same = col(Person.id) == col(Membership.person_id)
    found = session.exec(select(Membership.role, Person).join(Person, same).where(here)).all()
    root = sa.and_(col(Unit.organisation_id) == organisation.id, col(Unit.parent_id).is_(None))
    return Trust(organisation, session.exec(select(Unit).where(root)).one(), dict(found))


@pytest.fixture
def month(tmp_path: Path, address: str) -> Path:
    """Open June with as many risks as the secretary may see 60 of, and hold a meeting of it."""
    assert address
    with database(tmp_path) as session:
        trust = the_trust(session)
        without_months(session)
        an_open_month(session, trust)
        listed = session.exec(select(MonthlyItem.risk_id)).all()
        without_months(session)
        for number in range(RISKS - len(listed) + 1):
            a_risk(session, trust, title=f"Risk {number}", consequence=4, likelihood=4)
        review = an_open_month(session, trust)
        meeting = a_meeting(session, trust, a_committee(session, trust, "Review Team"))
        with transaction(session):
            meeting.monthly_review_id = review.id
            session.add(meeting)
    return tmp_path


def middle(folder: Path) -> str:
    """A risk in the middle of the list."""
    with database(folder) as session:
        query = select(Risk.number).join(RiskVersion, same_risk())
        number = session.exec(query.where(col(RiskVersion.title) == "Risk 20")).one()
    return risk_reference(number)


def ready(visitor: Visitor, role: str = "secretary") -> Keyboard:
    """Come to the first risk of the month, by the keyboard alone."""
    keys = Keyboard(visitor).sign_in(role, "demo")
    keys.open("Monthly review")
    keys.follow("June 2018")
    keys.follow("Go through it in a meeting")
    keys.send("Begin recording")
    return keys


def press(keys: Keyboard, key: str) -> None:
    """Press a key that leads on; the next page says its risk first."""
    with keys.page.expect_navigation():
        keys.page.keyboard.press(key)
    keys.page.wait_for_function(SAYS)


def ask_action(keys: Keyboard) -> None:
    """Ask for an action about the risk on the screen, and go on to the next undecided one."""
    press(keys, "m")
    keys.write("What is to be done?", "Recruit six nurses")
    keys.write("By when?", "Sep 2018")
    keys.write("Why?", "Posts stay vacant.")
    keys.send("Record it")
    press(keys, "u")


def at_once(everybody: Sequence[Keyboard]) -> None:
    """Let each say "reviewed, no change" at the same moment."""
    with ExitStack() as stack:
        for keys in everybody:
            stack.enter_context(keys.page.expect_navigation())
        for keys in everybody:
            keys.page.keyboard.press("r")


def has(keys: Keyboard, key: str) -> bool:
    """Tell whether the page has something to do with that key."""
    return keys.page.locator(f"[data-key={key}]").count() == 1


def go_on(keys: Keyboard) -> bool:
    """Come to a risk of which nothing came yet, as far as the page knows; False without one."""
    if not has(keys, "r") and has(keys, "u"):
        press(keys, "u")
    return has(keys, "r")


def collide(first: Keyboard, second: Keyboard) -> int:
    """Let both record about the first one's risk at the same moment; return how many came late."""
    own = second.page.url
    second.page.goto(first.page.url)
    at_once([first, second])
    late = [keys.page.locator("#late").count() for keys in (first, second)]
    second.page.goto(own)
    return sum(late)


def apart(first: Keyboard, second: Keyboard) -> None:
    """Let the second of two who came to the same risk go past it."""
    if second.page.url == first.page.url and has(second, "u"):
        press(second, "u")


def review_all(first: Keyboard, second: Keyboard) -> int:
    """Let two review until nothing is undecided; return how often one of them came late."""
    collisions = 0
    for turn in range(RISKS):
        waiting = [keys for keys in (first, second) if go_on(keys)]
        if not waiting:
            break
        if turn % COLLIDE == 0 and waiting == [first, second]:
            ask_action(first)
            collisions += collide(first, second)
        else:
            apart(first, second)
            at_once([keys for keys in waiting if has(keys, "r")])
    return collisions


def test_two_go_through_60_risks_by_the_keyboard_and_nothing_is_lost_or_doubled(
    visitors: Visitors, month: Path
) -> None:
    first, second = ready(visitors.come()), ready(visitors.come())
    assert f"Risk 1 of {RISKS}" in first.visitor.words
    second.visitor.go(f"{MONTH}/{middle(month)}")
    collisions = review_all(first, second)
    for keys in (first, second):
        keys.visitor.go(MONTH)
        assert "0 undecided" in keys.visitor.words
    assert collisions >= RISKS // 2 // COLLIDE - 1
    with database(month) as session:
        came = session.exec(select(MonthlyOutcome.risk_id, MonthlyOutcome.outcome)).all()
        reviews = session.exec(select(Review).where(col(Review.meeting_id).is_not(None))).all()
    counts = Counter(risk_id for risk_id, _ in came)
    assert len(counts) == RISKS
    assert set(counts.values()) == {1}
    assert len(reviews) == sum(outcome is Outcome.NO_CHANGE for _, outcome in came)


def test_keys_are_listed_and_rest_in_fields(visitors: Visitors, axe: Axe, month: Path) -> None:
    assert month
    keys = ready(visitors.come())
    assert axe(keys.page) == []
    keys.page.keyboard.press("Shift+?")
    expect(keys.page.get_by_text("reviewed, no change, and on")).to_be_visible()
    assert axe(keys.page) == []
    press(keys, "m")
    keys.write("What is to be done?", "nprm")
    keys.page.locator("#words").press("Tab")
    assert keys.page.locator("#words").input_value() == "nprm"
    assert axe(keys.page) == []


def test_keys_can_be_switched_off_and_stay_so(visitors: Visitors, month: Path) -> None:
    assert month
    keys = ready(visitors.come())
    at = keys.page.url.split("#")[0]
    keys.unfold("Keys on this page")
    keys._reach("button", "Switch the keys off")  # noqa: SLF001 - a button that opens no page
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.press("n")
    keys.page.reload()
    keys.page.keyboard.press("n")
    keys.unfold("Keys on this page")
    expect(keys.page.get_by_role("button", name="Switch the keys on")).to_be_visible()
    assert keys.page.url.split("#")[0].split("?")[0] == at


def test_what_was_typed_when_the_connection_was_lost_is_back_in_the_form(
    visitors: Visitors, month: Path
) -> None:
    keys = ready(visitors.come())
    press(keys, "m")
    keys.write("What is to be done?", "Half a sentence")
    page, at = keys.page, keys.page.url
    page.context.set_offline(True)
    keys.write("By when?", "Sep 2018")
    with page.expect_event("framenavigated"):  # to the browser's own page that says so
        page.keyboard.press("Enter")
    page.context.set_offline(False)
    page.goto(at)
    expect(page.locator("#words")).to_have_value("Half a sentence")
    expect(page.locator("#due")).to_have_value("Sep 2018")
    keys.write("Why?", "Posts stay vacant.")
    keys.send("Record it")
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    with database(month) as session:
        assert len(session.exec(select(MonthlyOutcome)).all()) == 1


def go_through(visitor: Visitor) -> None:
    """Ask for an action about the first risk, forgetting its due date at first; then no change."""
    page = visitor.sign_in("secretary", "demo").go(f"{MONTH}/recording")
    page.get_by_role("radio", name="Review Team").check()
    visitor.press("Begin recording")
    visitor.press("Ask for an action")
    page.get_by_label("What is to be done?").fill("Recruit six nurses")
    visitor.press("Record it")
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    page.get_by_label("By when?").fill("Sep 2018")
    page.get_by_label("Why?").fill("Posts stay vacant.")
    visitor.press("Record it")
    expect(page.get_by_text("Action asked for. Recorded")).to_be_visible()
    visitor.follow("Next undecided")
    visitor.press("Reviewed, no change")
    expect(page.get_by_text("Reviewed, no change. Recorded")).to_be_visible()


def test_a_month_on_a_phone(visitors: Visitors, axe: Axe, month: Path) -> None:
    assert month
    visitor = visitors.come(phone=True)
    go_through(visitor)
    assert not visitor.page.evaluate(WIDER_THAN_SCREEN)
    assert axe(visitor.page) == []


def test_a_month_without_scripts(visitors: Visitors, month: Path) -> None:
    go_through(visitors.come(scripts=False))
    with database(month) as session:
        assert len(session.exec(select(MonthlyOutcome)).all()) == 2
