"""An organisation to bring registers into."""

import pytest
from sqlmodel import Session

from tests.factories import Trust, a_trust


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)
