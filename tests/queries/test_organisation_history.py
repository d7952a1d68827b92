"""The history of a whole organisation: what is in it, for whom, and in how many statements."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from riskapp.domain.errors import NotAllowedError, NotFoundError
from riskapp.domain.families import kinds_named
from riskapp.domain.happenings import Happening
from riskapp.domain.history_filters import HistoryFilters
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.queries.cases import get_case
from riskapp.queries.names import get_risk_name
from riskapp.queries.organisation_history import (
    ALL,
    PAGE_SIZE,
    get_entry,
    get_organisation_history,
    list_whole_history,
    list_writers,
)
from riskapp.readmodels.history import ChainedLine
from tests.factories import (
    TODAY,
    Trust,
    a_milestone,
    a_programme,
    a_risk,
    a_score,
    a_trust,
    a_unit,
)
from tests.queries.statements import counted, planned

EARLIER = date(2018, 5, 1)


def told(session: Session, actor: Actor, filters: HistoryFilters = ALL) -> list[ChainedLine]:
    session.rollback()
    return list(get_organisation_history(session, actor, filters).lines)


def kinds(lines: list[ChainedLine]) -> list[Happening]:
    return [one.line.kind for one in lines]


@pytest.fixture
def trust(session: Session) -> Trust:
    """A trust with two risks, one raised in May and scored in June, and a milestone."""
    trust = a_trust(session)
    a_risk(session, trust, by=trust.actor(Role.RISK_LEAD, EARLIER))
    a_score(session, trust.actor(Role.EXECUTIVE), "R-0001", 4, 4)
    a_risk(session, trust, title="Ward roofs")
    a_milestone(session, trust, programme=a_programme(session, trust))
    return trust


def test_the_newest_come_first_with_their_words(session: Session, trust: Trust) -> None:
    lines = told(session, trust.actor())
    numbers = [one.line.number for one in lines]
    assert numbers == sorted(numbers, reverse=True)
    scored = next(one.line for one in lines if one.line.kind is Happening.SCORED)
    assert scored.sentence.startswith("The executive scored R-0001: current score 16")
    assert scored.words == {"reason": "The picture has changed."}
    assert scored.risk == "R-0001"


def test_entries_are_found_by_who_made_them(session: Session, trust: Trust) -> None:
    executive = HistoryFilters(by_id=trust.people[Role.EXECUTIVE].id)
    lines = told(session, trust.actor(), executive)
    assert {one.line.who for one in lines} == {"The executive"}
    assert Happening.SCORED in kinds(lines)


def test_entries_are_found_by_the_risk_they_are_about(session: Session, trust: Trust) -> None:
    second = get_risk_name(session, trust.actor(), "R-0002").id
    assert kinds(told(session, trust.actor(), HistoryFilters(risk_id=second))) == [
        Happening.RISK_RAISED
    ]


def test_entries_are_found_by_their_kinds_the_newest_of_all_first(
    session: Session, trust: Trust
) -> None:
    wanted = HistoryFilters(kinds=kinds_named("statements") + kinds_named("scores"))
    assert kinds(told(session, trust.actor(), wanted)) == [
        Happening.RISK_RAISED,
        Happening.VALIDATION_ASKED,
        Happening.SCORED,
        Happening.RISK_RAISED,
    ]


@pytest.mark.parametrize(
    ("filters", "raised"),
    [
        (HistoryFilters(until_on=EARLIER), 1),
        (HistoryFilters(from_on=EARLIER, until_on=EARLIER), 1),
        (HistoryFilters(from_on=EARLIER + timedelta(days=1)), 1),
        (HistoryFilters(from_on=EARLIER), 2),
        (HistoryFilters(until_on=EARLIER - timedelta(days=1)), 0),
    ],
)
def test_entries_are_found_by_the_day_on_which_they_were_entered(
    session: Session, trust: Trust, filters: HistoryFilters, raised: int
) -> None:
    narrowed = replace(filters, kinds=(Happening.RISK_RAISED,))
    assert len(told(session, trust.actor(), narrowed)) == raised


def test_what_everybody_may_not_know_of_is_in_nobodys_history_but_theirs(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    mine, theirs = a_unit(session, trust, "Mine"), a_unit(session, trust, "Theirs")
    a_risk(session, trust, title="Of my unit", by=trust.actor(), unit=mine)
    a_risk(session, trust, title="Of another", by=trust.actor(), unit=theirs)
    a_risk(session, trust, title="A case", by=trust.actor(), visibility=Visibility.RESTRICTED)
    a_risk(session, other, title="Of another organisation")
    seen = {
        role: {one.line.risk for one in told(session, trust.actor(role))}
        for role in (Role.AUDITOR, Role.SECRETARY)
    }
    assert seen[Role.AUDITOR] == {"R-0001", "R-0002", "R-0003"}
    assert seen[Role.SECRETARY] == {"R-0001", "R-0002"}
    assert {one.line.risk for one in told(session, trust.lead_of(mine.id))} == {"R-0001"}
    assert {one.line.risk for one in told(session, other.actor())} == {"R-0001"}


def test_an_action_of_a_hidden_risk_is_hidden_with_it(session: Session) -> None:
    trust = a_trust(session)
    secret = a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    risk_id = get_case(session, trust.actor(), secret).risk.id
    session.rollback()
    a_milestone(session, trust, risk_ids=(risk_id,))
    a_milestone(session, trust, programme=a_programme(session, trust))
    wanted = HistoryFilters(kinds=kinds_named("milestones"))
    named = {
        role: [one.line.milestone for one in told(session, trust.actor(role), wanted)]
        for role in (Role.AUDITOR, Role.SECRETARY)
    }
    assert named[Role.AUDITOR] == ["M-0002", "M-0001", "M-0001"]
    assert named[Role.SECRETARY] == ["M-0002"]


def test_the_head_is_the_newest_entry_that_the_reader_may_see(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    session.rollback()
    heads = {
        role: get_organisation_history(session, trust.actor(role), ALL).head
        for role in (Role.AUDITOR, Role.SECRETARY)
    }
    assert {role: head.line.number for role, head in heads.items() if head} == {
        Role.AUDITOR: 2,
        Role.SECRETARY: 1,
    }


def test_one_entry_is_found_by_its_number_by_those_who_may_know_of_it(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    session.rollback()
    assert get_entry(session, trust.actor(), 1).line.kind is Happening.RISK_RAISED
    for actor, number in [(trust.actor(Role.SECRETARY), 1), (trust.actor(), 2)]:
        with pytest.raises(NotFoundError, match="no entry"):
            get_entry(session, actor, number)


def test_pages_follow_each_other_without_a_gap(session: Session) -> None:
    trust = a_trust(session)
    for _ in range(PAGE_SIZE + 3):
        a_risk(session, trust)
    session.rollback()
    first = get_organisation_history(session, trust.actor(), ALL)
    assert first.older == first.lines[-1].line.number
    second = get_organisation_history(session, trust.actor(), HistoryFilters(), first.older)
    numbers = [one.line.number for one in (*first.lines, *second.lines)]
    assert numbers == list(range(PAGE_SIZE + 3, 0, -1))
    assert second.older is None
    assert second.head == first.head


def test_the_whole_history_is_given_however_long_it_is(
    session: Session, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("riskapp.queries.organisation_history.AT_ONCE", 2)
    session.rollback()
    assert list(list_whole_history(session, trust.actor(), ALL)) == told(session, trust.actor())


def test_statements_do_not_grow_with_entries(session: Session, trust: Trust) -> None:
    wanted = HistoryFilters(kinds=kinds_named("scores"), until_on=TODAY)
    sent = []
    for more in range(2):
        for _ in range(more * 9):
            a_risk(session, trust, consequence=3, likelihood=3)
        session.rollback()
        actor = trust.actor(Role.SECRETARY)
        with counted(session) as statements:
            found = get_organisation_history(session, actor, wanted, 5 + 2 * more)
        assert found.lines
        sent.append(len(statements))
    assert sent[0] == sent[1] <= 2


def test_whoever_wrote_or_could_have_is_offered(session: Session, trust: Trust) -> None:
    a_trust(session, "other")
    session.rollback()
    names = [name for _, name in list_writers(session, trust.actor())]
    assert names == sorted(f"The {role}" for role in Role)


def test_it_takes_the_right_to_read_history(session: Session, trust: Trust) -> None:
    for ask in (
        lambda actor: get_organisation_history(session, actor, ALL),
        lambda actor: list(list_whole_history(session, actor, ALL)),
        lambda actor: get_entry(session, actor, 1),
    ):
        with pytest.raises(NotAllowedError):
            ask(trust.actor(Role.VIEWER))


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        (ALL, "ix_history_organisation_id_entered_on_number"),
        (HistoryFilters(until_on=TODAY), "ix_history_organisation_id_entered_on_number"),
        (
            HistoryFilters(by_id=UUID(int=7)),
            "ix_history_organisation_id_by_id_entered_on_number_kind",
        ),
        (
            HistoryFilters(kinds=(Happening.SCORED,)),
            "ix_history_organisation_id_kind_entered_on_number",
        ),
    ],
)
def test_a_page_is_read_from_an_index_in_its_order(
    sqlite_session: Session, filters: HistoryFilters, index: str
) -> None:
    trust = a_trust(sqlite_session)
    for before in (None, 5):
        with planned(sqlite_session) as steps:
            get_organisation_history(sqlite_session, trust.actor(Role.AUDITOR), filters, before)
        assert [step for step in steps if index in step], steps
