"""The register's pages on a real database: who sees what, filtered, in order, as at a day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from riskapp.domain.errors import FieldError
from riskapp.domain.escalation import Register
from riskapp.domain.filters import PAGE_SIZE, Awaiting, NoObjective, RegisterFilters, Sort
from riskapp.domain.lifecycle import RiskStatus, Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.queries.register import list_register, list_register_rows
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust, a_unit, an_objective
from tests.queries.many import multiply
from tests.queries.statements import counted

ALL = RegisterFilters()
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def titles(session: Session, actor: Actor, filters: RegisterFilters = ALL) -> list[str]:
    return [row.title for row in list_register(session, actor, filters).rows]


def test_the_highest_score_comes_first_and_a_draft_without_one_last(
    session: Session, trust: Trust
) -> None:
    a_risk(session, trust, title="Nine", consequence=3, likelihood=3)
    a_risk(session, trust, title="Draft", draft=True)
    a_risk(session, trust, title="Twenty", consequence=5, likelihood=4)
    page = list_register(session, trust.actor(), ALL)
    assert [row.title for row in page.rows] == ["Twenty", "Nine", "Draft"]
    assert (page.total, page.page, page.pages) == (3, 1, 1)
    assert page.rows[2].current is None
    assert page.rows[2].status is RiskStatus.DRAFT


def test_a_row_says_what_lists_show(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    reference = a_risk(session, trust, consequence=4, likelihood=4, objective=objective)
    row = list_register(session, trust.actor(), ALL).rows[0]
    assert (row.reference, row.unit, row.owner) == (reference, "Trust trust", "no owner")
    assert row.current is not None
    assert (row.current.value, row.current.is_product) == (16, True)
    assert row.current.awaiting_validation
    assert [one.number for one in row.objectives] == ["1"]
    assert {held.register for held in row.registers} == set(Register)
    assert all(held.since == TODAY and held.awaiting_validation for held in row.registers)
    assert row.objective_question_open is False or row.standing_on(Register.BAF) is not None


def test_another_organisations_risks_are_never_listed(session: Session, trust: Trust) -> None:
    other = a_trust(session, "other")
    reference = a_risk(session, other, title="Theirs")
    theirs = list_register(session, other.actor(), ALL).rows[0].id
    assert titles(session, trust.actor()) == []
    assert list_register_rows(session, trust.actor(), [theirs]) == ()
    found = list_register(session, trust.actor(), replace(ALL, search=reference))
    assert found.total == 0


def test_a_unit_lead_sees_their_unit_and_a_reporter_their_own(
    session: Session, trust: Trust
) -> None:
    unit = a_unit(session, trust, "Ward 4")
    a_risk(session, trust, title="Here", unit=unit)
    a_risk(session, trust, title="Elsewhere")
    reporter = trust.actor(Role.REPORTER)
    a_risk(session, trust, title="Mine", by=reporter)
    assert titles(session, trust.lead_of(unit.id)) == ["Here"]
    assert titles(session, reporter) == ["Mine"]
    assert list_register(session, reporter, ALL).total == 1


def test_a_restricted_risk_is_hidden_even_on_a_day_before_it_was(
    session: Session, trust: Trust
) -> None:
    a_risk(session, trust, title="Named", visibility=Visibility.RESTRICTED, by=trust.actor())
    assert titles(session, trust.actor(Role.VIEWER)) == []
    assert titles(session, trust.actor(Role.RISK_MANAGER)) == ["Named"]
    assert list_register(session, trust.actor(Role.VIEWER), ALL, on=TODAY).total == 0


def test_as_at_a_past_day_shows_the_score_of_that_day(session: Session, trust: Trust) -> None:
    reference = a_risk(session, trust, consequence=3, likelihood=3)
    later = replace(trust.actor(Role.RISK_LEAD), today=NEXT_WEEK)
    a_score(session, later, reference, 5, 4)
    now = list_register(session, trust.actor(), ALL).rows[0]
    then = list_register(session, trust.actor(), ALL, on=TODAY).rows[0]
    assert now.current is not None
    assert then.current is not None
    assert (now.current.value, then.current.value) == (20, 9)
    assert now.standing_on(Register.HLRR) is not None
    assert then.standing_on(Register.HLRR) is None
    assert (now.current.awaiting_validation, then.current.awaiting_validation) == (True, False)
    before = list_register(session, trust.actor(), ALL, on=TODAY - timedelta(days=1))
    assert before.rows == ()
    on_the_day = list_register(session, trust.actor(), ALL, on=NEXT_WEEK).rows[0]
    assert on_the_day == now


FILTERS: list[tuple[Callable[["Shelf"], RegisterFilters], list[str]]] = [
    (lambda _: ALL, ["Fire", "Vacancies", "Records", "Draft"]),
    (lambda _: replace(ALL, register=Register.HLRR), ["Fire", "Vacancies"]),
    (lambda _: replace(ALL, register=Register.BAF), ["Vacancies"]),
    (lambda _: replace(ALL, band="extreme"), ["Fire", "Vacancies"]),
    (lambda _: replace(ALL, band="high"), ["Records"]),
    (lambda shelf: replace(ALL, unit=shelf.directorate), ["Fire", "Records"]),
    (lambda shelf: replace(ALL, unit=shelf.ward), ["Fire"]),
    (lambda shelf: replace(ALL, objective=shelf.objective), ["Vacancies"]),
    (lambda _: replace(ALL, objective=NoObjective.NONE), ["Fire", "Records", "Draft"]),
    (lambda _: replace(ALL, statuses=frozenset({RiskStatus.DRAFT})), ["Draft"]),
    (lambda _: replace(ALL, consequence=5, likelihood=4), ["Fire"]),
    (lambda _: replace(ALL, consequence=4), ["Vacancies"]),
    (lambda _: replace(ALL, unplottable=True), ["Draft"]),
    (lambda _: replace(ALL, awaiting=Awaiting.VALIDATION), ["Fire", "Vacancies"]),
    (lambda _: replace(ALL, awaiting=Awaiting.QUESTION), ["Fire"]),
    (lambda _: replace(ALL, awaiting=Awaiting.REMOVAL), []),
    (lambda _: replace(ALL, sort=Sort.TITLE), ["Draft", "Fire", "Records", "Vacancies"]),
    (lambda _: replace(ALL, sort=Sort.REFERENCE), ["Fire", "Records", "Vacancies", "Draft"]),
    (lambda _: replace(ALL, sort=Sort.OPENED), ["Draft", "Vacancies", "Records", "Fire"]),
    (lambda _: replace(ALL, search="vacancies"), ["Vacancies"]),
    (lambda _: replace(ALL, search="POSTS stay fire"), ["Fire"]),
    (lambda _: replace(ALL, search="r-3"), ["Vacancies"]),
    (lambda _: replace(ALL, search="R-0003"), ["Vacancies"]),
    (lambda _: replace(ALL, search="3"), ["Vacancies"]),
    (lambda _: replace(ALL, search="posts", band="high"), ["Records"]),
    (lambda _: replace(ALL, search="records", sort=Sort.TITLE), ["Records"]),
]


class Shelf:
    """Four risks, and what filters ask of them."""

    def __init__(self, session: Session, trust: Trust) -> None:
        directorate = a_unit(session, trust, "Directorate")
        ward = a_unit(session, trust, "Ward", directorate)
        objective = an_objective(session, trust)
        self.directorate = directorate.id
        self.ward = ward.id
        self.objective = objective.id
        a_risk(session, trust, title="Fire", unit=ward, consequence=5, likelihood=4)
        a_risk(session, trust, title="Records", unit=directorate, consequence=3, likelihood=3)
        a_risk(session, trust, title="Vacancies", consequence=4, likelihood=4, objective=objective)
        a_risk(session, trust, title="Draft", draft=True)


def test_each_filter_lets_through_what_it_names(session: Session, trust: Trust) -> None:
    shelf = Shelf(session, trust)
    for asked, expected in FILTERS:
        filters = asked(shelf)
        page = list_register(session, trust.actor(), filters)
        assert [row.title for row in page.rows] == expected, filters
        assert page.total == len(expected), filters
        then = list_register(session, trust.actor(), filters, on=TODAY)
        assert [row.title for row in then.rows] == expected, filters


def test_a_filter_finds_the_same_however_many_fit(
    session: Session, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(session, trust)
    monkeypatch.setattr("riskapp.queries.register.MANY", 0)
    for asked, expected in FILTERS:
        assert titles(session, trust.actor(), asked(shelf)) == expected


HOSTILE = (
    '"', "'", "*", "()", "NEAR(", "a AND OR NOT", 'title:"x"', "-posts", "posts*stay", "a:* | b",
    "'; DROP TABLE risk; --", "%", "_", "\\", "^posts", "{posts}", "é", "☃", "&!|", "posts'",
    "= = =", "<->", "posts:*", "x" * 200,
)  # fmt: skip


def test_no_search_breaks_out_of_its_quotes(session: Session, trust: Trust) -> None:
    a_risk(session, trust, title="Only this")
    for typed in HOSTILE:
        page = list_register(session, trust.actor(), replace(ALL, search=typed))
        assert page.total in {0, 1}, typed
    assert titles(session, trust.actor(), replace(ALL, search="-posts")) == ["Only this"]
    assert titles(session, trust.actor(), replace(ALL, search='"')) == []


def test_pages_are_full_and_there_is_none_beyond_the_last(session: Session, trust: Trust) -> None:
    for number in range(PAGE_SIZE + 2):
        a_risk(session, trust, title=f"Risk {number}", consequence=3, likelihood=3)
    first = list_register(session, trust.actor(), ALL)
    second = list_register(session, trust.actor(), replace(ALL, page=2))
    assert (len(first.rows), len(second.rows), second.total, second.pages) == (
        PAGE_SIZE, 2, PAGE_SIZE + 2, 2,
    )  # fmt: skip
    assert not {row.id for row in first.rows} & {row.id for row in second.rows}
    searched = list_register(session, trust.actor(), replace(ALL, page=2, search="risk"))
    assert (len(searched.rows), searched.total) == (2, PAGE_SIZE + 2)
    for search in ("", "risk"):
        with pytest.raises(FieldError, match="the last page is 2"):
            list_register(session, trust.actor(), replace(ALL, page=3, search=search))


def test_a_band_that_the_matrix_does_not_have_is_refused(session: Session, trust: Trust) -> None:
    with pytest.raises(FieldError, match="no band called purple"):
        list_register(session, trust.actor(), replace(ALL, band="purple"))


def test_rows_come_in_the_order_they_are_asked_for(session: Session, trust: Trust) -> None:
    for title in ("One", "Two", "Three"):
        a_risk(session, trust, title=title)
    ids = [row.id for row in list_register(session, trust.actor(), ALL).rows]
    asked = [ids[2], ids[0], ids[1]]
    assert [row.id for row in list_register_rows(session, trust.actor(), asked)] == asked
    assert list_register_rows(session, trust.actor(), []) == ()


def test_statements_do_not_grow_with_the_rows(session: Session, trust: Trust) -> None:
    objective = an_objective(session, trust)
    reference = a_risk(session, trust, consequence=4, likelihood=4, objective=objective)
    taken = []
    for more in (9, 490):
        multiply(session, trust, reference, more)
        actor = trust.actor()
        with counted(session) as sent:
            page = list_register(session, actor, ALL)
        assert all(len(row.registers) == 2 for row in page.rows)
        taken.append(len(sent))
    assert page.total == 500
    assert taken[0] >= taken[1] <= 8


def test_dates_are_days(session: Session, trust: Trust) -> None:
    a_risk(session, trust, consequence=3, likelihood=3)
    shown = list_register(session, trust.actor(), ALL).rows[0].current
    assert shown is not None
    assert shown.on == date(2018, 6, 30)
