"""What was recorded by mistake is taken back: it stays, marked, and counts no more."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.clock import uuid7
from riskapp.domain.errors import (
    FieldError,
    NotAllowedError,
    NotFoundError,
    StaleError,
    UnfitError,
)
from riskapp.domain.happenings import Happening
from riskapp.domain.month_drafts import CloseRisk, Decided, Defer, NoChange
from riskapp.domain.months import MonthState, Outcome
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.taking_back import UNDONE, TakeBack, may_take_back
from riskapp.models import History, MonthlyOutcome, Review
from riskapp.queries.meetings import get_meeting_page, has_decided
from riskapp.queries.month_risk import get_month_risk
from riskapp.queries.months import get_month
from riskapp.queries.register_dates import list_dates
from riskapp.queries.risk_page import get_risk_page
from riskapp.readmodels.month_risk import MonthRisk
from riskapp.services.outcomes import record_outcome
from riskapp.services.reviews import review_risk
from riskapp.services.taking_back import take_back
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_trust
from tests.meetings import a_committee, a_meeting
from tests.month_lists import MONTH, Month, a_month, outcomes, record
from tests.services.test_at_once import FINE, at_once, sound

WHY = "It was said of another risk."
LATER = TODAY + timedelta(days=30)


class Scene:
    """An open month with one risk on its list, and a meeting that was to come after it."""

    def __init__(self, session: Session) -> None:
        self.session, self.trust = session, a_trust(session)
        self.risk = a_risk(session, self.trust, consequence=4, likelihood=4)
        self.month: Month = a_month(session, self.trust, self.risk)
        audit = a_committee(session, self.trust, "Audit Committee")
        self.later = a_meeting(session, self.trust, audit, on=LATER)

    @property
    def secretary(self) -> Actor:
        return self.trust.actor(Role.SECRETARY)

    def record(self, decided: Decided, seen: int = 1) -> MonthlyOutcome:
        return record(self.session, self.trust, self.month, self.risk, decided, seen=seen)

    def asks(self, outcome: MonthlyOutcome, reason: str = WHY, seen: int = 2) -> TakeBack:
        return TakeBack(MONTH, outcome.id, reason, seen)

    def take_back(self, draft: TakeBack, actor: Actor | None = None) -> None:
        with transaction(self.session):
            take_back(self.session, actor or self.secretary, self.risk, draft)

    def look(self) -> MonthRisk:
        self.session.rollback()
        return get_month_risk(self.session, self.secretary, MONTH, self.risk)

    def told(self) -> list[Happening]:
        self.session.rollback()
        return list(self.session.exec(select(History.kind).order_by(col(History.number))))


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session)


def test_no_change_is_taken_back_with_its_review_and_both_stay(scene: Scene) -> None:
    made = scene.record(NoChange())
    scene.take_back(scene.asks(made))
    [outcome] = outcomes(scene.session)
    assert (outcome.withdrawn_on, outcome.withdrawn_why) == (TODAY, WHY)
    assert outcome.withdrawn_by_id == scene.secretary.person_id
    review = scene.session.exec(select(Review)).one()
    assert (review.withdrawn_on, review.withdrawn_by_id) == (TODAY, scene.secretary.person_id)
    assert scene.told()[-2:] == [Happening.OUTCOME_TAKEN_BACK, Happening.REVIEW_TAKEN_BACK]
    sound(scene.session)


def test_the_risk_is_again_to_be_looked_at(scene: Scene) -> None:
    scene.take_back(scene.asks(scene.record(NoChange())))
    seen = scene.look()
    assert (seen.outcomes, seen.version, seen.place.decided) == ((), 3, 0)
    assert [(one.outcome, one.withdrawn_why) for one in seen.taken_back] == [
        (Outcome.NO_CHANGE, WHY)
    ]
    assert (seen.last_reviewed, seen.next_review) == (None, None)
    [item] = get_month(scene.session, scene.secretary, MONTH).items
    assert not item.is_decided
    meeting = get_meeting_page(scene.session, scene.secretary, scene.month.meeting.id)
    assert meeting.decided == ()
    assert not has_decided(scene.session, scene.secretary, scene.month.meeting.id)
    assert scene.record(NoChange(), seen=3).outcome is Outcome.NO_CHANGE
    assert len(scene.look().outcomes) == 1


def test_the_next_review_is_due_as_before(scene: Scene) -> None:
    past = scene.trust.actor(Role.RISK_LEAD, today=TODAY - timedelta(days=20))
    with transaction(scene.session):
        review_risk(scene.session, past, scene.risk, "Nothing new.")
    scene.take_back(scene.asks(scene.record(NoChange())))
    assert scene.look().next_review == date(2018, 7, 10)
    page = get_risk_page(scene.session, scene.secretary, scene.risk)
    dates = list_dates(scene.session, scene.secretary, [page.row.id])[page.row.id]
    assert (dates.reviewed_on, dates.review_on) == (past.today, date(2018, 7, 10))
    entry = scene.session.exec(
        select(History.entry).where(col(History.kind) == Happening.REVIEW_TAKEN_BACK)
    ).one()
    assert "10 July 2018" in entry


def test_a_deferral_is_taken_back(scene: Scene) -> None:
    made = scene.record(Defer(scene.later.id, "We wait for the audit."))
    assert scene.look().place.decided == 1
    scene.take_back(scene.asks(made))
    assert scene.look().place.decided == 0
    assert scene.told()[-1] is Happening.OUTCOME_TAKEN_BACK


def test_a_decision_is_undone_elsewhere_and_the_refusal_says_where(scene: Scene) -> None:
    made = scene.record(CloseRisk("The lease has ended."))
    with pytest.raises(FieldError, match="open it again"):
        scene.take_back(scene.asks(made))
    assert outcomes(scene.session)[0].withdrawn_on is None


def test_each_outcome_is_taken_back_or_says_where_it_is_undone() -> None:
    assert [one for one in Outcome if may_take_back(one) is (one in UNDONE)] == []


def test_it_takes_a_reason_and_the_right_to_record(scene: Scene) -> None:
    made = scene.record(NoChange())
    with pytest.raises(FieldError, match="what the mistake was"):
        scene.take_back(scene.asks(made, reason="  "))
    for role in (Role.EXECUTIVE, Role.RISK_LEAD, Role.AUDITOR, Role.VIEWER):
        with pytest.raises(NotAllowedError):
            scene.take_back(scene.asks(made), scene.trust.actor(role))
    scene.take_back(scene.asks(made), scene.trust.actor(Role.RISK_MANAGER))


def test_what_was_taken_back_or_changed_meanwhile_is_told(scene: Scene) -> None:
    made = scene.record(NoChange())
    with pytest.raises(StaleError):
        scene.take_back(scene.asks(made, seen=1))
    scene.take_back(scene.asks(made))
    with pytest.raises(StaleError, match="taken it back"):
        scene.take_back(scene.asks(made, seen=3))


def test_a_form_sent_again_after_it_was_taken_back_records_nothing(scene: Scene) -> None:
    asked = scene.month.asks(NoChange(), token=uuid7())
    with transaction(scene.session):
        made = record_outcome(scene.session, scene.secretary, scene.risk, asked)
    scene.take_back(scene.asks(made))
    with pytest.raises(StaleError), transaction(scene.session):
        record_outcome(scene.session, scene.secretary, scene.risk, asked)
    assert len(outcomes(scene.session)) == 1


def test_nothing_is_taken_back_of_a_month_that_is_final(scene: Scene) -> None:
    made = scene.record(NoChange())
    with transaction(scene.session):
        scene.month.review.state = MonthState.CLOSED
        scene.session.add(scene.month.review)
    with pytest.raises(UnfitError, match="final"):
        scene.take_back(scene.asks(made))


def test_another_risk_and_another_organisation_have_no_such_outcome(scene: Scene) -> None:
    session = scene.session
    made = scene.record(NoChange())
    other = a_risk(session, scene.trust, consequence=4, likelihood=4)
    theirs: Trust = a_trust(session, "other")
    a_risk(session, theirs, consequence=4, likelihood=4)
    with pytest.raises(NotFoundError), transaction(session):
        take_back(session, scene.secretary, other, scene.asks(made, seen=0))
    with pytest.raises(NotFoundError), transaction(session):
        take_back(session, theirs.actor(Role.SECRETARY), scene.risk, scene.asks(made))
    assert outcomes(session)[0].withdrawn_on is None


def test_of_two_at_once_one_takes_it_back_and_the_other_is_told(
    engine: sa.Engine, scene: Scene
) -> None:
    draft = scene.asks(scene.record(NoChange()))
    scene.session.rollback()
    actors = [scene.trust.actor(role) for role in (Role.SECRETARY, Role.RISK_MANAGER)]

    def taking(actor: Actor) -> Callable[[Session], object]:
        return lambda db: take_back(db, actor, scene.risk, draft)

    assert at_once(engine, map(taking, actors)) == {FINE: 1, "StaleError": 1}
    assert scene.told().count(Happening.OUTCOME_TAKEN_BACK) == 1
    sound(scene.session)


def test_taking_back_and_recording_more_at_once_leave_one_of_them_late(
    engine: sa.Engine, scene: Scene
) -> None:
    draft = scene.asks(scene.record(NoChange()))
    asked = scene.month.asks(Defer(scene.later.id, "We wait."), seen=2)
    scene.session.rollback()
    actor = scene.secretary
    deeds: list[Callable[[Session], object]] = [
        lambda db: take_back(db, actor, scene.risk, draft),
        lambda db: record_outcome(db, actor, scene.risk, asked),
    ]
    assert at_once(engine, deeds) == {FINE: 1, "StaleError": 1}
    sound(scene.session)
