"""The round of reminders: one digest for each person who is due one, never two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from smtplib import SMTP

import sqlalchemy as sa

from reports.digest import write_digest
from riskapp.domain.errors import NotAllowedError
from riskapp.domain.jobs import Outcome
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.reminders import digest_day
from riskapp.domain.wording import counted
from riskapp.log import log
from riskapp.models import Organisation
from riskapp.models.database import open_session
from riskapp.queries.members import Member, list_members
from riskapp.queries.reminders import get_choice, get_digest, get_rule
from riskapp.readmodels.reminders import Digest
from riskapp.services.reminders import begin_mail, end_mail
from riskapp.services.transactions import transaction
from riskapp.settings import Mail, Settings
from riskapp.worker.post import NotTakenError, UnknownFateError, hand_in, letter_to, post_office
from riskapp.worker.work import Work


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that somebody is to have, for a day."""

    member: Member
    day: date
    digest: Digest


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a digest."""

    due: Due
    words: str
    failed: bool = False
    lost: bool = False


def list_due(
    engine: sa.Engine, settings: Settings, organisation: Organisation, today: date
) -> Iterator[Due]:
    """Yield the digests of an organisation that are due today and have something in them."""
    with open_session(engine) as session:
        for member in list_members(session, organisation.id, today):
            if member.demonstration and not settings.demonstration:
                continue
            day = digest_day(get_choice(session, member.actor), today)
            if day is None:
                continue
            days = get_rule(session, member.actor).days
            digest = get_digest(session, member.actor, organisation.name, days)
            if digest.total:
                yield Due(member, day, digest)


def send_all(engine: sa.Engine, mail: Mail, dues: Sequence[Due]) -> Iterator[Told]:
    """Send digests, and yield what became of each that was not sent before.

    The row of a digest is saved before it is sent: should this process end in between, nobody knows
    whether it went, and it is not sent again. A broken connection ends the round; what was not
    begun is left for the next. NotTakenError where no connection can be had.
    """
    if not dues:
        return
    with post_office(mail) as server:
        for due in dues:
            if not _begin(engine, due):
                continue
            told = _send(engine, mail, server, due)
            yield told
            if told.lost:
                return


def send_reminders(work: Work) -> Outcome:
    """Send the reminders of the day; only the installation itself asks for that."""
    if work.actor.role is not Role.COMMAND_LINE:
        raise NotAllowedError("The register sends reminders by itself, once a day.")
    if work.settings.mail is None:
        raise NotAllowedError("This installation sends no mail.")
    with work.session() as session:
        organisation = session.get_one(Organisation, work.actor.organisation_id)
    dues = list(list_due(work.engine, work.settings, organisation, work.actor.today))
    sent = failed = 0
    try:
        for told in send_all(work.engine, work.settings.mail, dues):
            sent, failed = sent + (not told.failed), failed + told.failed
            work.tell(sent + failed, len(dues), "Sending reminders")
    except NotTakenError as error:
        log.warning("mail server not usable", extra={"error": str(error)})
        raise
    if failed:
        log.warning("reminders not taken", extra={"number": failed})
        raise NotTakenError(counted(failed, "mail"))
    return Outcome(f"{counted(sent, 'reminder')} sent.")


def _begin(engine: sa.Engine, due: Due) -> bool:
    with open_session(engine) as session, transaction(session):
        return begin_mail(session, due.member.actor, due.day)


def _send(engine: sa.Engine, mail: Mail, server: SMTP, due: Due) -> Told:
    letter = write_digest(due.digest, mail.register)
    try:
        message = letter_to(due.member.actor.name, due.member.email, letter, mail)
        hand_in(server, message)
    except NotTakenError as error:
        return _end(engine, due, str(error))
    except UnknownFateError as error:
        words = f"the connection broke ({error}): nobody knows whether it went"
        return Told(due, words, failed=True, lost=True)
    return _end(engine, due)


def _end(engine: sa.Engine, due: Due, error: str = "") -> Told:
    actor: Actor = due.member.actor
    with open_session(engine) as session, transaction(session):
        end_mail(session, actor, due.day, error)
    if error:
        return Told(due, f"not taken: {error}", failed=True)
    return Told(due, "sent")
