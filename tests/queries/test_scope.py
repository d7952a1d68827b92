"""What still holds and what is open is written into a statement, never sent beside it."""

import re
from collections.abc import Iterator

from sqlmodel import Session

from riskapp.domain.filters import RegisterFilters
from riskapp.domain.permissions import Role
from riskapp.models.base import Table
from riskapp.queries.my_work import get_my_work
from riskapp.queries.register import list_register
from riskapp.queries.risk_page import get_risk_page
from tests.factories import a_risk, a_score, a_trust, an_objective
from tests.queries.statements import counted

EQUALS = re.compile(r"(\w+) = '")


def narrowed() -> Iterator[tuple[str, str]]:
    """Each table with a partial index, and the column whose value the index asks for."""
    for table in Table.metadata.tables.values():
        for index in table.indexes:
            where = EQUALS.match(str(index.dialect_options["sqlite"]["where"]))
            if where:
                yield table.name, where[1]


def test_no_value_that_a_partial_index_asks_for_is_sent(session: Session) -> None:
    trust = a_trust(session)
    lead = trust.actor(Role.RISK_LEAD)
    reference = a_risk(session, trust, objective=an_objective(session, trust))
    with counted(session) as sent:
        a_score(session, lead, reference, 5, 5)
        list_register(session, lead, RegisterFilters())
        get_risk_page(session, lead, reference)
        get_my_work(session, lead)
    asked = set(narrowed())
    assert asked >= {("placement", "until_on"), ("decision", "state")}
    for table, column in asked:
        planned_anew = re.compile(rf"\b{table}(_\d+)?\.{column} = [?%]")
        assert not [one for one in sent if planned_anew.search(one)]
