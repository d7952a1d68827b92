"""Controls, assurances and gaps in short, for tests of what is said of them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.assurance import AssuranceResult, Line, RecordAssurance, SourceKind
from riskapp.domain.confidence import Report
from riskapp.domain.controls import ControlDetails, GapKind, RaiseGap
from riskapp.domain.permissions import Actor
from riskapp.models import Committee
from riskapp.models.organisation import CommitteeKind
from riskapp.services.assurances import record_assurance
from riskapp.services.controls import add_control
from riskapp.services.gaps import raise_gap
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust

POSITIVE, MIXED, NEGATIVE = AssuranceResult
FIRST, SECOND, THIRD, EXTERNAL = Line
SOURCES = {
    FIRST: SourceKind.MANAGEMENT_CHECK,
    SECOND: SourceKind.COMMITTEE_REPORT,
    THIRD: SourceKind.INTERNAL_AUDIT,
    EXTERNAL: SourceKind.INSPECTION,
}


def report(
    line: Line,
    result: AssuranceResult,
    received: str,
    *,
    until: str = "",
    settled: str = "",
    withdrawn: str = "",
) -> Report:
    days = [date.fromisoformat(day) if day else None for day in (until, settled, withdrawn)]
    return Report(line, SOURCES[line], result, date.fromisoformat(received), *days)


def a_control(
    session: Session, actor: Actor, reference: str, words: str = "Weekly rota review", **says: Any
) -> UUID:
    """Add a control; return its id."""
    with transaction(session):
        return add_control(session, actor, reference, ControlDetails(words, **says)).id


def an_assurance(
    session: Session,
    actor: Actor,
    reference: str,
    line: Line = FIRST,
    result: AssuranceResult = POSITIVE,
    *,
    received_on: date = TODAY,
    **says: Any,
) -> UUID:
    """Record an assurance; return its id."""
    source = says.pop("source", "A check")
    draft = RecordAssurance(source, SOURCES[line], line, result, received_on, **says)
    with transaction(session):
        return record_assurance(session, actor, reference, draft).id


def a_gap(
    session: Session,
    actor: Actor,
    reference: str,
    words: str = "No cover at weekends",
    **says: Any,
) -> UUID:
    """Raise a gap in control unless told otherwise; return its id."""
    draft = RaiseGap(says.pop("kind", GapKind.CONTROL), words, **says)
    with transaction(session):
        return raise_gap(session, actor, reference, draft).id


def a_committee(session: Session, trust: Trust, name: str = "Audit Committee") -> UUID:
    """Add a committee; return its id."""
    with transaction(session):
        committee = Committee(
            organisation_id=trust.organisation.id, name=name, kind=CommitteeKind.COMMITTEE
        )
        session.add(committee)
    return committee.id
