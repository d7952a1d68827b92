"""A risk with everything attached, for tests of what its page costs."""

from sqlmodel import Session, col, select

from riskapp.domain.controls import GapKind, RaiseGap
from riskapp.domain.drafts import MoveMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.exposure import LinkExposure
from riskapp.domain.life_drafts import RecordOccurrence
from riskapp.domain.notes import AddNote
from riskapp.domain.permissions import Role
from riskapp.domain.references import risk_number
from riskapp.models import Risk
from riskapp.services.exposure import link_exposure
from riskapp.services.gaps import raise_gap
from riskapp.services.milestones import move_milestone
from riskapp.services.notes import add_note
from riskapp.services.occurrences import record_occurrence
from riskapp.services.transactions import transaction
from tests.assurances import a_control, an_assurance
from tests.factories import TODAY, Trust, a_milestone, a_risk


def hang_everything(session: Session, trust: Trust, reference: str) -> None:
    """Hang on a risk, which is on the BAF, whatever can hang on one."""
    session.rollback()
    lead, manager = trust.actor(Role.RISK_LEAD), trust.actor()
    below = a_risk(session, trust)
    control = a_control(session, lead, reference)
    an_assurance(session, lead, reference, control_id=control)
    an_assurance(session, lead, reference)
    risk_id = session.exec(select(Risk.id).where(col(Risk.number) == risk_number(reference))).one()
    session.rollback()
    milestone = a_milestone(session, trust, risk_ids=(risk_id,))
    with transaction(session):
        move = MoveMilestone(parse_due("December 2018"), "It slipped.", seen_version=1)
        move_milestone(session, manager, milestone, move)
        gap = RaiseGap(GapKind.CONTROL, "Nothing at night.", milestone_ids=(milestone,))
        raise_gap(session, lead, reference, gap)
        add_note(session, lead, reference, AddNote("Seen at the meeting."))
        link_exposure(session, manager, reference, LinkExposure(below, "It adds to it."))
        record_occurrence(session, lead, reference, RecordOccurrence(TODAY, "A visit was missed."))
