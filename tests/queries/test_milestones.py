"""Milestones as readers see them, on a real database."""

from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.drafts import MoveMilestone, SetMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import NotFoundError
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestones import MilestoneStatus, StandingKind
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Milestone, MilestoneDue, Provenance, RiskMilestone
from riskapp.queries.cases import get_case
from riskapp.queries.milestone_history import list_milestone_history
from riskapp.queries.milestones import (
    MilestoneFilters,
    count_standings,
    get_milestone,
    get_milestone_page,
    list_milestones_of_risks,
    refuse_hidden,
)
from riskapp.queries.programmes import list_programmes
from riskapp.readmodels.plan import MilestoneRow
from riskapp.services.milestones import move_milestone, set_milestone
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_milestone, a_programme, a_risk, a_trust, a_unit
from tests.queries.statements import counted, planned

ALL = MilestoneFilters()


def listed(session: Session, actor: Actor, on: date | None = None) -> tuple[MilestoneRow, ...]:
    return get_milestone_page(session, actor, ALL, on).rows


def id_of(session: Session, trust: Trust, reference: str) -> UUID:
    return get_case(session, trust.actor(), reference).risk.id


def a_hidden_risk(session: Session, trust: Trust) -> str:
    hide = Visibility.RESTRICTED
    return a_risk(session, trust, title="A named case", visibility=hide, by=trust.actor())


def move(session: Session, trust: Trust, milestone_id: UUID, due: str, on: date) -> None:
    seen = session.get_one(Milestone, (trust.organisation.id, milestone_id)).version
    with transaction(session):
        draft = MoveMilestone(parse_due(due), "The supplier is late.", seen)
        move_milestone(session, trust.actor(today=on), milestone_id, draft)


def mark(
    session: Session, trust: Trust, milestone_id: UUID, status: MilestoneStatus, on: date
) -> None:
    seen = session.get_one(Milestone, (trust.organisation.id, milestone_id)).version
    with transaction(session):
        draft = SetMilestone(status, "As reported.", seen)
        set_milestone(session, trust.actor(today=on), milestone_id, draft)


def test_the_most_overdue_come_first_and_those_that_only_start_last(session: Session) -> None:
    trust = a_trust(session)
    programme = a_programme(session, trust)
    for due in ("Apr 2018 onwards", "Mar 2019", "May 2018", "Q2-3 2018/19", "30 June 2018", "2017"):
        printed = "Dec 2017" if due == "2017" else due
        a_milestone(session, trust, printed, programme=programme)
    rows = listed(session, trust.actor())
    assert [(row.due.printed, row.standing.kind.value) for row in rows] == [
        ("Dec 2017", "late"),
        ("May 2018", "late"),
        ("30 June 2018", "due"),
        ("Q2-3 2018/19", "due"),
        ("Mar 2019", "due"),
        ("Apr 2018 onwards", "only-starts"),
    ]
    assert rows[0].standing.days_late == (TODAY - date(2017, 12, 31)).days
    assert rows[0].programme == "A programme"
    counts = count_standings(rows)
    assert (counts.total, counts.late, counts.only_start, counts.done) == (6, 2, 1, 0)


def test_what_is_done_is_not_late(session: Session) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, "May 2018", programme=a_programme(session, trust))
    mark(session, trust, milestone, MilestoneStatus.DONE, TODAY)
    (row,) = listed(session, trust.actor())
    assert row.standing.kind is StandingKind.DONE
    assert row.done_on == TODAY


def test_every_earlier_due_date_is_kept_oldest_first(session: Session) -> None:
    trust = a_trust(session)
    programme = a_programme(session, trust)
    begun = date(2018, 1, 1)
    milestone = a_milestone(session, trust, "Mar 2018", programme=programme, today=begun)
    move(session, trust, milestone, "May 2018", date(2018, 3, 20))
    move(session, trust, milestone, "Q2 2018/19", date(2018, 5, 20))
    (row,) = listed(session, trust.actor())
    assert row.due.printed == "Q2 2018/19"
    assert [(due.printed, due.set_on) for due in row.earlier] == [
        ("Mar 2018", begun),
        ("May 2018", date(2018, 3, 20)),
    ]
    assert row.slips == 2
    (then,) = listed(session, trust.actor(), date(2018, 4, 1))
    assert (then.due.printed, then.slips) == ("May 2018", 1)
    assert listed(session, trust.actor(), date(2017, 12, 31)) == ()


