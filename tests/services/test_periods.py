"""A new period of the BAF, from preparing it to the Board's approval, and both as they were."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import PlaceOnBaf
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.periods import (
    AddObjective,
    Fate,
    NewWords,
    OpenPeriod,
    PreparePeriod,
    SetEntry,
)
from riskapp.domain.permissions import Role
from riskapp.models import Committee, Decision
from riskapp.models.organisation import CommitteeKind
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.framework import framework
from riskapp.queries.objectives import list_objectives_of_risk
from riskapp.queries.periods import get_period, list_board_meetings, list_periods
from riskapp.queries.risk_page import get_risk_page
from riskapp.readmodels.periods import PeriodPage
from riskapp.services.decisions import place_on_baf
from riskapp.services.period_entries import leave_out, set_entry
from riskapp.services.period_opening import open_period
from riskapp.services.periods import add_objective, end_objective, prepare_period
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_score, a_trust, an_objective
from tests.meetings import a_committee, a_meeting

LATER = date(2019, 4, 2)
YEAR = PreparePeriod("2019-20", date(2019, 4, 1), date(2020, 3, 31))
WHY = "Looked at in the seminar of March."


class Prepared:
    """A trust whose BAF has four risks, with a period that is prepared for them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.trust = a_trust(session)
        self.old = an_objective(session, self.trust)
        self.risks = [self._risk(f"Risk {letter}") for letter in "ABCD"]
        board = a_board(session, self.trust)
        self.meeting = a_meeting(session, self.trust, board, on=date(2019, 3, 28))
        self.actor = self.trust.actor(Role.RISK_MANAGER, LATER)
        with transaction(session):
            self.period = prepare_period(session, self.actor, YEAR)
        with transaction(session):
            draft = AddObjective("1a", "Care that is close to home")
            self.new = add_objective(session, self.actor, self.period.id, draft)

    def _risk(self, title: str) -> str:
        risk = a_risk(self.session, self.trust, title=title, objective=self.old)
        with transaction(self.session):
            place_on_baf(self.session, self.trust.actor(), risk, PlaceOnBaf("The Board's choice."))
        a_score(self.session, self.trust.actor(Role.RISK_LEAD), risk, 3, 3)
        return risk

    def decide(self, risk: str, fate: Fate, **more: object) -> None:
        seen = self.page().entry(risk)
        draft = SetEntry(fate, WHY, seen_version=seen.version if seen else 0)
        with transaction(self.session):
            set_entry(self.session, self.actor, self.period.id, risk, replace(draft, **more))  # type: ignore[arg-type]

    def decide_all(self) -> None:
        a, b, c, d = self.risks
        self.decide(a, Fate.CARRIED, reference="SR 1", objective_ids=(self.new.id,))
        self.decide(b, Fate.REWORDED, words=NewWords("New B", "c", "e", "f"), gap="None fits yet.")
        self.decide(c, Fate.MERGED, into=a)
        self.decide(d, Fate.RETIRED)

    def open(self, **more: object) -> None:
        draft = OpenPeriod(self.meeting.id, "Approved as tabled.", self.page().seen)
        with transaction(self.session):
            open_period(self.session, self.actor, self.period.id, replace(draft, **more))  # type: ignore[arg-type]

    def page(self) -> PeriodPage:
        self.session.expire_all()
        return get_period(self.session, self.actor, self.period.id)

    def objectives_of(self, risk: str) -> list[str]:
        page = get_risk_page(self.session, self.actor, risk)
        return [
            one.number for one in list_objectives_of_risk(self.session, self.actor, page.row.id)
        ]

    def on_baf(self, on: date | None) -> dict[str, str]:
        """By reference, what each risk is called on the BAF that day."""
        found = framework(self.session, self.actor, on)
        return {
            row.reference: held.reference
            for group in found.groups
            for row in group.rows
            for held in row.registers
            if held.register is Register.BAF
        }


def a_board(session: Session, trust: Trust) -> Committee:
    board = a_committee(session, trust, "Board")
    with transaction(session):
        board.kind = CommitteeKind.BOARD
    return board


@pytest.fixture
def prepared(session: Session) -> Prepared:
    return Prepared(session)


