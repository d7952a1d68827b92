"""Finding what a pack is of by the name that people give it."""

import pytest
from sqlmodel import Session

from riskapp.domain.errors import NotFoundError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.packs import PackKind
from riskapp.domain.permissions import Role
from tests.factories import a_risk, a_trust, an_objective
from tests.meetings import a_committee
from tests.queries.finding import id_of


@pytest.mark.parametrize("name", ["Strategy and Resources Committee", "src", "SRC"])
def test_a_committee_is_found_by_its_name_or_its_initials(
    sqlite_session: Session, name: str
) -> None:
    trust = a_trust(sqlite_session)
    committee = a_committee(sqlite_session, trust, "Strategy and Resources Committee")
    found = id_of(sqlite_session, trust.actor(), name, PackKind.COMMITTEE)
    assert found == committee.id


@pytest.mark.parametrize(
    ("kind", "name", "says"),
    [
        (PackKind.RISK, "R-0999", "There is no risk R-0999 in this register."),
        (PackKind.RISK, "nonsense", "There is no risk nonsense in this register."),
        (PackKind.OBJECTIVE, "9.9", "There is no such objective in this organisation."),
        (PackKind.COMMITTEE, "Gardens", "There is no committee called Gardens"),
    ],
)
def test_what_is_not_there_is_a_sentence(
    sqlite_session: Session, kind: PackKind, name: str, says: str
) -> None:
    other = a_trust(sqlite_session, "other")
    an_objective(sqlite_session, other, "9.9")
    a_committee(sqlite_session, other, "Gardens")
    trust = a_trust(sqlite_session)
    with pytest.raises(NotFoundError, match=says):
        id_of(sqlite_session, trust.actor(), name, kind)


def test_a_restricted_risk_is_not_found_by_who_may_not_know_of_it(
    sqlite_session: Session,
) -> None:
    trust = a_trust(sqlite_session)
    hidden = Visibility.RESTRICTED
    reference = a_risk(sqlite_session, trust, by=trust.actor(), visibility=hidden)
    with pytest.raises(NotFoundError, match="There is no risk"):
        id_of(sqlite_session, trust.actor(Role.VIEWER), reference)
