"""`riskapp remind`: the digests of what is due, sent now."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from riskapp.cli.opening import (
    CommandError,
    database,
    get_organisation,
    refuse_other_schema,
    say,
    settings_today,
)
from riskapp.domain.wording import counted
from riskapp.models import Organisation
from riskapp.models.database import open_session
from riskapp.queries.reminders import list_organisations
from riskapp.settings import Mail, Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands
    from riskapp.worker.reminding import Due


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("remind", help="send everybody what is due for them")
    parser.add_argument("--organisation", metavar="CODE", help="only the people of one")
    parser.add_argument("--dry-run", action="store_true", help="say what would be sent")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Send what has not been sent, a line for each; status 1 where a mail was not taken."""
    # Imported late: no other command sends mail.
    from riskapp.worker.reminding import list_due  # noqa: PLC0415

    settings = Settings.for_commands()
    if settings.mail is None and not asked.dry_run:
        raise CommandError("RISKAPP_SMTP_HOST is not set, so no mail can be sent.")
    with database(settings) as engine:
        refuse_other_schema(engine)
        organisations = _organisations(engine, asked.organisation)
        today = settings_today(settings)
        dues = [due for one in organisations for due in list_due(engine, settings, one, today)]
        if settings.mail is None or asked.dry_run:
            for due in dues:
                _say(due, "would be sent, unless it was sent before")
            if not dues:
                say("Nobody is to be told anything today.")
            return 0
        return _send(engine, settings.mail, dues)


def _organisations(engine: sa.Engine, code: str | None) -> Sequence[Organisation]:
    with open_session(engine) as session:
        return [get_organisation(session, code)] if code else list_organisations(session)


def _send(engine: sa.Engine, mail: Mail, dues: "Sequence[Due]") -> int:
    from riskapp.worker.post import NotTakenError  # noqa: PLC0415 - as above
    from riskapp.worker.reminding import send_all  # noqa: PLC0415 - as above

    failed = []
    try:
        for told in send_all(engine, mail, dues):
            failed.append(told.failed)
            _say(told.due, told.words)
    except NotTakenError as error:
        raise CommandError(f"The mail server cannot be used: {error}.") from None
    if not failed:
        say("Nothing was left to send.")
    return int(any(failed))


def _say(due: "Due", words: str) -> None:
    things = counted(due.digest.total, "thing")
    say(f"{due.digest.organisation_code}  {due.day}  {due.member.email}: {things} due, {words}.")
