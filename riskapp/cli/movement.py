"""`riskapp movement`: what changed between two days, as CSV."""

import argparse
from typing import TYPE_CHECKING

from reports.list_csv import list_csv
from riskapp.cli.reading import a_day, about_of, give, output_option, reading, refuse_to_come
from riskapp.domain.escalation import Register
from riskapp.domain.filters import MovementScope
from riskapp.domain.movement import month_before
from riskapp.queries.movement import get_movement
from riskapp.takeouts.changes import movement_list

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("movement", help="what changed between two days, as CSV")
    parser.add_argument("--organisation", required=True, metavar="CODE")
    parser.add_argument("--since", type=a_day, metavar="DATE", help="else a month before")
    parser.add_argument("--until", type=a_day, metavar="DATE", help="like 2018-06-30; else today")
    parser.add_argument("--register", type=Register, choices=Register, metavar="hlrr|baf")
    parser.add_argument(
        "--known-on", type=a_day, metavar="DATE", help="leave out what was entered later"
    )
    output_option(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Write what changed; CommandError for days that have not come or run backwards."""
    with reading(asked.organisation) as (session, actor):
        for day in (asked.until, asked.known_on):
            refuse_to_come(day, actor, "What changed")
        until = asked.until or actor.today
        since = asked.since or month_before(until)
        scope = MovementScope(register=asked.register)
        found = get_movement(session, actor, since, until, risks=scope, known_on=asked.known_on)
        content = b"".join(list_csv(movement_list(about_of(session, actor), found)))
    give(content, asked.output)
