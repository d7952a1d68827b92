"""Taking a register out: its list as a workbook beside the bare writing of the same cells, and all.

Run with an organisation's code and a form, it takes that out in a process of its own, so that its
memory is its own, and prints seconds of CPU and peak of memory as JSON.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from datetime import time as time_of_day
from io import BytesIO
from time import process_time
from typing import Any, Final

from sqlmodel import Session, col, select
from xlsxwriter import Workbook

from reports.everything_json import everything_json
from reports.list_workbook import draw_lists
from riskapp.benchmark.measuring import peak_memory
from riskapp.benchmark.packs import MEGABYTE, run_apart
from riskapp.benchmark.results import Result
from riskapp.benchmark.site import Site
from riskapp.clock import utc_now
from riskapp.domain.columns import Column
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Organisation
from riskapp.models.database import open_database, open_session
from riskapp.queries.everything import read_everything
from riskapp.queries.matrices import get_matrix
from riskapp.queries.register_listed import list_all_listed
from riskapp.readmodels.take_out import About, TakeOut
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import DEMONSTRATION_TODAY, Settings
from riskapp.synthesis.trust import SyntheticTrust
from riskapp.takeouts.registers import register_list

TIMES: Final = 4
"""How many times the bare writing of its cells a list may take, the questions for it included."""
MOST_MEGABYTES: Final = 1_000


def measure_taking_out(site: Site, trust: SyntheticTrust, risks: int) -> Iterator[Result]:
    """Take the list of the register out as a workbook, and everything as JSON."""
    code = trust.people[Role.RISK_MANAGER].organisation_code
    ours, bare, whole = (_took(site, code, form) for form in ("workbook", "bare", "everything"))
    times = ours["seconds"] / bare["seconds"]
    yield Result(
        f"list of {risks:,} risks as a workbook",
        f"{times:.1f} times",
        cpu=f"{ours['seconds']:.1f} s",
        floor=f"{bare['seconds']:.1f} s of bare writing",
        goal=f"{TIMES} times",
        met=times <= TIMES,
    )
    yield Result(
        f"everything of {risks:,} risks as JSON",
        cpu=f"{whole['seconds']:.1f} s",
        floor=f"{whole['peak'] / MEGABYTE:.0f} MB",
        goal=f"{MOST_MEGABYTES} MB",
        met=whole["peak"] <= MOST_MEGABYTES * MEGABYTE,
    )


def _took(site: Site, code: str, form: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(
        run_apart(site, sys.executable, "-m", "riskapp.benchmark.taking_out", code, form)
    )
    return found


def _list(session: Session, actor: Actor) -> TakeOut:
    here = session.get_one(Organisation, actor.organisation_id)
    about = About(here.name, here.code, actor.today, utc_now(), actor.name)
    columns, matrix = list(Column)[: list(Column).index(Column.OPENED)], get_matrix(session, actor)
    asked = RegisterFilters()
    found = list_all_listed(session, actor, asked, columns, on=None, matrix=matrix)
    return register_list(about, columns, found)


def _workbook(session: Session, actor: Actor) -> float:
    began = process_time()
    one = _list(session, actor)
    draw_lists(one.title, one.about, [one])
    return process_time() - began


def _bare(session: Session, actor: Actor) -> float:
    """Write cells that are there already, as XlsxWriter alone does, with the one look of a day."""
    one = _list(session, actor)
    held = replace(one, rows=list(one.rows))
    began = process_time()
    book = Workbook(BytesIO(), {"constant_memory": True})
    page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(held.rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, column, value)
            elif isinstance(value, date):
                page.write_datetime(number, column, datetime.combine(value, time_of_day()), day)
            elif value is not None:
                page.write_number(number, column, value)
    book.close()
    return process_time() - began


def _everything(session: Session, actor: Actor) -> float:
    began = process_time()
    for _piece in everything_json(read_everything(session, actor, utc_now())):
        pass
    return process_time() - began


_FORMS: Final[Mapping[str, Callable[[Session, Actor], float]]] = {
    "workbook": _workbook,
    "bare": _bare,
    "everything": _everything,
}


def main() -> None:
    """Take one thing out; print what it took."""
    code, form = sys.argv[1:]
    with open_session(open_database(Settings.for_commands().database_url)) as session:
        with transaction(session):
            found = session.exec(select(Organisation).where(col(Organisation.code) == code)).one()
            actor: Any = command_line_actor(session, found, DEMONSTRATION_TODAY)
        seconds = _FORMS[form](session, actor)
    sys.stdout.write(json.dumps({"seconds": seconds, "peak": peak_memory()}))


if __name__ == "__main__":
    main()
