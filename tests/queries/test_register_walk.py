"""Going through the register piece by piece, in every order and from either end."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.filters import RegisterFilters, Sort
from riskapp.models.database import open_session
from riskapp.queries.matrices import get_matrix
from riskapp.queries.register import list_register
from riskapp.queries.register_walk import Step, walk_register
from tests.factories import TODAY, Trust, a_risk, a_trust, a_unit
from tests.queries.statements import counted, planned


@pytest.fixture(scope="module")
def filled(lasting_engine: sa.Engine) -> Trust:
    """A trust whose risks have few values, so that every order has ties."""
    with open_session(lasting_engine) as session:
        trust = a_trust(session)
        unit = a_unit(session, trust)
        for at in range(9):
            within = unit if at % 2 else None
            likelihood = 1 + at % 3 if at else None
            title = f"Risk {at % 4}"
            a_risk(session, trust, title=title, consequence=4, likelihood=likelihood, unit=within)
        return trust


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("sort", Sort)
def test_the_pieces_together_are_the_list(
    lasting_engine: sa.Engine, filled: Trust, sort: Sort, backwards: bool
) -> None:
    filters = RegisterFilters(sort=sort, backwards=backwards)
    with open_session(lasting_engine) as session:
        for on in (None, TODAY):
            whole = list_register(session, filled.actor(), filters, on=on)
            seen = walked(session, filled, filters, on)
            assert seen == [row.reference for row in whole.rows]


def walked(session: Session, trust: Trust, filters: RegisterFilters, on: date | None) -> list[str]:
    """The references in the order of going through them by twos."""
    actor, step, seen = trust.actor(), Step(limit=2), list[str]()
    matrix = get_matrix(session, actor, on)
    while True:
        found = walk_register(session, actor, filters, step, on=on, matrix=matrix)
        assert found.total == 9
        seen += [row.reference for row in found.rows]
        if found.ends is None:
            return seen
        step = replace(step, after=found.ends)


def test_a_piece_begins_where_the_one_before_ended_and_not_at_the_first(
    sqlite_session: Session,
) -> None:
    actor = a_trust(sqlite_session).actor()
    matrix, step = get_matrix(sqlite_session, actor), Step(after=(12, uuid4()))
    with planned(sqlite_session) as steps:
        walk_register(sqlite_session, actor, RegisterFilters(), step, on=None, matrix=matrix)
    assert [one for one in steps if "ix_position_by_score" in one and "score<?" in one], steps


def test_a_piece_takes_as_many_statements_whatever_it_holds(
    lasting_engine: sa.Engine, filled: Trust
) -> None:
    actor, numbers = filled.actor(), set[int]()
    with open_session(lasting_engine) as session:
        matrix = get_matrix(session, actor)
        walk_register(session, actor, RegisterFilters(), Step(), on=None, matrix=matrix)
        for limit in (1, 9):  # how many there are is known by now, whichever test was first
            with counted(session) as sent:
                step = Step(limit=limit)
                walk_register(session, actor, RegisterFilters(), step, on=None, matrix=matrix)
            numbers.add(len(sent))
    assert len(numbers) == 1
