"""What the other organisation has, of which nothing may be learned."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, select

from riskapp.clock import uuid7
from riskapp.domain.api_tokens import MakeToken
from riskapp.domain.jobs import AskJob, JobKind
from riskapp.domain.month_drafts import NoChange, RecordOutcome
from riskapp.domain.pack_drafts import WaiveWarning
from riskapp.domain.periods import PreparePeriod
from riskapp.domain.permissions import Actor
from riskapp.domain.redaction import ProposeRedaction
from riskapp.domain.views import KeepView
from riskapp.models import MonthlyReview
from riskapp.services.api_tokens import make_token
from riskapp.services.jobs import ask_job
from riskapp.services.outcomes import record_outcome
from riskapp.services.pack_waivers import waive_warning
from riskapp.services.periods import prepare_period
from riskapp.services.redaction import propose_redaction
from riskapp.services.transactions import transaction
from riskapp.services.views import keep_view
from tests.factories import Trust
from tests.imports import handed_in
from tests.meetings import a_committee, a_meeting

HIDDEN = "Zebrafinch"


def a_redaction(session: Session, actor: Actor) -> UUID:
    """Propose a redaction of what must not be learned."""
    draft = ProposeRedaction(HIDDEN, "A patient.")
    with transaction(session):
        return propose_redaction(session, actor, "R-0002", draft).id


def a_period(session: Session, actor: Actor) -> UUID:
    """Prepare a period of the BAF."""
    draft = PreparePeriod(HIDDEN, date(2019, 4, 1), date(2020, 3, 31))
    with transaction(session):
        return prepare_period(session, actor, draft).id


def a_job(session: Session, actor: Actor) -> UUID:
    """Ask for long work."""
    with transaction(session):
        return ask_job(session, actor, AskJob(JobKind.BOARD_PACK, HIDDEN))


def a_view(session: Session, actor: Actor) -> UUID:
    """Share a view of the register."""
    with transaction(session):
        return keep_view(session, actor, KeepView(HIDDEN, "band=extreme", shared=True)).id


def an_outcome(session: Session, trust: Trust) -> UUID:
    """Record that the meeting of its month changed nothing about a risk."""
    meeting = a_meeting(session, trust, a_committee(session, trust))
    with transaction(session):
        ours = MonthlyReview.organisation_id == trust.organisation.id
        review = session.exec(select(MonthlyReview).where(ours)).one()
        meeting.monthly_review_id = review.id
        session.add(meeting)
    asked = RecordOutcome(uuid7(), review.month, meeting.id, 1, NoChange())
    with transaction(session):
        return record_outcome(session, trust.actor(), "R-0002", asked).id


def a_waiver(session: Session, actor: Actor) -> UUID:
    """Waive a warning of packs."""
    with transaction(session):
        return waive_warning(session, actor, WaiveWarning("no-owner", actor.today, HIDDEN)).id


def a_file(session: Session, actor: Actor) -> UUID:
    """Hand in an old register."""
    return handed_in(session, actor, f"Ref,Title\n1,{HIDDEN}\n".encode(), name=HIDDEN).id


def a_hidden_token(session: Session, actor: Actor) -> UUID:
    """Make a token for another system."""
    with transaction(session):
        return make_token(session, actor, MakeToken(HIDDEN)).id
