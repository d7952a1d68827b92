"""Who a job is done for: whoever asked for it, as what they are now."""

from datetime import date

from sqlmodel import Session

from riskapp.clock import today
from riskapp.domain.errors import NotAllowedError
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Organisation
from riskapp.queries.members import find_member
from riskapp.services.jobs import Run
from riskapp.services.people import command_line_actor
from riskapp.settings import Settings

GONE = "Whoever asked for this has no part in the organisation any more, so it is not done."


def actor_of(session: Session, run: Run, settings: Settings) -> Actor:
    """Return who a job is done for, with the rights they have today; NotAllowedError for nobody."""
    on = settings.today or today()
    if run.asked_as is Role.COMMAND_LINE:
        return _command_line(session, run, on)
    member = find_member(session, run.organisation_id, run.by_id, on)
    if member is None or (member.demonstration and not settings.demonstration):
        raise NotAllowedError(GONE)
    return member.actor


def _command_line(session: Session, run: Run, on: date) -> Actor:
    organisation = session.get_one(Organisation, run.organisation_id)
    return command_line_actor(session, organisation, on)
