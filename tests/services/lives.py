"""Short ways to a risk in some part of its life, and looks at where it is."""

from datetime import date

from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide
from riskapp.domain.life_drafts import ProposeAcceptance, ProposeMerge
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Role
from riskapp.models import RiskVersion
from riskapp.queries.cases import get_case
from riskapp.services.acceptances import decide_acceptance, propose_acceptance
from riskapp.services.decisions import decide_closing, propose_closing
from riskapp.services.merges import decide_merge, propose_merge
from riskapp.services.transactions import transaction
from tests.factories import Trust
from tests.services.looks import the_open

YES = Decide(agree=True, reason="Agreed at the executive meeting.")
NO = Decide(agree=False, reason="Not yet.")
UNTIL = date(2018, 9, 30)
TERMS = ProposeAcceptance(12, UNTIL, "It is looked at monthly.", "No more can be done now.")


def says(session: Session, trust: Trust, reference: str) -> RiskVersion:
    """Return what a risk says now."""
    session.rollback()
    session.expire_all()
    return get_case(session, trust.actor(), reference).says


def status_of(session: Session, trust: Trust, reference: str) -> RiskStatus:
    """Return what a risk is now."""
    return says(session, trust, reference).status


def accepted(
    session: Session, trust: Trust, reference: str, terms: ProposeAcceptance = TERMS
) -> None:
    """Accept a risk: proposed by the risk lead, agreed by the risk manager."""
    with transaction(session):
        propose_acceptance(session, trust.actor(Role.RISK_LEAD), reference, terms)
    proposal = the_open(session, DecisionKind.ACCEPT).id
    with transaction(session):
        decide_acceptance(session, trust.actor(), reference, proposal, YES)


def closed(session: Session, trust: Trust, reference: str) -> None:
    """Close a risk: proposed by the risk lead, agreed by the risk manager."""
    with transaction(session):
        propose_closing(session, trust.actor(Role.RISK_LEAD), reference, "It has gone.")
    proposal = the_open(session, DecisionKind.CLOSE).id
    with transaction(session):
        decide_closing(session, trust.actor(), reference, proposal, YES)


def merged(session: Session, trust: Trust, reference: str, into: str) -> None:
    """Merge a risk into another: proposed by the risk lead, agreed by the risk manager."""
    with transaction(session):
        lead, draft = trust.actor(Role.RISK_LEAD), ProposeMerge(into, "They are one.")
        propose_merge(session, lead, reference, draft)
    proposal = the_open(session, DecisionKind.MERGE).id
    with transaction(session):
        decide_merge(session, trust.actor(), reference, proposal, YES)