def test_preparing_changes_nothing_for_anybody(prepared: Prepared) -> None:
    before = prepared.on_baf(None)
    prepared.decide_all()
    assert prepared.on_baf(None) == before
    assert prepared.objectives_of(prepared.risks[0]) == ["1"]


def test_opening_does_all_that_was_prepared(prepared: Prepared) -> None:
    a, b, c, d = prepared.risks
    prepared.decide_all()
    prepared.open()
    assert prepared.on_baf(None) == {a: "SR 1", b: ""}
    assert prepared.objectives_of(a) == ["1a"]
    assert prepared.objectives_of(b) == []
    says = {risk: get_risk_page(prepared.session, prepared.actor, risk) for risk in prepared.risks}
    assert (says[b].row.title, says[b].cause) == ("New B", "c")
    assert says[c].row.status is RiskStatus.MERGED
    assert says[d].row.status is RiskStatus.OPEN
    assert list(check_everything(prepared.session)) == []


def test_both_periods_stay_readable(prepared: Prepared) -> None:
    prepared.decide_all()
    prepared.open()
    the_day_before = LATER - timedelta(days=1)
    assert set(prepared.on_baf(the_day_before)) == set(prepared.risks)
    assert prepared.on_baf(the_day_before)[prepared.risks[0]] == ""
    row = get_risk_page(prepared.session, prepared.actor, prepared.risks[1], on=the_day_before).row
    assert (row.title, [one.number for one in row.objectives]) == ("Risk B", ["1"])


def test_closing_and_opening_positions_are_kept(prepared: Prepared) -> None:
    prepared.decide_all()
    prepared.open()
    a_score(prepared.session, prepared.actor, prepared.risks[0], 4, 4)
    told = {one.row.reference: (one.closing, one.opening) for one in prepared.page().entries}
    a, b, c, d = prepared.risks
    assert told == {a: (9, 9), b: (9, 9), c: (9, None), d: (9, None)}


def test_the_boards_approval_is_the_decision(prepared: Prepared) -> None:
    prepared.decide_all()
    prepared.open()
    (row,) = list_periods(prepared.session, prepared.actor)
    assert row.is_open
    assert row.approved == "the meeting of the Board on 28 March 2019"
    retiring = select(Decision).where(col(Decision.kind) == DecisionKind.REMOVE)
    assert [one.decided_in_id for one in prepared.session.exec(retiring)] == [prepared.meeting.id]


def test_a_risk_that_is_not_decided_about_stops_the_opening(prepared: Prepared) -> None:
    a, b, c, _ = prepared.risks
    prepared.decide(a, Fate.CARRIED, objective_ids=(prepared.new.id,))
    prepared.decide(b, Fate.CARRIED, gap="None fits.")
    prepared.decide(c, Fate.RETIRED)
    with pytest.raises(FieldError, match=r"R-0004 is not ready. Decide"):
        prepared.open()
    assert set(prepared.on_baf(None)) == set(prepared.risks), "nothing is half done"


def test_a_risk_that_came_on_the_baf_meanwhile_has_to_be_decided_about(prepared: Prepared) -> None:
    prepared.decide_all()
    late = a_risk(prepared.session, prepared.trust, title="Late", by=prepared.actor)
    with transaction(prepared.session):
        place_on_baf(prepared.session, prepared.actor, late, PlaceOnBaf("Since then."))
    with pytest.raises((FieldError, StaleError)):
        prepared.open()


def test_a_new_risk_comes_on_the_baf(prepared: Prepared) -> None:
    fresh = a_risk(prepared.session, prepared.trust, title="Fresh")
    prepared.decide_all()
    prepared.decide(fresh, Fate.NEW, reference="SR 9", objective_ids=(prepared.new.id,))
    prepared.open()
    assert prepared.on_baf(None)[fresh] == "SR 9"
    assert prepared.objectives_of(fresh) == ["1a"]


def test_a_new_risk_is_left_out_again(prepared: Prepared) -> None:
    fresh = a_risk(prepared.session, prepared.trust, title="Fresh")
    prepared.decide(fresh, Fate.NEW, gap="None.")
    with transaction(prepared.session):
        leave_out(prepared.session, prepared.actor, prepared.period.id, fresh)
    assert prepared.page().entry(fresh) is None
    with pytest.raises(NotFoundError), transaction(prepared.session):
        leave_out(prepared.session, prepared.actor, prepared.period.id, prepared.risks[0])


