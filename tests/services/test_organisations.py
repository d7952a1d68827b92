import pytest
from sqlmodel import Session, select

from riskapp.domain.errors import FieldError
from riskapp.domain.matrix import Matrix
from riskapp.domain.people import RESERVED_CODES
from riskapp.models import MatrixVersion, Organisation
from riskapp.queries.matrices import find_matrices
from riskapp.services.organisations import NewOrganisation, create_organisation
from riskapp.services.transactions import transaction


@pytest.mark.parametrize("code", sorted(RESERVED_CODES))
def test_a_code_that_addresses_use_is_refused(sqlite_session: Session, code: str) -> None:
    with pytest.raises(FieldError, match="addresses"), transaction(sqlite_session):
        create_organisation(sqlite_session, NewOrganisation(code, "A trust"))
    sqlite_session.rollback()
    assert sqlite_session.exec(select(Organisation)).all() == []


def test_an_organisation_begins_with_the_npsa_matrix(session: Session) -> None:
    with transaction(session):
        organisation, root = create_organisation(session, NewOrganisation("trust", "A trust"))
    version = session.exec(select(MatrixVersion)).one()
    assert find_matrices(session, organisation.id, [version.id]) == {version.id: Matrix()}
    assert (root.name, root.parent_id) == ("A trust", None)
