"""Packs of a trust with one risk, whose papers are composed by hand."""

import pytest
from sqlmodel import Session

from tests.factories import Trust, a_risk, a_trust
from tests.papers import compose


@pytest.fixture(autouse=True)
def _composed(monkeypatch: pytest.MonkeyPatch) -> None:
    compose(monkeypatch)


@pytest.fixture
def trust(session: Session) -> Trust:
    """A trust with one risk."""
    made = a_trust(session, "hct")
    a_risk(session, made, consequence=4, likelihood=4)
    return made