def test_two_who_decide_at_once_are_told(prepared: Prepared) -> None:
    prepared.decide(prepared.risks[0], Fate.RETIRED)
    draft = SetEntry(Fate.CARRIED, WHY, seen_version=1)
    with pytest.raises(StaleError), transaction(prepared.session):
        set_entry(prepared.session, prepared.actor, prepared.period.id, prepared.risks[0], draft)


def test_what_was_prepared_is_opened_as_it_was_seen(prepared: Prepared) -> None:
    prepared.decide_all()
    seen = prepared.page().seen
    prepared.decide(prepared.risks[3], Fate.CARRIED, gap="After all.")
    with pytest.raises(StaleError):
        prepared.open(seen_version=seen)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"fate": Fate.NEW}, "is on the BAF already"),
        ({"reason": " "}, "Say why"),
        ({"fate": Fate.REWORDED}, "new title"),
        ({"fate": Fate.MERGED, "into": "R-0099"}, "reference such as"),
        ({"fate": Fate.MERGED, "into": "R-0001"}, "into itself"),
        ({"objective_ids": (UUID(int=1),)}, "objectives that hold"),
    ],
)
def test_what_cannot_be_is_refused(prepared: Prepared, more: dict[str, object], says: str) -> None:
    draft = replace(SetEntry(Fate.CARRIED, WHY, seen_version=1), **more)  # type: ignore[arg-type]
    with pytest.raises(FieldError, match=says), transaction(prepared.session):
        set_entry(prepared.session, prepared.actor, prepared.period.id, prepared.risks[0], draft)


def test_an_objective_of_the_old_plan_ends_with_the_day_before(prepared: Prepared) -> None:
    with transaction(prepared.session):
        end_objective(prepared.session, prepared.actor, prepared.period.id, prepared.old.id)
    prepared.session.refresh(prepared.old)
    assert prepared.old.ends_on == date(2019, 3, 31)
    with pytest.raises(FieldError), transaction(prepared.session):
        end_objective(prepared.session, prepared.actor, prepared.period.id, prepared.new.id)


def test_only_the_board_approves_and_not_before_the_day(prepared: Prepared) -> None:
    prepared.decide_all()
    other = a_committee(prepared.session, prepared.trust, "Audit Committee")
    meeting = a_meeting(prepared.session, prepared.trust, other, on=date(2019, 3, 28))
    with pytest.raises(FieldError, match="meeting of it"):
        prepared.open(meeting_id=meeting.id)
    prepared.actor = prepared.trust.actor(Role.RISK_MANAGER, date(2019, 3, 30))
    with pytest.raises(FieldError, match="cannot be opened before"):
        prepared.open()


def test_one_period_is_prepared_at_a_time_and_they_follow_each_other(prepared: Prepared) -> None:
    session, actor = prepared.session, prepared.actor
    again = PreparePeriod("2020-21", date(2020, 4, 1), date(2021, 3, 31))
    with pytest.raises(FieldError, match="Another period"), transaction(session):
        prepare_period(session, actor, again)
    prepared.decide_all()
    prepared.open()
    with pytest.raises(FieldError, match="choose a later day"), transaction(session):
        prepare_period(session, actor, YEAR)
    with pytest.raises(FieldError, match="not changed any more"):
        prepared.decide(prepared.risks[0], Fate.RETIRED)
    with transaction(session):
        second = prepare_period(session, actor, again)
    page = get_period(session, actor, second.id)
    assert {one.row.reference for one in page.entries} == set(prepared.risks[:2])


def test_nobody_without_the_right_prepares_one(session: Session) -> None:
    trust = a_trust(session)
    for role in (Role.SECRETARY, Role.EXECUTIVE, Role.RISK_LEAD):
        with pytest.raises(NotAllowedError):
            prepare_period(session, trust.actor(role), YEAR)


def test_the_boards_meetings_are_offered(prepared: Prepared) -> None:
    offered = list_board_meetings(prepared.session, prepared.actor)
    assert [words for _, words in offered] == ["the Board on 28 March 2019"]
