"""What filters and orders need to have found before the register can be asked for them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.filters import RegisterFilters, Sort
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.domain.quality_verdict import Subject
from riskapp.queries.carried import carried
from riskapp.queries.quality_survey import Survey, ask, survey
from riskapp.queries.register_asked import Asked
from riskapp.queries.search import Found, found_by


def ask_register(
    session: Session, actor: Actor, filters: RegisterFilters, on: date | None, matrix: Matrix
) -> Asked:
    """Return what is asked, with what a search and the quality checks find of it.

    The checks are rules in Python: what they find is kept until something changes, and goes into
    the statement as one value.
    """
    looked = _survey(session, actor, on) if filters.check or filters.sort is Sort.QUALITY else None
    failures = None
    if looked and filters.sort is Sort.QUALITY:
        failures = carried(
            session, "failures", Counter(chain.from_iterable(looked.failing.values()))
        )
    return Asked(
        actor, filters, on, matrix, tuple(_found(session, actor, filters, looked)), failures
    )


def _survey(session: Session, actor: Actor, on: date | None) -> Survey:
    return survey(ask(session, actor, on=on), [Subject.RISK])[Subject.RISK]


def _found(
    session: Session, actor: Actor, filters: RegisterFilters, looked: Survey | None
) -> Iterator[Found]:
    if filters.search:
        yield found_by(session, actor, filters.search)
    if filters.check and looked:
        failing = carried(
            session, "failing", dict.fromkeys(looked.failing.get(filters.check, ()), 1)
        )
        yield sa.select(failing.c.id)
