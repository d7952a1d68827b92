"""The assurance map: what each line says of the risks on the BAF, and where nobody has."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from riskapp.domain.assurance import Line, WithdrawAssurance
from riskapp.domain.assurance_map import CellKind
from riskapp.domain.controls import RetireControl
from riskapp.domain.drafts import PlaceOnBaf
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.queries.assurance_map import MapFilters, get_assurance_map
from riskapp.readmodels.assurance_map import AssuranceMap, MapRow
from riskapp.services.assurances import withdraw_assurance
from riskapp.services.controls import retire_control
from riskapp.services.decisions import place_on_baf
from riskapp.services.transactions import transaction
from tests.assurances import FIRST, NEGATIVE, SECOND, THIRD, a_control, an_assurance
from tests.factories import TODAY, Trust, a_risk, a_trust, an_objective
from tests.queries.statements import counted

EARLIER = TODAY - timedelta(days=20)
BETWEEN = TODAY - timedelta(days=10)
MOST_STATEMENTS = 6


def a_risk_on_baf(session: Session, trust: Trust, title: str = "Ours", **says: object) -> str:
    reference = a_risk(session, trust, title=title, **says)  # type: ignore[arg-type]
    with transaction(session):
        draft = PlaceOnBaf("The Board asked for it.")
        place_on_baf(session, trust.actor(today=EARLIER), reference, draft)
    return reference


def the_map(session: Session, trust: Trust, **asked: object) -> AssuranceMap:
    session.rollback()
    return get_assurance_map(session, trust.actor(), MapFilters(**asked))  # type: ignore[arg-type]


def rows_of(found: AssuranceMap) -> list[MapRow]:
    return [row for group in found.groups for row in group.rows]


def kinds(row: MapRow) -> list[CellKind]:
    return [row.cells[line].kind for line in Line]


def test_each_line_says_what_there_is_or_shows_a_hole(session: Session) -> None:
    trust = a_trust(session)
    early = trust.actor(today=EARLIER)
    reference = a_risk_on_baf(session, trust, by=early)
    control = a_control(session, early, reference)
    an_assurance(session, early, reference, THIRD, NEGATIVE, received_on=EARLIER)
    an_assurance(
        session, early, reference, SECOND, received_on=EARLIER, expires_on=BETWEEN,
        control_id=control,
    )  # fmt: skip
    found = the_map(session, trust)
    (row,) = rows_of(found)
    nothing = CellKind.NOTHING
    assert kinds(row) == [nothing, CellKind.EXPIRED, CellKind.NEGATIVE, nothing]
    assert (found.risks, found.holes, found.expired) == (1, 2, 1)
    then = get_assurance_map(session, trust.actor(), MapFilters(), BETWEEN)
    assert kinds(rows_of(then)[0])[1] is CellKind.POSITIVE


def test_what_was_withdrawn_or_is_of_a_retired_control_leaves_a_hole(session: Session) -> None:
    trust = a_trust(session)
    early = trust.actor(today=EARLIER)
    reference = a_risk_on_baf(session, trust, by=early)
    control = a_control(session, early, reference)
    an_assurance(session, early, reference, FIRST, received_on=EARLIER, control_id=control)
    mistake = an_assurance(session, early, reference, SECOND, received_on=EARLIER)
    with transaction(session):
        actor = trust.actor()
        retire_control(session, actor, reference, control, RetireControl("It is no more.", 1))
        withdraw_assurance(session, actor, reference, mistake, WithdrawAssurance("A mistake.", 1))
    assert rows_of(the_map(session, trust))[0].holes == 4
    then = get_assurance_map(session, trust.actor(), MapFilters(), BETWEEN)
    assert kinds(rows_of(then)[0])[:2] == [CellKind.POSITIVE, CellKind.NOTHING]


def test_a_risk_to_two_objectives_is_listed_twice_and_counted_once(session: Session) -> None:
    trust = a_trust(session)
    first, second = an_objective(session, trust, "1"), an_objective(session, trust, "2")
    for objective in (first, second):
        a_risk(session, trust, consequence=4, likelihood=4, objective=objective)
    a_risk_on_baf(session, trust, "Without an objective", by=trust.actor(today=EARLIER))
    found = the_map(session, trust)
    assert [group.objective and group.objective.number for group in found.groups] == [
        "1",
        "2",
        None,
    ]
    assert (found.risks, found.holes) == (3, 12)
    asked = the_map(session, trust, objective_id=second.id)
    assert [row.reference for row in rows_of(asked)] == ["R-0002"]


@pytest.mark.parametrize(("hole", "found"), [(FIRST, 1), (SECOND, 2), (THIRD, 2)])
def test_a_hole_can_be_asked_for(session: Session, hole: Line, found: int) -> None:
    trust = a_trust(session)
    early = trust.actor(today=EARLIER)
    a_risk_on_baf(session, trust, by=early)
    covered = a_risk_on_baf(session, trust, by=early)
    an_assurance(session, early, covered, FIRST, received_on=EARLIER)
    an_assurance(session, early, covered, SECOND, received_on=EARLIER, expires_on=BETWEEN)
    assert len(rows_of(the_map(session, trust, hole=hole))) == found
    assert rows_of(the_map(session, trust, committee_id=UUID(int=1))) == []


def test_it_takes_as_many_statements_for_many_risks_as_for_one(session: Session) -> None:
    trust = a_trust(session)
    early, actor = trust.actor(today=EARLIER), trust.actor()
    a_risk_on_baf(session, trust, by=early)
    the_map(session, trust)
    sent: list[int] = []
    for more in (0, 6):
        for _ in range(more):
            reference = a_risk_on_baf(session, trust, by=early)
            an_assurance(session, early, reference, received_on=EARLIER)
        session.rollback()
        with counted(session) as statements:
            get_assurance_map(session, actor, MapFilters())
        sent.append(len(statements))
    assert sent[0] == sent[1] <= MOST_STATEMENTS


def test_what_is_hidden_is_on_nobodys_map(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    secret = a_risk_on_baf(
        session, trust, by=trust.actor(today=EARLIER), visibility=Visibility.RESTRICTED
    )
    an_assurance(session, trust.actor(), secret)
    for actor in (trust.actor(Role.VIEWER), other.actor(), trust.lead_of(UUID(int=1))):
        found = get_assurance_map(session, actor, MapFilters())
        assert (found.groups, found.risks, found.holes) == ((), 0, 0)