def test_its_history_says_how_it_was_marked_and_why(session: Session) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    mark(session, trust, milestone, MilestoneStatus.AT_RISK, TODAY)
    newest, _ = list_milestone_history(session, trust.actor(), milestone)
    assert newest.sentence.endswith("marked milestone M-0001 as at risk (before: not started).")
    assert newest.words == {"reason": "As reported."}


def test_on_a_past_day_it_has_the_status_it_had_then(session: Session) -> None:
    trust = a_trust(session)
    programme = a_programme(session, trust)
    milestone = a_milestone(session, trust, "Mar 2018", programme=programme, today=date(2018, 1, 1))
    mark(session, trust, milestone, MilestoneStatus.IN_PROGRESS, date(2018, 2, 1))
    mark(session, trust, milestone, MilestoneStatus.AT_RISK, date(2018, 3, 1))
    mark(session, trust, milestone, MilestoneStatus.DONE, date(2018, 4, 10))

    def stood(on: date) -> tuple[MilestoneStatus, str, date | None]:
        row = get_milestone(session, trust.actor(), "M-0001", on)
        return row.status, row.standing.words, row.done_on

    assert stood(date(2018, 1, 15)) == (MilestoneStatus.NOT_STARTED, "due", None)
    assert stood(date(2018, 2, 1)) == (MilestoneStatus.IN_PROGRESS, "due", None)
    assert stood(date(2018, 3, 31)) == (MilestoneStatus.AT_RISK, "at risk", None)
    assert stood(date(2018, 4, 9)) == (MilestoneStatus.AT_RISK, "late by 9 days", None)
    assert stood(date(2018, 4, 10)) == (MilestoneStatus.DONE, "done", date(2018, 4, 10))
    late = MilestoneFilters(standing=StandingKind.LATE)
    page = get_milestone_page(session, trust.actor(), late, date(2018, 4, 9))
    assert (page.total, page.counts.late) == (1, 1)
    assert get_milestone_page(session, trust.actor(), late, TODAY).total == 0


def test_an_action_of_a_hidden_risk_is_hidden_and_its_risk_is_never_named(
    session: Session,
) -> None:
    trust = a_trust(session)
    hidden = id_of(session, trust, a_hidden_risk(session, trust))
    open_risk = id_of(session, trust, a_risk(session, trust, title="Everybody's"))
    a_milestone(session, trust, risk_ids=(hidden,))
    a_milestone(session, trust, risk_ids=(hidden, open_risk))
    a_milestone(session, trust, risk_ids=(hidden,), programme=a_programme(session, trust))
    lead = trust.actor(Role.RISK_LEAD)
    rows = listed(session, lead)
    assert {row.reference: [risk.title for risk in row.risks] for row in rows} == {
        "M-0002": ["Everybody's"],
        "M-0003": [],
    }
    with pytest.raises(NotFoundError):
        get_milestone(session, lead, "M-0001")
    found = list_milestones_of_risks(session, lead, [hidden, open_risk])
    assert found[hidden] == ()
    assert [row.reference for row in found[open_risk]] == ["M-0002"]
    assert len(listed(session, trust.actor())) == 3
    assert get_milestone_page(session, lead, MilestoneFilters(risk_number=1)).total == 0
    first = session.exec(select(Milestone).where(col(Milestone.number) == 1)).one()
    with pytest.raises(NotFoundError):
        refuse_hidden(session, lead, first)


def test_the_actions_of_a_risk_are_found_by_it_and_no_other_is_looked_at(
    sqlite_session: Session,
) -> None:
    trust = a_trust(sqlite_session)
    risk = id_of(sqlite_session, trust, a_risk(sqlite_session, trust))
    with planned(sqlite_session) as steps:
        list_milestones_of_risks(sqlite_session, trust.actor(), [risk])
    linked = [step for step in steps if "SEARCH risk_milestone" in step]
    assert linked
    assert all("risk_id=?" in step or "milestone_id=?" in step for step in linked), linked


