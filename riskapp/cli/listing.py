"""`riskapp list`: the register, the HLRR, the BAF or the heat map as at a day, as CSV."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlmodel import Session

from reports.lists import framework_csv, heat_map_csv, rows_csv
from riskapp.cli.reading import a_day, give, output_option, reading, refuse_to_come
from riskapp.domain.permissions import Actor
from riskapp.queries.framework import framework, high_level
from riskapp.queries.heat_map import heat_map
from riskapp.queries.register import list_whole_register

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands

Listed = Callable[[Session, Actor, date | None], bytes]

LISTS: Final[Mapping[str, Listed]] = {
    "register": lambda session, actor, on: rows_csv(list_whole_register(session, actor, on)),
    "hlrr": lambda session, actor, on: rows_csv(high_level(session, actor, on).rows),
    "baf": lambda session, actor, on: framework_csv(framework(session, actor, on)),
    "heat-map": lambda session, actor, on: heat_map_csv(heat_map(session, actor, None, on)),
}
"""What can be listed, each with how it is made."""


def add_to(commands: "Commands") -> None:
    """Add the command."""
    parser = commands.add_parser("list", help="the register and its lists, as CSV")
    parser.add_argument("list", choices=LISTS, metavar="|".join(LISTS))
    parser.add_argument("--organisation", required=True, metavar="CODE")
    parser.add_argument("--as-at", type=a_day, metavar="DATE", help="like 2018-06-30; else today")
    output_option(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Write the list; CommandError for a day that has not come."""
    with reading(asked.organisation) as (session, actor):
        refuse_to_come(asked.as_at, actor, "A list")
        content = LISTS[asked.list](session, actor, asked.as_at)
    give(content, asked.output)
