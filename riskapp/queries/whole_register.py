"""Every risk of an organisation in full, closed ones too: for whoever takes all of it out."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlmodel import Session

from riskapp.domain.filters import RegisterFilters, Sort
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Actor
from riskapp.queries.matrices import get_matrix
from riskapp.queries.register import count_fitting, list_fitting_ids
from riskapp.queries.register_finding import ask_register
from riskapp.queries.risk_page import list_risk_pages
from riskapp.readmodels.risk_page import RiskPage

AT_ONCE: Final = 200
"""Risks that are read at once: in full, each is some hundred times a row of a list."""
ALL: Final = RegisterFilters(statuses=frozenset(RiskStatus), sort=Sort.REFERENCE)


def list_whole_risks(session: Session, actor: Actor, on: date | None = None) -> Iterator[RiskPage]:
    """Yield each risk that the actor may know of, by reference, as at a day or as it is now."""
    ids = list_fitting_ids(session, actor, ALL, on, get_matrix(session, actor, on))
    for first in range(0, len(ids), AT_ONCE):
        yield from list_risk_pages(session, actor, ids[first : first + AT_ONCE], on)


def count_whole_risks(session: Session, actor: Actor) -> int:
    """Return how many risks that are."""
    return count_fitting(
        session, ask_register(session, actor, ALL, None, get_matrix(session, actor))
    )
