"""`riskapp review`: opening and closing the monthly review of an organisation."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session

from riskapp.cli.opening import (
    acting_as,
    as_option,
    get_organisation,
    register,
    say,
    settings_today,
)
from riskapp.domain.months import CloseMonth, MonthState, parse_month
from riskapp.domain.permissions import Actor
from riskapp.domain.wording import month_words
from riskapp.models import FinalContent
from riskapp.queries.months import find_review
from riskapp.services.month_closing import close_month
from riskapp.services.months import open_month
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("review", help="open or close a monthly review")
    deeds = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    opening = deeds.add_parser("open", help="open the review of a month")
    closing = deeds.add_parser("close", help="close the review of a month, which makes it final")
    for deed in (opening, closing):
        deed.add_argument("--organisation", required=True, metavar="CODE")
        deed.add_argument("--month", required=True, type=_month, metavar="YYYY-MM")
        as_option(deed)
    closing.add_argument("--not-held", action="store_true", help="the review was not held")
    closing.add_argument(
        "--reason", default="", metavar="WORDS", help="why it was not held, or anything is left"
    )
    opening.set_defaults(run=run_open)
    closing.set_defaults(run=run_close)


def run_open(asked: argparse.Namespace) -> None:
    """Open the review of a month, and say so; harmless if it is open already."""
    with register(Settings.for_commands()) as session, transaction(session):
        actor = _actor(session, asked)
        held = find_review(session, actor, asked.month)
        open_month(session, actor, asked.month)
    already = held is not None and held.state is MonthState.OPEN
    say(f"The review of {month_words(asked.month)} is {'open already' if already else 'open'}.")


def run_close(asked: argparse.Namespace) -> None:
    """Close the review of a month, and print the digest of what became final."""
    with register(Settings.for_commands()) as session:
        with transaction(session):
            actor = _actor(session, asked)
            draft = CloseMonth(asked.month, asked.reason, held=not asked.not_held)
            review = close_month(session, actor, draft)
        final = session.get_one(FinalContent, (review.organisation_id, review.content_id))
        how = "closed as not held" if asked.not_held else "closed"
        say(f"The review of {month_words(asked.month)} is {how}. SHA-256 {final.digest}")


def _actor(session: Session, asked: argparse.Namespace) -> Actor:
    """Return who acts: a person of the organisation, or the command line itself."""
    organisation = get_organisation(session, asked.organisation)
    actor = command_line_actor(session, organisation, settings_today(Settings.for_commands()))
    return acting_as(session, actor, asked.email)


def _month(written: str) -> date:
    """Read a month; argparse words the refusal."""
    month = parse_month(written)
    if month is None:
        raise argparse.ArgumentTypeError(f"a month like 2018-06, not {written}")
    return month