def test_another_unit_and_another_organisation_see_nothing(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    ours = a_unit(session, trust, "Ours")
    risk = id_of(session, trust, a_risk(session, trust, unit=ours))
    a_milestone(session, trust, risk_ids=(risk,))
    elsewhere = trust.lead_of(a_unit(session, trust, "Theirs").id)
    for actor in (elsewhere, other.actor()):
        assert listed(session, actor) == ()
        assert list_programmes(session, actor) == ()
        with pytest.raises(NotFoundError):
            get_milestone(session, actor, "M-0001")
    assert len(listed(session, trust.lead_of(ours.id))) == 1


def test_filters_find_by_programme_risk_words_and_reference(session: Session) -> None:
    trust = a_trust(session)
    programme = a_programme(session, trust)
    risk = id_of(session, trust, a_risk(session, trust))
    a_milestone(session, trust, programme=programme)
    a_milestone(session, trust, risk_ids=(risk,))

    def found(**asked: object) -> list[str]:
        filters = MilestoneFilters(**asked)  # type: ignore[arg-type]
        return [row.reference for row in get_milestone_page(session, trust.actor(), filters).rows]

    assert found(programme_id=programme.id) == ["M-0001"]
    assert found(risk_number=1) == ["M-0002"]
    assert found(search="SIX NURSES") == ["M-0001", "M-0002"]
    assert found(search="m-2") == ["M-0002"]
    assert found(search="100%_'; DROP TABLE milestone; --") == []
    assert found(search="%") == []
    assert found(standing=StandingKind.DONE) == []


def test_pages_hold_their_size_and_counts_cover_all(session: Session) -> None:
    trust = a_trust(session)
    programme = a_programme(session, trust)
    for _ in range(5):
        a_milestone(session, trust, "May 2018", programme=programme)
    page = get_milestone_page(session, trust.actor(), ALL, page=2, size=3)
    assert [row.reference for row in page.rows] == ["M-0004", "M-0005"]
    assert (page.total, page.pages, page.counts.late) == (5, 2, 5)


def test_it_says_where_it_is_printed(session: Session) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    with transaction(session):
        session.add(
            Provenance(
                organisation_id=trust.organisation.id,
                subject_kind="milestone",
                subject_id=milestone,
                record_key="milestone-01",
                document="plan.txt",
                lines="12, 13",
                record_digest="0" * 64,
            )
        )
    assert get_milestone(session, trust.actor(), "M-0001").source == "plan.txt, lines 12, 13"


def test_statements_do_not_grow_with_milestones(session: Session) -> None:
    trust = a_trust(session)
    programme = a_programme(session, trust)
    risk = id_of(session, trust, a_risk(session, trust))
    fill(session, trust, programme.id, risk, 10)
    few = statements(session, trust, risk)
    fill(session, trust, programme.id, risk, 490)
    assert statements(session, trust, risk) == few
    assert all(count <= 10 for count in few)


def statements(session: Session, trust: Trust, risk: UUID) -> list[int]:
    actor, before = trust.actor(), date(2018, 6, 29)
    counts = []
    for on in (None, before):
        for ask in (
            lambda on=on: get_milestone_page(session, actor, ALL, on),
            lambda on=on: list_programmes(session, actor, on),
            lambda on=on: list_milestones_of_risks(session, actor, [risk], on),
        ):
            session.rollback()
            with counted(session) as sent:
                assert ask() is not None
            counts.append(len(sent))
    return counts


def fill(session: Session, trust: Trust, programme_id: UUID, risk: UUID, many: int) -> None:
    here = trust.organisation.id
    begun = session.exec(select(sa.func.count()).select_from(Milestone)).one()
    with transaction(session):
        for number in range(begun + 1, begun + many + 1):
            milestone = Milestone(organisation_id=here, number=number, words="A step")
            milestone.programme_id = programme_id
            key = {"organisation_id": here, "milestone_id": milestone.id}
            session.add(milestone)
            session.add(RiskMilestone(risk_id=risk, from_on=date(2018, 1, 1), **key))
            session.add(a_due(date(2018, 1, 1), date(2018, 5, 1), **key))
            session.add(a_due(date(2018, 5, 1), FOREVER, **key))


def a_due(from_on: date, until_on: date, **key: UUID) -> MilestoneDue:
    due = parse_due("Jul 2018")
    return MilestoneDue(
        from_on=from_on,
        until_on=until_on,
        printed=due.printed,
        precision=due.precision,
        starts_on=due.starts_on,
        due_on=due.due_on,
        **key,
    )
